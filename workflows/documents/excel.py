"""The exception report as a workbook: the figures and the register, one table a sheet, to filter and to sort."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import UTC, date
from typing import Any

from workflows.documents.blocks import Rated, plain
from workflows.documents.colours import INK, Tint, tints
from workflows.documents.excel_sheets import sheets
from workflows.documents.front import edition_words
from workflows.documents.sheet import Sheet, SheetCell
from workflows.documents.word_styles import FONT, HEAD_FILL, HEADING_INK, RULE
from workflows.exception_report.value import ExceptionReport
from workflows.language import short

DATE_FORMAT = "dd mmmm yyyy"
LONGEST_CELL = 32_767  # Excel's own limit
FORMULA_STARTS = ("=", "+", "-", "@")
A4 = 9
PAGE_WIDTH = 250  # characters: more of them on one page could not be read
LINE_HEIGHT = 13.2  # points
TALLEST_ROW = 409  # Excel's own limit
_CELL: dict[str, object] = {
    "font_name": FONT,
    "font_size": 10,
    "font_color": f"#{INK}",
    "valign": "top",
    "text_wrap": True,
    "bottom": 1,
    "bottom_color": f"#{RULE}",
}


def write_excel(report: ExceptionReport) -> bytes:
    """A .xlsx; the same value gives the same bytes."""
    import xlsxwriter

    file = io.BytesIO()
    workbook: Any = xlsxwriter.Workbook(  # its own hints are half there
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    # The file speaks of the data, so it bears the time of the data and not of the writing.
    workbook.set_properties(
        {
            "title": report.title,
            "subject": f"{report.plan.title}, {edition_words(report)}, {report.status}",
            "author": report.prepared_by,
            "category": report.marking,
            "keywords": "SEND, exception report",
            "created": report.as_at.astimezone(UTC).replace(tzinfo=None, microsecond=0),
        }
    )
    writer = _Writer(workbook, report)
    for sheet in sheets(report):
        writer.write(sheet)
    workbook.close()
    return file.getvalue()


class _Writer:
    """Formats belong to one workbook, so they are made once for each."""

    def __init__(self, workbook: Any, report: ExceptionReport) -> None:
        self._workbook = workbook
        self._report = report
        self._text = workbook.add_format(_CELL)
        self._first = workbook.add_format({**_CELL, "bold": True})
        # With the prefix a text that begins like a formula stays text even when somebody edits the cell.
        self._prefixed = workbook.add_format({**_CELL, "quote_prefix": True})
        self._number = workbook.add_format({**_CELL, "num_format": "0", "align": "right", "indent": 1})
        self._date = workbook.add_format({**_CELL, "num_format": DATE_FORMAT, "align": "left"})
        self._rated = workbook.add_format({**_CELL, "bold": True})
        self._head = workbook.add_format(
            {**_CELL, "bold": True, "font_color": f"#{HEADING_INK}", "bg_color": f"#{HEAD_FILL}", "valign": "bottom"}
        )
        self._tints = {label: self._tinted(tint) for label, tint in tints(report).items()}

    def write(self, sheet: Sheet) -> None:
        worksheet = self._workbook.add_worksheet(sheet.name)
        rows = sheet.filled
        last_row, last_column = len(rows), len(sheet.columns) - 1
        worksheet.add_table(
            0,
            0,
            last_row,
            last_column,
            {
                "name": f"{sheet.name.replace(' ', '')}Table",
                "style": None,
                "columns": [{"header": title, "header_format": self._head} for title, _ in sheet.columns],
            },
        )
        for column, (_, width) in enumerate(sheet.columns):
            worksheet.set_column(column, column, width)
        widths = [width for _, width in sheet.columns]
        worksheet.set_row(0, _height([title for title, _ in sheet.columns], [width - 3 for width in widths]))
        for number, row in enumerate(rows, start=1):
            worksheet.set_row(number, _height(row, widths))
            for column, cell in enumerate(row):
                self._cell(worksheet, number, column, cell)
        for column in {column for row in rows for column, cell in enumerate(row) if isinstance(cell, Rated)}:
            self._tint(worksheet, last_row, column)
        if sheet.name == "Register" and sheet.rows:
            self._offer_ratings(worksheet, sheet, last_row)
        # Refs such as 2.4 are names and no numbers, whatever Excel thinks of them.
        worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})
        worksheet.freeze_panes(1, 1)
        self._page(worksheet, sheet)

    def _cell(self, worksheet: Any, row: int, column: int, cell: SheetCell) -> None:
        match cell:
            case date():
                worksheet.write_datetime(row, column, cell, self._date)
            case int():
                worksheet.write_number(row, column, cell, self._number)
            case Rated(label):
                worksheet.write_string(row, column, label, self._rated)
            case str() | None:
                text = short(plain(cell), LONGEST_CELL)
                style = self._first if column == 0 else self._text
                worksheet.write_string(row, column, text, self._prefixed if text.startswith(FORMULA_STARTS) else style)

    def _tint(self, worksheet: Any, last_row: int, column: int) -> None:
        """By rule and not by cell, so that a rating chosen from the list takes its own colour."""
        for label, tinted in self._tints.items():
            word = label.replace('"', '""')
            worksheet.conditional_format(
                1, column, last_row, column, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": tinted}
            )

    def _tinted(self, tint: Tint) -> Any:
        return self._workbook.add_format(
            {"bg_color": f"#{tint.light}", "font_color": f"#{INK}", "left": 1, "left_color": f"#{tint.bar}"}
        )

    def _offer_ratings(self, worksheet: Any, sheet: Sheet, last_row: int) -> None:
        column = [title for title, _ in sheet.columns].index("Rating")
        if not self._tints:
            return
        worksheet.data_validation(
            1,
            column,
            last_row,
            column,
            {
                "validate": "list",
                "source": f"='Rating key'!$B$2:$B${len(self._tints) + 1}",
                "error_title": "Not a word of the rating key",
                "error_message": "Choose one of the words of the sheet Rating key.",
            },
        )

    def _page(self, worksheet: Any, sheet: Sheet) -> None:
        report = self._report
        worksheet.set_paper(A4)
        worksheet.set_landscape()
        worksheet.fit_to_pages(max(1, round(sum(width for _, width in sheet.columns) / PAGE_WIDTH)), 0)
        worksheet.repeat_rows(0)
        worksheet.repeat_columns(0)
        # An ampersand begins a code in a header, so a real one is doubled.
        title = short(report.title, 90).replace("&", "&&")
        worksheet.set_header(f"&L{title}&R{report.status}, {report.marking}".replace("\n", " "))
        worksheet.set_footer(f"&L{sheet.name}: {edition_words(report)}, {report.status}&RPage &P of &N")


def _height(row: Sequence[SheetCell], widths: Sequence[float]) -> float:
    """Said outright, because not every program that opens a workbook works out how many lines a text takes."""
    lines = 1
    for cell, width in zip(row, widths, strict=True):
        if isinstance(cell, str):
            lines = max(lines, sum(math.ceil(len(line) / max(1.15 * width, 1)) for line in cell.split("\n")))
    return min(TALLEST_ROW, lines * LINE_HEIGHT + 3)
