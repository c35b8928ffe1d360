"""What may be chosen in the cells of a workbook's column: closed vocabularies, and what other sheets list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from store.register_files.sheets import cells
from store.register_files.sheets.columns import ACTIONS, AREAS, INDICATORS, OBJECTIVES, RATINGS, Column, Sheet
from store.register_files.sheets.export_cells import Cells
from store.register_files.sheets.history_columns import UPDATES
from store.register_files.sheets.people_columns import PEOPLE

LISTED_IN: Mapping[str, Sheet] = {
    "area_ref": AREAS,
    "objective_ref": OBJECTIVES,
    "action_ref": ACTIONS,
    "successor": ACTIONS,
    "indicator_ref": INDICATORS,
    "person": PEOPLE,
    "from_person": PEOPLE,
    "to_person": PEOPLE,
}
"""Column -> the sheet in whose first column it must stand."""

SPARE_ROWS = 200


def choices_of(sheet: Sheet, column: Column, sheets: Mapping[Sheet, Sequence[Cells]]) -> dict[str, Any] | None:
    """As xlsxwriter wants a validation; None where anything may be written."""
    words = getattr(column.parse, "words", None)
    if words:
        return _list(words, "Choose one of the list.", "stop")
    if column.parse is cells.yes_or_no:
        return _list(["yes", "no"], "Write yes or no.", "stop")
    source = RATINGS if sheet == UPDATES and column.name == "rating" else LISTED_IN.get(column.name)
    if source is None or source == sheet or source not in sheets:
        return None
    place = f"={source.name}!$A$2:$A${len(sheets[source]) + 1 + SPARE_ROWS}"
    # A warning: what is to be listed there may be added in a moment.
    return _list(place, f"The sheet {source.name} does not list that yet.", "warning")


def _list(source: Any, message: str, kind: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_title": "Not in the list",
        "error_message": message,
        "error_type": kind,
    }
