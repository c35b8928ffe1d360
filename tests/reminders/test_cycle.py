"""A board's cycle, step by step: who is asked, who is reminded, who is copied in, and where it ends."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from reminders.cycle import OpenCycle, is_open, nearest_step, steps_of
from reminders.due import DueMessage, OpenAction, due
from reminders.recipients import AskedBefore, Person, Recipient
from store.back_schedule import back_schedule
from store.types import Rung
from store.working_days import london_moment
from tests.reminders.factories import CALENDAR, COMPLIANCE, DEPUTY, LEAD, SENDING, SRO, milestone, rungs_asked

MEETING = date(2023, 5, 25)
SCHEDULE = back_schedule(MEETING, CALENDAR)
CYCLE = OpenCycle(7, 1, "plan", "SSPB", SCHEDULE, SCHEDULE.ask)
ASK, FIRST, SECOND = date(2023, 4, 20), date(2023, 4, 27), date(2023, 5, 3)
"""`domain.md` 4.3, by hand: two bank holidays, 1 and 8 May, lie in the window."""


def action(number: int = 1, **overrides: Any) -> OpenAction:
    fields: dict[str, Any] = {
        "action_id": number,
        "ref": f"2.{number}",
        "sort_key": f"000002.{number:06}",
        "title": "Open the clinic",
        "leads": (LEAD,),
        "deputies": (DEPUTY,),
        "sros": (SRO,),
        "compliance": (COMPLIANCE,),
        "vacant": (),
        "last_update_on": None,
        "asked": (),
        "cycle": CYCLE,
    }
    return OpenAction(**{**fields, **overrides})


def before(rung: Rung, day: date | None, who: Recipient = LEAD, *, is_open: bool = True) -> AskedBefore:
    return AskedBefore(rung, who.id, day, is_open)


def on(day: date, *actions: OpenAction, at: time = SENDING, **others: Any) -> tuple[DueMessage, ...]:
    away: tuple[Recipient, ...] = others.pop("away", ())
    diaries = [Person(who.id, True, False) for who in away]
    return due(others.pop("milestones", ()), actions or (action(),), diaries, london_moment(day, at), CALENDAR)


def test_the_steps_fall_on_the_days_of_the_worked_example() -> None:
    assert [(step.rung, step.day) for step in steps_of(SCHEDULE)] == [
        (Rung.CYCLE_ASK, ASK),
        (Rung.CYCLE_REMIND, FIRST),
        (Rung.CYCLE_LAST, SECOND),
    ]
    assert SCHEDULE.cut_off == london_moment(date(2023, 5, 5), time(17, 0))


def test_the_day_before_asking_nobody_is_asked() -> None:
    assert on(date(2023, 4, 19)) == ()


def test_every_open_action_is_asked_for_on_the_day_of_asking_in_one_message() -> None:
    (message,) = on(ASK, action(1), action(2), action(10))
    assert [item.item.ref for item in message.items] == ["2.1", "2.2", "2.10"]
    assert {item.rung for item in message.items} == {Rung.CYCLE_ASK}
    assert message.items[0].reason == (
        "An update on the whole action for the board of 25 May 2023, by 17:00 on Friday 5 May"
    )


def test_a_milestone_and_the_cycle_on_one_day_are_one_message_milestones_first() -> None:
    (message,) = on(ASK, milestones=[milestone(1, due=date(2023, 5, 19))])
    assert [item.item.key for item in message.items] == ["m:1", "a:1"]


def test_only_those_who_did_not_answer_are_reminded() -> None:
    answered = action(1, asked=(before(Rung.CYCLE_ASK, ASK, is_open=False),), last_update_on=date(2023, 4, 21))
    silent = action(2, asked=(before(Rung.CYCLE_ASK, ASK),))
    (message,) = on(FIRST, answered, silent)
    assert [(item.item.ref, item.rung) for item in message.items] == [("2.2", Rung.CYCLE_REMIND)]
    assert message.items[0].reason.startswith("Reminder: an update on the whole action")


def test_an_update_on_a_milestone_since_the_day_of_asking_is_an_answer() -> None:
    assert on(FIRST, action(last_update_on=ASK)) == ()


def test_an_update_from_before_the_day_of_asking_is_none() -> None:
    """Every open action is asked for once in each cycle, the last answer filled in."""
    assert rungs_asked(on(ASK, action(last_update_on=date(2023, 4, 18)))) == {"lead": [Rung.CYCLE_ASK]}


def test_after_an_outage_there_is_one_request_and_not_the_backlog() -> None:
    messages = on(SECOND)
    assert rungs_asked(messages) == {"lead": [Rung.CYCLE_LAST], "deputy": [Rung.CYCLE_LAST]}
    assert messages[0].items[0].reason.startswith("An update on the whole action"), "nobody reminded of what never came"


def test_the_second_reminder_is_copied_to_the_sro() -> None:
    silent = action(asked=(before(Rung.CYCLE_ASK, ASK), before(Rung.CYCLE_REMIND, FIRST)))
    messages = on(SECOND, silent)
    assert rungs_asked(messages) == {
        "deputy": [Rung.CYCLE_LAST],
        "lead": [Rung.CYCLE_LAST],
        "sro": [Rung.CYCLE_SRO],
    }
    (copied,) = [message for message in messages if message.recipient == SRO]
    assert copied.items[0].reason.startswith("Copied to you as the area's SRO: no answer yet to an update")


def test_no_sro_hears_about_a_lead_whom_no_message_reached() -> None:
    unreached = action(asked=(before(Rung.CYCLE_ASK, None), before(Rung.CYCLE_REMIND, None)))
    assert "sro" not in rungs_asked(on(SECOND, unreached))


def test_nothing_is_asked_twice() -> None:
    everything = tuple(
        before(rung, SECOND, who)
        for who, rung in (
            (LEAD, Rung.CYCLE_LAST), (DEPUTY, Rung.CYCLE_LAST), (SRO, Rung.CYCLE_SRO),
        )
    )  # fmt: skip
    assert on(date(2023, 5, 4), action(asked=everything)) == ()


def test_a_vacant_post_goes_to_the_deputy_then_to_the_sro() -> None:
    assert rungs_asked(on(ASK, action(leads=(), vacant=("Head of Care",)))) == {"deputy": [Rung.CYCLE_ASK]}
    (message,) = on(ASK, action(leads=(), deputies=(), vacant=("Head of Care",)))
    assert message.recipient == SRO
    assert message.items[0].reason.endswith("Asked of you because nobody holds the post Head of Care")


def test_on_leave_nobody_is_asked_and_is_asked_once_back() -> None:
    assert on(ASK, away=(LEAD,)) == ()
    assert rungs_asked(on(date(2023, 4, 24))) == {"lead": [Rung.CYCLE_ASK]}


def test_the_cover_is_told_whom_they_act_for() -> None:
    cover = Recipient(9, "cover", "Cover", LEAD.route, covers="Tom Reed")
    (message,) = on(ASK, action(leads=(cover,)))
    assert message.items[0].reason.endswith("Asked of you as cover for Tom Reed")


def test_a_snoozed_action_waits_until_its_day() -> None:
    assert on(ASK, action(snoozed_until=date(2023, 4, 25))) == ()
    assert rungs_asked(on(date(2023, 4, 25), action(snoozed_until=date(2023, 4, 25)))) == {"lead": [Rung.CYCLE_ASK]}


def test_a_cycle_is_open_from_its_day_of_asking_to_the_minute_of_the_cut_off() -> None:
    assert not is_open(SCHEDULE, london_moment(date(2023, 4, 19), time(23, 59)))
    assert is_open(SCHEDULE, london_moment(ASK, time(0, 0)))
    assert is_open(SCHEDULE, london_moment(date(2023, 5, 5), time(16, 59)))
    assert not is_open(SCHEDULE, london_moment(date(2023, 5, 5), time(17, 0)))


def test_before_the_first_step_there_is_none() -> None:
    assert nearest_step(SCHEDULE, date(2023, 4, 19)) is None
