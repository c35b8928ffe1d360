"""Reading a Word document back."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def text_of(document: Document) -> str:
    parts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        parts += rows_of(table)
    return "\n".join(parts)


def rows_of(table: Table) -> list[str]:
    return [" | ".join(cells_of(row)) for row in table._tbl.tr_lst]


def cells_of(row: object) -> list[str]:
    return ["\n".join(_words(p) for p in cell.iter(qn("w:p"))) for cell in row.tc_lst]  # type: ignore[attr-defined]


def _words(paragraph: object) -> str:
    return "".join(t.text or "" for t in paragraph.iter(qn("w:t")))  # type: ignore[attr-defined]


def table_called(document: Document, caption: str) -> Table:
    for table in document.tables:
        if table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == caption:
            return table
    raise AssertionError(caption)


def entry_of(document: Document, ref: str) -> list[str]:
    """The lines of an exception's entry, the one with its rating first."""
    found: list[str] = []
    inside = False
    for paragraph in document.paragraphs:
        style = paragraph.style.name if paragraph.style else ""
        if inside and style not in {"Entry Rating", "Entry Text"}:
            break
        if inside:
            found.append(paragraph.text)
        inside = inside or (style == "Heading 2" and paragraph.text.startswith(f"{ref} "))
    assert found, ref
    return found
