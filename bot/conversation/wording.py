"""Answers as plain text: short, with refs and the as-at time, and nothing that the register does not hold."""

from __future__ import annotations

from bot.conversation.grammar import Intent
from workflows.answers import ActionHistory, ActionLine, ActionList, ActionStatus, GroupStatus
from workflows.language import day_words, list_words, moment_words

LINES = 12

_HELP = (
    "I hold the action register of the SEND improvement plan. Ask me what is yours, how an area, objective or "
    "action stands (by its ref or by words of its title), what is red, amber, green, blue or grey, what is overdue, "
    "what is due by a date, who has not reported, or for the exception report as it stands now."
)


def help_words(intent: Intent) -> str:
    if intent is Intent.GREETING:
        return f"Hello. {_HELP}"
    if intent is Intent.NOT_UNDERSTOOD:
        return f"I did not understand that. {_HELP}"
    return _HELP


def view_words(view: ActionList | ActionStatus | GroupStatus) -> str:
    if isinstance(view, ActionList):
        return _list_words(view)
    return _action_words(view) if isinstance(view, ActionStatus) else _group_words(view)


def history_words(view: ActionHistory) -> str:
    return "\n".join([f"{view.heading}: what happened, as at {moment_words(view.as_at)}", *history_lines(view)])


def history_lines(view: ActionHistory) -> list[str]:
    earlier = [f"(the last {len(view.lines)}; {view.more} earlier)"] if view.more else []
    return [*earlier, *(f"- {line}" for line in view.lines)] or ["Nothing has been recorded."]


def _list_words(view: ActionList) -> str:
    if not view.lines:
        return f"{view.empty} As at {moment_words(view.as_at)}."
    lines = [_line(line) for line in view.lines[:LINES]]
    left = len(view.lines) - len(lines) + view.more
    if left:
        lines.append(f"and {left} more")
    return "\n".join([f"{view.heading} (as at {moment_words(view.as_at)})", *lines])


def _line(line: ActionLine) -> str:
    name = line.ref if line.seq is None else f"{line.ref} milestone {line.seq}"
    return f"- {name} {line.title} [{line.rating}]: {line.note} ({list_words(line.lead_posts, none='no lead named')})"


def _action_words(view: ActionStatus) -> str:
    parts = [f"{view.ref} {view.title}", f"{view.area}. Lead: {list_words(view.lead_posts, none='none named')}."]
    parts.append(f"{view.rating}. {view.rating_note}.")
    parts += [f"Milestone {m.seq}: {m.timing}. {m.measure}" for m in view.milestones]
    if view.last_words and view.last_at:
        parts.append(f"Last update, {view.last_by}, {moment_words(view.last_at)}: “{view.last_words}”")
    if view.exceptions:
        parts.append(f"By exception: {'; '.join(view.exceptions)}.")
    parts.append(f"As at {moment_words(view.as_at)}.")
    return "\n".join(parts)


def _group_words(view: GroupStatus) -> str:
    counts = [f"{line.count} {line.label}" for line in view.counts if line.count]
    parts = [
        view.heading,
        f"SRO: {list_words(view.sros, none='none named')}. {view.worst_because}.",
        f"{view.total} actions: {', '.join(counts) or 'none'}. {view.movement}",
    ]
    alone = view.for_silence_alone
    besides = f" (besides {alone} only because no update was received)" if alone else ""
    for title, lines, more in (
        (f"By exception{besides}", view.exceptions, view.more_exceptions),
        (f"Due by {day_words(view.due_until)}", view.due_next, view.more_due),
        ("Not reported", view.silent, view.more_silent),
    ):
        parts.append(f"{title}: {'none' if not lines else ''}".rstrip())
        parts += [_line(line) for line in lines]
        if more:
            parts.append(f"and {more} more")
    parts.append(f"As at {moment_words(view.as_at)}.")
    return "\n".join(parts)
