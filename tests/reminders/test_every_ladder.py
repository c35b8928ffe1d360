"""Whatever the dates, the outages and the answers: what holds of every run of days."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.due import OpenMilestone
from reminders.ladder import ESCALATIONS, RUNG_ORDER
from reminders.recipients import AskedBefore, Recipient
from store.types import Rung
from tests.reminders.factories import CO_LEAD, COMPLIANCE, DEPUTY, LEAD, SRO, due_on, milestone

Leads = tuple[Recipient, ...]

START = date(2023, 1, 9)
due_dates = st.dates(date(2022, 9, 1), date(2023, 7, 31))
gaps = st.lists(st.integers(1, 12), min_size=1, max_size=40)  # days between two runs; more than one: an outage
plans = st.lists(
    st.builds(
        lambda due, leads, deputies: (due, tuple(leads), tuple(deputies)),
        due_dates,
        st.lists(st.sampled_from([LEAD, CO_LEAD]), unique=True, max_size=2),
        st.lists(st.just(DEPUTY), max_size=1),
    ),
    min_size=1,
    max_size=4,
)


class Year:
    """A register that keeps its ledger, played from day to day."""

    def __init__(self, items: list[OpenMilestone]) -> None:
        self.items = items
        self.ledger: Counter[tuple[int, str, int, str]] = Counter()
        self.messages: Counter[tuple[int, date]] = Counter()

    def run(self, day: date, delivered: bool, answered: int | None) -> None:
        """Twice, as a program that starts again would; some messages do not arrive, some items are answered."""
        for _ in range(2):
            today = tuple(who for who in (LEAD, CO_LEAD, DEPUTY, SRO, COMPLIANCE) if self.messages[who.id, day])
            for message in due_on(day, *self.items, messaged=today):
                self.messages[message.recipient.id, day] += 1
                for item in message.items:
                    key = (item.item.milestone_id, item.rung.value, message.recipient.id, item.item.occasion)
                    self.ledger[key] += 1
                    line = AskedBefore(item.rung, message.recipient.id, day if delivered else None, is_open=True)
                    place = item.item.milestone_id - 1
                    self.items[place] = replace(self.items[place], asked=(*self.items[place].asked, line))
        if answered is not None and answered < len(self.items):
            closed = tuple(replace(line, is_open=False) for line in self.items[answered].asked)
            self.items[answered] = replace(self.items[answered], last_update_on=day, asked=closed)


@settings(max_examples=60)
@given(
    plans,
    gaps,
    st.lists(st.booleans(), min_size=40, max_size=40),
    st.lists(st.none() | st.integers(0, 3), min_size=40, max_size=40),
)
def test_each_request_is_made_at_most_once_and_nobody_gets_two_messages_a_day(
    plan: list[tuple[date, Leads, Leads]], days: list[int], delivered: list[bool], answers: list[int | None]
) -> None:
    year = Year(
        [milestone(n, due=due, leads=leads, deputies=deputies) for n, (due, leads, deputies) in enumerate(plan, 1)]
    )
    day = START
    for gap, arrived, answer in zip(days, delivered, answers, strict=False):
        day += timedelta(days=gap)
        year.run(day, arrived, answer)
    assert set(year.ledger.values()) <= {1}
    assert set(year.messages.values()) <= {1}


@settings(max_examples=60)
@given(due_dates, gaps)
def test_a_lead_who_never_answers_is_asked_in_order_and_escalated_only_after_the_third_chase(
    due: date, days: list[int]
) -> None:
    year = Year([milestone(due=due)])
    day = START
    for gap in days:
        day += timedelta(days=gap)
        year.run(day, delivered=True, answered=None)
    rungs = [line.rung for line in year.items[0].asked if line.person_id != DEPUTY.id]
    assert rungs == sorted(rungs, key=RUNG_ORDER.__getitem__)
    assert Rung.CHASE_3 in rungs or not set(rungs) & set(ESCALATIONS)
