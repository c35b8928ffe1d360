"""The exception report as a workbook: the figures and the register, one table a sheet, to filter and to sort."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from datetime import UTC, date
from textwrap import wrap
from typing import Any

from workflows.documents.blocks import NONE, Link, Rated, is_none, plain
from workflows.documents.colours import INK, NO_COLOUR, Tint, tints
from workflows.documents.excel_sheets import sheets
from workflows.documents.front import edition_words
from workflows.documents.sheet import Sheet, SheetCell
from workflows.documents.word_styles import FONT, HEAD_FILL, HEADING_INK, LINK_INK, RULE
from workflows.exception_report.value import ExceptionReport
from workflows.language import short

DATE_FORMAT = "dd mmmm yyyy"
LONGEST_CELL = 32_767  # Excel's own limit
FORMULA_STARTS = ("=", "+", "-", "@")
A4, A3 = 9, 8
A4_WIDTH = 150  # characters that stay readable on one landscape page: a wider sheet is for A3 paper
A3_WIDTH = 260  # and one wider still runs over several pages
LINE_HEIGHT = 13.2  # points
NO_NAME = r"\W"  # what the name of a table may not hold
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
_LOOSE: dict[str, object] = {"text_wrap": False, "bottom": 0}


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
        # Figures stand under one another, a little off the column that follows.
        self._number = workbook.add_format({**_CELL, "num_format": "0", "align": "right", "indent": 2})
        self._none = workbook.add_format({**_CELL, "font_color": f"#{NO_COLOUR}"})
        self._no_number = workbook.add_format({**_CELL, "font_color": f"#{NO_COLOUR}", "align": "right", "indent": 2})
        self._date = workbook.add_format({**_CELL, "num_format": DATE_FORMAT, "align": "left"})
        self._rated = workbook.add_format({**_CELL, "bold": True, "indent": 1})
        self._link = workbook.add_format({**_CELL, "bold": True, "font_color": f"#{LINK_INK}", "underline": 1})
        self._title = workbook.add_format(
            {**_CELL, "font_size": 16, "bold": True, "font_color": f"#{HEADING_INK}", **_LOOSE}
        )
        self._below = workbook.add_format({**_CELL, "font_size": 11, "font_color": f"#{NO_COLOUR}", **_LOOSE})
        head: dict[str, object] = {
            **_CELL,
            "bold": True,
            "font_color": f"#{HEADING_INK}",
            "bg_color": f"#{HEAD_FILL}",
            "valign": "bottom",
        }
        self._head = workbook.add_format(head)
        self._number_head = workbook.add_format({**head, "align": "right", "indent": 2})
        self._tints = {label: self._tinted(tint) for label, tint in tints(report).items()}

    def write(self, sheet: Sheet) -> None:
        worksheet = self._workbook.add_worksheet(sheet.name)
        worksheet.hide_gridlines(2)  # each row has a line of its own
        for row, line in enumerate(sheet.above):
            worksheet.set_row(row, 18 if row else 26)
            worksheet.write_string(row, 0, line, self._below if row else self._title)
        titles, widths = [title for title, _ in sheet.columns], list(sheet.widths)
        rows, head = sheet.filled, sheet.head
        last_row = head + len(rows)
        counts = {column for row in rows for column, cell in enumerate(row) if isinstance(cell, int)}
        worksheet.add_table(
            head,
            0,
            last_row,
            len(titles) - 1,
            {
                "name": f"{re.sub(NO_NAME, '', sheet.name)}Table",
                "style": None,
                "columns": [
                    {"header": title, "header_format": self._number_head if column in counts else self._head}
                    for column, title in enumerate(titles)
                ],
            },
        )
        for column, width in enumerate(widths):
            worksheet.set_column(column, column, width)
        worksheet.set_row(head, _head_height(titles, widths))
        for number, row in enumerate(rows, start=head + 1):
            worksheet.set_row(number, _height(row, widths))
            for column, cell in enumerate(row):
                if column and is_none(cell):
                    worksheet.write_string(number, column, NONE, self._no_number if column in counts else self._none)
                else:
                    self._cell(worksheet, number, column, cell)
        for column in {column for row in rows for column, cell in enumerate(row) if isinstance(cell, Rated)}:
            self._tint(worksheet, last_row, column)
        if sheet.name == "Register" and sheet.rows:
            self._offer_ratings(worksheet, titles.index("Rating"), last_row)
        # Refs such as 2.4 are names and no numbers, whatever Excel thinks of them.
        worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})
        worksheet.freeze_panes(head + 1, 0 if sheet.above else 1)
        self._page(worksheet, sheet)

    def _cell(self, worksheet: Any, row: int, column: int, cell: SheetCell) -> None:
        match cell:
            case date():
                worksheet.write_datetime(row, column, cell, self._date)
            case int():
                worksheet.write_number(row, column, cell, self._number)
            case Link(text, anchor):
                worksheet.write_url(row, column, f"internal:'{anchor}'!A1", self._link, text)
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

    def _offer_ratings(self, worksheet: Any, column: int, last_row: int) -> None:
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
        wide = sum(sheet.widths)
        worksheet.set_paper(A4 if wide <= A4_WIDTH else A3)
        worksheet.set_landscape()
        # What stands above its table is a cover, and one page.
        worksheet.fit_to_pages(1 if wide <= A4_WIDTH else math.ceil(wide / A3_WIDTH), 1 if sheet.above else 0)
        worksheet.set_margins(left=0.45, right=0.45, top=0.85, bottom=0.65)
        if not sheet.above:
            worksheet.repeat_rows(0)
            worksheet.repeat_columns(0)
        # An ampersand begins a code in a header, so a real one is doubled.
        title = short(report.title, 90).replace("&", "&&")
        marking = f"{report.status}, {report.marking}".replace("&", "&&")
        name = "" if sheet.above else sheet.name.replace("&", "&&")
        # At the size of the letters of the page and not of the sheet, which may be shrunk to fit it.
        fixed = {"scale_with_doc": False}
        plain_font, bold_font = f'&"{FONT},Regular"&9', f'&"{FONT},Bold"&9'
        header = f"&L{plain_font} {title}&C{bold_font} {name}&R{bold_font} {marking}"
        worksheet.set_header(header.replace("\n", " "), fixed)
        footer = f"{sheet.name}: {edition_words(report)}, {report.status}".replace("&", "&&")
        worksheet.set_footer(f"&L{plain_font} {footer}&R{plain_font} Page &P of &N", fixed)


def _head_height(titles: Sequence[str], widths: Sequence[float]) -> float:
    """The button of the filter takes the end of a header's line."""
    lines = max(len(wrap(title, max(int(width) - 3, 4))) for title, width in zip(titles, widths, strict=True))
    return lines * LINE_HEIGHT + 4


def _height(row: Sequence[SheetCell], widths: Sequence[float]) -> float:
    """Said outright, because not every program that opens a workbook works out how many lines a text takes."""
    lines = 1
    for cell, width in zip(row, widths, strict=True):
        if isinstance(cell, str):
            lines = max(lines, sum(math.ceil(len(line) / _letters(width)) for line in cell.split("\n")))
    return min(TALLEST_ROW, lines * LINE_HEIGHT + 3)


def _letters(width: float) -> float:
    """How many of our font stand on one line: narrow columns lose more to words that are not broken."""
    return max(1.3 * width - 5, 1)
