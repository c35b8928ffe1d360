"""How many actions or milestones there are of a kind, how old each is, and by which convention they are counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from store.working_days import london_date
from workflows.action_lines import action_line, due_lines, rating_note, silence_words
from workflows.action_lists import MONTH_END, a_list
from workflows.answers import ActionList
from workflows.exception_report.assess import Assessment
from workflows.language import count_words, day_words
from workflows.standing import CLOSED, NOT_REPORTED, Standing, counted
from workflows.timing import LATE_MINOR_DAYS

BY_LEAD = "An action counts under the rating that its lead gave since the last cut-off; an older one is not carried on."
ONCE = "Each action counts once: under its rating, or as not reported, or as closed."


def count_rated(
    assessed: Assessment, members: Sequence[Standing], codes: Collection[str], label: str, scope: str
) -> ActionList:
    lines = [action_line(s, f"{rating_note(assessed, s)}{_age(assessed, s)}") for s in members if s.key in codes]
    heading = f"{len(lines)} of {count_words(len(members), 'action')} {scope} {_are(lines)} {label}"
    return a_list(
        assessed, heading, lines, f"None of {count_words(len(members), 'action')} {scope} is {label}.", BY_LEAD
    )


def count_late(assessed: Assessment, members: Sequence[Standing], scope: str) -> ActionList:
    """Actions with a milestone past its current date; the longest overdue first, up to a month and beyond it apart."""
    late = sorted((s for s in members if s.late), key=lambda s: (-s.days_late, s.action.sort_key))
    milestones = sum(len(s.late) for s in late)
    minor = sum(s.days_late <= LATE_MINOR_DAYS for s in late)
    lines = [
        action_line(s, f"{s.late[0].words}, due {day_words(s.late[0].milestone.current)}", s.late[0]) for s in late
    ]
    heading = (
        f"{len(late)} of {count_words(len(members), 'action')} {scope} {_are(lines)} late "
        f"({count_words(milestones, 'milestone')}): {minor} by up to a month, {len(late) - minor} by more"
    )
    return a_list(
        assessed, heading, lines, f"None of {count_words(len(members), 'action')} {scope} is late.", MONTH_END
    )


def count_silent(assessed: Assessment, members: Sequence[Standing], scope: str) -> ActionList:
    lines = [action_line(s, silence_words(assessed, s)) for s in members if s.key == NOT_REPORTED]
    start = assessed.period.start
    since = f"since the cut-off of {day_words(london_date(start))}" if start else "so far"
    heading = f"{len(lines)} of {count_words(len(members), 'action')} {scope} {_have(lines)} not been reported {since}"
    empty = f"All of {count_words(len(members), 'action')} {scope} have been reported {since}."
    return a_list(assessed, heading, lines, empty, "Not reported is a state of its own, and never counted as a rating.")


def count_due(assessed: Assessment, members: Sequence[Standing], window: tuple[date, date], scope: str) -> ActionList:
    start, end = window
    lines = due_lines(members, start, end)
    when = f"on {day_words(end)}" if start == end else f"from {day_words(start)} to {day_words(end)}"
    heading = f"{count_words(len(lines), 'open milestone')} {scope} {_fall(lines)} due {when}"
    return a_list(assessed, heading, lines, f"No open milestone {scope} falls due {when}.", MONTH_END)


def count_all(assessed: Assessment, members: Sequence[Standing], scope: str) -> ActionList:
    """Every state with its number: they add up to the number of actions."""
    counts = counted(members, assessed.cut.ratings)
    labels = {rating.code: rating.label for rating in assessed.cut.ratings}
    closed = f", {counts[CLOSED]} closed" if counts[CLOSED] else ""
    rated = ", ".join(f"{counts[code]} {label}" for code, label in labels.items() if counts[code])
    unrated = len(members) - sum(counts[code] for code in labels) - counts[NOT_REPORTED] - counts[CLOSED]
    states = [rated] if rated else []
    states += [f"{unrated} reported without a rating"] if unrated else []
    milestones = sum(len(s.milestones) for s in members)
    heading = (
        f"{count_words(len(members), 'action')} {scope} with {count_words(milestones, 'milestone')}: "
        f"{', '.join([*states, f'{counts[NOT_REPORTED]} not reported'])}{closed}"
    )
    return ActionList(heading, (), f"{heading}. {ONCE}", assessed.cut.taken_at)


def _age(assessed: Assessment, standing: Standing) -> str:
    if standing.told is None:
        return ""
    days = (london_date(assessed.cut.taken_at) - london_date(standing.told.at)).days
    return f", {count_words(days, 'day')} ago" if days else ", today"


def _are(lines: Sequence[object]) -> str:
    return "is" if len(lines) == 1 else "are"


def _have(lines: Sequence[object]) -> str:
    return "has" if len(lines) == 1 else "have"


def _fall(lines: Sequence[object]) -> str:
    return "falls" if len(lines) == 1 else "fall"
