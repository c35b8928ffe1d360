"""Sections 6 to 10 and 12, and appendix A (`domain.md` 6.2): each a function from the standings to its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from store.cut import DataCut, DateChangeRow, EditionRow
from store.refs import ref_sort_key
from store.types import DateChangeStatus
from store.working_days import london_date
from workflows.exception_report import limits
from workflows.exception_report.annex_rows import (
    ClearedException,
    DueMilestone,
    MovedDate,
    NotReported,
    ReportDateChange,
    ReportIndicator,
)
from workflows.exception_report.appendix_rows import RegisterLine
from workflows.exception_report.case import Case, is_open
from workflows.exception_report.naming import printed_name
from workflows.exception_report.triggers import Trigger
from workflows.indicators import IndicatorState, KpiStatus
from workflows.language import day_words, list_words
from workflows.standing import CLOSED, NOT_REPORTED, Period, Standing
from workflows.timing import LATE, MilestoneTiming, Timing

STATUS_WORDS = {
    DateChangeStatus.REQUESTED: "Awaiting approval",
    DateChangeStatus.APPROVED: "Approved",
    DateChangeStatus.REFUSED: "Refused",
}


def not_reported(cut: DataCut, cases: Mapping[str, Case]) -> tuple[NotReported, ...]:
    asked = {row.action_ref: row for row in cut.asked}
    rows: list[NotReported] = []
    for ref, case in cases.items():
        standing = case.standing
        if standing.key != NOT_REPORTED:
            continue
        row, latest, known = asked.get(ref), standing.latest, standing.last_known
        last_known = "Never reported"
        if known and standing.last_known_at:
            last_known = f"{known.label} as at {day_words(london_date(standing.last_known_at))} (not confirmed)"
        elif latest:
            last_known = f"Not rated as at {day_words(london_date(latest.at))} (not confirmed)"
        rows.append(
            NotReported(
                ref=ref,
                title=standing.action.title,
                area_ref=standing.area.ref,
                lead_posts=tuple(post.name for post in standing.action.leads),
                last_update=london_date(latest.at) if latest else None,
                last_known=last_known,
                cycles_missed=case.cycles_missed,
                requests_sent=row.requests_sent if row else 0,
                last_asked=london_date(row.last_sent_at) if row and row.last_sent_at else None,
                escalated_to=tuple(printed_name(cut, name) for name in row.escalated_to) if row else (),
            )
        )
    return tuple(rows)


def date_changes(cut: DataCut, period: Period) -> tuple[ReportDateChange, ...]:
    """Awaiting first, then approved and refused in this period."""
    order = list(STATUS_WORDS)
    shown = [
        change
        for change in cut.date_changes
        if change.status is DateChangeStatus.REQUESTED
        or (change.decided_at is not None and period.holds(change.decided_at))
    ]
    return tuple(
        ReportDateChange(
            ref=change.action_ref,
            seq=change.seq,
            from_due=change.from_due,
            to_due=change.to_due,
            reason=change.reason,
            status=STATUS_WORDS[change.status],
            requested_by=printed_name(cut, change.requested_by) or "The register's import",
            requested_on=london_date(change.requested_at),
            decided_by=printed_name(cut, change.decided_by) or "None",
            decided_on=london_date(change.decided_at) if change.decided_at else None,
        )
        for change in sorted(shown, key=lambda change: (order.index(change.status), change.requested_at))
    )


def moved_dates(cut: DataCut) -> tuple[MovedDate, ...]:
    """Every date ever moved with approval, the furthest first."""
    approved: dict[tuple[str, int], list[DateChangeRow]] = defaultdict(list)
    for change in cut.date_changes:
        if change.status is DateChangeStatus.APPROVED:
            approved[change.action_ref, change.seq].append(change)
    rows: list[MovedDate] = []
    for milestone in cut.milestones:
        moves = approved[milestone.action_ref, milestone.seq]
        if moves:
            days = (milestone.current - milestone.baseline).days if milestone.current and milestone.baseline else 0
            rows.append(
                MovedDate(
                    milestone.action_ref,
                    milestone.seq,
                    len(moves),
                    milestone.baseline,
                    milestone.current,
                    days,
                )
            )
    return tuple(sorted(rows, key=lambda row: (-row.days_moved, ref_sort_key(row.ref), row.seq)))


def indicator_rows(cut: DataCut, states: Sequence[IndicatorState]) -> tuple[ReportIndicator, ...]:
    """Off trajectory first, then slightly off, then what has no fresh reading. Its owner is the SRO of its area."""
    sros = {area.ref: "; ".join(post.name for post in area.sros) for area in cut.areas if area.sros}
    order = [KpiStatus.RED, KpiStatus.AMBER, KpiStatus.STALE, KpiStatus.NO_READING]
    shown = sorted((s for s in states if s.status in order), key=lambda s: order.index(s.status))
    return tuple(
        ReportIndicator(
            ref=state.indicator.ref,
            area_ref=state.indicator.area_ref,
            service=state.indicator.service or "None",
            title=state.indicator.title,
            status=state.status.value,
            period=state.point.period_end if state.point else None,
            target=state.target_words,
            actual=state.actual_words,
            gap=state.gap_words,
            travel=state.travel,
            source=state.reading.source if state.reading and state.reading.source else "None",
            reading_on=state.reading.period_end if state.reading else None,
            action_refs=state.indicator.action_refs,
            owner=sros.get(state.indicator.area_ref, "None named in the plan"),
        )
        for state in shown
    )


def due_before_next_board(standings: Mapping[str, Standing], period: Period, today: date) -> tuple[DueMilestone, ...]:
    """Open milestones due up to the Board after this one, so that none falls due between two reports.

    At least a month beyond this Board; and whatever is forecast late, which may be no exception yet (`domain.md` 3.3).
    Late ones stand in sections 4 and 5.
    """
    until = (period.next_meeting or today) + timedelta(days=limits.DUE_AFTER_BOARD_DAYS)
    until = max(until, period.meeting_after_next or until)
    rows: list[DueMilestone] = []
    for standing in standings.values():
        for item in standing.milestones:
            due = item.milestone.current
            if due is None or item.timing in LATE | {Timing.DONE, Timing.UNDATED}:
                continue
            if due > until and item.timing is not Timing.FORECAST_LATE:
                continue
            rows.append(
                DueMilestone(
                    ref=standing.action.ref,
                    seq=item.milestone.seq,
                    title=standing.action.title,
                    measure=item.milestone.measure,
                    due=due,
                    lead_posts=tuple(post.name for post in standing.action.leads),
                    rating=standing.rating_label,
                    confidence=_confidence(item, today),
                )
            )
    return tuple(sorted(rows, key=lambda row: row.due))


def _confidence(item: MilestoneTiming, today: date) -> str:
    forecast = item.milestone.forecast
    if forecast is None:
        return "Unsure: no forecast"
    if forecast < today:
        return f"Unsure: the forecast, {day_words(forecast)}, has passed"
    return f"No: forecast {day_words(forecast)}" if item.forecast_days else "Yes"


def cleared(
    last: EditionRow | None,
    standings: Mapping[str, Standing],
    fired: Mapping[str, tuple[Case, tuple[Trigger, ...]]],
) -> tuple[ClearedException, ...]:
    """In the plan's order; what the register no longer holds comes last."""
    if last is None:
        return ()
    left = [ref for ref in standings if ref in last.exceptions and ref not in fired]
    rows = [ClearedException(ref, standings[ref].action.title, _why_cleared(last, standings[ref])) for ref in left]
    gone = sorted(set(last.exceptions) - set(standings), key=ref_sort_key)
    return (*rows, *(ClearedException(ref, "Not in the register", "The register no longer holds it") for ref in gone))


def _why_cleared(last: EditionRow, standing: Standing) -> str:
    """What ended the gravest reason it was reported for."""
    ref, codes = standing.action.ref, last.exceptions[standing.action.ref]
    if standing.key == CLOSED:
        decision = standing.action.decision_reference or "(no reference held)"
        return f"{standing.rating_label} by decision {decision}"
    if "E2" in codes:
        known = set(last.completed)
        done = [item for item in standing.milestones if item.timing is Timing.DONE]
        new = [item.milestone.seq for item in done if f"{ref}/{item.milestone.seq}" not in known]
        if new:
            return f"Milestone {list_words([str(seq) for seq in new])} complete; rated {standing.rating_label}"
        return f"No milestone is late any more; rated {standing.rating_label}"
    if "E4" in codes:
        return f"Reported again, rated {standing.rating_label}"
    return f"Rated {standing.rating_label}; no reason to report it is left"


def register_lines(
    standings: Mapping[str, Standing], fired: Mapping[str, tuple[Case, tuple[Trigger, ...]]]
) -> tuple[RegisterLine, ...]:
    return tuple(_register_line(standing, fired.get(ref)) for ref, standing in standings.items())


def _register_line(standing: Standing, fired: tuple[Case, tuple[Trigger, ...]] | None) -> RegisterLine:
    focus = standing.focus
    upcoming = focus.milestone if focus and is_open(focus) else None
    return RegisterLine(
        ref=standing.action.ref,
        title=standing.action.title,
        area_ref=standing.area.ref,
        lead_posts=tuple(post.name for post in standing.action.leads),
        rating=standing.rating_label,
        timing=focus.words if focus else "No milestone",
        next_due=upcoming.current if upcoming else None,
        forecast=upcoming.forecast if upcoming else None,
        milestones_complete=sum(item.timing is Timing.DONE for item in standing.milestones),
        milestones_total=len(standing.milestones),
        by_exception=" ".join(trigger.code for trigger in fired[1]) if fired else "No",
        last_update=london_date(standing.latest.at) if standing.latest else None,
    )
