"""How an area, an objective, an action or a list of them stands: an assessed cut in, values to show out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from store.cut import RatingRow, UpdateRow
from store.working_days import london_date
from workflows.answers import ActionLine, ActionList, ActionStatus, CountLine, GroupStatus, MilestoneLine
from workflows.exception_report.assess import Assessment
from workflows.exception_report.case import Case, is_open
from workflows.exception_report.triggers import Trigger, severity_of
from workflows.language import count_words, day_words
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
from workflows.timing import MilestoneTiming, Timing

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
    due = list(due_lines(members, today, until))
    named = {line.ref for line in (*exceptions[:SHOWN], *due[:SHOWN])}
    # The card has room for three: rather those that it does not name already.
    silent = sorted(_silent_lines(assessed, members), key=lambda line: line.ref in named)
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
        lead_posts=_posts(standing),
        rating=standing.rating_label,
        rating_colour=colour,
        rating_note=_rating_note(assessed, standing),
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
        last_by=_by(latest),
        last_at=latest.at if latest else None,
        exceptions=tuple(trigger.reason for trigger in fired[1]) if fired else (),
        as_at=assessed.cut.taken_at,
    )


def rated_list(assessed: Assessment, members: Sequence[Standing], code: str, label: str, scope: str) -> ActionList:
    lines = [_line(s, _rating_note(assessed, s)) for s in members if s.key == code]
    return _list(
        assessed, f"{label}: {count_words(len(lines), 'action')} {scope}", lines, f"No action is {label} {scope}."
    )


def overdue_list(
    assessed: Assessment, members: Sequence[Standing], scope: str, mine: Collection[str] = ()
) -> ActionList:
    """Every milestone past its current date, the longest overdue first. `mine`: refs that the reader may update."""
    today = london_date(assessed.cut.taken_at)
    late = sorted(
        ((s, item) for s in members for item in s.late),
        key=lambda pair: (-pair[1].days_late, pair[0].action.sort_key),
    )
    lines = [_line(s, _lateness(item, today), item, mine) for s, item in late]
    heading = f"Overdue: {count_words(len(lines), 'milestone')} {scope}"
    return _list(assessed, heading, lines, f"No milestone is overdue {scope}.")


def due_list(
    assessed: Assessment,
    members: Sequence[Standing],
    window: tuple[date, date],
    scope: str,
    mine: Collection[str] = (),
) -> ActionList:
    start, end = window
    lines = list(due_lines(members, start, end, mine))
    when = f"on {day_words(end)}" if start == end else f"by {day_words(end)}"
    heading = f"Due {when}: {count_words(len(lines), 'milestone')} {scope}"
    return _list(assessed, heading, lines, f"No open milestone is due {when} {scope}.")


def not_reported_list(assessed: Assessment, members: Sequence[Standing], scope: str) -> ActionList:
    lines = _silent_lines(assessed, members)
    since = assessed.period.start
    after = f"since {day_words(london_date(since))}" if since else "so far"
    heading = f"No update received {after}: {count_words(len(lines), 'action')} {scope}"
    return _list(assessed, heading, lines, f"Every action {scope} has been reported {after}.")


def led_list(assessed: Assessment, refs: Sequence[str]) -> ActionList:
    """What a person leads: each action's next milestone, the nearest first, ready to be updated."""
    members = [assessed.standings[ref] for ref in refs if ref in assessed.standings]
    members.sort(key=lambda s: (_next_due(s) or date.max, s.action.sort_key))
    lines = [_line(s, s.focus.words, s.focus, refs) if s.focus else _line(s, "No milestone") for s in members]
    heading = f"You lead {count_words(len(lines), 'action')}"
    return _list(assessed, heading, lines, "You lead no action in this plan.")


def due_lines(members: Iterable[Standing], start: date, end: date, mine: Collection[str] = ()) -> Iterable[ActionLine]:
    found = [
        (item.milestone.current, standing, item)
        for standing in members
        for item in standing.milestones
        if item.timing not in {Timing.DONE, Timing.UNDATED}
        and item.milestone.current
        and start <= item.milestone.current <= end
    ]
    found.sort(key=lambda row: (row[0] or date.max, row[1].action.sort_key, row[2].milestone.seq))
    return [
        _line(standing, f"Due {day_words(day)}: {item.milestone.measure}", item, mine) for day, standing, item in found
    ]


def _list(assessed: Assessment, heading: str, lines: list[ActionLine], empty: str) -> ActionList:
    return ActionList(heading, tuple(lines), empty, assessed.cut.taken_at)


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
            _next_due(pair[0].standing) or date.max,
            pair[0].standing.action.sort_key,
        )
    )
    return [_line(case.standing, min(found, key=lambda trigger: trigger.severity).reason) for case, found in fired]


def _silent_lines(assessed: Assessment, members: Sequence[Standing]) -> list[ActionLine]:
    return [_line(standing, _silence(assessed, standing)) for standing in members if standing.key == NOT_REPORTED]


def _silence(assessed: Assessment, standing: Standing) -> str:
    """How long nobody has said anything, and what was said last."""
    if standing.latest is None:
        cycles = assessed.cases[standing.action.ref].cycles_missed
        return f"Never reported, {count_words(cycles, 'cycle')} running"
    known = standing.last_known.label if standing.last_known else "Not rated"
    return f"{known} as at {day_words(london_date(standing.latest.at))} (not confirmed)"


def _lateness(item: MilestoneTiming, today: date) -> str:
    milestone = item.milestone
    words = f"Due {day_words(milestone.current)}: {item.words}"
    if milestone.forecast is None:
        return words
    passed = " has passed" if milestone.forecast < today else ""
    return f"{words}; forecast {day_words(milestone.forecast)}{passed}"


def _rating_note(assessed: Assessment, standing: Standing) -> str:
    if standing.key == NOT_REPORTED:
        silence = _silence(assessed, standing)
        return f"No update since the last cut-off. Last known: {silence}" if standing.latest else silence
    update = standing.rated_by or standing.latest
    if update is None:
        return "No update yet"
    note = f"By {_by(update)} on {day_words(london_date(update.at))}"
    if standing.because:
        note += f", from {standing.because}"
    return note


def _by(update: UpdateRow | None) -> str:
    if update is None:
        return ""
    return f"{update.person} for {update.on_behalf_of}" if update.on_behalf_of else update.person


def _line(standing: Standing, note: str, item: MilestoneTiming | None = None, mine: Collection[str] = ()) -> ActionLine:
    open_to_reader = item is not None and item.timing is not Timing.DONE and standing.action.ref in mine
    return ActionLine(
        ref=standing.action.ref,
        seq=item.milestone.seq if item else None,
        title=standing.action.title,
        rating=standing.rating_label,
        rating_colour=standing.rating.colour if standing.rating else "",
        note=note,
        lead_posts=_posts(standing),
        item=f"m:{item.milestone.id}" if item and open_to_reader else "",
    )


def _posts(standing: Standing) -> tuple[str, ...]:
    return tuple(post.name for post in standing.action.leads)


def _next_due(standing: Standing) -> date | None:
    """Of what is open."""
    focus = standing.focus
    return focus.milestone.current if focus and is_open(focus) else None
