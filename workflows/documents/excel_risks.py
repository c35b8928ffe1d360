"""The workbook's sheet of the risk log: every open risk and issue of the plan, whether or not it is in section 11."""

from __future__ import annotations

from workflows.documents.excel_columns import DATE, POST
from workflows.documents.sheet import Sheet, sheet_of
from workflows.exception_report.value import ExceptionReport
from workflows.risks.lines import OpenRisk


def _review(row: OpenRisk) -> str:
    return row.note or ("Reviewed within the quarter" if row.assessed_on else "Never assessed")


def risks(report: ExceptionReport) -> Sheet:
    in_section = {row.ref for row in report.risks}
    return sheet_of(
        "Risks",
        "Every open risk and issue of the plan with its score, owner and next step, the highest score first",
        report.open_risks,
        (
            ("Ref", 9, lambda row: row.ref),
            ("Kind", 10, lambda row: row.kind),
            ("Risk or issue", 50, lambda row: row.text),
            ("Actions", 20, lambda row: ", ".join(row.action_refs)),
            ("Likelihood", 12, lambda row: row.likelihood),
            ("Impact", 10, lambda row: row.impact),
            ("Score", 9, lambda row: row.score),
            ("Level", 12, lambda row: row.level or row.score_words),
            ("Movement", 16, lambda row: row.movement),
            ("Owner", POST, lambda row: row.owner or "No owner"),
            ("Next step", 44, lambda row: row.next_step),
            ("Next step by", DATE, lambda row: row.next_step_by),
            ("Raised on", DATE, lambda row: row.raised_on),
            ("Assessed on", DATE, lambda row: row.assessed_on),
            ("Review", 32, _review),
            ("In section 11", 14, lambda row: "Yes" if row.ref in in_section else "No"),
        ),
        "The plan has no open risk or issue.",
    )
