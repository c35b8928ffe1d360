"""Hostile and wrong files: one clear sentence each."""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.register_files.errors import (
    FileBroken,
    FileDeclaresEntities,
    FileHasNoBytes,
    FileNotFound,
    FileNotTable,
    FileNotText,
    FileTooLarge,
    FileUnpacksTooLarge,
    NotAFile,
    NothingToRead,
    OldOfficeFile,
    PasswordProtected,
    RegisterFileError,
    TableTooLarge,
    WrongKindOfFile,
)
from store.register_files.grids import Grid, read_grids
from store.register_files.grids.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, refuse_beyond
from store.register_files.grids.office_package import MOST_PARTS
from store.register_files.grids.opening import MOST_MEGABYTES
from tests.store.register_files.grids.files import (
    add_table,
    change_part,
    replace_in,
    save_document,
    save_sheet,
    save_workbook,
    texts,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def put(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def tarred() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w"):
        pass
    return gzip.compress(made.getvalue(), mtime=0)  # the same each time


def outcome(file: Path) -> tuple[tuple[Grid, ...], str]:
    """The grids, or the sentence with which the file is refused. Any other error is a fault."""
    try:
        return read_grids(file), ""
    except RegisterFileError as refused:
        return (), str(refused)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return save_sheet(tmp_path / "plan.xlsx", [["Ref", "Due"], ["1.1", "TBC"]])


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return save_document(tmp_path / "plan.docx", lambda made: add_table(made, [["Ref", "Due"], ["1.1", "TBC"]]))


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (b"", FileHasNoBytes, "0 bytes"),
        (b"%PDF-1.7\n", WrongKindOfFile, "is a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", WrongKindOfFile, "is a picture"),
        (b"\xff\xd8\xff\xe0\x00", WrongKindOfFile, "is a picture"),
        (b"{\\rtf1 Plan}", WrongKindOfFile, "save it as .docx"),
        (b"  <HTML><table><tr><td>Ref", WrongKindOfFile, "is a web page"),
        (b"<?xml version='1.0'?><Workbook/>", WrongKindOfFile, "is an XML file"),
        (b"SQLite format 3\x00", WrongKindOfFile, "is a database"),
        (tarred(), WrongKindOfFile, "is a compressed archive"),
        (zipped({"plan.csv": b"Ref,Due"}), WrongKindOfFile, "is a zip archive"),
        (zipped({"mimetype": b"x", "content.xml": b"<x/>"}), WrongKindOfFile, "is an OpenDocument file"),
        (zipped({}), WrongKindOfFile, "is a zip archive"),
        (OLE + b"\x00" * 500 + "WordDocument".encode("utf-16-le"), OldOfficeFile, "before 2007"),
        (OLE + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le"), PasswordProtected, "remove the password"),
        (bytes(range(256)) * 4, FileNotText, "neither text nor"),
        (b"Ref,Due\x00\n", FileNotText, "neither text nor"),
        (b"\x81\x8d\x8f Ref", FileNotText, "neither text nor"),
        (b"\xff\xfeR\x00e\x00f", FileNotText, "neither text nor"),
        ("Ref,Due".encode("utf-16-le"), FileNotText, "neither text nor"),
        (b" \n\n\t\n", NothingToRead, "holds no text"),
        (b"\xef\xbb\xbf", NothingToRead, "holds no text"),
        (b"a," + b"x" * 200_000, FileNotTable, "line 1"),
        (b"PK\x03\x04" + b"\x00" * 100, FileBroken, "damaged or cut short"),
        (zipped({"[Content_Types].xml": b"<Types/>"}), FileBroken, "damaged or cut short"),
        (zipped({"[Content_Types].xml": b"<Types"}), FileBroken, "damaged or cut short"),
    ],
)
@pytest.mark.parametrize("name", ["plan.xlsx", "plan.csv"])
def test_a_file_of_the_wrong_kind_is_refused_whatever_its_name(
    tmp_path: Path, content: bytes, error: type[RegisterFileError], says: str, name: str
) -> None:
    with pytest.raises(error, match=re.escape(says)) as refused:
        read_grids(put(tmp_path / name, content))
    sentence = str(refused.value)
    assert sentence.startswith(name)
    assert sentence.endswith(".")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound, match=r"plan\.xlsx is missing from"):
        read_grids(tmp_path / "plan.xlsx")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAFile, match="is a folder"):
        read_grids(tmp_path)


@pytest.mark.parametrize(
    ("content_type", "says"),
    [
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "a binary workbook"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "a presentation"),
    ],
)
def test_other_office_files_are_refused(workbook: Path, content_type: str, says: str) -> None:
    own = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    replace_in(workbook, "[Content_Types].xml", own, content_type)
    with pytest.raises(WrongKindOfFile, match=says):
        read_grids(workbook)


def test_a_document_named_as_a_workbook_is_read_for_what_it_is(document: Path) -> None:
    (grid,) = read_grids(document.rename(document.with_suffix(".xlsx")))
    assert texts(grid) == [["Ref", "Due"], ["1.1", "TBC"]]


def test_a_workbook_named_as_csv_is_read_for_what_it_is(workbook: Path) -> None:
    (grid,) = read_grids(workbook.rename(workbook.with_suffix(".csv")))
    assert texts(grid) == [["Ref", "Due"], ["1.1", "TBC"]]


def test_a_workbook_and_a_document_of_blanks_are_refused(tmp_path: Path) -> None:
    save_sheet(tmp_path / "plan.xlsx", [])
    save_document(tmp_path / "plan.docx", lambda made: add_table(made, [["", ""]]))
    for name in ("plan.xlsx", "plan.docx"):
        with pytest.raises(NothingToRead):
            read_grids(tmp_path / name)


@pytest.mark.parametrize("megabytes", [26, 50])
def test_a_file_of_many_megabytes_is_refused_unread(tmp_path: Path, megabytes: int) -> None:
    with (tmp_path / "plan.xlsx").open("wb") as file:
        file.truncate(megabytes * 1_000_000)
    with pytest.raises(FileTooLarge, match=f"{megabytes} MB, and a plan may be {MOST_MEGABYTES} MB"):
        read_grids(tmp_path / "plan.xlsx")


def test_a_part_that_packs_a_thousand_times_smaller_is_refused(workbook: Path) -> None:
    change_part(workbook, SHEET, lambda xml: xml + " " * 20_000_000)
    with pytest.raises(FileUnpacksTooLarge):
        read_grids(workbook)


def test_a_file_of_countless_parts_is_refused(tmp_path: Path) -> None:
    parts = {f"part{at}.xml": b"" for at in range(MOST_PARTS + 1)}
    with pytest.raises(FileUnpacksTooLarge):
        read_grids(put(tmp_path / "plan.xlsx", zipped(parts)))


def test_a_part_larger_than_its_directory_says_is_not_unpacked_further(workbook: Path) -> None:
    """The size is understated in the directory alone, as a bomb would: reading stops there and the file is refused."""
    change_part(workbook, SHEET, lambda xml: xml + " " * 5_000_000)
    content = bytearray(workbook.read_bytes())
    entry = content.rindex(SHEET.encode()) - 46
    content[entry + 24 : entry + 28] = (1_000).to_bytes(4, "little")
    with pytest.raises(FileBroken):
        read_grids(put(workbook, bytes(content)))


def test_an_entry_with_a_password_is_refused(workbook: Path) -> None:
    content = bytearray(workbook.read_bytes())
    entry = content.rindex(SHEET.encode()) - 46
    content[entry + 8] |= 0x1
    with pytest.raises(PasswordProtected):
        read_grids(put(workbook, bytes(content)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("made", "part"),
    [
        ("workbook", SHEET),
        ("workbook", "xl/workbook.xml"),
        ("workbook", "xl/styles.xml"),
        ("document", "word/document.xml"),
        ("document", "[Content_Types].xml"),
    ],
)
def test_entities_are_refused_before_they_are_read(
    request: pytest.FixtureRequest, made: str, part: str, encoding: str
) -> None:
    file: Path = request.getfixturevalue(made)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = re.sub(r"^<\?xml[^>]*\?>", "", parts[part].decode())
    parts[part] = f'<?xml version="1.0" encoding="{encoding}"?><!-- a plan -->{LAUGHS}{body}'.encode(encoding)
    with pytest.raises(FileDeclaresEntities):
        read_grids(put(file, zipped(parts)))


@pytest.mark.parametrize(
    ("reference", "new"),
    [
        ('<c r="A1"', '<c r="ZZZZ1"'),
        ('<c r="A1"', '<c r="XFE1"'),
        ('<row r="1"', '<row r="99999999"'),
        ('<row r="1"', '<row r="one"'),
        ('<c r="A1"', '<c s="77" r="A1"'),
        ("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:nowhere"/></mergeCells>'),
        ("</sheetData>", "</sheetData"),
        ('t="inlineStr"', 't="s"><v>77</v></c><c'),
        ('t="inlineStr"', 't="n"><v>nan</v></c><c'),
        ("TBC", "x" * 300_000),
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused(workbook: Path, reference: str, new: str) -> None:
    with pytest.raises(FileBroken):
        read_grids(replace_in(workbook, SHEET, reference, new))


def test_too_many_rows_columns_and_cells_are_refused_with_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    put(file, b"a,b\n" * (MOST_ROWS + 1))
    with pytest.raises(TableTooLarge, match="more than 50,000 rows"):
        read_grids(file)
    put(file, b"a," * MOST_COLUMNS + b"a")
    with pytest.raises(TableTooLarge, match="more than 500 columns"):
        read_grids(file)
    with pytest.raises(TableTooLarge, match="more than 2,000,000 cells"):
        refuse_beyond("plan.csv", MOST_ROWS, MOST_COLUMNS, MOST_CELLS + 1)
    refuse_beyond("plan.csv", MOST_ROWS, MOST_COLUMNS, MOST_CELLS)


def test_a_cell_at_the_far_end_of_a_sheet_is_refused_with_the_sheet(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.active["XFD1"] = "stray"

    with pytest.raises(TableTooLarge, match=r"plan\.xlsx, sheet Sheet has more than 500 columns"):
        read_grids(save_workbook(tmp_path / "plan.xlsx", fill))


def test_a_word_cell_that_spans_countless_columns_is_refused(document: Path) -> None:
    replace_in(document, "word/document.xml", "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2000000000"/>')
    with pytest.raises(TableTooLarge, match="table 1 has more than 500 columns"):
        read_grids(document)


def test_a_million_rows_that_are_only_formatted_are_no_rows(tmp_path: Path) -> None:
    file = save_sheet(tmp_path / "plan.xlsx", [["Ref", "Due"], ["1.1", "TBC"]])
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(3, 1_048_577))
    (grid,) = read_grids(replace_in(file, SHEET, "</sheetData>", f"{rows}</sheetData>"))
    assert texts(grid) == [["Ref", "Due"], ["1.1", "TBC"]]


def test_merged_cells_that_overlap_without_end_are_refused(tmp_path: Path) -> None:
    file = save_sheet(tmp_path / "plan.xlsx", [["a"] * 100 for _ in range(100)])
    merged = '<mergeCell ref="A1:XFD1048576" />' * 1_000
    replace_in(file, SHEET, "</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>")
    with pytest.raises(TableTooLarge):
        read_grids(file)


def test_content_controls_nested_without_end_are_refused(document: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000
    replace_in(document, "word/document.xml", "<w:body>", f"<w:body>{deep}")
    with pytest.raises(FileBroken):
        read_grids(document)


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = put(tmp_path_factory.mktemp("junk") / "plan.csv", content)
    grids, refused = outcome(file)
    assert refused.startswith("plan.csv") or any(cell.text for row in grids[0].rows for cell in row)


places = st.floats(0, 1, exclude_max=True)  # as shares of a file, which is not always of one length


@settings(max_examples=60, deadline=None)
@given(
    made=st.sampled_from(["workbook", "document"]),
    damage=st.lists(st.tuples(places, st.integers(0, 255)), max_size=4),
    kept=st.one_of(st.just(1.0), places),
)
def test_a_damaged_or_cut_file_is_read_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, made: str, damage: list[tuple[float, int]], kept: float
) -> None:
    file = tmp_path_factory.mktemp("damaged") / "plan"
    if made == "workbook":
        save_sheet(file, [["Ref", "Due"], ["1.1", "TBC"]])
    else:
        save_document(file, lambda document: add_table(document, [["Ref", "Due"]]))
    content = bytearray(file.read_bytes())
    for place, byte in damage:
        content[int(place * len(content))] = byte
    grids, refused = outcome(put(file, bytes(content[: int(kept * len(content))])))
    assert refused.startswith("plan") or grids[0].rows
