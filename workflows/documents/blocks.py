"""What a section of the report is made of, before it is Word or HTML.

Both documents lay out the same sections, so that they cannot say different things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflows.language import day_words


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating as its word, or as `words` that hold it; its colour is an extra. The note stands below."""

    label: str
    note: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to another place in the document."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Strong:
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A person's own words, who said them, and where the rest stands if they were cut."""

    text: str
    by: str
    rest: Link | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Several pieces of text, each on a line of its own."""

    lines: tuple[str, ...]


FEW_ROWS = 6
FEW_COUNTS = 12
NONE = "None"
Cell = str | int | date | Rated | Link | Strong | Quoted | Lines | None


@dataclass(frozen=True, slots=True)
class Column:
    """`share` is the column's part of the width: near enough millimetres on an upright page. 0 takes the rest.
    A `spare` column is left out, and named below the table, where no row has anything for it."""

    title: str
    share: float
    number: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The first column names its row. `about` is for those who do not see the table."""

    caption: str
    about: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    captioned: bool = False  # the section holds more than one table, so the caption is printed
    total: bool = False  # the last row is the sum

    @property
    def kept_whole(self) -> bool:
        """A few rows stand on one page, with their caption; so do counts with their sum."""
        return len(self.rows) <= (FEW_COUNTS if self.total else FEW_ROWS)


@dataclass(frozen=True, slots=True)
class Facts:
    """Two columns, label and detail. The first row heads the table and is repeated where it runs over a page."""

    caption: str
    about: str
    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One exception below its subheading: lines of labelled fields, always in the same order. The rating begins the
    first, and short fields share one."""

    rating: Rated
    lines: tuple[tuple[tuple[str, Cell], ...], ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """Level 2 stands below a section's heading, level 3 below that."""

    text: str
    anchor: str = ""
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    label: str = ""  # a few bold words before the text
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


Block = Table | Facts | Entry | Subheading | Paragraph | Bullets | Quoted


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section, or an appendix with a letter. The front block, number 0, has the report's title."""

    number: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def heading(self) -> str:
        return f"{self.number}. {self.title}" if self.number.isdigit() else f"Appendix {self.number}: {self.title}"

    @property
    def anchor(self) -> str:
        return f"section-{self.number}" if self.number.isdigit() else f"appendix-{self.number.lower()}"


def is_none(cell: Cell) -> bool:
    """Nothing stands there, which is printed as "None", and quietly."""
    return plain(cell) == NONE


def plain(cell: Cell) -> str:
    """The cell as a line of text: what is left of it without layout and colour. Never blank."""
    match cell:
        case str():
            return cell if cell.strip() else NONE
        case date():
            return day_words(cell)
        case int():
            return str(cell)
        case None:
            return NONE
        case Rated(label, note, words):
            return f"{words or label}, {note}" if note else words or label
        case Link(text, _) | Strong(text):
            return text
        case Quoted(text, by):
            return f"“{text}” {by}".strip()
        case Lines(lines):
            return "; ".join(lines) or NONE
