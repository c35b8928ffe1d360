"""The sheets of the actions reported by exception: all fields of their entries, and the dates of their milestones."""

from __future__ import annotations

from dataclasses import dataclass

from store.working_days import london_date
from workflows.documents.blocks import Rated
from workflows.documents.excel_columns import ACTION, AREA, DATE, LEAD, POST, RATING, REF
from workflows.documents.front import posts, reason_words
from workflows.documents.options import OPTIONS_MISSING
from workflows.documents.sheet import Sheet, sheet_of
from workflows.exception_report.body_rows import MilestoneDates, ReportException
from workflows.exception_report.value import ExceptionReport

NO_EXCEPTIONS = "No actions are reported by exception."


@dataclass(frozen=True, slots=True)
class _Dated:
    ref: str
    dates: MilestoneDates


def exceptions(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Exceptions",
        "Actions reported by exception, the most serious first, with all that their leads wrote",
        report.exceptions,
        (
            REF,
            ACTION,
            ("Severity", 11, lambda row: row.severity),
            AREA,
            ("Area title", 34, lambda row: row.area_title),
            ("SRO", POST, lambda row: posts(row.sros)),
            LEAD,
            RATING,
            ("Last rating", 16, lambda row: Rated(row.previous_rating)),
            ("Movement", 16, lambda row: row.movement),
            ("Codes", 14, lambda row: ", ".join(row.codes)),
            ("In short", 22, lambda row: "; ".join(reason_words(code) for code in row.codes)),
            ("Why it is here", 50, lambda row: "; ".join(row.reasons)),
            ("Baseline", DATE, lambda row: row.baseline),
            ("Current", DATE, lambda row: row.current),
            ("Forecast", DATE, lambda row: row.forecast),
            ("Days late", 10, lambda row: row.days_late),
            ("Days late against baseline", 13, lambda row: row.days_late_baseline),
            ("Lead’s update", 70, lambda row: row.update_text),
            ("Updated by", POST, lambda row: row.update_by),
            ("Updated on", DATE, lambda row: london_date(row.update_at) if row.update_at else None),
            ("Update number", 12, lambda row: row.update_id),
            ("Cause", 44, lambda row: row.cause),
            ("Effect if nothing changes", 40, lambda row: row.effect),
            ("Path to green", 44, _path),
            ("Path: by whom", POST, lambda row: row.recovery.by_whom if row.recovery else None),
            ("Path: by when", DATE, lambda row: row.recovery.by_when if row.recovery else None),
            ("Path: back on track", DATE, lambda row: row.recovery.back_on_track if row.recovery else None),
            ("Waiting for", 34, lambda row: row.waiting_for),
            ("Help needed", 40, lambda row: row.help_needed),
            ("Evidence", 40, lambda row: "; ".join(row.evidence)),
            ("Options required", 12, lambda row: "Yes" if row.options_required else "No"),
            ("Options", 60, _options),
            ("Recommended option", 14, lambda row: row.recommended or None),
            ("Why it is recommended", 44, lambda row: row.recommendation),
            ("Lesson", 40, lambda row: row.lesson),
            ("Options by", POST, lambda row: row.options_by),
            ("Options on", DATE, lambda row: london_date(row.options_at) if row.options_at else None),
            ("Options received, minute", 14, lambda row: row.options_minute),
            ("Asks", 9, lambda row: ", ".join(map(str, row.ask_numbers))),
            ("Full entry in the report", 13, lambda row: "Yes" if row.full_entry else "No"),
        ),
        NO_EXCEPTIONS,
    )


def milestones(report: ExceptionReport) -> Sheet:
    rows = [_Dated(entry.ref, dates) for entry in report.exceptions for dates in entry.milestones]
    return sheet_of(
        "Milestones",
        "Every milestone of those actions, with its dates",
        rows,
        (
            REF,
            ("Milestone", 12, lambda row: row.dates.seq),
            ("Measure", 44, lambda row: row.dates.measure),
            ("Date as printed", 20, lambda row: row.dates.due_text),
            ("Baseline", DATE, lambda row: row.dates.baseline),
            ("Current", DATE, lambda row: row.dates.current),
            ("Forecast", DATE, lambda row: row.dates.forecast),
            ("Completed on", DATE, lambda row: row.dates.completed_on),
            ("Timing", 20, lambda row: row.dates.timing),
            ("Days late", 10, lambda row: row.dates.days_late),
            ("Days late against baseline", 13, lambda row: row.dates.days_late_baseline),
        ),
        NO_EXCEPTIONS,
    )


def _options(row: ReportException) -> str:
    if row.options:
        return "; ".join(f"{one.number}. {one.text}: {one.effect}" for one in row.options)
    return OPTIONS_MISSING if row.options_required else "Not required"


def _path(row: ReportException) -> str:
    if row.recovery:
        return row.recovery.what
    return "No recovery plan received" if row.recovery_required else "Not required"
