"""One action: its rating, its dates, its last word."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from microsoft_teams.cards.core import CardElement, Container

from adaptive_cards.buttons import MOST_BUTTONS, button, questions, row
from adaptive_cards.card import finish
from adaptive_cards.given import quoted
from adaptive_cards.item import completed_words, dates_beside
from adaptive_cards.lines import more_words
from adaptive_cards.text import banner, boxed, excerpt, heading, labelled, line, paragraphs, quiet, run
from adaptive_cards.verbs import Verb
from store.working_days import london_date
from workflows.answers import ActionStatus, Choice, MilestoneLine
from workflows.language import day_words, list_words, moment_words, short

MOST_MILESTONES: Final = 8
LONGEST_MEASURE: Final = 300
QUOTED_WORDS: Final = 250


def build(status: ActionStatus, *, choices: tuple[Choice, ...] = ()) -> dict[str, Any]:
    """`choices` are the questions that lead on from here."""
    rating = status.rating or "Not reported"
    note = [line(run(words), spacing="None") for words in (status.rating_note, status.movement) if words]
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
    if status.risks:
        body.append(labelled("Open risks and issues", short(status.risks, LONGEST_MEASURE), "Medium"))
    body += _last_words(status)
    body.append(heading("Milestones", size="Medium", spacing="Large"))
    body += [_milestone(milestone, london_date(status.as_at)) for milestone in status.milestones[:MOST_MILESTONES]]
    if not status.milestones:
        body.append(line(run("None")))
    if len(status.milestones) > MOST_MILESTONES:
        body.append(quiet(more_words(len(status.milestones) - MOST_MILESTONES)))
    presses = [
        button(f"Update milestone {milestone.seq}", Verb.OPEN, item=milestone.item)
        for milestone in status.milestones
        if milestone.item
    ]
    presses = presses[:MOST_BUTTONS]
    if presses:
        body.append(row(presses, spacing="Medium"))
    body += questions(choices, most=MOST_BUTTONS - len(presses))
    said = f"{status.ref} {status.title}: {rating}. {status.rating_note}"
    return finish(body, fallback_text=f"{said} {status.conflict}".strip())


def _last_words(status: ActionStatus) -> list[CardElement]:
    if not status.last_words:
        return []
    when = f" on {moment_words(status.last_at)}" if status.last_at else ""
    return [quoted(f"Last update, by {status.last_by}{when}", paragraphs(excerpt(status.last_words, QUOTED_WORDS)))]


def _milestone(milestone: MilestoneLine, today: date) -> Container:
    late = "late" in milestone.timing
    when = completed_words(milestone.timing, milestone.completed_on)
    beside = [
        dates_beside(when, due=milestone.current, first_agreed=milestone.baseline),
        _forecast(milestone, when, today),
    ]
    items: list[CardElement] = [
        line(
            run(f"Milestone {milestone.seq}", bold=True),
            run(f"  {short(milestone.measure, LONGEST_MEASURE)}"),
            spacing="None",
        ),
        line(run(when, bold=late, colour="Attention" if late else None), spacing="None"),
    ]
    if any(beside):
        items.append(quiet("; ".join(words for words in beside if words), spacing="None"))
    return Container(items=items, spacing="Medium", separator=True)


def _forecast(milestone: MilestoneLine, said: str, today: date) -> str:
    day = milestone.forecast
    if day is None or milestone.completed_on or day_words(day) in said:
        return ""
    return f"forecast {day_words(day)}{' has passed' if day < today else ''}"
