"""The words of a Word paragraph or cell as a reader sees them, with tracked changes accepted (ECMA-376 part 1, 17)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from store.register_files.grids.office_xml import name_of
from store.register_files.grids.wording import tidy

_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"}
"""Around paragraphs, tables, rows and cells, and no part of what is read: content controls, insertions, tags."""

_DELETED = {"del", "moveFrom"}
_INSERTED = {"ins", "moveTo"}
_UNSEEN = {"instrText", "pPr", "rPr", "sdtPr", "Fallback"}  # Fallback says what stands beside it once more
_CHARACTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Seen:
    """What was met on the way and a person should hear of."""

    tracked: bool = False
    text_boxes: bool = False
    nested_tables: bool = False
    bare_numbers: bool = False  # paragraphs that show nothing but a number which Word counts itself


def inside(parent: Any, *names: str, seen: Seen) -> Iterator[Any]:
    """The elements of these names right below, those within wrappers too; deleted rows are no rows any more."""
    for child in parent:
        name = name_of(child)
        if name in _DELETED or child.find("./{*}trPr/{*}del") is not None:
            seen.tracked = True
        elif name in names:
            yield child
        elif name in _WRAPPERS:
            seen.tracked = seen.tracked or name in _INSERTED
            yield from inside(child, *names, seen=seen)


def cell_text(cell: Any, seen: Seen) -> str:
    """Paragraphs one below the other; a table within the cell a line for each of its rows."""
    lines: list[str] = []
    for block in inside(cell, "p", "tbl", seen=seen):
        if name_of(block) == "p":
            lines.append(paragraph_text(block, seen))
        else:
            seen.nested_tables = True
            for row in inside(block, "tr", seen=seen):
                texts = [cell_text(nested, seen) for nested in inside(row, "tc", seen=seen)]
                lines.append(" ".join(text for text in texts if text))
    return tidy("\n".join(lines))


def paragraph_text(paragraph: Any, seen: Seen) -> str:
    text = tidy("".join(_pieces(paragraph, seen)))
    if not text and paragraph.find("./{*}pPr/{*}numPr") is not None:
        seen.bare_numbers = True
    return text


def _pieces(parent: Any, seen: Seen) -> Iterator[str]:
    for child in parent:
        name = name_of(child)
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name in _DELETED:
            seen.tracked = True
        elif name == "txbxContent":
            seen.text_boxes = True
        elif name not in _UNSEEN:
            seen.tracked = seen.tracked or name in _INSERTED
            yield from _pieces(child, seen)
