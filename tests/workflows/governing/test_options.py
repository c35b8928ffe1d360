"""Options for the Board: what they must hold, who may give them, and what becomes of them in the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from store import tables
from store.types import Lifecycle
from tests.audits import chains_hold
from tests.workflows.governing.office import (
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
    at,
)
from tests.workflows.register import PLAN, RED
from workflows.exception_report.body_rows import ReportException
from workflows.exception_report.compile import compile_report
from workflows.governing.options import OptionsGiven, OptionsWithdrawn, give_options, withdraw_options
from workflows.governing.options_erasing import erase_options
from workflows.governing.options_refusals import NoOptions, NotYoursToGive, OptionsGivenSince, OptionsIncomplete
from workflows.governing.options_rules import LONGEST_TEXT, OptionsField, OptionsTyped
from workflows.governing.options_shown import OptionsToGive, options_form, options_wanted
from workflows.governing.refusals import ItemClosed
from workflows.history import history

LATE = at(date(2023, 2, 6))
"""More than 62 days after the milestone was due, on 30 November 2022."""

LATER = at(date(2023, 2, 7))
CHILD = "Jacob, aged 7, still waits"
RED_AND_LATE = replace(
    RED, effect="Families wait longer for a plan", recovery_by=date(2023, 3, 1), forecast=date(2023, 3, 31)
)
GIVEN = OptionsTyped(
    effect_1="Families go on waiting",
    option_2="Buy in an agency for six months",
    effect_2="Waits fall by half by June",
    recommended="2",
    reason="It is the quickest",
    lesson="Posts need cover before they fall vacant",
)
THREE = replace(GIVEN, option_3="Share a post with Calderdale", effect_3="Waits fall from September")


def give(office: Office, typed: OptionsTyped = GIVEN, *, by: str = LEAD, **given: Any) -> OptionsGiven:
    plain: dict[str, Any] = {"now": LATE, "action": office.action()}
    return give_options(office.session, office.audit, person=office.person(by), typed=typed, **{**plain, **given})


def withdraw(office: Office, *, by: str = LEAD) -> OptionsWithdrawn:
    return withdraw_options(office.session, office.audit, person=office.person(by), action=office.action(), now=LATER)


def form(office: Office, *, by: str = LEAD, typed: OptionsTyped | None = None) -> OptionsToGive:
    return options_form(
        office.session, office.audit, person=office.person(by), action=office.action(), now=LATE, typed=typed
    )


def appraisals(office: Office) -> list[tables.OptionsAppraisal]:
    return list(office.session.exec(select(tables.OptionsAppraisal).order_by(tables.OptionsAppraisal.id)))


def options(office: Office) -> list[tuple[int, str, str]]:
    rows = office.session.exec(
        select(tables.AppraisedOption).order_by(tables.AppraisedOption.appraisal_id, tables.AppraisedOption.position)
    )
    return [(row.position, row.text, row.effect) for row in rows]


def entry(office: Office) -> ReportException:
    return next(one for one in compile_report(office.cut(LATER)).exceptions if one.ref == REF)


def asks(office: Office) -> list[tuple[str, str, str]]:
    return [
        (ask.kind, ask.text, ask.addressed_to)
        for ask in compile_report(office.cut(LATER)).asks
        if REF in ask.refs and "option" in ask.text
    ]


def red_and_late(office: Office) -> None:
    office.say(RED_AND_LATE, now=LATE)


def test_options_are_recorded_with_doing_nothing_first_and_audited(office: Office) -> None:
    done = give(office, THREE)
    assert done.words.startswith("Recorded: 3 options for 1.1.1, option 2 recommended.")
    (held,) = appraisals(office)
    assert (held.recommended, held.recommendation, held.lesson) == (1, GIVEN.reason, GIVEN.lesson)
    assert options(office) == [
        (0, "Do nothing", "Families go on waiting"),
        (1, "Buy in an agency for six months", "Waits fall by half by June"),
        (2, "Share a post with Calderdale", "Waits fall from September"),
    ]
    (told,) = office.audited("give_options")
    assert (told["actor"], told["on_behalf_of"], told["subject"]) == (LEAD, "", REF)
    assert chains_hold(office.session, office.audit)


def test_a_gap_in_the_form_is_closed_and_the_recommendation_follows(office: Office) -> None:
    give(
        office,
        replace(GIVEN, option_2="", effect_2="", option_4="Wait for the ICB", effect_4="Little", recommended="4"),
    )
    assert [position for position, _, _ in options(office)] == [0, 1]
    assert appraisals(office)[0].recommended == 1


def test_doing_nothing_may_be_what_is_recommended(office: Office) -> None:
    assert give(office, replace(GIVEN, recommended="1")).recommended == 1


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"effect_1": ""}, OptionsField.EFFECT_1, "if nothing were done"),
        ({"option_2": "", "effect_2": "", "recommended": "1"}, OptionsField.OPTION_2, "besides doing nothing"),
        ({"effect_2": ""}, OptionsField.EFFECT_2, "needs its effect"),
        ({"option_2": ""}, OptionsField.OPTION_2, "say what would be done"),
        ({"recommended": ""}, OptionsField.RECOMMENDED, "Choose the option"),
        ({"recommended": "3"}, OptionsField.RECOMMENDED, "Option 3 is not given: recommend option 1 or 2."),
        ({"recommended": "x" * 900}, OptionsField.RECOMMENDED, "Choose the option"),
        ({"reason": ""}, OptionsField.REASON, "Give the reason"),
        ({"lesson": ""}, OptionsField.LESSON, "in one sentence"),
        ({"lesson": "x" * (LONGEST_TEXT + 1)}, OptionsField.LESSON, "1,501 characters, at most 1,500 fit"),
        ({"effect_2": CHILD}, OptionsField.EFFECT_2, "may identify a child"),
    ],
)
def test_what_is_missing_or_cannot_be_kept_is_said_of_its_field(
    office: Office, changes: dict[str, str], field: OptionsField, says: str
) -> None:
    with pytest.raises(OptionsIncomplete) as refused:
        give(office, replace(GIVEN, **changes))
    (problem,) = refused.value.problems
    assert problem.field is field
    assert says in problem.sentence
    assert problem.sentence.endswith(".")
    assert appraisals(office) == []
    (told,) = office.audited("refused")
    assert told["content"] == {"asked": "give_options", "why": "OptionsIncomplete"}


def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_form(office: Office) -> None:
    with pytest.raises(OptionsIncomplete) as refused:
        give(office, OptionsTyped())
    assert [problem.field for problem in refused.value.problems] == [
        OptionsField.EFFECT_1,
        OptionsField.OPTION_2,
        OptionsField.RECOMMENDED,
        OptionsField.REASON,
        OptionsField.LESSON,
    ]


@pytest.mark.parametrize(("by", "for_the_lead"), [(LEAD, False), (DEPUTY, True), (SRO, False), (OFFICER, True)])
def test_the_lead_the_deputy_the_sro_and_the_compliance_team_may_give_them(
    office: Office, by: str, for_the_lead: bool
) -> None:
    give(office, by=by)
    (held,) = appraisals(office)
    assert held.person_id == office.person(by).id
    assert held.on_behalf_of_id == (office.person(LEAD).id if for_the_lead else None)


@pytest.mark.parametrize("by", [STRANGER, OTHER_SRO])
def test_nobody_else_may(office: Office, by: str) -> None:
    with pytest.raises(NotYoursToGive):
        give(office, by=by)
    with pytest.raises(NotYoursToGive):
        form(office, by=by)
    with pytest.raises(NotYoursToGive):
        erase_options(office.session, office.audit, person=office.person(by), action=office.action(), now=LATER)


def test_a_closed_action_takes_none(office: Office) -> None:
    office.decide(Lifecycle.WITHDRAWN)
    with pytest.raises(ItemClosed):
        give(office)


def test_a_second_press_changes_nothing_and_other_options_take_their_place(office: Office) -> None:
    first = give(office)
    again = give(office, now=LATER)
    assert (again.repeated, again.appraisal_id) == (True, first.appraisal_id)
    assert again.words.startswith("Recorded already")
    assert len(office.audited("give_options")) == 1
    give(office, THREE, seen=first.appraisal_id)
    red_and_late(office)
    assert [one.number for one in entry(office).options] == [1, 2, 3]
    assert len(appraisals(office)) == 2


def test_whoever_did_not_see_the_latest_is_told_before_they_replace_them(office: Office) -> None:
    first = give(office, by=SRO)
    with pytest.raises(OptionsGivenSince, match="Yours are kept below"):
        give(office, THREE, seen=0)
    assert not give(office, THREE, seen=first.appraisal_id).repeated


def test_the_form_begins_with_the_effect_of_the_last_update_then_with_what_stands(office: Office) -> None:
    red_and_late(office)
    begun = form(office)
    assert begun.typed == OptionsTyped(effect_1="Families wait longer for a plan")
    assert "the Board needs options to choose from" in begun.why
    give(office)
    assert form(office).typed == GIVEN
    assert form(office, typed=THREE).typed == THREE


def test_the_board_wants_options_until_they_are_given_or_the_action_recovers(office: Office) -> None:
    def wanted() -> bool:
        return options_wanted(office.session, office.action().id or 0, PLAN, LATER)

    assert not wanted()
    red_and_late(office)
    assert wanted()
    give(office)
    assert not wanted()
    withdraw(office)
    assert wanted()


def test_the_report_puts_them_before_the_board_and_asks_the_sro_for_none(office: Office) -> None:
    red_and_late(office)
    ((kind, text, who),) = asks(office)
    assert kind == "Unblock"
    assert f"Bring options for {REF}" in text
    assert "Assistant Director" in who
    give(office)
    assert asks(office) == [("Decide", f"Choose between the options for {REF}; option 2 is recommended.", "The Board")]
    held = entry(office)
    assert [(one.number, one.text) for one in held.options] == [(1, "Do nothing"), (2, GIVEN.option_2)]
    assert (held.recommended, held.recommendation, held.lesson) == (2, GIVEN.reason, GIVEN.lesson)
    assert held.options_by.startswith("Strategic Manager SEND")


def test_an_earlier_cut_holds_what_stood_then(office: Office) -> None:
    give(office)
    withdraw(office)
    assert [row.action_ref for row in office.cut(LATE).options] == [REF]
    assert office.cut(LATER).options == ()
    assert office.cut(WEDNESDAY).options == ()


def test_withdrawn_none_of_them_comes_back_and_the_history_repeats_no_words(office: Office) -> None:
    give(office)
    give(office, THREE, seen=None)
    assert (
        withdraw(office, by=SRO).words
        == f"The options for {REF} are withdrawn: the report does not print them any more."
    )
    assert office.cut(at(date(2023, 2, 8))).options == ()
    with pytest.raises(NoOptions):
        withdraw(office)
    told = [line.happened for line in history(office.session, office.plan, REF, at(date(2023, 2, 8)))]
    assert "give options (withdrawn since)" in told
    assert GIVEN.reason not in " ".join(told)


def test_while_they_stand_the_history_tells_what_was_given(office: Office) -> None:
    give(office)
    (told,) = [line for line in history(office.session, office.plan, REF, LATER) if "give options" in line.happened]
    assert f"“{GIVEN.option_2}”" in told.happened
    assert "recommended “option 2”" in told.happened


def test_words_that_hold_personal_data_are_blanked_in_the_register_and_the_audit(office: Office) -> None:
    give(office)
    left = erase_options(office.session, office.audit, person=office.person(LEAD), action=office.action(), now=LATER)
    assert left == ()
    assert options(office) == [(0, "Do nothing", ""), (1, "", "")]
    assert [(one.recommendation, one.lesson) for one in appraisals(office)] == [("", "")]
    contents = [entry.content or "" for entry in office.session.exec(select(tables.AuditEntry))]
    assert not any(GIVEN.effect_2 in content or GIVEN.lesson in content for content in contents)
    assert chains_hold(office.session, office.audit)


def test_words_of_options_withdrawn_already_can_still_be_blanked(office: Office) -> None:
    give(office)
    withdraw(office)
    erase_options(office.session, office.audit, person=office.person(OFFICER), action=office.action(), now=LATER)
    assert options(office) == [(0, "Do nothing", ""), (1, "", "")]
    assert chains_hold(office.session, office.audit)


def test_with_none_ever_given_there_is_nothing_to_blank(office: Office) -> None:
    with pytest.raises(NoOptions):
        erase_options(office.session, office.audit, person=office.person(LEAD), action=office.action(), now=TUESDAY)
