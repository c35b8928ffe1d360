"""Whatever stands in a table: reading never crashes, and each word ends in a table or is named to a person."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from store.register_files.errors import NoPlanInDocument
from store.register_files.grids import Cell, Grid
from store.register_files.plan_layouts.draft_tables import PlanHeading
from store.register_files.plan_layouts.mapping import Mapping
from store.register_files.plan_layouts.reading import PlanDocument, read_plan_grids

HEADERS = [
    "Ref", "Action", "Activity", "Lead", "Organisation", "Partners", "Timeframe", "Due date", "Revised date",
    "Forecast", "Date completed", "Success/Measure", "Progress", "RAG", "% complete", "Objective", "Workstream",
    "Milestone", "Notes", "Cost code", "", "SRO", "Baseline", "Start date", "Mar 23", "Sept 23", "Outcome Indicators",
]  # fmt: skip
CELLS = [
    "", "1", "1.1", "1.1.1", "1.4 .1", "2.", "A2", "1.1.1 Publish the plan", "2.4 Ask families", "Listen to schools",
    "and go on with it", "Publish\nAsk\nListen", "• Publish\n• Ask", "November 2022", "May 2023\nJune 2023",
    "October/ November 2019", "TBC", "On-going", "31/03/2023", "January 2024 (70%)", "Head of SEND\nCouncil",
    "Head of SEND, Council; Service Manager, NHS Trust", "AB", "70% of schools", "Group formed\nTerms agreed", "Red",
    "35%", "0.35", "Improvement Area 1: Talking", "Objective 1.1 Talk to families", "Theme B", "1. Waiting times",
    "Yes", "n/a", "Blue: complete", "=1+1", "\N{BULLET}", "a;b", "spaced   out",
]  # fmt: skip

HEADING_WORDS = {"improvement", "area", "objective", "theme", "table", "sro"}
"""They say what a heading is of; its ref and its title are what must be kept."""

cells = st.builds(Cell, text=st.sampled_from(CELLS), fill=st.sampled_from(["", "", "#FF0000", "#00B050"]))


@st.composite
def tables(draw: st.DrawFn) -> Grid:
    headers = draw(st.lists(st.sampled_from(HEADERS), min_size=2, max_size=7))
    rows = [tuple(map(Cell, headers))]
    for _ in range(draw(st.integers(0, 6))):
        if draw(st.integers(0, 5)) == 0:
            text = draw(st.sampled_from([cell for cell in CELLS if cell]))
            rows.append((Cell(text), *[Cell(text, spanned=True)] * (len(headers) - 1)))
        else:
            row = draw(st.lists(cells, min_size=len(headers), max_size=len(headers)))
            merged = draw(st.sampled_from([None, *range(len(headers))])) if len(rows) > 1 else None
            if merged is not None:
                row[merged] = replace(rows[-1][merged], spanned=True)
            rows.append(tuple(row))
    source = draw(st.sampled_from(["plan.docx, table 1", "plan.xlsx, sheet Plan"]))
    before = draw(st.sampled_from([(), ("Table 1: Improvement Area 3 – Waiting",), ("Some words.",)]))
    return Grid(source, "", tuple(rows), tuple(range(1, len(rows) + 1)), before)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def found_again(document: PlanDocument) -> set[str]:
    said = [one.sentence for one in (*document.doubts, *document.unplaced)]
    said += [f"{one.column} {one.meant}" for one in document.understood]
    said += [cell for table in document.tables.values() for row in table.rows for cell in row.cells.values()]
    return words(" ".join(said))


@settings(max_examples=120, deadline=None)
@given(st.lists(tables(), min_size=1, max_size=3))
def test_any_mixture_of_rows_is_read_and_no_word_of_it_is_lost(grids: list[Grid]) -> None:
    try:
        document = read_plan_grids(tuple(grids), "plan.docx", mapping=Mapping(), plan=PlanHeading("k", "A plan"))
    except NoPlanInDocument:
        return
    printed = {word for grid in grids for row in grid.rows for cell in row for word in words(cell.text)}
    assert printed - HEADING_WORDS - found_again(document) == set()
