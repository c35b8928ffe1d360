"""Text files are read whatever program saved them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.register_files.errors import QuoteNotClosed
from store.register_files.grids import Grid, read_grids
from tests.store.register_files.grids.files import texts

TABLE = [["Ref", "Action", "Due"], ["1.1", "Ask families", "March 2023"]]


def read(folder: Path, content: str | bytes, name: str = "plan.csv") -> Grid:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    (grid,) = read_grids(folder / name)
    return grid


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["plan.csv", "plan.tsv", "plan.txt", "plan"])
def test_the_separator_is_told_by_the_content(tmp_path: Path, separator: str, name: str) -> None:
    assert texts(read(tmp_path, "\r\n".join(separator.join(row) for row in TABLE), name)) == TABLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(tmp_path: Path, encoding: str) -> None:
    grid = read(tmp_path, "Réf,Cost\n1,£5 – “agreed”\n".encode(encoding))
    assert (texts(grid), grid.remarks) == ([["Réf", "Cost"], ["1", "£5 – “agreed”"]], ())


def test_windows_text_is_read_and_said(tmp_path: Path) -> None:
    grid = read(tmp_path, "Réf,Cost\n1,£5 – “agreed”\n".encode("cp1252"))
    assert texts(grid) == [["Réf", "Cost"], ["1", "£5 – “agreed”"]]
    assert grid.remarks == (
        'The file is not UTF-8, so its text was read as Windows-1252: check names with accents, "£" and dashes.',
    )


def test_quoted_cells_may_hold_separators_marks_and_line_ends_and_lines_are_physical(tmp_path: Path) -> None:
    grid = read(tmp_path, 'Ref,Action\n\n1,"Ask, ""listen""\r\nand act"\n,\n2,End\n')
    assert texts(grid) == [["Ref", "Action"], ["1", 'Ask, "listen"\nand act'], ["2", "End"]]
    assert grid.lines == (1, 3, 6)


def test_ragged_rows_are_filled_up_and_blank_columns_at_the_end_left_out(tmp_path: Path) -> None:
    grid = read(tmp_path, "A plan,,,,\nRef,Action,Due,,\n1,Ask,,,\n2\n")
    assert texts(grid) == [["A plan", "", ""], ["Ref", "Action", "Due"], ["1", "Ask", ""], ["2", "", ""]]


def test_semicolons_between_two_leads_do_not_separate_columns(tmp_path: Path) -> None:
    grid = read(tmp_path, "Ref,Leads\n1,Head;Manager\n2,Officer;Lead\n")
    assert texts(grid) == [["Ref", "Leads"], ["1", "Head;Manager"], ["2", "Officer;Lead"]]


def test_commas_in_the_prose_of_a_tab_separated_text_do_not_separate_columns(tmp_path: Path) -> None:
    grid = read(tmp_path, "Ref\tAction, area\tDue\n1\tAsk, listen\tMay 25\n", "plan.txt")
    assert texts(grid) == [["Ref", "Action, area", "Due"], ["1", "Ask, listen", "May 25"]]


def test_the_separator_a_file_names_is_believed(tmp_path: Path) -> None:
    grid = read(tmp_path, "sep=|\r\nRef|Due\r\n1|May\r\n")
    assert (texts(grid), grid.lines) == ([["Ref", "Due"], ["1", "May"]], (2, 3))


def test_lines_of_prose_are_a_table_of_one_column(tmp_path: Path) -> None:
    lines = ["Action 1.1: Publish, soon", 'Due date: "May 25', "Responsible officer: Head, SEND; Manager"]
    grid = read(tmp_path, "\n\n".join(lines), "plan.txt")
    assert (texts(grid), grid.lines) == ([[line] for line in lines], (1, 3, 5))


def test_a_stray_quotation_mark_is_a_character_like_others(tmp_path: Path) -> None:
    assert texts(read(tmp_path, 'Ref,Action\n1,a 6" rule\n2,"Ask" families\n'))[1:] == [
        ["1", 'a 6" rule'],
        ["2", "Ask families"],
    ]


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(QuoteNotClosed, match="line 3: a quotation mark"):
        read(tmp_path, 'Ref,Action\n1,Ask\n2,"Listen\n3,Act\n')


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="\ufeff")
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=6), mark=st.sampled_from(",;\t"))
def test_any_table_written_as_csv_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], mark: str
) -> None:
    rows = [["Ref", "Action", "Due"], *([f"{at}", *row, "."] for at, row in enumerate(rows))]
    written = io.StringIO()
    csv.writer(written, delimiter=mark, quoting=csv.QUOTE_ALL).writerows(rows)
    grid = read(tmp_path_factory.mktemp("csv"), written.getvalue())
    assert texts(grid) == [[*rows[0], "", ""], *rows[1:]]
