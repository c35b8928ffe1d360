"""Bristol's layout: the dates are the headings, the cells say what must be true by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.register_files.grids import Cell, Grid
from store.register_files.plan_layouts.date_columns import DateColumns
from store.register_files.plan_layouts.draft import Draft
from store.register_files.plan_layouts.layout import Reading
from tests.store.register_files.plan_layouts.printed_plans import (
    everything_said,
    grid_of,
    read_file,
    read_with,
    sample,
    saved_word,
    saved_workbook,
    words_of,
)

DATES = ("July 2020", "November 2020", "March 2021", "July 2021")
BANDS = {"4": "Milestones", "5": "Progress Action Tracker"}
RATED = ("Red", "Amber", "Green")


def bristol_table(area_ref: str, *, repeat_header_every: int = 0) -> list[list[str]]:
    """As printed: a band over the dates, one row a group of milestones, further rows of an action without its ref."""
    header = [
        ["Ref", "Action", "Lead", BANDS.get(area_ref, "Key Milestones"), *["<"] * 7],
        ["", "", "", *(word for date in DATES for word in (date, "RAG"))],
    ]
    cells: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for milestone in sample("bristol-wsoa-2020", "milestones.csv"):
        cells[milestone["action_ref"]][milestone["due_text"]].append(milestone["measure"])
    rows = [*header]
    actions = [row for row in sample("bristol-wsoa-2020", "actions.csv") if row["area_ref"] == area_ref]
    for number, action in enumerate(actions):
        if repeat_header_every and number and number % repeat_header_every == 0:
            rows += header
        of_action = cells[action["action_ref"]]
        for at, group in enumerate(zip_longest(*(of_action[date] for date in DATES), fillvalue="")):
            first = [action["action_ref"], action["title"], action["lead_posts"]] if at == 0 else ["", "", ""]
            rated = [word for text in group for word in (text, f"#{RATED[number % 3]}" if text else "")]
            rows.append([*first, *rated])
    return rows


def areas() -> list[dict[str, str]]:
    return sample("bristol-wsoa-2020", "areas.csv")


def in_word(folder: Path) -> Path:
    parts: list[str | list[list[str]]] = []
    for area in areas():
        parts += [f"Improvement Priority {area['area_ref']}: {area['title']}", bristol_table(area["area_ref"])]
    return saved_word(folder / "bristol.docx", parts)


def in_excel(folder: Path) -> Path:
    sheets = {}
    for area in areas():
        banner = [f"Improvement Priority {area['area_ref']}: {area['title']}", *["<"] * 10]
        sheets[f"Priority {area['area_ref']}"] = [banner, *bristol_table(area["area_ref"], repeat_header_every=3)]
    return saved_workbook(folder / "bristol.xlsx", sheets)


def texts_of(draft: Draft) -> list[str]:
    return [warned.sentence for warned in (*draft.doubts, *draft.unplaced)]


@pytest.fixture(scope="module", params=[in_word, in_excel], ids=["word", "excel"])
def bristol(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Draft:
    write: Callable[[Path], Path] = request.param
    return read_file(DateColumns(), write(tmp_path_factory.mktemp("bristol")))


def test_all_32_actions_of_bristol_are_read_with_their_titles_and_areas(bristol: Draft):
    wanted = [(row["action_ref"], row["area_ref"], row["title"]) for row in sample("bristol-wsoa-2020", "actions.csv")]
    assert [(action.ref, action.area_ref, action.title) for action in bristol.actions] == wanted
    assert {area.ref: area.title for area in bristol.areas.values()} == {
        area["area_ref"]: area["title"] for area in areas()
    }


def test_the_lead_cells_of_bristol_are_kept_as_printed(bristol: Draft):
    wanted = {row["action_ref"]: row["lead_posts"] for row in sample("bristol-wsoa-2020", "actions.csv")}
    assert {action.ref: action.lead_cell for action in bristol.actions} == wanted


def test_all_174_milestones_of_bristol_are_read_with_their_measures_and_dates(bristol: Draft):
    wanted = [
        (row["action_ref"], row["due_text"], row["due_earliest"], row["due"], row["measure"])
        for row in sample("bristol-wsoa-2020", "milestones.csv")
    ]
    read = [
        (action.ref, one.due.text, str(one.due.earliest), str(one.due.due), one.measure)
        for action in bristol.actions
        for one in action.milestones
        if one.due
    ]
    assert len(read) == 174
    assert read == wanted


EXPLAINED = {
    "This row has no ref": "the further rows of an action are printed without it",
    'The cell begins "September 2020" under the heading November 2020': "2.1 names the conference it evaluates",
}


def test_nothing_of_bristol_is_left_over_and_every_doubt_is_one_that_its_print_explains(bristol: Draft):
    assert bristol.unplaced == []
    assert {doubt.sentence.split(";")[0] for doubt in bristol.doubts} == set(EXPLAINED)


def test_the_fill_beside_a_date_is_the_rating_of_its_milestones(bristol: Draft):
    assert all(one.rating_text for action in bristol.actions for one in action.milestones)
    first = bristol.actions[0].milestones[0].rating_text
    assert len({one.rating_text for one in bristol.actions[0].milestones}) == 1
    assert bristol.actions[1].milestones[0].rating_text != first


HEADER = ["Ref", "Action", "Lead", "July 2020", "RAG", "November 2020", "RAG"]


def test_3_1_and_3_10_are_two_actions():
    grid = grid_of([HEADER, ["3.1", "Train", "A", "Trained"], ["3.10", "Write", "B", "Written"]])
    draft = read_with(DateColumns(), [grid])
    assert [(action.ref, action.title) for action in draft.actions] == [("3.1", "Train"), ("3.10", "Write")]


def test_paragraphs_with_a_blank_line_between_them_are_milestones_of_their_own():
    grid = grid_of([HEADER, ["1.1", "Train", "A", "Plan agreed\nand signed\n\nStaff hired", "Green", "", ""]])
    (action,) = read_with(DateColumns(), [grid]).actions
    assert [(one.measure, one.rating_text) for one in action.milestones] == [
        ("Plan agreed\nand signed", "Green"),
        ("Staff hired", "Green"),
    ]


def test_a_row_without_a_ref_belongs_to_the_action_above_and_that_is_said():
    grid = grid_of([HEADER, ["1.1", "Train", "A", "Plan agreed"], ["", "Early years", "B", "Offer reviewed"]])
    draft = read_with(DateColumns(), [grid])
    (action,) = draft.actions
    assert action.lead_cell == "A\n\nB"
    assert [(one.measure, one.note) for one in action.milestones] == [
        ("Plan agreed", ""),
        ("Offer reviewed", "row: Early years; lead B"),
    ]
    assert "This row has no ref" in texts_of(draft)[0]


def test_a_ref_merged_over_two_rows_is_no_doubt():
    second = [Cell("1.1", spanned=True), Cell("Train", spanned=True), Cell("A", spanned=True), "Offer reviewed"]
    grid = grid_of([HEADER, ["1.1", "Train", "A", "Plan agreed", "Red"], second])
    draft = read_with(DateColumns(), [grid])
    assert [one.measure for one in draft.actions[0].milestones] == ["Plan agreed", "Offer reviewed"]
    assert draft.doubts == []


def test_a_row_above_any_ref_is_left_for_a_person_to_place():
    grid = grid_of([HEADER, ["", "", "", "Minutes show challenge"], ["1.1", "Train", "A", "Plan agreed"]])
    draft = read_with(DateColumns(), [grid])
    assert "Minutes show challenge" in draft.unplaced[0].sentence
    assert [one.measure for one in draft.actions[0].milestones] == ["Plan agreed"]


def test_a_table_broken_over_pages_goes_on_with_its_columns_and_its_action():
    first = grid_of([HEADER, ["1.1", "Train", "A", "Plan agreed"]])
    second = grid_of([["", "", "", "", "", "Plan reviewed", ""]], source="plan.docx, table 2")
    draft = read_with(DateColumns(), [first, second])
    assert [(one.measure, str(one.due and one.due.due)) for one in draft.actions[0].milestones] == [
        ("Plan agreed", "2020-07-31"),
        ("Plan reviewed", "2020-11-30"),
    ]


def test_a_cell_that_begins_with_another_date_than_its_heading_is_in_doubt():
    grid = grid_of([HEADER, ["2.4", "Train", "A", "March 2020 Framework agreed"]])
    draft = read_with(DateColumns(), [grid])
    assert str(draft.actions[0].milestones[0].due.due) == "2020-07-31"  # type: ignore[union-attr]
    assert '"March 2020" under the heading July 2020' in texts_of(draft)[0]


def test_a_scrap_of_print_is_kept_and_doubted():
    draft = read_with(DateColumns(), [grid_of([HEADER, ["2.4", "Train", "A", "spa"]])])
    assert draft.actions[0].milestones[0].measure == "spa"
    assert '"spa" under July 2020 looks like print junk' in texts_of(draft)[0]


def test_the_senior_responsible_officer_stands_in_a_banner_or_in_a_paragraph():
    before = ["Improvement Priority 2: Assessment", "SROs: Service Director"]
    rows = [HEADER, ["Senior Responsible Officer: Head of Children", *[Cell("x", spanned=True)] * 6], ["2.1", "Train"]]
    rows[1] = [rows[1][0], *[Cell(str(rows[1][0]), spanned=True)] * 6]
    draft = read_with(DateColumns(), [grid_of(rows, before=before)])
    assert [lead.text for lead in draft.areas["2"].sros] == ["Service Director", "Head of Children"]
    assert draft.actions[0].area_ref == "2"


def test_blank_rating_cells_are_said_to_be_unreadable():
    draft = read_with(DateColumns(), [grid_of([HEADER, ["1.1", "Train", "A", "Plan agreed"]])])
    assert any("No rating can be read in this table" in sentence for sentence in texts_of(draft))


def test_a_column_that_nobody_knows_is_kept_to_be_placed():
    draft = read_with(
        DateColumns(), [grid_of([[*HEADER, "Budget"], ["1.1", "Train", "A", "Done", "", "", "", "£40k"]])]
    )
    assert [warned.sentence for warned in draft.unplaced] == ['"£40k" under "Budget": it is beside action 1.1.']


def test_a_tracker_with_a_column_of_dates_is_not_this_layout():
    grid = grid_of([["Ref", "Action", "Due date"], ["1", "Train", "July 2020"], ["2", "Hire", "May 2021"]])
    assert not DateColumns().recognises(grid, Reading())


ANY_TEXT = st.sampled_from(
    """|1.1|1.10|Ref|RAG|Key Milestones|July 2020|Improvement Priority 3: Plans|Alpha beta gamma|SRO: Delta epsilon
    |zeta eta\n\ntheta|Green|x|Objective 2: Iota|- kappa|(lambda)|TBC""".replace("\n    |", "|").split("|")
)
ANY_CELL = st.builds(Cell, ANY_TEXT, fill=st.sampled_from(["", "#FF0000"]), spanned=st.booleans())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(ANY_CELL, min_size=7, max_size=7), max_size=8))
def test_no_arrangement_of_cells_is_lost_or_crashes(rows: list[list[Cell]]):
    rows = [row for row in rows if any(cell.text for cell in row)]
    grid: Grid = grid_of([HEADER, *rows])
    said = everything_said(read_with(DateColumns(), [grid]))
    for cell in (cell for row in rows for cell in row if not cell.spanned):
        assert [word for word in words_of(cell.text) if word not in said] == [], cell


def test_a_ref_without_a_title_is_left_to_be_placed_with_all_that_it_holds():
    draft = read_with(DateColumns(), [grid_of([HEADER, ["1.1", "Train"], ["1.2", "", "Head of SEND", "Plan agreed"]])])
    assert [action.ref for action in draft.actions] == ["1.1"]
    (left,) = draft.unplaced
    assert left.sentence == 'The ref "1.2" has no title: 1.2 | Head of SEND | July 2020 | Plan agreed'
