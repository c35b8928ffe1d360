"""What a Board member sees at once: no column of nothing but "None", no machinery at the front, nothing said twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from docx.oxml.ns import qn

from tests.workflows.cuts import a_cut
from tests.workflows.documents.sample_exceptions import EXCEPTIONS
from tests.workflows.documents.sample_report import a_report, an_empty_report
from tests.workflows.documents.word_reader import opened, text_of
from workflows.documents.annexes import annex_sections
from workflows.documents.appendices import appendices, wide_blocks
from workflows.documents.blocks import Column, Facts, Lines, Paragraph, Rated, Subheading, Table, plain
from workflows.documents.entries import entries_section
from workflows.documents.excel_notes import about
from workflows.documents.front import FEWEST_INDEX_ROWS, INDEX_ROWS, front_sections, index_rows
from workflows.documents.html import css_text, write_html
from workflows.documents.json_document import write_json
from workflows.documents.position import NO_EARLIER_COUNT, position_table
from workflows.documents.spare_columns import without_empty
from workflows.documents.word import write_word
from workflows.exception_report.compile import compile_report
from workflows.exception_report.value import ExceptionReport


def a_table(*rows: tuple[object, ...]) -> Table:
    columns = (Column("Ref", 10), Column("Asked", 20, spare=True), Column("Escalated to", 20, spare=True))
    return Table("Actions", "One row for each action.", columns, rows)  # type: ignore[arg-type]


def titles(table: Table) -> list[str]:
    return [column.title for column in table.columns]


def first_report() -> ExceptionReport:
    report = a_report()
    return replace(
        report,
        period_from=None,
        position_table=tuple(replace(line, last=None, change="First report") for line in report.position_table),
        exceptions=tuple(replace(entry, previous_rating="None", movement="new") for entry in report.exceptions),
    )


def table_of(report: ExceptionReport, number: str) -> Table:
    section = next(one for one in (*front_sections(report), *annex_sections(report)) if one.number == number)
    return next(block for block in section.blocks if isinstance(block, Table))


def test_columns_that_no_row_has_anything_for_are_left_out_and_named() -> None:
    table, said = without_empty(a_table(("1.1", None, Lines(())), ("1.2", "", "None")))
    assert isinstance(table, Table)
    assert titles(table) == ["Ref"]
    assert list(table.rows) == [("1.1",), ("1.2",)]
    assert said == Paragraph("The columns “Asked” and “Escalated to” would be empty and are left out.")


def test_a_single_column_left_out_is_named_in_the_singular() -> None:
    _, said = without_empty(a_table(("1.1", "2 requests", None)))
    assert said == Paragraph("The column “Escalated to” would be empty and is left out.")


def test_a_column_with_one_entry_stays_and_so_does_a_column_that_is_not_spare() -> None:
    table = a_table((None, None, "SRO"), (None, "2 requests", None))
    assert without_empty(table) == (table,)


def test_where_nobody_was_asked_the_table_of_silent_actions_has_no_columns_for_it() -> None:
    report = a_report()
    silent = tuple(replace(row, requests_sent=0, last_asked=None, escalated_to=()) for row in report.not_reported)
    shown = titles(table_of(replace(report, not_reported=silent), "6"))
    assert not {"Asked", "Escalated to"} & set(shown)


def test_a_service_or_a_source_that_is_not_known_is_not_printed_as_none() -> None:
    report = a_report()
    unknown = tuple(replace(row, service="None", source="None", gap="None") for row in report.indicators)
    for row in table_of(replace(report, indicators=unknown), "8").rows:
        assert "None" not in plain(row[0])
        assert all("None;" not in plain(cell) for cell in row)


def test_a_first_report_has_no_columns_to_compare_with_and_says_so() -> None:
    report = first_report()
    assert titles(position_table(report, "This report")) == ["Position", "This report"]
    section = next(one for one in front_sections(report) if one.number == "3")
    assert Paragraph(NO_EARLIER_COUNT) in section.blocks
    assert titles(position_table(a_report(), "This report")) == ["Position", "This report", "Last report", "Change"]


@pytest.mark.parametrize(
    ("previous", "movement", "note"),
    [
        ("Amber", "worse", "was Amber: worse"),
        ("Green", "no longer reported", "was Green"),
        ("Not reported", "still not reported", "as before"),
        ("None", "new", "new"),
    ],
)
def test_the_index_says_movement_without_saying_the_rating_again(previous: str, movement: str, note: str) -> None:
    rating = "Red" if previous == "Amber" else "Not reported"
    entry = replace(EXCEPTIONS[0], rating=rating, previous_rating=previous, movement=movement)
    (row,) = table_of(a_report(exceptions=(entry,)), "4").rows
    assert row[titles(table_of(a_report(exceptions=(entry,)), "4")).index("Rating")] == Rated(rating, note)


def test_in_a_first_report_the_index_does_not_call_each_action_new() -> None:
    table = table_of(first_report(), "4")
    assert {row[titles(table).index("Rating")].note for row in table.rows} == {""}  # type: ignore[union-attr]


def test_the_front_block_has_no_version_of_register_or_rules_and_the_sign_off_has_both() -> None:
    report = a_report()
    front = next(block for block in front_sections(report)[0].blocks if isinstance(block, Facts))
    said = " ".join(f"{label} {plain(detail)}" for label, detail in front.rows)
    assert "ersion" not in said
    assert "rules" not in said
    facts = next(block for block in annex_sections(report)[-1].blocks if isinstance(block, Facts))
    under = f"Rules {report.rules_version}, from version {report.plan.version} of the plan’s register"
    assert dict(facts.rows)["Compiled under"] == under
    assert ("Compiled under", under) in about(report, ()).rows
    assert f'"rules_version": "{report.rules_version}"' in write_json(report).decode()


def test_the_title_of_a_plan_of_another_kind_without_a_board_is_a_title() -> None:
    cut = a_cut()
    report = compile_report(replace(cut, plan=replace(cut.plan, kind="action plan"), meetings=()))
    assert report.title.startswith("Action Plan Exception Report")
    assert "the Board" not in report.title


def test_where_there_is_no_room_for_an_entry_none_is_said_to_be_needless() -> None:
    report = a_report()
    cut_short = replace(report, exceptions=tuple(replace(entry, full_entry=False) for entry in report.exceptions))
    said = [plain(block.text) for block in entries_section(cut_short).blocks if isinstance(block, Paragraph)]
    assert said == [
        f"The {len(report.exceptions)} exceptions stand in the index alone; what their leads wrote is in Appendix A."
    ]


def test_many_areas_and_asks_take_the_room_of_rows_of_the_index() -> None:
    report = a_report()
    assert index_rows(report) == INDEX_ROWS
    many = replace(report, areas=report.areas[:1] * 22, asks=report.asks[:1] * 21)
    assert index_rows(many) == INDEX_ROWS - 16 - 15
    assert index_rows(replace(report, areas=report.areas[:1] * 200)) == FEWEST_INDEX_ROWS


def test_the_leads_words_of_appendix_a_stand_upright_after_the_table_across() -> None:
    register = appendices(a_report())[0]
    wide = wide_blocks(register)
    assert isinstance(register.blocks[0], Table)
    assert isinstance(register.blocks[wide], Subheading)
    assert wide_blocks(appendices(an_empty_report())[0]) == 1
    document = opened(write_word(a_report()))
    across = [section.orientation for section in document.sections]
    assert across == [0, 1, 0]
    body = document.element.body
    breaks = [place for place, child in enumerate(body) if list(child.iter(qn("w:sectPr")))]
    notes = next(place for place, child in enumerate(body) if "Notes: the leads" in "".join(child.itertext()))
    assert breaks[1] < notes < breaks[2]


def test_a_printed_web_page_bears_its_title_and_its_marking_on_each_page() -> None:
    page = write_html(a_report())
    assert f'@top-right {{ content: "{css_text("DRAFT, Internal")}"; }}' in page
    assert css_text('a"}</style>') == r"a\000022\00007d\00003c\00002fstyle\00003e"


def test_one_post_is_told_from_the_next_by_a_semicolon() -> None:
    report = a_report()
    row = replace(report.register[0], lead_posts=("Head, Early Help", "Head, Health"))
    table = appendices(replace(report, register=(row,)))[0].blocks[0]
    assert isinstance(table, Table)
    assert "Head, Early Help; Head, Health" in [plain(cell) for cell in table.rows[0]]


def test_what_stands_for_nothing_is_quieter_in_word_and_on_the_web_page() -> None:
    report = a_report(exceptions=(replace(EXCEPTIONS[0], ask_numbers=()), replace(EXCEPTIONS[1], ask_numbers=(1,))))
    assert '<span class="none">None</span>' in write_html(report)
    assert "None" in text_of(opened(write_word(report)))


def test_the_day_of_a_date_is_never_left_out_with_an_empty_column() -> None:
    report = a_report()
    rows = tuple(replace(row, last_update=date(2023, 1, 2)) for row in report.not_reported[:1])
    assert "Last update" in titles(table_of(replace(report, not_reported=rows), "6"))
