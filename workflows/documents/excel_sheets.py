"""What stands in each sheet of the workbook: more columns than a page has room for, one fact in each."""

from __future__ import annotations

from store.working_days import london_date
from workflows.documents.blocks import Rated
from workflows.documents.excel_notes import data_notes, rating_key, summary
from workflows.documents.front import posts
from workflows.documents.sheet import Sheet, SheetCell, sheet_of
from workflows.exception_report.value import ExceptionReport

DATE = 19
POST = 38


def sheets(report: ExceptionReport) -> tuple[Sheet, ...]:
    return (
        summary(report),
        _position(report),
        _areas(report),
        _exceptions(report),
        _not_reported(report),
        _dates(report),
        _indicators(report),
        _due_next(report),
        _completed(report),
        _fallen_due(report),
        _register(report),
        rating_key(report),
        data_notes(report),
    )


def _position(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Position",
        report.position_table,
        (
            ("Position", 40, lambda line: line.label if line.of_which else Rated(line.label)),
            ("This report", 14, lambda line: line.now),
            ("Last report", 14, lambda line: line.last),
            ("Change", 24, lambda line: line.change),
            ("Counted in the total", 22, lambda line: "No: an “of which”" if line.of_which else "Yes"),
        ),
        "The plan has no rating key.",
    )


def _areas(report: ExceptionReport) -> Sheet:
    labels = list(report.areas[0].counts) if report.areas else []
    return Sheet(
        "Areas",
        (
            ("Area", 8),
            ("Title", 60),
            ("SRO", 45),
            *((label, 12) for label in labels),
            ("Total", 10),
            ("By exception", 13),
            ("Worst rating", 15),
            ("Why", 45),
        ),
        [
            (
                area.ref,
                area.title,
                posts(area.sros),
                *(area.counts.get(label, 0) for label in labels),
                area.total,
                area.by_exception,
                Rated(area.worst),
                area.worst_because,
            )
            for area in report.areas
        ],
        "None",
    )


def _exceptions(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Exceptions",
        report.exceptions,
        (
            ("Ref", 10, lambda row: row.ref),
            ("Action", 50, lambda row: row.title),
            ("Severity", 10, lambda row: row.severity),
            ("Area", 8, lambda row: row.area_ref),
            ("Area title", 40, lambda row: row.area_title),
            ("SRO", POST, lambda row: posts(row.sros)),
            ("Lead post", POST, lambda row: posts(row.lead_posts)),
            ("Rating", 15, lambda row: Rated(row.rating)),
            ("Last rating", 15, lambda row: Rated(row.previous_rating)),
            ("Movement", 15, lambda row: row.movement),
            ("Codes", 14, lambda row: ", ".join(row.codes)),
            ("Why it is here", 60, lambda row: "; ".join(row.reasons)),
            ("Baseline", DATE, lambda row: row.baseline),
            ("Current", DATE, lambda row: row.current),
            ("Forecast", DATE, lambda row: row.forecast),
            ("Days late", 11, lambda row: row.days_late),
            ("Days late against baseline", 15, lambda row: row.days_late_baseline),
            ("Lead’s update", 70, lambda row: row.update_text),
            ("Updated by", POST, lambda row: row.update_by),
            ("Updated on", DATE, lambda row: london_date(row.update_at) if row.update_at else None),
            ("Cause", 45, lambda row: row.cause),
            ("Effect if nothing changes", 45, lambda row: row.effect),
            (
                "Path to green",
                50,
                lambda row: (
                    row.recovery.what
                    if row.recovery
                    else "No recovery plan received"
                    if row.recovery_required
                    else "Not required"
                ),
            ),
            ("Path: by whom", POST, lambda row: row.recovery.by_whom if row.recovery else None),
            ("Path: by when", DATE, lambda row: row.recovery.by_when if row.recovery else None),
            ("Path: back on track", DATE, lambda row: row.recovery.back_on_track if row.recovery else None),
            ("Waiting for", 35, lambda row: row.waiting_for),
            ("Help needed", 45, lambda row: row.help_needed),
            ("Evidence", 45, lambda row: "; ".join(row.evidence)),
            ("Options required", 11, lambda row: "Yes" if row.options_required else "No"),
            ("Asks", 9, lambda row: ", ".join(map(str, row.ask_numbers))),
            ("Full entry in the report", 13, lambda row: "Yes" if row.full_entry else "No"),
        ),
        "No actions are reported by exception.",
    )


def _not_reported(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Not reported",
        report.not_reported,
        (
            ("Ref", 10, lambda row: row.ref),
            ("Action", 50, lambda row: row.title),
            ("Area", 8, lambda row: row.area_ref),
            ("Lead post", POST, lambda row: posts(row.lead_posts)),
            ("Last update", DATE, lambda row: row.last_update),
            ("Last known rating", 45, lambda row: row.last_known),
            ("Reports missed", 11, lambda row: row.cycles_missed),
            ("Requests sent", 11, lambda row: row.requests_sent),
            ("Last asked", DATE, lambda row: row.last_asked),
            ("Escalated to", 45, lambda row: "; ".join(row.escalated_to)),
        ),
        "No updates are missing for this period.",
    )


def _dates(report: ExceptionReport) -> Sheet:
    """Both tables of section 7: what happened in the period, and every date ever moved."""
    changes = sheet_of(
        "Dates",
        report.date_changes,
        (
            ("State", 24, lambda row: row.status),
            ("Ref", 10, lambda row: row.ref),
            ("Milestone", 11, lambda row: row.seq),
            ("From", DATE, lambda row: row.from_due),
            ("To", DATE, lambda row: row.to_due),
            ("Reason", 55, lambda row: row.reason),
            ("Requested by", POST, lambda row: row.requested_by),
            ("Requested on", DATE, lambda row: row.requested_on),
            ("Decided by", POST, lambda row: row.decided_by),
            ("Decided on", DATE, lambda row: row.decided_on),
            ("Times moved", 10, lambda _: None),
            ("Days moved", 10, lambda _: None),
        ),
        "No dates were changed or requested in this period.",
    )
    nobody = (None,) * 5
    moved: list[tuple[SheetCell, ...]] = [
        ("All moves so far", row.ref, row.seq, row.baseline, row.current, *nobody, row.moves, row.days_moved)
        for row in report.moved_dates
    ]
    return Sheet(changes.name, changes.columns, [*changes.rows, *moved], changes.empty)


def _indicators(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Indicators",
        report.indicators,
        (
            ("Ref", 10, lambda row: row.ref),
            ("Indicator", 55, lambda row: row.title),
            ("Area", 8, lambda row: row.area_ref),
            ("Service", 30, lambda row: row.service),
            ("Status", 24, lambda row: row.status),
            ("Period to", DATE, lambda row: row.period),
            ("Target", 14, lambda row: row.target),
            ("Actual", 14, lambda row: row.actual),
            ("Gap", 26, lambda row: row.gap),
            ("Direction of travel", 18, lambda row: row.travel),
            ("Source", 30, lambda row: row.source),
            ("Reading on", DATE, lambda row: row.reading_on),
            ("Actions", 16, lambda row: ", ".join(row.action_refs)),
        ),
        "No indicators are off trajectory.",
    )


def _due_next(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Due next",
        report.due_before_next_board,
        (
            ("Ref", 10, lambda row: row.ref),
            ("Milestone", 11, lambda row: row.seq),
            ("Action", 50, lambda row: row.title),
            ("Measure", 50, lambda row: row.measure),
            ("Due", DATE, lambda row: row.due),
            ("Lead post", POST, lambda row: posts(row.lead_posts)),
            ("Rating", 15, lambda row: Rated(row.rating)),
            ("Will it be met?", 32, lambda row: row.confidence),
        ),
        "No milestones fall due before the next Board.",
    )


def _completed(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Completed",
        report.completed,
        (
            ("Ref", 10, lambda row: row.ref),
            ("Milestone", 11, lambda row: row.seq),
            ("Action", 50, lambda row: row.title),
            ("Measure", 50, lambda row: row.measure),
            ("Completed on", DATE, lambda row: row.completed_on),
            ("Against first date", 18, lambda row: row.against_baseline),
            ("Evidence", 45, lambda row: "; ".join(row.evidence)),
            ("Accepted by", POST, lambda row: row.accepted_by),
        ),
        "No milestones were completed since the last report.",
    )


def _fallen_due(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Fallen due",
        report.milestones_due,
        (
            ("Ref", 10, lambda row: row.ref),
            ("Milestone", 11, lambda row: row.seq),
            ("Action", 50, lambda row: row.title),
            ("Measure", 50, lambda row: row.measure),
            ("Due", DATE, lambda row: row.due),
            ("Days late", 11, lambda row: row.days_late),
            ("Verdict", 26, lambda row: row.verdict),
            ("What the register shows", 60, lambda row: row.why),
        ),
        "No milestone has fallen due yet.",
    )


def _register(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Register",
        report.register,
        (
            ("Ref", 10, lambda row: row.ref),
            ("Action", 60, lambda row: row.title),
            ("Area", 8, lambda row: row.area_ref),
            ("Lead post", POST, lambda row: posts(row.lead_posts)),
            ("Rating", 15, lambda row: Rated(row.rating)),
            ("Timing", 18, lambda row: row.timing),
            ("Next due", DATE, lambda row: row.next_due),
            ("Forecast", DATE, lambda row: row.forecast),
            ("Milestones complete", 13, lambda row: row.milestones_complete),
            ("Milestones", 12, lambda row: row.milestones_total),
            ("By exception", 16, lambda row: row.by_exception),
            ("Last update", DATE, lambda row: row.last_update),
        ),
        "The register holds no actions.",
    )
