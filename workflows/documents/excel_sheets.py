"""The workbook's sheets of figures: more columns than a page has room for, one fact in each."""

from __future__ import annotations

from workflows.documents.blocks import Rated
from workflows.documents.excel_columns import ACTION, AREA, DATE, DUE, LEAD, MEASURE, MILESTONE, POST, RATING, REF
from workflows.documents.excel_exceptions import exceptions, milestones
from workflows.documents.excel_notes import about, asks, change_log, cleared, differences, notes, rating_key, sign_off
from workflows.documents.excel_risks import risks
from workflows.documents.front import posts
from workflows.documents.sheet import Sheet, sheet_of
from workflows.exception_report.value import ExceptionReport


def sheets(report: ExceptionReport) -> tuple[Sheet, ...]:
    """The first says what the workbook is and what the others hold."""
    others = (
        asks(report),
        _position(report),
        _areas(report),
        exceptions(report),
        milestones(report),
        _not_reported(report),
        _date_changes(report),
        _moved_dates(report),
        _indicators(report),
        _due_next(report),
        _completed(report),
        _embedding(report),
        _fallen_due(report),
        risks(report),
        cleared(report),
        notes(report),
        sign_off(report),
        _register(report),
        rating_key(report),
        change_log(report),
        *((differences(report),) if report.replaces else ()),
    )
    return (about(report, others), *others)


def _position(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Position",
        "How many actions hold each rating or state, now and in the last report",
        report.position_table,
        (
            ("Position", 40, lambda line: line.label if line.of_which else Rated(line.label)),
            ("This report", 16, lambda line: line.now),
            ("Last report", 16, lambda line: line.last),
            ("Change", 24, lambda line: line.change),
            ("Counted in the total", 24, lambda line: "No: an “of which”" if line.of_which else "Yes"),
        ),
        "The plan has no rating key.",
    )


def _areas(report: ExceptionReport) -> Sheet:
    labels = list(report.areas[0].counts) if report.areas else []
    return Sheet(
        "Areas",
        "The same counts by improvement area, with its worst rating and why",
        (
            ("Area", 8),
            ("Title", 40),
            ("SRO", 30),
            *((label, max(9.0, len(label) * 0.6 + 3)) for label in labels),
            ("Total", 9),
            ("By exception", 13),
            ("Worst rating", 16),
            ("Why", 34),
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
        "The plan has no improvement areas.",
    )


def _not_reported(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Not reported",
        "Actions without an update in the period, and who was asked",
        report.not_reported,
        (
            REF,
            ACTION,
            AREA,
            LEAD,
            ("Last update", DATE, lambda row: row.last_update),
            ("Last known rating", 36, lambda row: row.last_known),
            ("Reports missed", 12, lambda row: row.cycles_missed),
            ("Requests sent", 12, lambda row: row.requests_sent),
            ("Last asked", DATE, lambda row: row.last_asked),
            ("Escalated to", 30, lambda row: "; ".join(row.escalated_to)),
        ),
        "No updates are missing for this period.",
    )


def _date_changes(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Date changes",
        "Changes of date asked for, approved and refused in the period",
        report.date_changes,
        (
            REF,
            MILESTONE,
            ("State", 20, lambda row: row.status),
            ("From", DATE, lambda row: row.from_due),
            ("To", DATE, lambda row: row.to_due),
            ("Reason", 44, lambda row: row.reason),
            ("Requested by", POST, lambda row: row.requested_by),
            ("Requested on", DATE, lambda row: row.requested_on),
            ("Decided by", POST, lambda row: row.decided_by),
            ("Decided on", DATE, lambda row: row.decided_on),
        ),
        "No dates were changed or requested in this period.",
    )


def _moved_dates(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Dates ever moved",
        "Every date moved with approval since the plan was agreed, the furthest first",
        report.moved_dates,
        (
            REF,
            MILESTONE,
            ("Times moved", 13, lambda row: row.moves),
            ("First agreed", 22, lambda row: row.baseline),
            ("Now", 22, lambda row: row.current),
            ("Days moved", 13, lambda row: row.days_moved),
        ),
        "No date has been moved since the plan was agreed.",
    )


def _indicators(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Indicators",
        "Key performance indicators off trajectory, or without a fresh reading",
        report.indicators,
        (
            REF,
            ("Indicator", 36, lambda row: row.title),
            AREA,
            ("Service", 18, lambda row: row.service),
            ("Owner", 22, lambda row: row.owner),
            ("Status", 16, lambda row: row.status),
            ("Period to", DATE, lambda row: row.period),
            ("Target", 12, lambda row: row.target),
            ("Actual", 12, lambda row: row.actual),
            ("Gap", 20, lambda row: row.gap),
            ("Direction of travel", 16, lambda row: row.travel),
            ("Source", 22, lambda row: row.source),
            ("Reading on", DATE, lambda row: row.reading_on),
            ("Actions", 12, lambda row: ", ".join(row.action_refs)),
        ),
        "No indicators are off trajectory.",
    )


def _due_next(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Due next",
        "Milestones that fall due before the next Board, and whether they will be met",
        report.due_before_next_board,
        (
            REF,
            MILESTONE,
            ACTION,
            MEASURE,
            DUE,
            LEAD,
            RATING,
            ("Will it be met?", 30, lambda row: row.confidence),
        ),
        "No milestones fall due before the next Board.",
    )


def _completed(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Completed",
        "Milestones completed since the last report, with their evidence",
        report.completed,
        (
            REF,
            MILESTONE,
            ACTION,
            MEASURE,
            ("Completed on", DATE, lambda row: row.completed_on),
            ("Against first date", 16, lambda row: row.against_baseline),
            ("Evidence", 36, lambda row: "; ".join(row.evidence)),
            ("Accepted by", POST, lambda row: row.accepted_by),
        ),
        "No milestones were completed since the last report.",
    )


def _embedding(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Embedding",
        "Actions newly complete, or complete and still embedding",
        report.embedding,
        (REF, ACTION, ("How complete", 70, lambda row: row.state)),
        "No action is newly complete, and none is complete and still embedding.",
    )


def _fallen_due(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Fallen due",
        "Milestones whose dates have passed, and what the register shows of each",
        report.milestones_due,
        (
            REF,
            MILESTONE,
            ACTION,
            MEASURE,
            DUE,
            ("Days late", 10, lambda row: row.days_late),
            ("Verdict", 24, lambda row: row.verdict),
            ("What the register shows", 50, lambda row: row.why),
        ),
        "No milestone has fallen due yet.",
    )


def _register(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Register",
        "All actions of the plan, one row each",
        report.register,
        (
            REF,
            ACTION,
            AREA,
            LEAD,
            RATING,
            ("Timing", 18, lambda row: row.timing),
            ("Next due", DATE, lambda row: row.next_due),
            ("Forecast", DATE, lambda row: row.forecast),
            ("Milestones complete", 12, lambda row: row.milestones_complete),
            ("Milestones", 12, lambda row: row.milestones_total),
            ("By exception", 13, lambda row: row.by_exception),
            ("Last update", DATE, lambda row: row.last_update),
        ),
        "The register holds no actions.",
    )
