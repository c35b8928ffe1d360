"""A record as the cells of a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

from store.register_files.sheets.cells import written
from store.register_files.sheets.columns import Sheet

Cells = Mapping[str, str]


class HasRef(Protocol):
    ref: str
    sort_key: str


Reffed = TypeVar("Reffed", bound=HasRef)


def cells_of(sheet: Sheet, record: Any, **others: str) -> Cells:
    """`others` are the columns that no field of the record holds."""
    own = {column.name: written(getattr(record, column.field)) for column in sheet.columns if column.field}
    return own | others


def in_order(records: Iterable[Reffed]) -> list[Reffed]:
    """In the natural order of refs: 1.10 after 1.9."""
    return sorted(records, key=lambda record: (record.sort_key, record.ref))
