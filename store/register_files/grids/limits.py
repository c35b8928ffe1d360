"""How large a table may be before it is no plan. An area has 50 to 120 actions (`design.md` section 8)."""

from __future__ import annotations

from store.register_files.errors import TableTooLarge

MOST_ROWS = 50_000
"""All 150 areas of England have 25,000 milestones between them; rows without text do not count."""

MOST_COLUMNS = 500
"""A monthly trajectory over 20 years takes 240."""

MOST_CELLS = 2_000_000
"""About as many as fit in 1 GB of memory beside everything else."""


def refuse_beyond(place: str, rows: int, columns: int, cells: int) -> None:
    """Raises TableTooLarge. `place` is the file or the sheet, for the message."""
    for count, limit, what in (
        (rows, MOST_ROWS, "rows"),
        (columns, MOST_COLUMNS, "columns"),
        (cells, MOST_CELLS, "cells"),
    ):
        if count > limit:
            raise TableTooLarge(place=place, limit=f"{limit:,}", what=what)
