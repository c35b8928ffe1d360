"""One step of the benchmark in a process of its own: `python -m benchmarks.reports.steps STEP ACTIONS`.

Prints the milliseconds of the step and the peak resident memory of the process. Libraries are loaded before the clock
starts, so that what is timed is the work and not the import.
"""

import io
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from benchmarks.reports.plans import a_cut
from store.cut import DataCut
from workflows.documents.blocks import Table, plain
from workflows.documents.excel import write_excel
from workflows.documents.excel_sheets import sheets
from workflows.documents.html import write_html
from workflows.documents.json_document import write_json
from workflows.documents.pdf import write_pdf
from workflows.documents.sections import whole
from workflows.documents.word import write_word
from workflows.exception_report.compile import compile_report
from workflows.exception_report.value import ExceptionReport

Write = Callable[[ExceptionReport], object]


def tables_of(report: ExceptionReport) -> list[list[Sequence[str]]]:
    """The same tables as plain words, made before the clock starts."""
    found = [block for section in whole(report) for block in section.blocks if isinstance(block, Table)]
    return [
        [[column.title for column in table.columns], *([plain(cell) for cell in row] for row in table.rows)]
        for table in found
    ]


def python_docx_alone(report: ExceptionReport) -> Callable[[], object]:
    """The tables of the Word document, filled row by row in the way of python-docx's own documentation."""
    import docx

    tables = tables_of(report)

    def write() -> None:
        document = docx.Document()
        for rows in tables:
            table = document.add_table(rows=0, cols=len(rows[0]))
            for row in rows:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        document.save(io.BytesIO())

    return write


def xlsxwriter_alone(report: ExceptionReport) -> Callable[[], object]:
    """The cells of the workbook, without formats."""
    import xlsxwriter

    found = [
        [[title for title, _ in sheet.columns], *([_bare(cell) for cell in row] for row in sheet.filled)]
        for sheet in sheets(report)
    ]

    def write() -> None:
        workbook: Any = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})  # its own hints are half there
        for rows in found:
            worksheet = workbook.add_worksheet()
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    worksheet.write(number, column, cell)
        workbook.close()

    return write


def _bare(cell: Any) -> object:
    """Numbers and dates as they are; everything else as its words."""
    return cell if isinstance(cell, int | float | date) or cell is None else plain(cell)


WRITERS: dict[str, Write] = {
    "json": write_json,
    "docx": write_word,
    "xlsx": write_excel,
    "html": write_html,
    "pdf": write_pdf,
}


def prepared(step: str, cut: DataCut) -> Callable[[], object]:
    """What is to be timed."""
    if step == "compile":
        return lambda: compile_report(cut)
    report = compile_report(cut)
    if step == "python-docx":
        return python_docx_alone(report)
    if step == "xlsxwriter":
        return xlsxwriter_alone(report)
    return lambda: WRITERS[step](report)


def main() -> None:
    step, actions = sys.argv[1], int(sys.argv[2])
    prepared(step, a_cut(3))()
    run = prepared(step, a_cut(actions))
    start = time.perf_counter()
    run()
    elapsed = time.perf_counter() - start
    # The PDF is laid out by a process of its own.
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    peak = most / (1024**2 if sys.platform == "darwin" else 1024)
    print(json.dumps({"ms": 1000 * elapsed, "peak_mb": peak}))


if __name__ == "__main__":
    main()
