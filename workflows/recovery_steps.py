"""The path to green of what is off its way: the steps that the lead recorded, or that none are (`domain.md` 6.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.types import RatingRole
from store.working_days import london_date
from workflows.action_lines import action_line, said_by
from workflows.action_lists import a_list
from workflows.answers import ActionList, Quotation, Quotations
from workflows.exception_report.assess import Assessment
from workflows.exception_report.body_rows import Recovery
from workflows.exception_report.entries import recovery_of, recovery_required
from workflows.language import count_words, day_words, list_words
from workflows.standing import Standing

NONE_RECORDED = "None recorded"
RECORDED = "Recorded"


def recovery_steps(assessed: Assessment, members: Sequence[Standing]) -> Quotations:
    """Of actions that were named, whatever they are rated: the steps in the lead's own words."""
    refs = list_words([standing.action.ref for standing in members])
    quotations = [_quoted(standing) for standing in members]
    have = sum(quotation.words != NONE_RECORDED for quotation in quotations)
    said = f"Recovery steps are recorded for {have} of {count_words(len(members), 'action')}."
    return Quotations(f"Path to green of {refs}", (said,), tuple(quotations), assessed.cut.taken_at)


def recovery_list(assessed: Assessment, members: Sequence[Standing], scope: str) -> ActionList:
    """All that owe a recovery plan, those without one first."""
    today = london_date(assessed.cut.taken_at)
    owed = [(standing, recovery_of(standing.told)) for standing in members if _owed(assessed, standing)]
    lines = [
        action_line(standing, _steps(plan, today), group=RECORDED if plan else NONE_RECORDED)
        for standing, plan in sorted(owed, key=lambda pair: pair[1] is not None)
    ]
    have = sum(line.group == RECORDED for line in lines)
    heading = f"Path to green {scope}: {have} of {count_words(len(lines), 'action')} that owe one have it recorded"
    empty = f"No action {scope} is off track or more than a month late, so none owes a path to green."
    return a_list(assessed, heading, lines, empty)


def _owed(assessed: Assessment, standing: Standing) -> bool:
    fired = assessed.fired.get(standing.action.ref)
    off = standing.role is RatingRole.OFF_TRACK
    return off or (fired is not None and recovery_required(standing, fired[1]))


def _steps(plan: Recovery | None, today: date) -> str:
    if plan is None:
        return "No recovery steps are recorded: the SRO is to ask the lead for them"
    return f"{plan.what} ({'; '.join(_when(plan, today))})"


def _when(plan: Recovery, today: date) -> tuple[str, ...]:
    passed = " (passed)" if plan.back_on_track and plan.back_on_track < today else ""
    return (
        f"by {plan.by_whom}" if plan.by_whom else "by nobody named",
        f"by {day_words(plan.by_when)}" if plan.by_when else "no date for the step",
        f"back on track {day_words(plan.back_on_track)}{passed}"
        if plan.back_on_track
        else "no date for being back on track",
    )


def _quoted(standing: Standing) -> Quotation:
    update = standing.told
    source = f"{standing.action.ref} {standing.action.title}: {standing.rating_label}"
    plan = recovery_of(update)
    if plan is None or update is None:
        return Quotation(source, NONE_RECORDED)
    on = london_date(update.at)
    said = f"Recorded by {said_by(update)} on {day_words(on)}"
    return Quotation(source, plan.what, f"{'; '.join(_when(plan, on))}. {said}.")
