"""Messages that did not arrive, programs that stopped, and days looked back upon."""

from __future__ import annotations

import json
from datetime import date, time

import pytest

from store.types import MessageStatus, Rung
from store.working_days import london_moment
from tests.reminders.register import CAMHS, FIRST_ASKED, SECOND_ASKED, SENDING, Register

FRIDAY, SATURDAY, MONDAY = FIRST_ASKED, date(2023, 3, 4), date(2023, 3, 6)


def _march_of(register: Register) -> list[tuple[Rung, bool]]:
    return [
        (request.rung, request.closed_at is None)
        for request in register.requests()
        if request.occasion == "due:2023-03-31"
    ]


@pytest.fixture
def register(register: Register) -> Register:
    """The ladder alone."""
    register.cancel_meetings()
    return register


def test_nobody_is_escalated_about_somebody_whom_no_message_reached(register: Register) -> None:
    """Peers' fault 4: marked as reminded though the send failed."""
    for day in (date(2023, 3, 3), date(2023, 4, 3), date(2023, 4, 26), date(2023, 5, 12), date(2023, 6, 30)):
        register.live(day, MessageStatus.FAILED)
    assert {rung for rung, _ in _march_of(register)} == {Rung.BEFORE_20, Rung.OVERDUE, Rung.CHASE_3}


def test_an_unconfirmed_message_counts_as_not_arrived_and_is_never_planned_again(register: Register) -> None:
    register.live(date(2023, 4, 26), MessageStatus.UNCONFIRMED)
    for day in (date(2023, 4, 27), date(2023, 6, 30)):
        register.live(day)
    assert _march_of(register) == [(Rung.CHASE_3, True)] * 25  # 24 milestones, one of them with two leads


def test_after_a_failed_message_the_next_rung_asks_as_for_the_first_time(register: Register) -> None:
    """Peers' fault 8: chasing an undelivered card."""
    register.live(date(2023, 4, 3), MessageStatus.FAILED)
    register.plan(date(2023, 4, 12))
    reasons = {request.reason for request in register.requests() if request.rung is Rung.CHASE_1}
    assert "Not reported complete, 12 days past its date" in reasons
    assert not any(reason.startswith("Reminder") for reason in reasons)


def test_an_unanswered_item_gets_a_chase_and_not_a_second_request(register: Register) -> None:
    """Peers' fault 8: each step has a rung of its own in the ledger, under one occasion."""
    for day in (date(2023, 3, 3), date(2023, 4, 3), date(2023, 4, 12)):
        register.live(day)
    (first,) = register.messages(CAMHS)[:1]
    item = next(request.item for request in register.requests() if request.message_id == first.id)
    about = [request for request in register.requests() if request.item == item]
    assert [request.rung for request in about] == [Rung.BEFORE_20, Rung.OVERDUE, Rung.CHASE_1]
    assert {request.occasion for request in about} == {"due:2023-03-31"}
    assert about[-1].reason == "Reminder 1 of 3, 12 days past its date"


def test_an_answer_that_came_by_an_import_stops_the_ladder_too(register: Register) -> None:
    register.live(date(2023, 4, 26))
    register.bring_in("4.2.2", 1, london_moment(date(2023, 4, 27), time(12)))
    register.bring_in("4.2.1", 1, london_moment(date(2023, 4, 25), time(12)))  # said before it was asked
    told = str(register.live(date(2023, 5, 4)))
    assert "4.2.2/1" not in told
    assert "4.2.1/1 sro" in told


def test_two_milestones_of_one_action_do_not_share_a_reminder(register: Register) -> None:
    """Peers' fault 5: several runs in one channel share a reminder. An answer to one leaves the other open."""
    register.live(FIRST_ASKED)
    register.answer("4.1.3", 1, london_moment(MONDAY, time(10)))
    planned = str(register.live(SECOND_ASKED))
    assert "4.1.3/1 before_10" in planned  # later rungs fire until it is complete
    open_ones = {request.item for request in register.requests() if request.closed_at is None}
    assert len(open_ones & {request.item for request in register.requests() if request.closed_at}) == 1


def test_what_was_sent_to_whom_and_why_is_on_record(register: Register) -> None:
    """Peers' fault 7: no record of what was sent."""
    register.live(FIRST_ASKED)
    (message,) = register.messages(CAMHS)
    assert (message.status, message.sent_at) == (MessageStatus.SENT, london_moment(FIRST_ASKED, SENDING))
    reasons = [request.reason for request in register.requests() if request.message_id == message.id]
    assert reasons[-1] == "Due in 20 working days"
    (entry,) = [entry for entry in register.audited("plan_message") if entry.subject == CAMHS]
    assert "4.2.2/1 before_20" in json.loads(entry.content or "")["items"]


def test_the_absent_are_asked_without_doing_anything(register: Register) -> None:
    """Peers' fault 6: a digest only for those who log in. Nobody in the sample ever wrote to the bot."""
    assert CAMHS in register.plan(FIRST_ASKED)


def test_what_an_outage_kept_from_going_out_does_not_go_out_at_the_weekend(register: Register) -> None:
    register.plan(FRIDAY, time(17, 29))  # planned, and then the machine stopped
    register.plan(SATURDAY, time(3, 0))
    waiting = {(message.status, message.day, message.send_at) for message in register.messages()}
    assert waiting == {(MessageStatus.PLANNED, MONDAY, london_moment(MONDAY, SENDING))}


def test_what_still_waits_in_the_evening_waits_for_the_next_working_day(register: Register) -> None:
    register.plan(FRIDAY, time(17, 29))
    register.plan(FRIDAY, time(17, 30))
    assert {message.send_at for message in register.messages()} == {london_moment(MONDAY, SENDING)}


def test_a_message_left_over_is_the_one_message_of_the_day_on_which_it_goes_out(register: Register) -> None:
    register.plan(FRIDAY)
    register.move("4.2.2", 1, date(2023, 4, 3), london_moment(FRIDAY, time(12)))  # its new ladder begins on Monday
    assert CAMHS not in register.live(MONDAY)
    (message,) = register.messages(CAMHS)
    assert (message.day, message.send_at) == (MONDAY, london_moment(MONDAY, SENDING))
    assert register.live(date(2023, 3, 7)).get(CAMHS) == ["4.2.2/1 before_20"]
    assert len(register.audited("postpone_message")) == len(register.messages()) - 1


def test_a_message_left_over_is_not_sent_on_a_day_of_leave(register: Register) -> None:
    register.plan(FRIDAY)
    register.leave(CAMHS, MONDAY, MONDAY)
    register.plan(MONDAY)
    (message,) = register.messages(CAMHS)
    assert message.send_at == london_moment(date(2023, 3, 7), SENDING)


def test_a_message_that_waits_for_another_try_keeps_its_moment(register: Register) -> None:
    register.plan(FRIDAY)
    again = london_moment(FRIDAY, time(9, 34))
    register.put_off(again)
    register.plan(FRIDAY, time(9, 36))
    assert {message.send_at for message in register.messages()} == {again}


def test_a_message_told_to_wait_until_the_next_day_waits_and_is_that_days_message(register: Register) -> None:
    register.plan(FRIDAY)
    again = london_moment(MONDAY, time(11))
    register.put_off(again)
    register.plan(MONDAY)
    assert {(message.day, message.send_at) for message in register.messages()} == {(MONDAY, again)}


def test_a_look_back_to_the_morning_of_a_day_that_was_played_says_what_that_day_brought(register: Register) -> None:
    said = register.live(FIRST_ASKED)
    assert register.due(FIRST_ASKED, time(8, 0)) == said
    assert register.due(FIRST_ASKED) == {}  # at half past nine it had been planned


def test_a_look_back_escalates_what_was_answered_only_later(register: Register) -> None:
    register.live(date(2023, 4, 26))
    register.answer("4.2.2", 1, london_moment(date(2023, 5, 5), time(10)))
    assert "4.2.2/1 sro" in str(register.due(date(2023, 5, 4)))
    assert "4.2.2/1" not in str(register.due(date(2023, 5, 9)))


def test_a_look_back_reads_by_effective_time(register: Register) -> None:
    """`--as-at`: what was said, sent and decided later is left out."""
    said = register.due(FIRST_ASKED)
    register.live(SECOND_ASKED)
    later = london_moment(date(2023, 4, 4), time(10))
    register.answer("4.2.2", 1, later, completed_on=date(2023, 3, 30))
    register.answer("4.1.3", 1, later)
    register.move("4.1.3", 3, date(2023, 9, 30), later)
    assert register.due(FIRST_ASKED) == said
    now = register.due(date(2023, 4, 12))
    assert "4.2.2/1" not in str(now)
    assert "4.1.3/3" not in str(now)
