"""A line about an action or a milestone, and what it says of ratings, silence and dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from store.cut import UpdateRow
from store.working_days import london_date
from workflows.answers import ActionLine
from workflows.exception_report.assess import Assessment
from workflows.exception_report.case import is_open
from workflows.language import count_words, day_words
from workflows.standing import NOT_REPORTED, Standing
from workflows.timing import MilestoneTiming, Timing


def action_line(
    standing: Standing,
    note: str,
    item: MilestoneTiming | None = None,
    mine: Collection[str] = (),
    group: str = "",
) -> ActionLine:
    """`mine`: refs that the reader may update."""
    open_to_reader = item is not None and item.timing is not Timing.DONE and standing.action.ref in mine
    return ActionLine(
        ref=standing.action.ref,
        seq=item.milestone.seq if item else None,
        title=standing.action.title,
        rating=standing.rating_label,
        rating_colour=standing.rating.colour if standing.rating else "",
        note=note,
        lead_posts=posts_of(standing),
        item=f"m:{item.milestone.id}" if item and open_to_reader else "",
        group=group,
    )


def due_lines(members: Iterable[Standing], start: date, end: date, mine: Collection[str] = ()) -> list[ActionLine]:
    """What is open and falls due from the one day to the other, the nearest first."""
    found = [
        (due, standing, item)
        for standing in members
        for item in standing.milestones
        if item.timing not in {Timing.DONE, Timing.UNDATED} and (due := item.milestone.current) and start <= due <= end
    ]
    found.sort(key=lambda row: (row[0], row[1].action.sort_key, row[2].milestone.seq))
    return [
        action_line(standing, f"Due {day_words(due)}: {item.milestone.measure}", item, mine)
        for due, standing, item in found
    ]


def silent_lines(assessed: Assessment, members: Sequence[Standing]) -> list[ActionLine]:
    return [
        action_line(standing, silence_words(assessed, standing)) for standing in members if standing.key == NOT_REPORTED
    ]


def silence_words(assessed: Assessment, standing: Standing) -> str:
    """How long nobody has said anything, and what was said last."""
    if standing.latest is None:
        cycles = assessed.cases[standing.action.ref].cycles_missed
        return f"Never reported, {count_words(cycles, 'cycle')} running"
    known = standing.last_known.label if standing.last_known else "Not rated"
    return f"{known} as at {day_words(london_date(standing.latest.at))} (not confirmed)"


def lateness_words(item: MilestoneTiming, today: date) -> str:
    milestone = item.milestone
    words = f"Due {day_words(milestone.current)}: {item.words}"
    if milestone.forecast is None:
        return words
    passed = " has passed" if milestone.forecast < today else ""
    return f"{words}; forecast {day_words(milestone.forecast)}{passed}"


def rating_note(assessed: Assessment, standing: Standing) -> str:
    if standing.key == NOT_REPORTED:
        silence = silence_words(assessed, standing)
        return f"No update since the last cut-off. Last known: {silence}" if standing.latest else silence
    update = standing.told
    if update is None:
        return "No update yet"
    note = f"By {said_by(update)} on {day_words(london_date(update.at))}"
    if standing.because:
        note += f", from {standing.because}"
    return note


def said_by(update: UpdateRow | None) -> str:
    if update is None:
        return ""
    return f"{update.person} for {update.on_behalf_of}" if update.on_behalf_of else update.person


def posts_of(standing: Standing) -> tuple[str, ...]:
    return tuple(post.name for post in standing.action.leads)


def next_due(standing: Standing) -> date | None:
    """Of what is open."""
    focus = standing.focus
    return focus.milestone.current if focus and is_open(focus) else None
