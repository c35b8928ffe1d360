"""A due date moves only when somebody other than the one who asked approves it; the original date never does."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlmodel import select

from store import tables
from store.types import DateChangeStatus, Lifecycle, RoleName
from tests.workflows.governing.office import (
    BLUE,
    DEPUTY,
    DUE,
    LEAD,
    MONDAY,
    OFFICER,
    OTHER_SRO,
    SRO,
    STRANGER,
    TUESDAY,
    WEDNESDAY,
    Office,
    at,
)
from workflows.governing.refusals import (
    AskedAlready,
    DateAfterPlan,
    DatePassed,
    ItemClosed,
    ItemComplete,
    NothingAsked,
    NotOnesOwn,
    NotYoursToAsk,
    NotYoursToDecide,
    ReasonMissing,
    ReasonTooLong,
    SameDate,
    SroToBeNamed,
)

JANUARY, MARCH, APRIL = date(2023, 1, 31), date(2023, 3, 31), date(2023, 4, 30)


def dates(office: Office) -> tuple[date | None, date | None, date | None]:
    milestone = office.milestone()
    return milestone.baseline_due, milestone.current_due, milestone.forecast_due


def test_a_request_moves_nothing_until_it_is_approved(office: Office) -> None:
    told = office.request(JANUARY)
    assert dates(office) == (DUE, DUE, None)
    assert told.words == (
        "Awaiting approval: 1.1.1 milestone 1 from 30 November 2022 to 31 January 2023. "
        "If approved, it will be 62 days after the original date, with 1 approved move in all."
    )
    assert office.approve().words == (
        "Moved 1.1.1 milestone 1 from 30 November 2022 to 31 January 2023: "
        "62 days after the original date, with 1 approved move in all."
    )
    assert dates(office) == (DUE, JANUARY, None)


def test_a_leads_forecast_is_left_alone_by_an_approval(office: Office) -> None:
    office.milestone().forecast_due = MARCH
    office.request(JANUARY)
    office.approve()
    assert dates(office) == (DUE, JANUARY, MARCH)


def test_a_refusal_keeps_the_date_and_its_reason(office: Office) -> None:
    office.request(JANUARY)
    told = office.refuse(reason=" Schools were promised November ")
    assert told.words.endswith("It stays due on 30 November 2022.")
    assert dates(office) == (DUE, DUE, None)
    (change,) = office.session.exec(select(tables.DateChange))
    assert (change.status, change.decision_reason) == (DateChangeStatus.REFUSED, "Schools were promised November")
    assert (change.decided_by_id, change.decided_at) == (office.person(SRO).id, TUESDAY)


def test_a_second_approved_move_reaches_the_limit_and_so_do_more_than_ninety_days(office: Office) -> None:
    assert office.request(JANUARY).slip.over_limit is False
    office.approve()
    assert office.request(date(2023, 2, 10), now=WEDNESDAY).slip.over_limit is True  # the second move
    office.refuse(now=WEDNESDAY)
    told = office.request(MARCH, now=WEDNESDAY)
    assert (told.slip.moves, told.slip.days) == (2, 121)
    assert told.words.endswith("with 2 approved moves in all, so the report tells the Board.")


def test_ninety_days_in_one_move_are_within_the_limit_and_ninety_one_are_not(office: Office) -> None:
    assert office.request(date(2023, 2, 28)).slip.over_limit is False
    office.refuse()
    assert office.request(date(2023, 3, 1), now=WEDNESDAY).slip.over_limit is True


def test_a_date_may_be_brought_forward(office: Office) -> None:
    office.request(date(2022, 11, 16))
    assert "14 days before the original date" in office.approve().words
    assert dates(office) == (DUE, date(2022, 11, 16), None)


@pytest.mark.parametrize("by", [LEAD, DEPUTY, SRO, OFFICER])
def test_the_lead_their_deputy_the_sro_and_the_compliance_team_may_ask(office: Office, by: str) -> None:
    assert office.request(JANUARY, by=by).status is DateChangeStatus.REQUESTED
    (entry,) = office.audited("request_date_change")
    assert (entry["actor"], entry["on_behalf_of"]) == (by, LEAD if by == DEPUTY else "")
    assert entry["subject"] == "1.1.1/1"


def test_a_cover_asks_for_the_lead(office: Office) -> None:
    office.session.add(
        tables.Delegation(
            from_person_id=office.person(LEAD).id or 0,
            to_person_id=office.person(STRANGER).id or 0,
            starts_on=MONDAY.date(),
            ends_on=MONDAY.date(),
            set_by_id=office.person(LEAD).id or 0,
            set_at=MONDAY,
        )
    )
    office.request(JANUARY, by=STRANGER)
    assert office.audited("request_date_change")[0]["on_behalf_of"] == LEAD
    office.refuse()
    with pytest.raises(NotYoursToAsk):
        office.request(JANUARY, by=STRANGER, now=TUESDAY)


def test_somebody_with_no_part_in_it_may_neither_ask_nor_decide_and_the_audit_says_that_they_tried(
    office: Office,
) -> None:
    with pytest.raises(NotYoursToAsk, match=r"Only the lead of 1\.1\.1 milestone 1"):
        office.request(JANUARY, by=STRANGER, reason="Something not to be kept")
    office.request(JANUARY)
    for by in (LEAD, DEPUTY, OTHER_SRO):
        with pytest.raises(NotYoursToDecide, match="Only the SRO of area 1"):
            office.approve(by=by)
    assert dates(office) == (DUE, DUE, None)
    refused = office.audited("refused")
    assert [entry["actor"] for entry in refused] == [STRANGER, LEAD, DEPUTY, OTHER_SRO]
    assert refused[0]["content"] == {"asked": "request_date_change", "why": "NotYoursToAsk"}
    assert "not to be kept" not in str(refused)


def test_an_sro_does_not_approve_what_they_asked_for_themselves(office: Office) -> None:
    office.request(JANUARY, by=SRO)
    with pytest.raises(NotOnesOwn, match="You asked for this date, so somebody else decides"):
        office.approve(by=SRO)
    told = office.approve(by=OFFICER)  # the only SRO asked, so the compliance team decides in its own name
    assert told.status is DateChangeStatus.APPROVED
    (change,) = office.session.exec(select(tables.DateChange))
    assert change.decided_by_id == office.person(OFFICER).id


def test_another_sro_of_the_area_may_approve_what_the_first_asked_for(office: Office) -> None:
    office.appoint(OTHER_SRO, "Assistant Director SEND and Inclusion")
    office.request(JANUARY, by=SRO)
    assert office.approve(by=OTHER_SRO).status is DateChangeStatus.APPROVED


def test_the_compliance_team_records_a_decision_on_behalf_of_a_named_sro(office: Office) -> None:
    office.request(JANUARY)
    with pytest.raises(SroToBeNamed, match="Assistant Director SEND and Inclusion"):
        office.approve(by=OFFICER)
    with pytest.raises(SroToBeNamed):
        office.approve(by=OFFICER, on_behalf_of=OTHER_SRO)
    office.approve(by=OFFICER, on_behalf_of=SRO)
    (change,) = office.session.exec(select(tables.DateChange))
    assert change.decided_by_id == office.person(SRO).id
    (entry,) = office.audited("approve_date_change")
    assert (entry["actor"], entry["on_behalf_of"]) == (OFFICER, SRO)


def test_a_compliance_officer_who_asked_does_not_record_the_approval(office: Office) -> None:
    office.request(JANUARY, by=OFFICER)
    with pytest.raises(NotOnesOwn):
        office.approve(by=OFFICER, on_behalf_of=SRO)
    assert office.approve(by=SRO).status is DateChangeStatus.APPROVED


def test_with_the_sros_post_vacant_the_compliance_team_decides(office: Office) -> None:
    office.leave_post(SRO, date(2022, 11, 7))
    office.request(JANUARY)
    with pytest.raises(NotYoursToDecide, match="whose post is vacant"):
        office.approve(by=SRO)
    assert office.approve(by=OFFICER).status is DateChangeStatus.APPROVED


def test_a_request_brought_in_with_a_plan_version_is_nobodys_own(office: Office) -> None:
    office.session.add(
        tables.DateChange(
            milestone_id=office.milestone().id or 0,
            from_due=DUE,
            to_due=JANUARY,
            reason="Version 2",
            requested_at=MONDAY,
        )
    )
    office.session.flush()
    assert office.approve().requested_by == ""
    assert dates(office) == (DUE, JANUARY, None)


@pytest.mark.parametrize(
    ("to_due", "refusal", "words"),
    [
        (DUE, SameDate, "is due on 30 November 2022 already"),
        (date(2022, 11, 6), DatePassed, "6 November 2022 has passed"),
        (date(2026, 1, 1), DateAfterPlan, "The plan ends on 31 December 2025"),
    ],
)
def test_a_date_that_makes_no_sense_is_refused(
    office: Office, to_due: date, refusal: type[Exception], words: str
) -> None:
    with pytest.raises(refusal, match=words):
        office.request(to_due)
    assert office.waiting() is None


def test_only_the_compliance_team_asks_for_a_date_after_the_plans_end(office: Office) -> None:
    assert office.request(date(2026, 1, 1), by=OFFICER).to_due == date(2026, 1, 1)


def test_one_request_waits_at_a_time(office: Office) -> None:
    office.request(JANUARY)
    with pytest.raises(AskedAlready, match=r"A move of 1\.1\.1 milestone 1 to 31 January 2023 awaits a decision"):
        office.request(MARCH)
    office.refuse()
    assert office.request(MARCH, now=WEDNESDAY).to_due == MARCH


def test_where_nothing_was_asked_there_is_nothing_to_decide(office: Office) -> None:
    with pytest.raises(NothingAsked):
        office.approve()
    with pytest.raises(NothingAsked):
        office.refuse()


def test_a_request_and_a_refusal_need_a_reason_that_fits(office: Office) -> None:
    with pytest.raises(ReasonMissing):
        office.request(JANUARY, reason="  ")
    with pytest.raises(ReasonTooLong, match="3,701 characters"):
        office.request(JANUARY, reason="x" * 3701)
    office.request(JANUARY)
    with pytest.raises(ReasonMissing):
        office.refuse(reason="")
    assert office.waiting() is not None


def test_what_is_complete_or_closed_has_no_date_to_move(office: Office) -> None:
    office.request(JANUARY)
    office.decide(Lifecycle.WITHDRAWN)
    with pytest.raises(ItemClosed, match="closed by decision SSPB 2022/14"):
        office.approve(now=WEDNESDAY)
    office.refuse(now=WEDNESDAY)  # a request may always be laid to rest
    with pytest.raises(ItemClosed):
        office.request(MARCH, now=WEDNESDAY)
    office.decide(Lifecycle.IN_PROGRESS, now=WEDNESDAY)
    office.say(BLUE, now=WEDNESDAY)
    with pytest.raises(ItemComplete):
        office.request(MARCH, now=WEDNESDAY)


def test_an_approved_date_opens_a_new_ladder(office: Office) -> None:
    """Asked at the tenth working day before 30 November; after the move nobody is, until the ladder of the new date."""
    assert office.asked_on(date(2022, 11, 16)) == [(LEAD, "before_10", "due:2022-11-30")]
    office.request(JANUARY)
    office.approve()
    assert office.asked_on(date(2022, 11, 16)) == []
    assert office.asked_on(date(2023, 1, 3)) == [(LEAD, "before_20", "due:2023-01-31")]


def test_a_cut_of_each_day_holds_the_date_of_that_day(office: Office) -> None:
    office.request(JANUARY)
    office.approve()
    office.request(APRIL, now=at(date(2022, 12, 1)))
    office.approve(now=at(date(2022, 12, 2)))

    def due(moment: datetime) -> date | None:
        return next(row.current for row in office.cut(moment).milestones if row.action_ref == "1.1.1")

    assert [due(MONDAY), due(TUESDAY), due(at(date(2022, 12, 1))), due(at(date(2022, 12, 2)))] == [
        DUE,
        JANUARY,
        JANUARY,
        APRIL,
    ]


def test_two_roles_in_one_person_are_still_one_person(office: Office) -> None:
    office.give_role(SRO, RoleName.COMPLIANCE)
    office.request(JANUARY, by=SRO)
    with pytest.raises(NotOnesOwn):
        office.approve(by=SRO, on_behalf_of=SRO)
