"""Months of the Bradford plan, played day by day: what peers are known to get wrong about asking people."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, time, timedelta

import pytest

from store.types import Rung
from store.working_days import LONDON, london_moment
from tests.reminders.register import CAMHS, SENDING, Register


def play(register: Register, first: date, last: date, *, off: frozenset[date] = frozenset()) -> None:
    day = first
    while day <= last:
        if day not in off:
            register.live(day)
        day += timedelta(days=1)


def test_fault_3_a_fortnight_off_loses_nothing_and_brings_no_backlog(register: Register) -> None:
    """Across the day of asking of the board of 25 May, and every rung of a milestone due on 31 March in between."""
    off = frozenset(date(2023, 4, 17) + timedelta(days=n) for n in range(14))
    play(register, date(2023, 4, 11), date(2023, 5, 5), off=off)
    a_day = Counter((message.person_id, message.day) for message in register.messages())
    assert max(a_day.values()) == 1
    back = [request for request in register.requests() if request.asked_at.date() == date(2023, 5, 2)]
    assert max(Counter((r.item, r.person_id) for r in back).values()) == 1
    asked_for_board = {request.item for request in register.requests() if request.rung is Rung.CYCLE_REMIND}
    assert len(asked_for_board) == 55, "asked late, by the nearest step"


def test_fault_6_somebody_away_is_not_chased_and_is_asked_once_when_back(register: Register) -> None:
    register.leave(CAMHS, date(2023, 3, 27), date(2023, 4, 14))
    play(register, date(2023, 3, 24), date(2023, 4, 18))
    days = [message.day for message in register.messages(CAMHS)]
    assert not [day for day in days if date(2023, 3, 27) <= day <= date(2023, 4, 14)]
    assert date(2023, 4, 17) in days
    assert max(Counter(days).values()) == 1


def test_fault_8_an_unanswered_item_is_chased_on_its_ladder_and_never_asked_for_anew(register: Register) -> None:
    play(register, date(2023, 4, 18), date(2023, 5, 5))
    lines = Counter((r.item, r.rung, r.person_id, r.occasion) for r in register.requests())
    assert max(lines.values()) == 1
    heard: set[tuple[str, int, str]] = set()
    for request in register.requests():
        line = request.item, request.person_id, request.occasion
        if request.rung in {Rung.CYCLE_REMIND, Rung.CYCLE_LAST} and line in heard:
            assert "eminder" in request.reason
        heard.add(line)


@pytest.mark.parametrize("sunday", [date(2023, 3, 26), date(2023, 10, 29)])
def test_fault_13_across_a_clock_change_messages_go_out_at_half_past_nine_in_london(
    register: Register, sunday: date
) -> None:
    friday, monday = sunday - timedelta(days=2), sunday + timedelta(days=1)
    play(register, friday, friday)
    assert register.live(sunday) == {}
    before = len(register.messages())
    assert register.plan(monday, time(9, 29)) == {}
    register.change_milestone("4.2.2", 1, current_due=monday + timedelta(days=7))
    register.plan(monday, SENDING)
    sent = register.messages()[before:]
    assert sent
    assert {message.send_at.astimezone(LONDON).time() for message in sent} == {SENDING}
    summer = london_moment(monday, SENDING).astimezone(UTC).hour == 8
    assert summer == (sunday.month == 3)


def test_a_cut_off_keeps_its_wall_time_in_summer_and_in_winter(register: Register) -> None:
    """17:00 on 6 March is 17:00 UTC, on 5 May 16:00 UTC."""
    for cut_off, utc in ((date(2023, 3, 6), 17), (date(2023, 5, 5), 16)):
        register.live(cut_off - timedelta(days=1))
        register.live(cut_off)
        register.plan(cut_off, time(16, 59))
        open_before = sum(cycle.closed_at is None for cycle in register.cycles())
        register.plan(cut_off, time(17))
        assert (open_before, sum(cycle.closed_at is None for cycle in register.cycles())) == (1, 0)
        assert {c.closed_at.hour for c in register.cycles() if c.closed_at and c.closed_at.date() == cut_off} == {utc}
