"""Plans of labels: as paragraphs, as tables of two columns, as plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.register_files.grids import Cell, Grid, read_grids
from store.register_files.plan_layouts.draft import Draft
from store.register_files.plan_layouts.label_blocks import LabelBlocks
from store.register_files.plan_layouts.layout import Reading
from tests.store.register_files.plan_layouts.printed_plans import (
    everything_said,
    grid_of,
    read_with,
    saved_word,
    saved_workbook,
    words_of,
)

DEVON = [
    ("Action 1.1: Publish one timetable for annual reviews", ""),
    ("Due date:", "May 25"),
    ("Responsible officer (action lead):", "Ada Byron, Head of SEND, Devon County Council"),
    ("Senior responsible officer (accountable):", "Grace Hopper, Director of Children's Services"),
    ("Success criteria", "Every school has the timetable\nNine in ten reviews are held on time"),
    ("November progress update from action lead", "The timetable went to schools in October."),
    ("Action 1.2: Train every caseworker", ""),
    ("Due date:", "December 2025"),
    ("Responsible officers (action lead):", "Alan Turing, Service Manager; Joan Clarke, Head of Learning"),
    ("Senior responsible officer (accountable):", "Grace Hopper, Director of Children's Services"),
    ("Success criteria", "All caseworkers hold the certificate"),
    ("November progress update from action lead", "Half are trained."),
]
SOUTHEND = [
    ("Recommendation 1", ""),
    ("What we want:", "Families know where to turn"),
    ("What we will do:", "Open a helpline\nPublish a directory"),
    ("Where are we now:", "The helpline is staffed."),
    ("What we will see:", "Calls answered within a day"),
    ("The difference this will make:", "Parents and carers wait less for advice"),
    ("What we want:", "Reviews are timely"),
    ("What we will do:", "Hire two reviewers"),
    ("Where are we now:", "Posts are advertised."),
    ("What we will see:", "No review is late"),
    ("The difference this will make:", "Plans fit the child"),
]
BRACKNELL = [
    ("1.01.02 Review the inclusion offer", ""),
    ("Directorate:", "People"),
    ("Section:", "Education and Learning"),
    ("Stage:", "In progress"),
    ("Due date:", "31 March 2025"),
    ("Percentage complete:", "75%"),
    ("Status:", "Amber"),
    ("Comments:", "Two of the three visits are done."),
    ("1.01.03 Open a second resource base", ""),
    ("Directorate:", "People"),
    ("Section:", "Property"),
    ("Stage:", "Completed"),
    ("Due date:", "30 September 2024"),
    ("Percentage complete:", "100%"),
    ("Status:", "Complete"),
    ("Comments:", "Opened in September."),
]
Printed = list[tuple[str, str]]


def lines_of(printed: Printed) -> list[str]:
    """Short values stand beside their label, the others below it."""
    lines: list[str] = []
    for label, value in printed:
        lines += [f"{label} {value}"] if label.endswith(":") and "\n" not in value else [label, *value.split("\n")]
    return [line for line in lines if line.strip()]


def as_text(folder: Path, printed: Printed) -> Path:
    path = folder / "plan.txt"
    path.write_text("\n".join(lines_of(printed)), encoding="utf-8")
    return path


def as_paragraphs(folder: Path, printed: Printed) -> Path:
    return saved_word(folder / "plan.docx", lines_of(printed))


def as_one_cell_a_block(folder: Path, printed: Printed) -> Path:
    return saved_word(folder / "plan.docx", [[["\n".join(lines_of(printed))]]])


def as_two_columns(folder: Path, printed: Printed) -> Path:
    return saved_word(folder / "plan.docx", [[[label, value or "<"] for label, value in printed]])


def as_workbook(folder: Path, printed: Printed) -> Path:
    return saved_workbook(folder / "plan.xlsx", {"Plan": [[label, value or "<"] for label, value in printed]})


@pytest.fixture(
    params=[as_text, as_paragraphs, as_one_cell_a_block, as_two_columns, as_workbook], ids=lambda write: write.__name__
)
def read(request: pytest.FixtureRequest, tmp_path: Path):
    def read_printed(printed: Printed) -> Draft:
        return read_with(LabelBlocks(), read_grids(request.param(tmp_path, printed)))

    return read_printed


def milestones_of(draft: Draft) -> list[tuple[str, str, str]]:
    return [
        (action.ref, str(one.due.due) if one.due else "", one.measure)
        for action in draft.actions
        for one in action.milestones
    ]


def sentences(draft: Draft) -> list[str]:
    return [warned.sentence for warned in (*draft.doubts, *draft.unplaced)]


def test_devon_is_read_action_by_action(read):
    draft = read(DEVON)
    assert [(action.ref, action.title, action.area_ref) for action in draft.actions] == [
        ("1.1", "Publish one timetable for annual reviews", "1"),
        ("1.2", "Train every caseworker", "1"),
    ]
    assert [action.lead_cell for action in draft.actions] == [
        "Ada Byron, Head of SEND, Devon County Council",
        "Alan Turing, Service Manager; Joan Clarke, Head of Learning",
    ]
    assert draft.actions[0].progress_text.endswith("The timetable went to schools in October.")
    assert draft.actions[0].progress_text.startswith("November progress update")
    assert draft.unplaced == []


def test_may_25_in_devon_is_the_month(read):
    assert milestones_of(read(DEVON)) == [
        ("1.1", "2025-05-31", "Every school has the timetable\nNine in ten reviews are held on time"),
        ("1.2", "2025-12-31", "All caseworkers hold the certificate"),
    ]


def test_the_accountable_officer_of_two_actions_is_the_area_s_once(read):
    (area,) = read(DEVON).areas.values()
    assert len(area.sros) == 1
    assert "Grace Hopper" in area.sros[0].text


def test_southend_is_read_as_objectives_with_an_action_each(read):
    draft = read(SOUTHEND)
    assert [(one.ref, one.area_ref, one.title) for one in draft.objectives] == [
        ("1.1", "1", "Families know where to turn"),
        ("1.2", "1", "Reviews are timely"),
    ]
    assert [(one.ref, one.objective_ref, one.title, one.progress_text) for one in draft.actions] == [
        ("1.1.1", "1.1", "Open a helpline; Publish a directory", "The helpline is staffed."),
        ("1.2.1", "1.2", "Hire two reviewers", "Posts are advertised."),
    ]
    assert milestones_of(draft) == [("1.1.1", "", "Calls answered within a day"), ("1.2.1", "", "No review is late")]
    assert draft.areas["1"].outcomes == ["Parents and carers wait less for advice", "Plans fit the child"]


def test_that_refs_were_made_and_that_two_lines_became_one_action_is_said(read):
    said = sentences(read(SOUTHEND))
    assert any("numbered in their order, 1.1 to 1.2.1" in sentence for sentence in said)
    assert any('2 lines stand under "What we will do"' in sentence for sentence in said)


def test_bracknell_is_read_block_by_block(read):
    draft = read(BRACKNELL)
    assert [(one.ref, one.title, one.rating_text) for one in draft.actions] == [
        ("1.01.02", "Review the inclusion offer", "Amber"),
        ("1.01.03", "Open a second resource base", "Complete"),
    ]
    assert [(one.lead_cell, one.organisation_cell) for one in draft.actions] == [
        ("Education and Learning", "People"),
        ("Property", "People"),
    ]
    assert milestones_of(draft) == [("1.01.02", "2025-03-31", ""), ("1.01.03", "2024-09-30", "")]
    assert draft.actions[0].progress_text.split("\n") == [
        "Stage: In progress",
        "Percentage complete: 75%",
        "Two of the three visits are done.",
    ]
    assert [sentence for sentence in sentences(draft) if "names a section, not a post" in sentence]


def test_the_form_of_annex_a_gives_facts_of_the_plan_and_no_action():
    form = [
        ["Name of the Local Area", "Staffordshire"],
        ["Date of Inspection", "18th – 20th January 2022"],
        ["Governance and Accountability", "The SEND board meets monthly"],
    ]
    draft = read_with(LabelBlocks(), [grid_of(form)])
    assert draft.actions == []
    assert [(one.column, one.meant) for one in draft.understood] == [(label, "") for label, _ in form]
    assert "18th – 20th January 2022" in draft.understood[1].why


def test_a_label_that_nobody_knows_is_kept_and_doubted():
    rows = [["Action 1.1: Train", Cell("Action 1.1: Train", spanned=True)], ["Budget:", "£40,000"], ["Lead:", "A"]]
    draft = read_with(LabelBlocks(), [grid_of([*rows, ["Due date:", "May 25"]])])
    assert draft.unplaced[0].sentence == '"Budget: £40,000" stands beside action 1.1.'
    assert '"Budget" is no label that is known' in draft.doubts[0].sentence


def test_a_colon_inside_a_criterion_is_no_label():
    lines = ["Action 1.1: Train", "Success criteria", "Phase one: recruit", "Phase two: train", "Due date: May 25"]
    draft = read_with(LabelBlocks(), [grid_of([[line] for line in lines])])
    assert draft.actions[0].milestones[0].measure == "Phase one: recruit\nPhase two: train"


def test_criteria_printed_once_for_two_dates_stand_with_each_and_are_doubted():
    lines = ["Action 1.1: Train", "Due date: May 2025; June 2026", "Success criteria", "All trained"]
    draft = read_with(LabelBlocks(), [grid_of([[line] for line in lines])])
    assert milestones_of(draft) == [("1.1", "2025-05-31", "All trained"), ("1.1", "2026-06-30", "All trained")]
    assert "printed once for 2 dates" in draft.doubts[0].sentence


def test_labels_before_any_action_are_left_for_a_person_to_place():
    draft = read_with(LabelBlocks(), [grid_of([["Lead: Ada"], ["Due date: May 25"]])])
    assert draft.actions == []
    assert ["Ada" in draft.unplaced[0].sentence, "May 25" in draft.unplaced[1].sentence] == [True, True]


@pytest.mark.parametrize(
    "rows",
    [
        [["Action", "Due date"], ["Train", "May 2025"]],
        [["Ref", "Action", "Lead", "Status"], ["1", "Train", "A", "Green"]],
        [["We will keep families informed."], ["Status: good"]],
    ],
)
def test_a_table_of_rows_or_a_text_is_not_this_layout(rows: list[list[str]]):
    assert not LabelBlocks().recognises(grid_of(rows), Reading())


PIECES = [label for label, _ in (*DEVON, *SOUTHEND, *BRACKNELL)] + [
    "",
    "Alpha beta",
    "Gamma: delta",
    "1.2 Epsilon zeta",
]
ANY_ROW = st.lists(
    st.sampled_from([*PIECES, "May 25", "Improvement Area 2: Eta", "theta\niota", "Status: kappa"]), max_size=3
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ANY_ROW, max_size=12))
def test_no_arrangement_of_labels_is_lost_or_crashes(rows: list[list[str]]):
    rows = [row for row in rows if any(row)]
    grid: Grid = grid_of([["Action 9.1: Omega"], ["Due date: May 25"], ["Lead: psi"], *rows])
    reading = Reading()
    assert isinstance(LabelBlocks().recognises(grid, reading), bool)
    LabelBlocks().read(grid, reading)
    said = everything_said(reading.draft)
    for text in (text for row in rows for text in row):
        assert [word for word in words_of(text) if word not in said] == [], text
