from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.register_files.errors import (
    ColumnMissing,
    ColumnTwice,
    FileEmpty,
    FileNotFound,
    FileNotTable,
    FileNotUtf8,
    NothingThere,
    RegisterFileError,
)
from store.register_files.sheets.cells import text
from store.register_files.sheets.csv_table import read_table, write_table


def table(tmp_path: Path, content: bytes | str) -> Path:
    file = tmp_path / "actions.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_every_cell_is_text_and_stripped(tmp_path: Path) -> None:
    (row,) = read_table(table(tmp_path, "ref, title ,n\n 1.10 , NA ,007\n")).rows
    assert row.cells == {"ref": "1.10", "title": "NA", "n": "007"}


def test_a_byte_order_mark_is_tolerated(tmp_path: Path) -> None:
    (row,) = read_table(table(tmp_path, "\ufeffref,title\n1,CYP’s – “plan”\n")).rows
    assert row.cells == {"ref": "1", "title": "CYP’s – “plan”"}


def test_the_line_of_a_row_counts_blank_lines_and_cells_of_several_lines(tmp_path: Path) -> None:
    content = 'ref,title\r\n1,"two\r\nlines"\r\n\r\n,\r\n2,"three\n\nlines"\r\n3,x\r\n'
    rows = read_table(table(tmp_path, content)).rows
    assert [(row.line, row.cells["ref"]) for row in rows] == [(2, "1"), (6, "2"), (9, "3")]
    assert rows[0].cells["title"] == "two\nlines"


def test_a_row_may_be_shorter_than_the_header_and_says_when_it_is_longer(tmp_path: Path) -> None:
    short, long = read_table(table(tmp_path, "a,b\n1\n1,2,3\n")).rows
    assert short.cells == {"a": "1", "b": ""}
    assert not short.cells_beyond_header
    assert long.cells_beyond_header


def test_column_names_are_known_in_capitals_too(tmp_path: Path) -> None:
    assert read_table(table(tmp_path, "Action_Ref,TITLE\n"), ["title"]).columns == ("action_ref", "title")


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (b"", FileEmpty, "actions.csv is empty: it needs a row of column names."),
        (b"\n\n", FileEmpty, "actions.csv is empty: it needs a row of column names."),
        (b"ref,title\n1,caf\xe9\n", FileNotUtf8, 'actions.csv is not UTF-8 text: save it as "CSV UTF-8".'),
        ("ref,title\n".encode("utf-16"), FileNotUtf8, 'actions.csv is not UTF-8 text: save it as "CSV UTF-8".'),
        (b"ref,name\n", ColumnMissing, 'actions.csv has no column "title"; its columns are: ref, name.'),
        (b"ref;title\n", ColumnMissing, 'actions.csv has no column "title"; its columns are: ref;title.'),
        (b"title,Title\n", ColumnTwice, 'actions.csv has the column "title" twice.'),
        (
            b'title\n"never closed\n',
            FileNotTable,
            "actions.csv cannot be read as a table of comma-separated values: EOF inside string starting at row 1.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_sentence(
    tmp_path: Path, content: bytes, error: type[RegisterFileError], sentence: str
) -> None:
    with pytest.raises(error) as raised:
        read_table(table(tmp_path, content), ["title"])
    assert str(raised.value) == sentence


def test_a_missing_file_is_named_with_its_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound) as raised:
        read_table(tmp_path / "actions.csv")
    assert str(raised.value) == f"actions.csv is missing from {tmp_path}."


def test_a_folder_in_place_of_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "actions.csv").mkdir()
    with pytest.raises(FileNotTable):
        read_table(tmp_path / "actions.csv")


def test_an_error_is_its_docstring() -> None:
    assert str(NothingThere(path="x{y}")).startswith("There is neither a file nor a folder at x{y}:")


@given(cells=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    file = tmp_path_factory.mktemp("t") / "t.csv"
    kept = [text(cell) for cell in cells]
    write_table(file, ["ref", "a", "b"], [{"ref": "1", "a": kept[0], "b": kept[1]}])
    (row,) = read_table(file).rows
    assert [row.cells["a"], row.cells["b"]] == kept


def test_pandas_is_not_imported_before_a_table_is_read() -> None:
    code = "import sys, store.register_files\nsys.exit('pandas' in sys.modules)"
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0  # noqa: S603
