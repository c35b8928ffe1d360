"""How an area, an objective or an action stands: an assessed cut in, values to show out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from store.cut import RatingRow
from store.working_days import london_date
from workflows.action_lines import action_line, due_lines, next_due, posts_of, rating_note, said_by, silent_lines
from workflows.answers import ActionLine, ActionStatus, CountLine, GroupStatus, MilestoneLine
from workflows.exception_report.assess import Assessment
from workflows.exception_report.case import Case
from workflows.exception_report.entries import movement_of
from workflows.exception_report.triggers import Trigger, severity_of
from workflows.risks.lines import open_risks, touching
from workflows.standing import (
    NOT_RATED,
    NOT_REPORTED,
    STATE_LABELS,
    Standing,
    counted,
    is_worse,
    states_shown,
    worst_of,
)

SHOWN = 3
"""Lines of each kind on a status card; more is a list of its own."""

MOST_REFS = 6
"""In one part of the sentence on movement."""

SILENCE = "E4"
"""The trigger of an action that nobody has reported; a status names those apart."""

MOVES = ("better", "worse", "newly reported", "no longer reported", "moved")
DUE_DAYS = 31


def group_status(assessed: Assessment, heading: str, members: Sequence[Standing]) -> GroupStatus:
    cut, period = assessed.cut, assessed.period
    today = london_date(cut.taken_at)
    refs = {standing.action.ref for standing in members}
    sros: dict[str, None] = {}
    for standing in members:
        sros.update(dict.fromkeys(post.name for post in standing.area.sros))
    worst, because = worst_of(members)
    exceptions = _by_severity(assessed, refs)
    until = (period.next_meeting or today) + timedelta(days=DUE_DAYS)
    due = due_lines(members, today, until)
    named = {line.ref for line in (*exceptions[:SHOWN], *due[:SHOWN])}
    # The card has room for three: rather those that it does not name already.
    silent = sorted(silent_lines(assessed, members), key=lambda line: line.ref in named)
    return GroupStatus(
        heading=heading,
        sros=tuple(sros),
        as_at=cut.taken_at,
        worst=worst,
        worst_because=because,
        counts=_counts(assessed, members, refs),
        total=len(members),
        by_exception=len(refs & assessed.fired.keys()),
        movement=_movement(assessed, members),
        exceptions=tuple(exceptions[:SHOWN]),
        due_next=tuple(due[:SHOWN]),
        due_until=until,
        silent=tuple(silent[:SHOWN]),
        more_exceptions=max(0, len(exceptions) - SHOWN),
        more_due=max(0, len(due) - SHOWN),
        more_silent=max(0, len(silent) - SHOWN),
    )


def action_status(assessed: Assessment, ref: str, may_update: bool) -> ActionStatus:
    standing = assessed.standings[ref]
    fired = assessed.fired.get(ref)
    latest = standing.latest
    colour = standing.rating.colour if standing.rating else ""
    return ActionStatus(
        ref=ref,
        title=standing.action.title,
        area=f"Area {standing.area.ref}: {standing.area.title}",
        lead_posts=posts_of(standing),
        rating=standing.rating_label,
        rating_colour=colour,
        rating_note=rating_note(assessed, standing),
        conflict=next((t.reason for t in fired[1] if t.code == "E6"), "") if fired else "",
        milestones=tuple(
            MilestoneLine(
                seq=item.milestone.seq,
                measure=item.milestone.measure,
                timing=item.words,
                baseline=item.milestone.baseline,
                current=item.milestone.current,
                forecast=item.milestone.forecast,
                completed_on=item.milestone.completed_on,
                item=f"m:{item.milestone.id}" if may_update else "",
            )
            for item in standing.milestones
        ),
        last_words=latest.narrative if latest else "",
        last_by=said_by(latest),
        last_at=latest.at if latest else None,
        exceptions=tuple(trigger.reason for trigger in fired[1]) if fired else (),
        as_at=assessed.cut.taken_at,
        movement=_moved(assessed.cases[ref]),
        risks="; ".join(f"{risk.ref} ({risk.score_words})" for risk in touching(open_risks(assessed.cut), [ref])),
    )


def _moved(case: Case) -> str:
    """Against the last report to the Board: "Was Amber in report 2: worse"."""
    last, before = case.last_edition, case.previous_key
    if last is None or not before:
        return ""
    label = case.previous.label if case.previous else STATE_LABELS.get(before, before)
    return f"Was {label} in report {last.number}: {movement_of(case)}"


def _counts(assessed: Assessment, members: Sequence[Standing], refs: set[str]) -> tuple[CountLine, ...]:
    cut = assessed.cut
    now = counted(members, cut.ratings)
    last = cut.editions[0] if cut.editions else None

    def before(key: str) -> int | None:
        return sum(last.standing.get(ref) == key for ref in refs) if last else None

    unrated = any(standing.key == NOT_RATED for standing in assessed.standings.values())
    rated = [CountLine(r.label, now[r.code], before(r.code), r.colour) for r in cut.ratings]
    return (
        *rated,
        *(CountLine(STATE_LABELS[key], now[key], before(key), "") for key in states_shown(unrated, last)),
    )


def _movement(assessed: Assessment, members: Sequence[Standing]) -> str:
    """Against the last report to the Board, in one sentence."""
    cut = assessed.cut
    if not cut.editions:
        return "No report has been issued yet to compare with."
    last = cut.editions[0]
    ratings = {rating.code: rating for rating in cut.ratings}
    words = STATE_LABELS | {code: rating.label for code, rating in ratings.items()}
    moved: dict[str, list[str]] = defaultdict(list)
    for standing in members:
        ref, now = standing.action.ref, standing.key
        before = last.standing.get(ref, NOT_REPORTED)
        if before == now:
            continue
        how = f"{words.get(before, before)} to {words[now]}"
        if now in ratings and before in ratings and _both_ranked(ratings[now], ratings[before]):
            moved["worse" if is_worse(ratings[now], ratings[before]) else "better"].append(f"{ref} ({how})")
        elif before == NOT_REPORTED and now in ratings:
            moved["newly reported"].append(f"{ref} ({words[now]})")
        elif now == NOT_REPORTED:
            moved["no longer reported"].append(f"{ref} (was {words.get(before, before)})")
        else:
            moved["moved"].append(f"{ref} ({how})")
    if not moved:
        return f"No rating has moved since report {last.number}."
    parts = [f"{kind}: {_first_of(moved[kind])}" for kind in MOVES if kind in moved]
    return f"Since report {last.number}, {'; '.join(parts)}."


def _both_ranked(now: RatingRow, before: RatingRow) -> bool:
    return bool(now.rank and before.rank and now.rank != before.rank)


def _first_of(refs: Sequence[str]) -> str:
    more = len(refs) - MOST_REFS
    return ", ".join(refs[:MOST_REFS]) + (f" and {more} more" if more > 0 else "")


def _by_severity(assessed: Assessment, refs: set[str]) -> list[ActionLine]:
    """Those with a reason beyond silence, each with its gravest."""
    fired: list[tuple[Case, tuple[Trigger, ...]]] = []
    for ref, (case, found) in assessed.fired.items():
        beyond = tuple(trigger for trigger in found if trigger.code != SILENCE)
        if ref in refs and beyond:
            fired.append((case, beyond))
    fired.sort(
        key=lambda pair: (
            severity_of(pair[1]),
            next_due(pair[0].standing) or date.max,
            pair[0].standing.action.sort_key,
        )
    )
    return [
        action_line(case.standing, min(found, key=lambda trigger: trigger.severity).reason) for case, found in fired
    ]
