"""What changed since the last edition, and what a reader should know of the data (appendix C and section 13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from store.cut import AreaRow, DataCut, EditionRow, PostRow, UpdateRow
from store.types import DateChangeStatus, Lifecycle, RatingRole
from store.working_days import london_date
from workflows.exception_report.appendix_rows import ChangeLine
from workflows.exception_report.naming import printed_name, said_by
from workflows.indicators import IndicatorState, KpiStatus
from workflows.language import count_words, day_words, list_words
from workflows.register_check import Severity, findings_of
from workflows.risks.lines import open_risks
from workflows.risks.scoring import REVIEW_DAYS
from workflows.standing import CLOSED, NOT_RATED, SETTLED, Period, Standing
from workflows.timing import Timing

SETTLED_WORDS = {
    Lifecycle.PAUSED: "paused",
    Lifecycle.MERGED_INTO: "merged into another action",
    Lifecycle.SUPERSEDED: "superseded",
    Lifecycle.WITHDRAWN: "withdrawn",
}


def change_lines(cut: DataCut, standings: Mapping[str, Standing], period: Period) -> tuple[ChangeLine, ...]:
    """What moved since the last edition: ratings, completions and dates, with who said so."""
    last = cut.editions[0] if cut.editions else None
    lines: list[ChangeLine] = [
        *_ratings_changed(cut, standings, period, last),
        *_dates_given(cut, standings, period, last),
        *_dates_moved(cut, period),
        *_decided(cut, period),
    ]
    order = {ref: place for place, ref in enumerate(standings)}
    return tuple(sorted(lines, key=lambda line: (order[line.ref.split(" ")[0]], line.ref, line.on, line.field)))


def _ratings_changed(
    cut: DataCut, standings: Mapping[str, Standing], period: Period, last: EditionRow | None
) -> Iterator[ChangeLine]:
    """Of actions as a whole, against the rating last known at the last edition."""
    labels = {rating.code: rating.label for rating in cut.ratings}
    for ref, standing in standings.items():
        rating, update = standing.rating, standing.rated_by
        if rating is None or update is None or not period.holds(update.at):
            continue
        old = labels.get(last.last_rating.get(ref, ""), "None") if last else "None"
        if old != rating.label:
            by = said_by(update, standing.action)
            yield ChangeLine(ref, "Rating", old, rating.label, by, london_date(update.at))


def _dates_given(
    cut: DataCut, standings: Mapping[str, Standing], period: Period, last: EditionRow | None
) -> Iterator[ChangeLine]:
    """Completions, and forecasts that differ from the milestone's own date: of each milestone the last one given."""
    known = set(last.completed) if last else set[str]()
    due = {(milestone.action_ref, milestone.seq): milestone.current for milestone in cut.milestones}
    told: set[tuple[str, int]] = set()
    for update in sorted(cut.updates, key=lambda update: (update.at, update.id), reverse=True):
        if update.seq is None or not period.holds(update.at) or (update.action_ref, update.seq) in told:
            continue
        ref, on = f"{update.action_ref} milestone {update.seq}", london_date(update.at)
        by = said_by(update, standings[update.action_ref].action)
        if update.completed_on or update.forecast:
            told.add((update.action_ref, update.seq))
        if update.completed_on and f"{update.action_ref}/{update.seq}" not in known:
            yield ChangeLine(ref, "Completed on", "Not complete", day_words(update.completed_on), by, on)
        elif _off_its_date(update, due):
            current = f"Due {day_words(due[update.action_ref, update.seq], 'on no date')}"
            yield ChangeLine(ref, "Forecast", current, day_words(update.forecast), by, on)


def _off_its_date(update: UpdateRow, due: Mapping[tuple[str, int], object]) -> bool:
    return update.forecast is not None and update.forecast != due.get((update.action_ref, update.seq or 0))


def _dates_moved(cut: DataCut, period: Period) -> Iterator[ChangeLine]:
    for change in cut.date_changes:
        if change.status is DateChangeStatus.APPROVED and change.decided_at and period.holds(change.decided_at):
            yield ChangeLine(
                f"{change.action_ref} milestone {change.seq}",
                "Current date",
                day_words(change.from_due),
                day_words(change.to_due),
                printed_name(cut, change.decided_by) or "Not recorded",
                london_date(change.decided_at),
            )


def _decided(cut: DataCut, period: Period) -> Iterator[ChangeLine]:
    for row in cut.lifecycle_changes:
        if period.holds(row.at):
            yield ChangeLine(
                row.action_ref if row.seq is None else f"{row.action_ref} milestone {row.seq}",
                "State by decision",
                _state_words(row.before),
                f"{_state_words(row.after)}, decision {row.decision_reference}"
                if row.decision_reference
                else _state_words(row.after),
                printed_name(cut, row.by) or "The register's import",
                london_date(row.at),
            )


def _state_words(state: Lifecycle) -> str:
    return state.value.replace("_", " ").capitalize()


def data_notes(cut: DataCut, standings: Mapping[str, Standing], states: Sequence[IndicatorState]) -> tuple[str, ...]:
    return (
        "A date given as a month means the last day of that month; a milestone is late from the day after.",
        *_key_notes(cut),
        *_people_notes(cut, standings),
        *_date_notes(standings),
        *_undated_completions(standings),
        *_reported_unrated_notes(standings),
        *_unrated_notes(cut, standings),
        *_indicator_notes(cut, states),
        *(
            f"The rating of {c.action_ref} is disputed by {printed_name(cut, c.person)}: {c.reason}"
            for c in cut.challenges
        ),
        *_risk_notes(cut),
        *_settled_notes(standings),
        *_check_notes(cut),
    )


def _key_notes(cut: DataCut) -> Iterator[str]:
    unconfirmed = [rating.label for rating in cut.ratings if not rating.confirmed]
    if len(unconfirmed) == len(cut.ratings):
        yield "Nobody has confirmed what this plan's ratings mean, so no rule that reads a rating has run."
    elif unconfirmed:
        yield f"Nobody has confirmed what {list_words(unconfirmed)} means in this plan, so no rule has read it."


def _people_notes(cut: DataCut, standings: Mapping[str, Standing]) -> Iterator[str]:
    posts = [post for area in cut.areas for post in area.sros]
    posts += [post for action in cut.actions for post in action.leads]
    if not any(post.holders for post in posts):
        yield "The register holds nobody in post yet, so no vacant post is reported."
    for area in cut.areas:
        yield from _own_area_notes(area, standings)


def _own_area_notes(area: AreaRow, standings: Mapping[str, Standing]) -> Iterator[str]:
    own = [
        standing.action.ref
        for standing in standings.values()
        if standing.area.ref == area.ref and _held_in_common(area.sros, standing.action.leads)
    ]
    if own:
        yield f"Area {area.ref}: its SRO also leads {list_words(own)}, and so reports to themselves there."


def _held_in_common(sros: Sequence[PostRow], leads: Sequence[PostRow]) -> bool:
    """The same post, or the same person in two posts."""
    return any(sro.name == lead.name or set(sro.holders) & set(lead.holders) for sro in sros for lead in leads)


def _date_notes(standings: Mapping[str, Standing]) -> Iterator[str]:
    undated = [
        f"{ref} milestone {item.milestone.seq}"
        for ref, standing in standings.items()
        for item in standing.milestones
        if item.timing is Timing.UNDATED and not item.milestone.current
    ]
    if undated:
        have = count_words(len(undated), "milestone has", "milestones have")
        yield f"{have} no date, and so cannot be late: {list_words(undated)}."


def _undated_completions(standings: Mapping[str, Standing]) -> Iterator[str]:
    names = [
        f"{ref} milestone {item.milestone.seq}"
        for ref, standing in standings.items()
        for item in standing.milestones
        if item.timing is Timing.DONE and item.milestone.completed_on is None
    ]
    if names:
        count = count_words(len(names), "milestone is", "milestones are")
        yield f"{count} complete on a day not given: {list_words(names)}. The lead is to say when."


def _reported_unrated_notes(standings: Mapping[str, Standing]) -> Iterator[str]:
    refs = [ref for ref, standing in standings.items() if standing.key == NOT_RATED]
    if refs:
        was = count_words(len(refs), "action was", "actions were")
        yield f"{was} reported in the period without a rating: {list_words(refs)}. The lead of each is to rate it."


def _unrated_notes(cut: DataCut, standings: Mapping[str, Standing]) -> Iterator[str]:
    """Complete to the last milestone, but nobody has said that the action is."""
    complete = next((r.label for r in cut.ratings if r.confirmed and r.role is RatingRole.COMPLETE), None)
    refs = [
        ref
        for ref, standing in standings.items()
        if standing.nothing_open and standing.key != CLOSED and standing.role is not RatingRole.COMPLETE
    ]
    if complete and refs:
        them = "it" if len(refs) == 1 else "them"
        yield (
            f"Every milestone of {list_words(refs)} is complete, but nobody has rated {them} {complete}. "
            "The lead is to do so, with evidence, or to say what is left."
        )


def _indicator_notes(cut: DataCut, states: Sequence[IndicatorState]) -> Iterator[str]:
    unlinked = sum(not indicator.action_refs for indicator in cut.indicators)
    if unlinked:
        name = count_words(unlinked, "indicator names", "indicators name")
        yield f"{name} no action, and so can bring no action into this report; section 8 covers them on their own."
    silent = sum(state.status is KpiStatus.NO_READING for state in states)
    if silent:
        yield f"{count_words(silent, 'indicator has', 'indicators have')} passed a target date without a reading."


def _risk_notes(cut: DataCut) -> Iterator[str]:
    """Open ones that nobody has assessed for a quarter, or ever."""
    stale = [f"{risk.ref} (since {day_words(risk.assessed_on)})" for risk in open_risks(cut) if risk.note]
    if stale:
        were = count_words(len(stale), "risk or issue was", "risks and issues were")
        yield (
            f"{were} not reviewed for more than {REVIEW_DAYS} days: {list_words(stale)}. The owner of each is to do so."
        )
    unscored = [risk.ref for risk in open_risks(cut) if risk.score is None]
    if unscored:
        have = count_words(len(unscored), "risk or issue has", "risks and issues have")
        yield f"{have} no score yet: {list_words(unscored)}. The owner of each is to assess it."


def _settled_notes(standings: Mapping[str, Standing]) -> Iterator[str]:
    for ref, standing in standings.items():
        action = standing.action
        if action.lifecycle in SETTLED:
            decision = (
                f"by decision {action.decision_reference}" if action.decision_reference else "by no decision held"
            )
            yield f"{ref} is {SETTLED_WORDS[action.lifecycle]} {decision}, and is counted as closed."


def _check_notes(cut: DataCut) -> Iterator[str]:
    """How much the register contradicts itself or lacks: the list is the compliance team's work, and long."""
    in_order = replace(
        cut,
        actions=tuple(sorted(cut.actions, key=lambda row: (row.sort_key, row.ref))),
        milestones=tuple(sorted(cut.milestones, key=lambda row: (row.action_ref, row.seq))),
    )
    found = Counter(finding.severity for finding in findings_of(in_order))
    if found:
        graded = list_words([count_words(found[one], one.value) for one in Severity if found[one]])
        total = count_words(found.total(), "finding is", "findings are")
        yield f"{total} open in the check of the register ({graded}): the compliance team holds the list."
