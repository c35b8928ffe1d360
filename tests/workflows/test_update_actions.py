"""Recording what leads say, against a real register: who may speak, what is kept, and what is written beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from store import tables
from store.types import ContactRoute, Lifecycle, MessageStatus, Rung, UpdateSource
from tests.audits import chains_hold
from tests.workflows.register import DEPUTY, GREEN, LATER, LEAD, MONDAY, RED, STRANGER, TUESDAY, Register
from workflows.updates.refusals import AnsweredSince, Incomplete, ItemClosed, ItemUnknown, NotYours
from workflows.updates.rules import Answer, Field


def test_a_leads_answer_is_kept_word_for_word(register: Register) -> None:
    recorded = register.record(RED)
    assert recorded.given.answer == RED
    assert (recorded.given.by, recorded.given.on_behalf_of) == ("Strategic Manager SEND", "")
    assert (recorded.given.rating_label, recorded.repeated) == ("Red", False)
    held = register.updates()[0]
    assert (held.narrative, held.at, held.recorded_at) == (RED.narrative, MONDAY, MONDAY)
    assert (held.milestone_id, held.source, held.corrects_id) == (register.milestone.id, UpdateSource.CARD, None)


def test_the_first_update_starts_the_action_and_gives_the_milestone_its_forecast(register: Register) -> None:
    register.record(RED)
    assert register.action.lifecycle is Lifecycle.IN_PROGRESS
    assert register.milestone.forecast_due == date(2022, 12, 16)
    assert register.milestone.baseline_due == register.milestone.current_due == date(2022, 11, 30)


def test_the_same_words_twice_are_one_answer(register: Register) -> None:
    first = register.record()
    second = register.record(at=LATER)
    assert second.repeated
    assert second.given.update_id == first.given.update_id
    assert len(register.updates()) == len(register.audited()) == 1


def test_an_answer_to_a_form_older_than_the_last_answer_is_not_saved_over_it(register: Register) -> None:
    register.record(RED, by=DEPUTY)
    with pytest.raises(AnsweredSince) as refused:
        register.record(GREEN, at=LATER)
    assert refused.value.latest.answer == RED
    assert str(refused.value).startswith(
        "SEND Transformation Manager answered for 1.1.1 milestone 1 on 7 November 2022, 10:00 (Red), so yours was not"
    )
    assert len(register.updates()) == 1


def test_somebody_with_no_part_in_an_action_cannot_update_it(register: Register) -> None:
    with pytest.raises(NotYours, match=r"Only the lead of 1\.1\.1 milestone 1, or their deputy, can update it"):
        register.record(by=STRANGER)
    with pytest.raises(NotYours):
        register.record(by="assistant-director-send-and-inclusion")  # the area's SRO
    assert register.updates() == []


def test_a_lead_who_has_left_the_post_can_update_it_no_more(register: Register) -> None:
    for held in register.session.exec(select(tables.Appointment)):
        if held.person_id == register.person(LEAD).id:
            held.ends_on = date(2022, 11, 6)
    with pytest.raises(NotYours):
        register.record()


def test_a_deputy_speaks_for_the_holder_of_the_post(register: Register) -> None:
    recorded = register.record(by=DEPUTY)
    assert (recorded.given.by, recorded.given.on_behalf_of) == (
        "SEND Transformation Manager",
        "Strategic Manager SEND",
    )
    assert register.updates()[0].on_behalf_of_id == register.person(LEAD).id
    assert register.audited()[0].on_behalf_of == LEAD


def test_a_cover_speaks_for_the_lead_on_the_days_it_was_set_for(register: Register) -> None:
    cover = tables.Delegation(
        from_person_id=register.person(LEAD).id or 0,
        to_person_id=register.person(STRANGER).id or 0,
        starts_on=date(2022, 11, 7),
        ends_on=date(2022, 11, 7),
        set_by_id=register.person(LEAD).id or 0,
        set_at=MONDAY,
    )
    register.session.add(cover)
    assert register.record(by=STRANGER).given.on_behalf_of == "Strategic Manager SEND"
    with pytest.raises(NotYours):
        register.record(RED, by=STRANGER, at=TUESDAY)


def test_a_closed_action_takes_no_updates_and_says_by_which_decision(register: Register) -> None:
    register.action.lifecycle = Lifecycle.WITHDRAWN
    register.action.decision_reference = "SSPB 2022/14"
    with pytest.raises(ItemClosed, match="closed by decision SSPB 2022/14, so it takes no more updates"):
        register.record()


@pytest.mark.parametrize("key", ["m:999999", "x:1", "", "m:", "m:1 or 1=1", "a:-1", "m:" + "9" * 30])
def test_an_item_that_is_not_in_the_register_is_answered_kindly(register: Register, key: str) -> None:
    with pytest.raises(ItemUnknown, match="not in the register"):
        register.record(key=key or "m:0")


def test_an_answer_that_lacks_something_is_not_kept_at_all(register: Register) -> None:
    with pytest.raises(Incomplete) as refused:
        register.record(Answer(rating="RED", narrative="Late"))
    assert [problem.field for problem in refused.value.problems] == [Field.CAUSE, Field.RECOVERY, Field.FORECAST]
    assert (register.updates(), register.audited()) == ([], [])


def test_an_answer_may_be_for_the_action_as_a_whole(register: Register) -> None:
    recorded = register.record(key=f"a:{register.action_id}")
    assert (recorded.item.name, register.updates()[0].milestone_id) == ("1.1.1", None)
    assert register.milestone.forecast_due is None


def test_a_correction_on_the_same_day_names_what_it_corrects_and_the_chain_holds(register: Register) -> None:
    first = register.record(RED)
    second = register.record(replace(RED, forecast=date(2022, 12, 20)), seen=first.given.update_id, at=LATER)
    third = register.record(GREEN, seen=second.given.update_id, at=LATER)
    assert [update.corrects_id for update in register.updates()] == [
        None,
        first.given.update_id,
        second.given.update_id,
    ]
    assert third.given.answer == GREEN


def test_on_another_day_or_by_another_person_it_is_news_and_no_correction(register: Register) -> None:
    first = register.record(RED)
    second = register.record(GREEN, by=DEPUTY, seen=first.given.update_id, at=LATER)
    register.record(RED, seen=second.given.update_id, at=TUESDAY)
    assert [update.corrects_id for update in register.updates()] == [None, None, None]


def test_a_correction_clears_a_forecast_and_a_completion_given_by_mistake(register: Register) -> None:
    done = replace(GREEN, completed_on=date(2022, 11, 4), forecast=date(2022, 11, 20))
    first = register.record(done)
    assert register.milestone.completed_on == date(2022, 11, 4)
    register.record(GREEN, seen=first.given.update_id, at=LATER)
    assert (register.milestone.completed_on, register.milestone.forecast_due) == (None, None)


def test_a_later_update_without_dates_keeps_those_given_before(register: Register) -> None:
    first = register.record(replace(RED, completed_on=None))
    register.record(GREEN, seen=first.given.update_id, at=TUESDAY)
    assert register.milestone.forecast_due == date(2022, 12, 16)


def test_a_correction_brings_back_the_forecast_of_an_earlier_day(register: Register) -> None:
    first = register.record(RED)
    second = register.record(replace(RED, forecast=date(2023, 1, 31)), seen=first.given.update_id, at=TUESDAY)
    register.record(GREEN, seen=second.given.update_id, at=TUESDAY)
    assert register.milestone.forecast_due == date(2022, 12, 16)


def test_evidence_named_in_an_answer_is_kept_in_the_log(register: Register) -> None:
    register.record(replace(GREEN, evidence="Terms of reference, version 2"))
    item = register.session.exec(select(tables.Evidence)).one()
    assert (item.title, item.milestone_id, item.accepted_by_id) == (
        "Terms of reference, version 2",
        register.milestone.id,
        None,
    )


def test_an_answer_closes_every_open_request_about_the_item_for_everybody(register: Register) -> None:
    for key in (LEAD, DEPUTY):
        person = register.person(key)
        message = tables.Message(
            person_id=person.id or 0,
            route=ContactRoute.TEAMS,
            day=MONDAY.date(),
            slot="requests",
            planned_at=MONDAY,
            send_at=MONDAY,
            status=MessageStatus.SENT,
        )
        register.session.add(message)
        register.session.flush()
        register.session.add(
            tables.Request(
                action_id=register.action_id or 0,
                milestone_id=register.milestone.id,
                item=f"m:{register.milestone.id}",
                rung=Rung.BEFORE_10,
                person_id=person.id or 0,
                occasion="due:2022-11-30",
                reason="Due in ten working days",
                asked_at=MONDAY,
                message_id=message.id or 0,
            )
        )
    recorded = register.record(at=LATER)
    requests = register.session.exec(select(tables.Request)).all()
    assert {(request.closed_at, request.closed_by_update_id) for request in requests} == {
        (LATER, recorded.given.update_id)
    }


def test_the_audit_keeps_the_old_words_beside_the_new(register: Register) -> None:
    first = register.record(RED)
    register.record(GREEN, seen=first.given.update_id, at=TUESDAY)
    entries = register.audited()
    assert [(entry.actor, entry.subject, entry.at) for entry in entries] == [
        (LEAD, "1.1.1/1", MONDAY),
        (LEAD, "1.1.1/1", TUESDAY),
    ]
    contents = [json.loads(entry.content or "") for entry in entries]
    assert contents[0]["old"] is None
    assert contents[1]["old"]["narrative"] == RED.narrative
    assert (contents[1]["new"]["rating_code"], contents[1]["source"]) == ("GREEN", "card")
    assert chains_hold(register.session, register.audit)


def test_words_left_over_from_a_prefilled_form_are_not_said_again(register: Register) -> None:
    """The form comes back with the last cause and recovery, which a better rating no longer asks for."""
    first = register.record(RED)
    left = replace(RED, rating="GREEN", narrative="They agreed", forecast=date(2022, 11, 30))
    better = register.record(left, seen=first.given.update_id, at=TUESDAY).given.answer
    assert (better.cause, better.recovery, better.recovery_owner, better.recovery_by) == ("", "", "", None)
    new_cause = replace(left, cause="A new partner", narrative="A partner joined")
    kept = register.record(new_cause, seen=register.updates()[-1].id or 0, at=TUESDAY).given.answer
    assert kept.cause == "A new partner"


def test_complete_awaits_the_sign_off_of_the_sro(register: Register) -> None:
    done = Answer(rating="BLUE", narrative="Done", evidence="Minutes", completed_on=date(2022, 11, 4))
    assert register.record(done).given.awaiting_sign_off


def test_a_withdrawn_milestone_takes_no_updates(register: Register) -> None:
    register.milestone.lifecycle = Lifecycle.WITHDRAWN
    with pytest.raises(ItemClosed, match=r"1\.1\.1 milestone 1 was closed, so it takes no more updates"):
        register.record()


def test_completing_a_recurring_milestone_opens_its_next_occurrence_once(register: Register) -> None:
    register.milestone.recurrence = "ongoing quarterly"
    first = register.record(replace(GREEN, completed_on=date(2022, 11, 4)))
    register.record(replace(GREEN, completed_on=date(2022, 11, 5)), seen=first.given.update_id, at=LATER)
    occurrences = register.session.exec(
        select(tables.Milestone).where(tables.Milestone.action_id == register.action.id).order_by(tables.Milestone.seq)
    ).all()
    assert [(one.seq, one.baseline_due, one.current_due) for one in occurrences] == [
        (1, date(2022, 11, 30), date(2022, 11, 30)),
        (2, date(2023, 2, 28), date(2023, 2, 28)),
    ]
