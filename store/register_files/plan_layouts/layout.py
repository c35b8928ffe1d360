"""What every layout shares: it recognises a table as its own and reads it into the draft of the plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from store.register_files.grids.grid import Grid
from store.register_files.plan_layouts.date_headings import DatedHeader
from store.register_files.plan_layouts.draft import Draft
from store.register_files.plan_layouts.header_rows import Column
from store.register_files.plan_layouts.mapping import Mapping
from store.register_files.plan_layouts.printed_rows import PrintedAction


@dataclass(slots=True)
class Reading:
    """One document under way. `area_ref` and `objective_ref` are those of the last heading met."""

    draft: Draft = field(default_factory=Draft)
    mapping: Mapping = field(default_factory=Mapping)
    area_ref: str = ""
    objective_ref: str = ""
    printed: list[PrintedAction] = field(default_factory=list[PrintedAction])  # of tables of rows, in printed order
    columns: tuple[Column, ...] = ()  # of the last table of rows: a table without a header goes on with them
    dated: DatedHeader | None = None  # of the last table, if its columns are dates


class Layout(Protocol):
    """Asked in order; the first that recognises a table reads it."""

    def recognises(self, grid: Grid, reading: Reading) -> bool: ...

    def read(self, grid: Grid, reading: Reading) -> None:
        """Every cell that is not blank ends in the draft, or is named in a doubt or among what is unplaced."""
        ...
