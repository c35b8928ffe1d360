"""Section 10: what became of the milestones whose dates have passed, from the register alone (`domain.md` 6.9).

The first of these that holds is a milestone's verdict; only what was said in the period counts as said:

1. *Met*: it is complete, and there is evidence of it or of its action as a whole.
2. *Missed on the figures*: its measure states one percentage, and the reading of an indicator linked to its action,
   for the month in which it was due, falls short of that.
3. *Late by the lead's own words*: the lead gives a cause, a recovery or a forecast after its date.
4. *Not reported*: nobody has said anything about its action.
5. *Not evidenced*: anything else, so nobody can tell from the register that it is met.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from store.cut import UpdateRow
from store.types import Direction
from workflows.exception_report.annex_rows import MilestoneDue
from workflows.exception_report.case import Case
from workflows.indicators import with_unit
from workflows.language import day_words, short
from workflows.register_check.words import percentages
from workflows.timing import MilestoneTiming, Timing

WORDS_SHOWN = 140
"""Letters of the lead's own words: a line or two of a narrow column."""


class Verdict(StrEnum):
    MET = "Met"
    MISSED = "Missed on the figures"
    LATE = "Late by the lead’s own words"
    NOT_EVIDENCED = "Not evidenced"
    NOT_REPORTED = "Not reported"


def milestones_due(cases: Mapping[str, Case]) -> tuple[MilestoneDue, ...]:
    """By date, then in the plan's order. What a decision has set aside is no longer due."""
    rows = [
        _row(case, item, due)
        for case in cases.values()
        for item in case.standing.milestones
        if item.timing is not Timing.UNDATED and (due := item.milestone.current) and due < case.today
    ]
    return tuple(sorted(rows, key=lambda row: row.due))


def _row(case: Case, item: MilestoneTiming, due: date) -> MilestoneDue:
    verdict, why = _verdict(case, item, due)
    milestone, action = item.milestone, case.standing.action
    return MilestoneDue(
        action.ref, milestone.seq, action.title, milestone.measure, due, item.days_late, verdict.value, why
    )


def _verdict(case: Case, item: MilestoneTiming, due: date) -> tuple[Verdict, str]:
    if item.timing is Timing.DONE:
        evidence = _evidence(case, item)
        on = f"Complete on {day_words(item.milestone.completed_on, 'a day not given')}"
        if evidence:
            return Verdict.MET, f"{on}: {evidence}"
        return Verdict.NOT_EVIDENCED, f"{on}, without evidence"
    said = _said(case, item.milestone.seq)
    figures = _shortfall(case, item.milestone.measure, due)
    if figures:
        return Verdict.MISSED, figures
    late = next((words for update in said if (words := _admitted(update, due))), "")
    if late:
        return Verdict.LATE, late
    if not case.standing.reported:
        return Verdict.NOT_REPORTED, "No update in the period"
    told = next((update.narrative for update in said if update.narrative), "")
    return Verdict.NOT_EVIDENCED, short(told, WORDS_SHOWN) or "The update says nothing of this milestone"


def _evidence(case: Case, item: MilestoneTiming) -> str:
    ref, seqs = case.standing.action.ref, {None, item.milestone.seq}
    titles = [row.title for row in case.cut.evidence if row.action_ref == ref and row.seq in seqs]
    return "; ".join(dict.fromkeys(titles)) or ("signed off by the SRO" if case.standing.signed_off else "")


def _said(case: Case, seq: int) -> list[UpdateRow]:
    """In the period: about the milestone first, then about the action as a whole, each with the newest first."""
    ref = case.standing.action.ref
    held = [
        update
        for update in case.cut.updates
        if update.action_ref == ref and update.seq in {None, seq} and case.period.holds(update.at)
    ]
    newest_first = sorted(held, key=lambda update: (update.at, update.id), reverse=True)
    return sorted(newest_first, key=lambda update: update.seq is None)


def _shortfall(case: Case, measure: str, due: date) -> str:
    """ "25.7% against 35%, for September 2022", or blank where no reading falls short."""
    targets = percentages(measure)
    if len(targets) != 1:
        return ""
    (target,) = targets
    for indicator in case.cut.indicators:
        if case.standing.action.ref not in indicator.action_refs or indicator.unit != "percent":
            continue
        for reading in indicator.readings:
            short_of = target - reading.value if indicator.direction is not Direction.DOWN else reading.value - target
            if short_of > 0 and (reading.period_end.year, reading.period_end.month) == (due.year, due.month):
                actual, wanted = with_unit(reading.value, indicator.unit), with_unit(target, indicator.unit)
                return f"{actual} against {wanted}, for {due:%B %Y}"
    return ""


def _admitted(update: UpdateRow, due: date) -> str:
    if update.cause or update.recovery:
        return short(update.cause or update.recovery, WORDS_SHOWN)
    return f"Forecast {day_words(update.forecast)}" if update.forecast and update.forecast > due else ""
