"""CSV files as rows of text. Pandas stays in here, and is imported when first used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

from store.register_files.errors import (
    ColumnMissing,
    ColumnTwice,
    FileEmpty,
    FileNotFound,
    FileNotTable,
    FileNotUtf8,
    RefusedRow,
    UnreadableCell,
)
from store.register_files.sheets.cells import text

T = TypeVar("T")

MOST_COLUMNS = 40
"""Far more than any register file has; a row with a cell too many is then refused by itself, not with its file."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `line` is where it starts in the file, the header being line 1."""

    file: str
    line: int
    cells: Mapping[str, str]
    cells_beyond_header: bool = False
    source: str = ""

    @property
    def place(self) -> str:
        """Where a person finds the row: the file it was read from."""
        return self.source or self.file

    def has(self, column: str) -> bool:
        """Whether the file has the column at all; a column left out says nothing about the register."""
        return column in self.cells

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def read(self, column: str, parse: Callable[[str], T]) -> T:
        """Raises RefusedRow with the parser's own sentence."""
        cell = self.text(column)
        try:
            return parse(cell)
        except UnreadableCell as error:
            raise RefusedRow(cell, f"{column}: {error}") from None


@dataclass(frozen=True, slots=True)
class Table:
    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path, required: Iterable[str] = ()) -> Table:
    """Every cell is text, stripped; blank rows are left out. Raises a RegisterFileError."""
    grid = _grid(path)
    lines = accumulate((_lines_taken(cells) for cells in grid), initial=1)
    return table_of(path.name, grid, lines, required)


def table_of(
    file: str, grid: Iterable[Sequence[str]], lines: Iterable[int], required: Iterable[str] = (), source: str = ""
) -> Table:
    """Rows of text, the first with the names of the columns, each with its line. Raises a RegisterFileError."""
    placed = zip(grid, lines, strict=False)
    header = [text(cell).casefold() for cell in next(placed)[0]]
    while header and not header[-1]:
        header.pop()
    named = [column for column in header if column]
    place = source or file
    for column in named:
        if named.count(column) > 1:
            raise ColumnTwice(file=place, column=column)
    for column in required:
        if column not in named:
            raise ColumnMissing(file=place, column=column, columns=", ".join(named))
    rows: list[Row] = []
    for cells, line in placed:
        stripped = [text(cell) for cell in cells]
        if any(stripped):
            kept = {column: cell for column, cell in zip(header, stripped, strict=False) if column}
            rows.append(Row(file, line, kept, any(stripped[len(header) :]), source))
    return Table(file, tuple(named), tuple(rows))


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    import pandas as pd

    frame: Any = pd.DataFrame([[row.get(column, "") for column in columns] for row in rows], columns=list(columns))
    frame.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _grid(path: Path) -> list[list[str]]:
    import pandas as pd

    reader: Any = pd  # its overloads are half typed
    try:
        frame = reader.read_csv(
            path,
            header=None,
            names=range(MOST_COLUMNS),
            index_col=False,
            dtype=object,  # text, since nothing is taken for a blank or a figure
            na_filter=False,  # "NA" and "None" are words
            skip_blank_lines=False,  # they count as lines
            encoding="utf-8-sig",
        )
    except FileNotFoundError:
        raise FileNotFound(file=path.name, folder=path.parent) from None
    except UnicodeDecodeError:
        raise FileNotUtf8(file=path.name) from None
    except pd.errors.EmptyDataError:
        raise FileEmpty(file=path.name) from None
    except pd.errors.ParserError as error:
        reason = str(error).removeprefix("Error tokenizing data. C error: ").strip()
        raise FileNotTable(file=path.name, reason=reason) from None
    except OSError as error:
        raise FileNotTable(file=path.name, reason=error.strerror or error) from None
    grid: list[list[str]] = frame.to_numpy().tolist()
    if not grid or not any(text(cell) for cell in grid[0]):
        raise FileEmpty(file=path.name)
    return grid


def _lines_taken(cells: Iterable[str]) -> int:
    """A quoted cell may run over several lines."""
    return 1 + sum(cell.replace("\r\n", "\n").replace("\r", "\n").count("\n") for cell in cells)
