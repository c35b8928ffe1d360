"""Compiling: one data cut in, one report out. Same cut, same value, same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from store.cut import DataCut
from store.working_days import london_date
from workflows.documents.room import fitted
from workflows.exception_report import completion, limits, notes, position, sections
from workflows.exception_report.annex_rows import AreaSignOff, Dependency
from workflows.exception_report.appendix_rows import KeyLine
from workflows.exception_report.asks import report_asks
from workflows.exception_report.assess import assess
from workflows.exception_report.body_rows import ReportException
from workflows.exception_report.due_by import milestones_due
from workflows.exception_report.entries import exception_entries
from workflows.exception_report.value import EditionMemory, ExceptionReport, ReportPlan
from workflows.exception_report.wording import resolution, summary
from workflows.language import moment_words
from workflows.marking import marking_of
from workflows.risks.lines import OpenRisk, open_risks, touching
from workflows.timing import DUE_SOON_DAYS, LATE_MINOR_DAYS, Timing

PREPARED_BY = "SEND Transformation and Compliance Team"
KIND_WORDS = {"SEND_ACTION_PLAN": "SEND Action Plan", "STRATEGIC_PLAN": "Strategic Plan"}


def compile_report(
    cut: DataCut, *, edition: int | None = None, final: bool = False, audit_head: str = ""
) -> ExceptionReport:
    """A bare report makes no edition: it is a draft with no number. While an area is not confirmed by its SRO a report
    stays a draft, whatever else holds."""
    assessed = assess(cut)
    period, standing_of, fired = assessed.period, assessed.standings, assessed.fired
    today, states = london_date(cut.taken_at), assessed.indicators
    last = cut.editions[0] if cut.editions else None
    asks = report_asks(assessed)
    confirmed = {row.area_ref: f"Confirmed by {row.by}, {moment_words(row.at)}" for row in cut.confirmations}
    exceptions = tuple(
        replace(entry, ask_numbers=tuple(ask.number for ask in asks if entry.ref in ask.refs))
        for entry in exception_entries(fired)
    )
    counts = position.position(cut, period, standing_of)
    areas = position.area_positions(cut, standing_of, fired)
    counted = sum(n for key, n in counts.items() if key not in {"total", "date_changed"})
    reconciles = counted == len(cut.actions) == sum(sum(area.counts.values()) for area in areas)
    report = ExceptionReport(
        plan=ReportPlan(cut.plan.key, cut.plan.title, cut.plan.local_area, cut.plan.kind, cut.plan.version),
        title=_title(cut.plan.kind, period.board),
        board=period.board or "the Board",
        meeting_on=period.next_meeting,
        next_meeting_on=period.meeting_after_next,
        as_at=cut.taken_at,
        cut_off=cut.taken_at,
        period_from=london_date(period.start) + timedelta(days=1) if period.start else None,
        period_to=today,
        edition=edition,
        status="FINAL" if final and reconciles and len(confirmed) == len(cut.areas) else "DRAFT",
        rules_version=limits.RULES_VERSION,
        prepared_by=PREPARED_BY,
        marking=marking_of("exception", cut.plan),
        summary=summary(cut, exceptions, asks),
        resolution=resolution(assessed, counts),
        asks=asks,
        position=counts,
        position_table=position.position_table(cut, counts, last),
        areas=areas,
        reconciles=reconciles,
        exceptions=exceptions,
        not_reported=sections.not_reported(cut, assessed.cases),
        date_changes=sections.date_changes(cut, period),
        moved_dates=sections.moved_dates(cut),
        indicators=sections.indicator_rows(cut, states),
        due_before_next_board=sections.due_before_next_board(standing_of, period, today),
        completed=completion.completed(cut, standing_of, last),
        embedding=completion.embedding(standing_of, last),
        milestones_due=milestones_due(assessed.cases),
        risks=(),
        open_risks=open_risks(cut),
        cleared=sections.cleared(last, standing_of, fired),
        data_notes=notes.data_notes(cut, standing_of, states),
        sign_off=tuple(
            AreaSignOff(
                area.ref,
                area.title,
                tuple(post.name for post in area.sros),
                confirmed.get(area.ref, "Not confirmed by SRO"),
            )
            for area in cut.areas
        ),
        register=sections.register_lines(standing_of, fired),
        rating_key=tuple(KeyLine(r.label, r.meaning or "No meaning given", r.colour) for r in cut.ratings),
        timing_key=_timing_key(),
        changes=notes.change_lines(cut, standing_of, period),
        audit_head=audit_head,
        memory=EditionMemory(
            standing={ref: standing.key for ref, standing in standing_of.items()},
            last_rating={ref: standing.last_known.code for ref, standing in standing_of.items() if standing.last_known},
            exceptions={ref: tuple(t.code for t in found) for ref, (_, found) in fired.items()},
            completed=tuple(
                f"{ref}/{item.milestone.seq}"
                for ref, standing in standing_of.items()
                for item in standing.milestones
                if item.timing is Timing.DONE
            ),
        ),
    )
    return within_four_sides(report)


def _title(kind: str, board: str) -> str:
    """A kind in the plan's own words is no name yet: "action plan"."""
    name = KIND_WORDS.get(kind, kind.title() if kind.islower() else kind)
    return f"{name} Exception Report: {board}" if board else f"{name} Exception Report"


def within_four_sides(report: ExceptionReport) -> ExceptionReport:
    """As many full entries as the body has room for, and the risks that touch them. To be asked again once a commentary
    or other words are added."""
    exceptions = fitted(report)
    return replace(report, exceptions=exceptions, risks=_risks(exceptions, report.open_risks))


def _risks(exceptions: tuple[ReportException, ...], risks: tuple[OpenRisk, ...]) -> tuple[OpenRisk | Dependency, ...]:
    """Only what touches an entry of section 5: the risk log, who waits for what, and what help is wanted."""
    entries = [entry for entry in exceptions if entry.full_entry]
    return (
        *touching(risks, (entry.ref for entry in entries)),
        *(line for entry in entries for line in _dependencies(entry)),
    )


def _dependencies(entry: ReportException) -> Iterator[Dependency]:
    held = dict(zip(entry.codes, entry.reasons, strict=True)).get("E10")
    if held:
        yield Dependency("Dependency", entry.ref, f"{entry.ref}: {held}")
    if entry.waiting_for:
        yield Dependency("Waiting", entry.ref, f"{entry.ref} waits for: {entry.waiting_for}")
    if entry.help_needed:
        yield Dependency("Help needed", entry.ref, f"{entry.ref} needs help: {entry.help_needed}")


def _timing_key() -> tuple[str, ...]:
    return (
        f"Late, up to a month: 1 to {LATE_MINOR_DAYS} days past the current date.",
        f"Late, over a month: more than {LATE_MINOR_DAYS} days past the current date.",
        "Forecast late: the lead expects to finish after the current date.",
        f"Due soon: within {DUE_SOON_DAYS} days.",
        "Not reported: no update from the lead since the last cut-off; the last rating is not carried forward.",
        "Reported, not rated: the lead gave an update since the last cut-off, without a rating.",
        "Closed: closed or paused by a recorded decision, so nobody is asked about it.",
    )
