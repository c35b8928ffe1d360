"""A tracker as a council keeps it by hand in Excel, with the habits of Excel."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill

RED, AMBER, GREEN = "FFC00000", "FFFFC000", "FF00B050"

HEADER = ["Workstream", "Ref", "Action", "Owner", "Organisation", "Due\ndate", "Revised date", "Date completed"]
HEADER += ["% complete", "RAG", "Update / comments", "Cost code"]

ROWS: list[list[Any]] = [
    ["1. Talking to families", "A1", "Publish the plan", "Head of SEND", "Council", date(2023, 3, 31), None, None],
    [None, "A1", "Publish the plan", "Head of SEND", "Council", date(2023, 9, 30), date(2023, 12, 31), None],
    [None, "A2", "Ask families", "Engagement Officer", "Council", "Autumn 2023", None, date(2023, 10, 2)],
    ["2. Waiting times", "B1", "Clear the list", "Service Manager", "NHS Trust", "TBC", None, None],
]
MORE: list[list[Any]] = [
    [1.0, GREEN, "Published", None],
    [0.35, AMBER, "Easy read to come", None],
    [1.0, GREEN, None, "C-104"],
    [None, "Red", "No date agreed", None],
]


def tracker_xlsx(path: Path) -> Path:
    """A title above the header, merged areas, typed dates, ratings as fills, a hidden column, blanks at the end."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = "Tracker"
    sheet["A1"] = "SEND improvement tracker"
    sheet.merge_cells("A1:L1")
    sheet.append([])
    sheet.append(HEADER)
    for row, more in zip(ROWS, MORE, strict=True):
        percent, rating, update, code = more
        is_fill = rating in (RED, AMBER, GREEN)
        sheet.append([*row, percent, None if is_fill else rating, update, code])
        line = sheet.max_row
        for column in "FGH":
            sheet[f"{column}{line}"].number_format = "dd/mm/yyyy"
        sheet[f"I{line}"].number_format = "0%"
        if is_fill:
            sheet[f"J{line}"].fill = PatternFill("solid", fgColor=rating)
    sheet.merge_cells("A4:A6")
    sheet.merge_cells("C4:C5")
    sheet.column_dimensions["L"].hidden = True
    sheet["A40"] = "   "
    notes = workbook.create_sheet("Contacts")
    notes.append(["Name", "Telephone"])
    notes.append(["Front desk", "extension 12"])
    workbook.save(path)
    return path
