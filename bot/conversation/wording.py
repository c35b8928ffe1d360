"""Answers as plain text: short, with refs and the as-at time, and nothing that the register does not hold."""

from __future__ import annotations

from bot.conversation.answered import Lines, Shown
from workflows.answers import (
    Abilities,
    ActionHistory,
    ActionLine,
    ActionList,
    ActionStatus,
    Figure,
    Figures,
    GroupStatus,
    Quotations,
)
from workflows.language import day_words, list_words, moment_words, short
from workflows.risks.views import RisksShown

LONGEST_NOTE = 200
LONGEST_QUOTATION = 600
MOST_QUOTATIONS = 10


def view_words(view: Shown) -> str:
    match view:
        case Abilities():
            return abilities_words(view)
        case ActionHistory():
            return history_words(view)
        case ActionList():
            return _list_words(view)
        case ActionStatus():
            return _action_words(view)
        case Figures():
            return _figures_words(view)
        case GroupStatus():
            return _group_words(view)
        case Lines():
            return lines_words(view)
        case Quotations():
            return _quotations_words(view)
        case RisksShown():
            return _risks_words(view)


def _risks_words(view: RisksShown) -> str:
    if not view.risks:
        return view.empty
    lines = [f"{view.heading}, as at {moment_words(view.as_at)}:"]
    for risk in view.shown:
        step = f" Next: {short(risk.next_step, LONGEST_NOTE)}" if risk.next_step else ""
        by = f", by {day_words(risk.next_step_by)}" if risk.next_step and risk.next_step_by else ""
        note = f" {risk.note}." if risk.note else ""
        lines.append(
            f"- {risk.ref}, {risk.kind.lower()} on {list_words(risk.action_refs)}: {risk.text} ({risk.score_words}). "
            f"Owner: {risk.owner or 'none'}.{step}{by}{'.' if step else ''}{note}"
        )
    if view.left:
        lines.append(f"and {view.left} more")
    return "\n".join(lines)


def abilities_words(view: Abilities) -> str:
    kinds = [f"{kind}: {'; '.join(choice.ask for choice in choices)}" for kind, choices in view.kinds]
    return "\n".join([view.said, "You can write, for example:", *kinds])


def lines_words(view: Lines) -> str:
    return "\n".join([view.heading, *view.lines])


def history_words(view: ActionHistory) -> str:
    return "\n".join([f"{view.heading}: what happened, as at {moment_words(view.as_at)}", *history_lines(view)])


def history_lines(view: ActionHistory) -> list[str]:
    earlier = [f"(the last {len(view.lines)}; {view.more} earlier)"] if view.more else []
    return [*earlier, *(f"- {line}" for line in view.lines)] or ["Nothing has been recorded."]


def _list_words(view: ActionList) -> str:
    if not view.lines:
        return f"{view.empty} As at {moment_words(view.as_at)}."
    place = f", {view.place}" if view.place else ""
    lines = [f"{view.heading} (as at {moment_words(view.as_at)}{place})"]
    group = ""
    for line in view.shown:
        if line.group != group:
            group = line.group
            lines.append(f"{group}:")
        lines.append(_line(line))
    if view.left:
        lines.append(f"and {view.left} more")
    return "\n".join([*lines, *view.notes])


def _line(line: ActionLine) -> str:
    name = line.ref if line.seq is None else f"{line.ref} milestone {line.seq}"
    note = short(line.note, LONGEST_NOTE)
    posts = list_words(line.lead_posts, none="no lead named")
    posts = "" if line.group == posts else f" ({posts})"
    return f"- {name} {line.title} [{line.rating}]: {note}{posts}"


def _action_words(view: ActionStatus) -> str:
    parts = [f"{view.ref} {view.title}", f"{view.area}. Lead: {list_words(view.lead_posts, none='none named')}."]
    parts.append(f"{view.rating}. {view.rating_note}.")
    if view.movement:
        parts.append(f"{view.movement}.")
    parts += [f"Milestone {m.seq}: {m.timing}. {m.measure}" for m in view.milestones]
    if view.last_words and view.last_at:
        parts.append(f"Last update, {view.last_by}, {moment_words(view.last_at)}: “{view.last_words}”")
    if view.exceptions:
        parts.append(f"By exception: {'; '.join(view.exceptions)}.")
    if view.risks:
        parts.append(f"Open risks and issues: {view.risks}.")
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


def _figures_words(view: Figures) -> str:
    if not view.figures and not view.actions:
        return f"{view.empty} As at {moment_words(view.as_at)}."
    lines = [f"{view.heading} (as at {moment_words(view.as_at)})"]
    lines += [_line(action) for action in view.actions]
    lines += [_figure(figure) for figure in view.shown]
    if view.left:
        lines.append(f"and {view.left} more")
    return "\n".join([*lines, *view.notes])


def _figure(figure: Figure) -> str:
    actual = f"actual {figure.actual} {figure.actual_period}".rstrip()
    parts = [f"target {figure.target} {figure.target_period}".rstrip(), actual]
    parts += [figure.gap] if figure.gap else []
    parts += [f"source: {figure.source}"] if figure.source else []
    note = f" {figure.note}" if figure.note else ""
    return f"- {figure.ref} {figure.title} [{figure.status}]: {'; '.join(parts)}.{note}"


def _quotations_words(view: Quotations) -> str:
    lines = [view.heading, *view.said]
    for quotation in view.quotations[:MOST_QUOTATIONS]:
        note = f" {quotation.note}" if quotation.note else ""
        lines.append(f"- {quotation.source}: “{short(quotation.words, LONGEST_QUOTATION)}”{note}")
    left = len(view.quotations) - MOST_QUOTATIONS
    if left > 0:
        lines.append(f"and {left} more")
    return "\n".join([*lines, f"As at {moment_words(view.as_at)}."])
