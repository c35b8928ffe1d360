"""A milestone that comes round again holds one next occurrence, opened when the one before it is complete."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import tables
from tests.workflows.governing.office import DUE, MONDAY, Office
from workflows.governing.occurrences import MONTHS, next_due, open_next_occurrence

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def complete(office: Office, on: date, *, recurrence: str = "quarterly") -> tables.Milestone | None:
    milestone = office.milestone()
    milestone.recurrence, milestone.completed_on = recurrence, on
    office.session.flush()
    return open_next_occurrence(office.session, office.audit, milestone=milestone, actor="somebody", now=MONDAY)


@pytest.mark.parametrize(
    ("due", "recurrence", "following"),
    [
        (date(2022, 11, 30), "quarterly", date(2023, 2, 28)),
        (date(2023, 2, 28), "quarterly", date(2023, 5, 31)),  # a month's last day stays one
        (date(2023, 4, 30), "biannual", date(2023, 10, 31)),
        (date(2023, 12, 31), "Monthly", date(2024, 1, 31)),
        (date(2024, 2, 29), "annually", date(2025, 2, 28)),
        (date(2022, 12, 15), "6-monthly", date(2023, 6, 15)),
        (date(2022, 12, 30), "monthly", date(2023, 1, 30)),
    ],
)
def test_the_next_date_follows_the_milestones_own_rhythm(due: date, recurrence: str, following: date) -> None:
    assert next_due(due, recurrence, after=due) == following


@pytest.mark.parametrize("recurrence", ["", "weekly", "termly", "after each event", "open-ended"])
def test_what_has_no_day_to_reckon_from_has_no_next_date(recurrence: str) -> None:
    assert next_due(DUE, recurrence, after=DUE) is None


@given(DAYS, st.sampled_from(sorted(MONTHS)), st.integers(0, 900))
def test_the_next_date_is_the_first_of_the_rhythm_after_the_day(due: date, recurrence: str, days: int) -> None:
    after = due + timedelta(days=days)
    found = next_due(due, recurrence, after=after)
    assert found is not None
    assert found > after
    months = (found.year - due.year) * 12 + found.month - due.month
    assert months % MONTHS[recurrence] == 0
    assert months > 0
    assert (found - after).days <= 31 * MONTHS[recurrence] + 1


def test_completing_one_opens_the_next_with_its_own_baseline(office: Office) -> None:
    opened = complete(office, date(2022, 11, 25))
    assert opened is not None
    assert (opened.seq, opened.baseline_due, opened.current_due) == (2, date(2023, 2, 28), date(2023, 2, 28))
    assert (opened.completed_on, opened.recurrence) == (None, "quarterly")
    assert opened.measure == office.milestone().measure
    (entry,) = office.audited("open_next_occurrence")
    assert (entry["actor"], entry["subject"]) == ("somebody", "1.1.1/2")


def test_one_next_occurrence_is_held_however_often_the_completion_is_corrected(office: Office) -> None:
    assert complete(office, date(2022, 11, 25)) is not None
    assert complete(office, date(2022, 11, 24)) is None


def test_an_approved_move_does_not_push_the_rhythm_and_lateness_does_not_either(office: Office) -> None:
    office.milestone().current_due = date(2023, 1, 31)
    opened = complete(office, date(2023, 1, 20))
    assert opened is not None
    assert opened.baseline_due == date(2023, 2, 28)


def test_occurrences_missed_meanwhile_are_not_made_up_for(office: Office) -> None:
    opened = complete(office, date(2023, 7, 3))
    assert opened is not None
    assert opened.baseline_due == date(2023, 8, 31)


def test_none_is_opened_before_completion_after_the_plans_end_or_without_a_rhythm(office: Office) -> None:
    milestone = office.milestone()
    milestone.recurrence = "quarterly"
    assert open_next_occurrence(office.session, office.audit, milestone=milestone, actor="x", now=MONDAY) is None
    assert complete(office, date(2022, 11, 25), recurrence="") is None
    assert complete(office, date(2025, 12, 1)) is None
    assert complete(office, date(2022, 11, 25), recurrence="weekly") is None
    assert office.audited("open_next_occurrence") == []
