"""The registers were read from the printed plans by people: the program must read the printed dates as they did."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from store.register_files.plan_cells.due import DateReading, read_dues

SAMPLES = Path(__file__).parents[4] / "samples"

FROM_THE_MEASURE = "the recurrence stands in the measure, not in the date's cell"

DIFFERENCES = {
    "bradford-wsoa-2022": {},
    "bristol-wsoa-2020": {("March 2021", "annual"): FROM_THE_MEASURE},
    "bradford-action-plan-2020": {
        ("Monitored through joint service/IT project plan from August 2019", "weekly"): FROM_THE_MEASURE,
        ("February 2020", "weekly"): FROM_THE_MEASURE,
        ("June 2019 onwards", "monthly"): FROM_THE_MEASURE,
        ("May 2020 (12 months recovery plan)", "weekly"): FROM_THE_MEASURE,
        ("September 2019 November 2019", ""): "two dates shared by four actions: a person made them one span",
    },
}


def rows_of(plan: str) -> list[dict[str, str]]:
    with (SAMPLES / plan / "milestones.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("plan", DIFFERENCES)
def test_every_printed_date_is_read_as_the_register_holds_it(plan: str) -> None:
    differing: set[tuple[str, str]] = set()
    for row in rows_of(plan):
        read = read_dues(row["due_text"], DateReading())
        held = (row["due_earliest"], row["due"], row["recurrence"])
        if [(str(due.earliest or ""), str(due.due or ""), due.recurrence) for due in read] not in ([held], []):
            differing.add((row["due_text"], row["recurrence"]))
        assert bool(read) == bool(row["due_text"])
    assert differing == set(DIFFERENCES[plan])


@pytest.mark.parametrize("plan", DIFFERENCES)
def test_a_recurrence_that_the_cell_does_not_print_changes_no_date(plan: str) -> None:
    for row in rows_of(plan):
        if DIFFERENCES[plan].get((row["due_text"], row["recurrence"])) == FROM_THE_MEASURE:
            (due,) = read_dues(row["due_text"], DateReading())
            assert (str(due.earliest or ""), str(due.due or "")) == (row["due_earliest"], row["due"])


@pytest.mark.parametrize("plan", ["bradford-wsoa-2022", "bristol-wsoa-2020"])
def test_no_date_of_a_plain_plan_is_in_doubt(plan: str) -> None:
    assert [due for row in rows_of(plan) for due in read_dues(row["due_text"], DateReading()) if due.doubt] == []


def test_the_dates_of_an_action_joined_in_one_cell_are_read_apart_again() -> None:
    cells: dict[str, list[dict[str, str]]] = {}
    for row in rows_of("bradford-wsoa-2022"):
        cells.setdefault(row["action_ref"], []).append(row)
    for rows in cells.values():
        read = read_dues("\n".join(row["due_text"] for row in rows), DateReading())
        assert [(due.text, str(due.due)) for due in read] == [(row["due_text"], row["due"]) for row in rows]
