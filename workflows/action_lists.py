"""Lists of actions and milestones: what is mine, of a rating, overdue, due, not reported."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from store.cut import AskedRow
from store.working_days import london_date
from workflows.action_lines import action_line, due_lines, lateness_words, next_due, rating_note, silence_words
from workflows.answers import ActionLine, ActionList
from workflows.exception_report.assess import Assessment
from workflows.language import count_words, day_words, list_words
from workflows.standing import NOT_REPORTED, Standing

MONTH_END = "A date given as a month means its last day; a milestone is late from the day after."
NO_LEAD = "No lead named in the plan"


def rated_list(
    assessed: Assessment, members: Sequence[Standing], codes: Collection[str], label: str, scope: str
) -> ActionList:
    """Those of any of these ratings."""
    lines = [action_line(s, rating_note(assessed, s)) for s in members if s.key in codes]
    heading = f"{label}: {count_words(len(lines), 'action')} {scope}"
    return a_list(assessed, heading, lines, f"No action is {label} {scope}.")


def overdue_list(
    assessed: Assessment, members: Sequence[Standing], scope: str, mine: Collection[str] = ()
) -> ActionList:
    """Every milestone past its current date, the longest overdue first. `mine`: refs that the reader may update."""
    today = london_date(assessed.cut.taken_at)
    late = sorted(
        ((s, item) for s in members for item in s.late),
        key=lambda pair: (-pair[1].days_late, pair[0].action.sort_key),
    )
    lines = [action_line(s, lateness_words(item, today), item, mine) for s, item in late]
    heading = f"Overdue: {count_words(len(lines), 'milestone')} {scope}"
    return a_list(assessed, heading, lines, f"No milestone is overdue {scope}.", MONTH_END)


def due_list(
    assessed: Assessment,
    members: Sequence[Standing],
    window: tuple[date, date],
    scope: str,
    mine: Collection[str] = (),
) -> ActionList:
    """By lead: whoever has the nearest date first, and of theirs the nearest first."""
    start, end = window
    today = london_date(assessed.cut.taken_at)
    lines = _by_lead(due_lines(members, start, end, mine))
    if start == end:
        when = f"on {day_words(end)}"
    elif start <= today:
        when = f"by {day_words(end)}"
    else:
        when = f"from {day_words(start)} to {day_words(end)}"
    leads = count_words(len({line.group for line in lines}), "lead")
    by = f", {leads}" if lines else ""
    heading = f"Due {when}: {count_words(len(lines), 'milestone')} {scope}{by}"
    return a_list(assessed, heading, lines, f"No open milestone is due {when} {scope}.")


def not_reported_list(
    assessed: Assessment,
    members: Sequence[Standing],
    scope: str,
    asked: Sequence[AskedRow],
    least: int = 0,
) -> ActionList:
    """`asked` is what the ledger holds of this round; `least` leaves out whoever has been asked fewer times."""
    sent = {row.action_ref: row for row in asked}
    silent = [s for s in members if s.key == NOT_REPORTED and (not least or _times(sent, s) >= least)]
    lines = [action_line(s, f"{silence_words(assessed, s)}; {_asked_words(sent.get(s.action.ref))}") for s in silent]
    since = assessed.period.start
    after = f"since {day_words(london_date(since))}" if since else "so far"
    often = f" though asked {count_words(least, 'time')} or more" if least else ""
    heading = f"No update received {after}{often}: {count_words(len(lines), 'action')} {scope}"
    empty = (
        f"No action {scope} has been asked about {count_words(least, 'time')} or more since then without an answer."
        if least
        else f"Every action {scope} has been reported {after}."
    )
    return a_list(assessed, heading, lines, empty)


def led_list(assessed: Assessment, refs: Sequence[str]) -> ActionList:
    """What a person leads: each action's next milestone, the nearest first, ready to be updated."""
    lines = led_lines(assessed, refs, refs)
    heading = f"You lead {count_words(len(lines), 'action')}"
    return a_list(assessed, heading, lines, "You lead no action in this plan.")


def led_lines(assessed: Assessment, refs: Sequence[str], mine: Collection[str] = ()) -> list[ActionLine]:
    members = [assessed.standings[ref] for ref in refs if ref in assessed.standings]
    members.sort(key=lambda s: (next_due(s) or date.max, s.action.sort_key))
    return [
        action_line(s, s.focus.words, s.focus, mine) if s.focus else action_line(s, "No milestone") for s in members
    ]


def a_list(assessed: Assessment, heading: str, lines: Sequence[ActionLine], empty: str, *notes: str) -> ActionList:
    return ActionList(heading, tuple(lines), empty, assessed.cut.taken_at, notes=notes if lines else ())


def _by_lead(lines: Sequence[ActionLine]) -> list[ActionLine]:
    """In the order in which the leads first come up."""
    grouped: dict[str, list[ActionLine]] = {}
    for line in lines:
        lead = list_words(line.lead_posts, none=NO_LEAD)
        grouped.setdefault(lead, []).append(replace(line, group=lead))
    return [line for of_one in grouped.values() for line in of_one]


def _times(sent: dict[str, AskedRow], standing: Standing) -> int:
    row = sent.get(standing.action.ref)
    return row.requests_sent if row else 0


def _asked_words(row: AskedRow | None) -> str:
    if row is None or not row.requests_sent or row.last_sent_at is None:
        return "not asked in this round yet"
    words = f"asked {count_words(row.requests_sent, 'time')}, last on {day_words(london_date(row.last_sent_at))}"
    return f"{words}, copied to {list_words(row.escalated_to)}" if row.escalated_to else words
