"""The plan's own words, and where a figure or a rating comes from."""

from __future__ import annotations

from bot.conversation.answered import Answered, Lines
from bot.conversation.answers.asked import Asked, about_action
from bot.conversation.answers.helping import which
from bot.conversation.answers.quoted import quoted
from bot.conversation.said import Kind
from bot.conversation.wording import lines_words
from store.working_days import london_date
from workflows.action_lines import rating_note
from workflows.figures import figure
from workflows.language import count_words, day_words, moment_words
from workflows.plan_text import action_text, area_text, edition_of, objective_text

WHAT_TO_QUOTE = (
    "Name an action, an objective or an area by its ref, and I quote the plan: for example “exact wording of {}”."
)
_TEXTS = {Kind.ACTION: action_text, Kind.OBJECTIVE: objective_text, Kind.AREA: area_text}
MOST_SOURCES = 6


def quote(asked: Asked) -> Answered:
    targets = [target for target in asked.said.targets if target.kind in _TEXTS]
    if len(targets) > 1:
        return which(asked)
    if not targets:
        first = next(iter(asked.assessed.standings), "1.1")
        return asked.answered(WHAT_TO_QUOTE.format(first))
    target = targets[0]
    leads_on = (about_action(target.ref),) if target.kind is Kind.ACTION else ()
    return quoted(asked, _TEXTS[target.kind](asked.assessed.cut, target.ref), (target.ref,), leads_on)


def provenance(asked: Asked) -> Answered:
    """Period, as-at time and source: of the actions named with their indicators, else of everything I say."""
    cut, period = asked.assessed.cut, asked.assessed.period
    since = f"since the cut-off of {moment_words(period.start)}" if period.start else "since the plan began"
    lines = [
        f"As at {moment_words(cut.taken_at)}, from the action register. "
        f"Ratings are those that leads gave {since}; the bot changes none.",
        f"Actions, dates and targets: {edition_of(cut.plan)}",
    ]
    refs = asked.refs_of(asked.members()[0]) if asked.said.targets else ()
    lines += _of_actions(asked, refs)
    lines += _of_indicators(asked, refs)
    if cut.editions:
        last = cut.editions[0]
        lines.append(f"Last report issued: report {last.number}, on data as at {moment_words(last.cut_off_at)}.")
    view = Lines("Where this comes from", tuple(lines))
    return asked.answered(lines_words(view), view, refs, (*(about_action(ref) for ref in refs[:2]), *asked.always()))


def _of_actions(asked: Asked, refs: tuple[str, ...]) -> list[str]:
    shown = refs[:MOST_SOURCES]
    found = [
        f"{ref}, {standing.rating_label}: {rating_note(asked.assessed, standing)}."
        for ref in shown
        if (standing := asked.assessed.standings[ref])
    ]
    if len(refs) > len(shown):
        found.append(f"And {count_words(len(refs) - len(shown), 'more action')}: ask about one of them.")
    return found


def _of_indicators(asked: Asked, refs: tuple[str, ...]) -> list[str]:
    """Those with a reading: of the actions, else of the whole plan."""
    cut = asked.assessed.cut
    rows = [row for row in cut.indicators if row.readings and (not refs or set(row.action_refs) & set(refs))]
    if not rows:
        return [] if refs else ["No indicator has a reading yet."]
    today = london_date(asked.now)
    found = [
        f"Indicator {one.ref}: {one.actual} {one.actual_period}, source: {one.source or 'none recorded'}; "
        f"target {one.target} {one.target_period}."
        for one in (figure(row, today) for row in rows[:MOST_SOURCES])
    ]
    if len(rows) > MOST_SOURCES:
        newest = max(row.readings[-1].period_end for row in rows)
        found.append(f"{len(rows)} indicators have readings, the newest for {day_words(newest)}.")
    return found
