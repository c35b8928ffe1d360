"""Opening a file a plan comes in, whatever it is called, and refusing what is no plan."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

from store.register_files.errors import (
    FileBroken,
    FileHasNoBytes,
    FileNotFound,
    FileTooLarge,
    FileUnreadable,
    NotAFile,
    NothingToRead,
)
from store.register_files.grids.excel_grid import excel_grids
from store.register_files.grids.file_kind import FileKind, kind_of
from store.register_files.grids.grid import Grid
from store.register_files.grids.office_package import open_package
from store.register_files.grids.office_xml import XmlBroken
from store.register_files.grids.text_grid import text_grids
from store.register_files.grids.word_grid import word_grids

MOST_MEGABYTES = 25
"""A plan of 100 pages with its pictures is under 10 MB; Teams and councils' mail refuse more than about 25 MB."""

_MACROS = "The file holds macros; none was run."

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    LookupError,
    ValueError,
    OverflowError,
    XmlBroken,
)
"""What zipfile raises for a damaged archive, and what reading parts that contradict each other raises."""


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Every table in the file, in its order: a workbook's sheets, a Word document's tables, or the one of a text file.

    The content says what the file is: .xlsx, .xlsm, .docx, or text separated by commas, semicolons or tabs. Sheets
    that hold no text are left out; what a person should know of the others stands in their `remarks`, and of the file
    as a whole in those of the first. Raises a RegisterFileError whose message says what to do next.
    """
    grids = _grids(path.name, _content(path))
    if not grids:
        raise NothingToRead(file=path.name)
    return grids


def _content(path: Path) -> bytes:
    file = path.name
    try:
        if path.is_dir():
            raise NotAFile(file=file)
        size = path.stat().st_size
        if size > MOST_MEGABYTES * 1_000_000:
            raise FileTooLarge(file=file, size=round(size / 1_000_000), limit=MOST_MEGABYTES)
        content = path.read_bytes()
    except FileNotFoundError:
        raise FileNotFound(file=file, folder=path.parent) from None
    except OSError as error:
        raise FileUnreadable(file=file, reason=error.strerror or error) from None
    if not content:
        raise FileHasNoBytes(file=file)
    return content


def _grids(file: str, content: bytes) -> tuple[Grid, ...]:
    if kind_of(file, content) is FileKind.TEXT:
        return text_grids(file, content)
    try:
        with open_package(file, content) as package:
            grids = excel_grids(package) if package.is_workbook else word_grids(package)
            if grids and package.has_macros:
                grids = (replace(grids[0], remarks=(_MACROS, *grids[0].remarks)), *grids[1:])
            return grids
    except _BROKEN:
        raise FileBroken(file=file) from None
