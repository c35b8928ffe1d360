"""A disputed rating stays the lead's and is printed as disputed; an action called in is always reported."""

from __future__ import annotations

import pytest
from sqlmodel import select

from store import tables
from store.types import Lifecycle, RoleName
from tests.workflows.governing.office import (
    BLUE,
    DEPUTY,
    LEAD,
    OFFICER,
    OTHER_SRO,
    REF,
    SRO,
    STRANGER,
    TUESDAY,
    WEDNESDAY,
    Office,
)
from tests.workflows.register import GREEN
from workflows.exception_report.assess import assess
from workflows.exception_report.notes import data_notes
from workflows.governing.call_ins import CalledIn, call_in, end_call_in
from workflows.governing.challenges import RatingDisputed, challenge_rating, withdraw_challenge
from workflows.governing.dispute_refusals import (
    CalledInAlready,
    CallerToBeNamed,
    DisputedAlready,
    NotCalledIn,
    NothingDisputed,
    NothingToDispute,
)
from workflows.governing.refusals import (
    ItemClosed,
    NotOnesOwn,
    NotYoursToDecide,
    RatedSince,
    ReasonIdentifiesAChild,
    ReasonMissing,
)

CHAIR = "board-chair"


def dispute(office: Office, *, by: str = SRO, reason: str = "Waits went up", seen: int = 0) -> RatingDisputed:
    return challenge_rating(
        office.session,
        office.audit,
        person=office.person(by),
        action=office.action(),
        reason=reason,
        now=TUESDAY,
        seen=seen,
    )


def called(office: Office, *, by: str = SRO, reason: str = "Families wrote", on_behalf_of: str = "") -> CalledIn:
    return call_in(
        office.session,
        office.audit,
        person=office.person(by),
        action=office.action(),
        reason=reason,
        now=TUESDAY,
        on_behalf_of=office.person(on_behalf_of) if on_behalf_of else None,
    )


def notes(office: Office) -> list[str]:
    assessed = assess(office.cut(WEDNESDAY))
    return [note for note in data_notes(assessed.cut, assessed.standings, ()) if "disputed" in note]


def triggers(office: Office) -> list[tuple[str, str, int]]:
    _, fired = assess(office.cut(WEDNESDAY)).fired[REF]
    return [(one.code, one.reason, one.severity) for one in fired if one.code == "E14"]


def test_a_disputed_rating_stays_and_the_report_says_who_disputes_it_and_why(office: Office) -> None:
    office.say(GREEN)
    dispute(office)
    standing = assess(office.cut(WEDNESDAY)).standings[REF]
    assert standing.last_known is not None
    assert standing.last_known.label == "Green"
    (note,) = notes(office)
    assert note.startswith("The rating of 1.1.1 is disputed by ")
    assert note.endswith(": Waits went up")
    (entry,) = office.audited("challenge_rating")
    assert (entry["actor"], entry["content"]["reason"]) == (SRO, "Waits went up")


def test_withdrawn_it_is_printed_no_more_and_the_same_update_is_not_disputed_again(office: Office) -> None:
    office.say(GREEN)
    dispute(office)
    with pytest.raises(DisputedAlready):
        dispute(office)
    withdraw_challenge(office.session, office.audit, person=office.person(SRO), action=office.action(), now=WEDNESDAY)
    assert notes(office) == []
    with pytest.raises(NothingDisputed):
        withdraw_challenge(
            office.session, office.audit, person=office.person(SRO), action=office.action(), now=WEDNESDAY
        )
    with pytest.raises(DisputedAlready):
        dispute(office)


def test_the_compliance_team_settles_what_an_sro_disputes_and_not_the_other_way_round(office: Office) -> None:
    office.say(GREEN)
    dispute(office, by=OFFICER)
    with pytest.raises(NothingDisputed):
        withdraw_challenge(
            office.session, office.audit, person=office.person(SRO), action=office.action(), now=WEDNESDAY
        )
    dispute(office, by=SRO)
    withdraw_challenge(
        office.session, office.audit, person=office.person(OFFICER), action=office.action(), now=WEDNESDAY
    )
    assert notes(office) == []


@pytest.mark.parametrize("by", [LEAD, DEPUTY, STRANGER, OTHER_SRO, CHAIR])
def test_only_an_sro_of_the_area_or_the_compliance_team_disputes_or_calls_in(office: Office, by: str) -> None:
    office.say(GREEN)
    for refused in (dispute, called):
        with pytest.raises(NotYoursToDecide):
            refused(office, by=by)
    assert len(office.audited("refused")) == 2


def test_nobody_disputes_their_own_rating_nor_one_that_is_not_there_or_not_the_one_they_read(office: Office) -> None:
    with pytest.raises(NothingToDispute):
        dispute(office)
    office.say(GREEN, by=OFFICER)
    with pytest.raises(NotOnesOwn):
        dispute(office, by=OFFICER)
    with pytest.raises(RatedSince):
        dispute(office, seen=999)
    with pytest.raises(ReasonMissing):
        dispute(office, reason="  ")
    with pytest.raises(ReasonIdentifiesAChild):
        dispute(office, reason="Jacob, aged 7, still waits")
    assert "Jacob" not in repr(office.audited("refused"))


def test_an_action_called_in_is_an_exception_until_the_call_in_is_ended(office: Office) -> None:
    office.say(GREEN)
    called(office)
    ((code, reason, severity),) = triggers(office)
    assert (code, severity) == ("E14", 3)
    assert reason.endswith(": Families wrote")
    with pytest.raises(CalledInAlready):
        called(office)
    end_call_in(office.session, office.audit, person=office.person(SRO), action=office.action(), now=WEDNESDAY)
    assert triggers(office) == []
    with pytest.raises(NotCalledIn):
        end_call_in(office.session, office.audit, person=office.person(SRO), action=office.action(), now=WEDNESDAY)


def test_the_chairs_call_in_is_recorded_by_the_compliance_team_and_is_grave(office: Office) -> None:
    with pytest.raises(CallerToBeNamed):
        called(office, by=OFFICER)
    with pytest.raises(CallerToBeNamed):
        called(office, by=OFFICER, on_behalf_of=LEAD)
    told = called(office, by=OFFICER, on_behalf_of=CHAIR)
    assert "as Chair" in told.words
    ((_, _, severity),) = triggers(office)
    assert severity == 1
    (entry,) = office.audited("call_in")
    assert (entry["actor"], entry["on_behalf_of"]) == (OFFICER, CHAIR)


def test_a_board_member_who_is_the_areas_sro_too_is_named_as_sro(office: Office) -> None:
    office.give_role(SRO, RoleName.BOARD)
    assert called(office, by=OFFICER, on_behalf_of=SRO).chair is False


def test_what_is_closed_is_not_called_in(office: Office) -> None:
    office.say(BLUE)
    action = office.action()
    action.lifecycle = Lifecycle.WITHDRAWN
    with pytest.raises(ItemClosed):
        called(office)
    assert office.session.exec(select(tables.CallIn)).all() == []
