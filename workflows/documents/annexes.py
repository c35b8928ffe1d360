"""Sections 6 to 14: what stands behind the body of the report (`domain.md` 6.2)."""

from __future__ import annotations

from workflows.documents.annex_milestones import completed, due_next, embedding, fallen_due, milestone
from workflows.documents.blocks import Block, Bullets, Cell, Column, Facts, Lines, Paragraph, Section, Table, is_none
from workflows.documents.front import posts
from workflows.documents.risks import risk_blocks
from workflows.documents.spare_columns import without_empty
from workflows.exception_report.annex_rows import NotReported, ReportDateChange, ReportIndicator
from workflows.exception_report.value import ExceptionReport
from workflows.language import count_words, day_words

DATE_GROUPS = ("Awaiting approval", "Approved", "Refused")
TO_BE_RECORDED = "To be recorded"


def annex_sections(report: ExceptionReport) -> tuple[Section, ...]:
    return (
        Section("6", "Not reported", _not_reported(report)),
        Section("7", "Dates: changes and slippage", _dates(report)),
        Section("8", "KPIs off trajectory", _indicators(report)),
        Section("9", "Due before the next Board", (due_next(report),)),
        Section("10", "Completed since last report", (completed(report), *embedding(report), *fallen_due(report))),
        Section("11", "Risks, issues, dependencies", risk_blocks(report)),
        Section("12", "Cleared exceptions", (_cleared(report),)),
        Section("13", "Data notes", (_data_notes(report),)),
        Section("14", "Sign-off", _sign_off(report)),
    )


def _not_reported(report: ExceptionReport) -> tuple[Block, ...]:
    if not report.not_reported:
        return (Paragraph("No updates are missing for this period."),)
    asked = any(row.requests_sent for row in report.not_reported)
    table = Table(
        caption="Actions not reported",
        about="One row for each action without an accepted update in the period, and who was asked.",
        columns=(
            Column("Ref", 12),
            Column("Action and lead post", 74),
            Column("Last known rating", 28),
            Column("Last update", 22, spare=True),
            Column("Reports missed", 15, number=True),
            Column("Asked", 21, spare=True),
            Column("Escalated to", 28, spare=True),
        ),
        rows=[
            (
                row.ref,
                Lines((row.title, f"Lead: {posts(row.lead_posts)}")),
                row.last_known,
                row.last_update,
                row.cycles_missed,
                _asked(row) if asked else None,
                "; ".join(row.escalated_to),
            )
            for row in report.not_reported
        ],
    )
    return without_empty(table)


def _asked(row: NotReported) -> Cell:
    if not row.requests_sent:
        return "Not asked"
    return Lines((count_words(row.requests_sent, "request"), f"Last: {day_words(row.last_asked, 'not recorded')}"))


def _dates(report: ExceptionReport) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if not report.date_changes:
        blocks.append(Paragraph("No dates were changed or requested in this period."))
    for status in dict.fromkeys((*DATE_GROUPS, *(change.status for change in report.date_changes))):
        changes = [change for change in report.date_changes if change.status == status]
        if changes:
            blocks.append(_date_changes(status, changes))
    if report.moved_dates:
        blocks.append(_moved_dates(report))
    else:
        blocks.append(Paragraph("No date has been moved since the plan was agreed."))
    return tuple(blocks)


def _date_changes(status: str, changes: list[ReportDateChange]) -> Table:
    decided = status != "Awaiting approval"
    columns = [
        Column("Milestone", 29),
        Column("From", 20),
        Column("To", 20),
        Column("Reason", 43),
        Column("Requested by", 30),
    ]
    if decided:
        columns.append(Column(f"{status} by", 28))
    return Table(
        caption=f"Date changes: {status.lower()}",
        about="One row for each change: the milestone, both dates, the reason, and who asked and decided when.",
        columns=tuple(columns),
        rows=[
            (
                milestone(change.ref, change.seq),
                change.from_due,
                change.to_due,
                change.reason,
                Lines((change.requested_by or "Not recorded", day_words(change.requested_on))),
                *((Lines((change.decided_by or "Not recorded", day_words(change.decided_on))),) if decided else ()),
            )
            for change in changes
        ],
        captioned=True,
    )


def _moved_dates(report: ExceptionReport) -> Table:
    return Table(
        caption="All dates ever moved, the furthest first",
        about="One row for each milestone whose date was ever moved: how often, from when to when, and how far.",
        columns=(
            Column("Milestone", 40),
            Column("Times moved", 25, number=True),
            Column("First agreed", 38),
            Column("Now", 38),
            Column("Days moved", 29, number=True),
        ),
        rows=[
            (milestone(row.ref, row.seq), row.moves, row.baseline, row.current, row.days_moved)
            for row in report.moved_dates
        ],
        captioned=True,
    )


def _indicators(report: ExceptionReport) -> tuple[Block, ...]:
    if not report.indicators:
        return (Paragraph("No indicators are off trajectory."),)
    table = Table(
        caption="Key performance indicators off trajectory",
        about="One row for each indicator: its target and actual for the period, the gap, and which way it travels.",
        columns=(
            Column("Indicator", 48),
            Column("Status", 19),
            Column("Period to", 18, spare=True),
            Column("Target", 13, spare=True),
            Column("Actual", 14),
            Column("Gap, direction of travel", 25),
            Column("Source and date", 30),
            Column("Actions", 13, spare=True),
        ),
        rows=[
            (
                Lines(
                    (
                        f"{row.ref} {row.title}",
                        _whose(row),
                    )
                ),
                row.status,
                row.period,
                row.target,
                row.actual,
                Lines(_given(row.gap, row.travel)),
                Lines(_given(row.source, day_words(row.reading_on, "No reading"))),
                ", ".join(row.action_refs),
            )
            for row in report.indicators
        ],
    )
    return without_empty(table)


def _given(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if not is_none(word))


def _whose(row: ReportIndicator) -> str:
    service = "" if is_none(row.service) else f"; service: {row.service}"
    return f"Area {row.area_ref}{service}; owner: {row.owner}"


def _cleared(report: ExceptionReport) -> Block:
    if not report.cleared:
        return Paragraph("No exceptions were cleared since the last report.")
    return Table(
        caption="Exceptions cleared since the last report",
        about="One row for each action that left the report, and why.",
        columns=(Column("Ref", 14), Column("Action", 80), Column("Why it left the report", 76)),
        rows=[(row.ref, row.title, row.why) for row in report.cleared],
    )


def _data_notes(report: ExceptionReport) -> Block:
    return Bullets(report.data_notes) if report.data_notes else Paragraph("There are no open data notes.")


def audit_words(report: ExceptionReport) -> str:
    """The record's last entry, by which an auditor can tell that nothing before it was changed since."""
    return f"Last entry {report.audit_head}" if report.audit_head else "None: this copy is not an edition"


def compiled_under(report: ExceptionReport) -> str:
    return f"Rules {report.rules_version}, from version {report.plan.version} of the plan’s register"


def _sign_off(report: ExceptionReport) -> tuple[Block, ...]:
    areas: Block = Paragraph("The plan has no improvement areas to sign off.")
    if report.sign_off:
        areas = Table(
            caption="Sign-off by area",
            about="One row for each improvement area: its Senior Responsible Officer, and whether they confirmed.",
            columns=(Column("Area", 14), Column("Title", 56), Column("SRO", 50), Column("Confirmation", 50)),
            rows=[(row.area_ref, row.area_title, posts(row.sros), row.state) for row in report.sign_off],
        )
    return (
        areas,
        Facts(
            caption="Compiling and clearing",
            about="Two columns: the step, and by whom it was taken.",
            rows=(
                ("Compiled by", report.prepared_by),
                ("Compiled under", compiled_under(report)),
                ("Cleared by", report.cleared_by or TO_BE_RECORDED),
                ("Received by the Chair", f"{TO_BE_RECORDED}, with the reference of the minute"),
                ("Audit record", audit_words(report)),
            ),
        ),
    )
