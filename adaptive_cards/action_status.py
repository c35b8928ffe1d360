"""One action: its rating, its dates, its last word."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import CardElement, Container, Fact, FactSet

from adaptive_cards.buttons import MOST_BUTTONS, button, row
from adaptive_cards.card import finish
from adaptive_cards.given import quoted
from adaptive_cards.lines import more_words
from adaptive_cards.text import banner, boxed, excerpt, heading, line, paragraphs, quiet, run
from adaptive_cards.verbs import Verb
from workflows.answers import ActionStatus, MilestoneLine
from workflows.language import day_words, list_words, moment_words, short

MOST_MILESTONES: Final = 8
LONGEST_MEASURE: Final = 300
QUOTED_WORDS: Final = 250


def build(status: ActionStatus) -> dict[str, Any]:
    rating = status.rating or "Not reported"
    note = [line(run(status.rating_note), spacing="None")] if status.rating_note else []
    body: list[CardElement] = [
        quiet(status.area, "None"),
        heading(f"{status.ref}  {status.title}", spacing="None"),
        quiet(f"{list_words(status.lead_posts, 'Post vacant')} · As at {moment_words(status.as_at)}"),
        banner(rating, status.rating_colour, *note),
    ]
    if status.conflict:
        body.append(boxed(status.conflict, "warning"))
    if status.exceptions:
        body.append(heading("By exception", size="Medium", spacing="Medium"))
        body += [line(run(sentence)) for sentence in status.exceptions]
    body += _last_words(status)
    body.append(heading("Milestones", size="Medium", spacing="Large"))
    body += [_milestone(milestone) for milestone in status.milestones[:MOST_MILESTONES]]
    if not status.milestones:
        body.append(line(run("None")))
    if len(status.milestones) > MOST_MILESTONES:
        body.append(quiet(more_words(len(status.milestones) - MOST_MILESTONES)))
    presses = [
        button(f"Update milestone {milestone.seq}", Verb.OPEN, item=milestone.item)
        for milestone in status.milestones
        if milestone.item
    ]
    if presses:
        body.append(row(presses[:MOST_BUTTONS], spacing="Medium"))
    said = f"{status.ref} {status.title}: {rating}. {status.rating_note}"
    return finish(body, fallback_text=f"{said} {status.conflict}".strip())


def _last_words(status: ActionStatus) -> list[CardElement]:
    if not status.last_words:
        return []
    when = f" on {moment_words(status.last_at)}" if status.last_at else ""
    return [quoted(f"Last update, by {status.last_by}{when}", paragraphs(excerpt(status.last_words, QUOTED_WORDS)))]


def _milestone(milestone: MilestoneLine) -> Container:
    late = "late" in milestone.timing
    facts = [
        Fact(title="First agreed", value=day_words(milestone.baseline)),
        Fact(title="Now due", value=day_words(milestone.current)),
        Fact(title="Forecast", value=day_words(milestone.forecast)),
        Fact(title="Completed", value=day_words(milestone.completed_on, "Not complete")),
    ]
    items: list[CardElement] = [
        line(
            run(f"Milestone {milestone.seq}", bold=True),
            run(f"  {short(milestone.measure, LONGEST_MEASURE)}"),
            spacing="None",
        ),
        line(run(milestone.timing, bold=late, colour="Attention" if late else None), spacing="None"),
        FactSet(facts=facts, spacing="Small"),
    ]
    return Container(items=items, spacing="Medium", separator=True)
