"""The form of one item filled with what was said of it, and what its reader should look at before saving."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from adaptive_cards.update_form import prefilled
from bot.conversation.naming import FILLER
from bot.conversation.said import Intent, Said
from bot.conversation.told_parts import Parts
from store.cut import RatingRow
from store.types import RatingRole
from workflows.language import count_words, day_words, list_words
from workflows.updates.no_change import unchanged
from workflows.updates.rules import Answer
from workflows.updates.views import ItemView

_ORDERS = frozenset("mark set rate put record change turn blue complete completed done finished".split())

CHECK = "Filled from what you wrote: check it, then press Save update. Nothing is recorded yet."


def filled(item: ItemView, said: Said, parts: Parts, today: date) -> Answer:
    """What still holds of the last answer, under what was said now; what was not said clearly is left to its reader."""
    answer = prefilled(item, today)
    rating = rating_meant(item, said)
    complete = rating is not None and rating.role is RatingRole.COMPLETE
    completed_on = parts.completed_on if item.seq is not None else None
    forecast = parts.forecast or (said.day if not parts.narrative and said.day and said.day >= today else None)
    return replace(
        answer,
        rating=rating.code if rating else "" if len(said.rating_codes) > 1 else answer.rating,
        narrative=parts.narrative if _says_what_was_done(parts.narrative, item) else "",
        cause=parts.cause or answer.cause,
        effect=parts.effect or answer.effect,
        recovery=parts.recovery or answer.recovery,
        recovery_by=parts.recovery_by or answer.recovery_by,
        waiting_for=parts.waiting_for or answer.waiting_for,
        evidence=parts.evidence or answer.evidence,
        completed_on=completed_on or answer.completed_on,
        forecast=None if complete or completed_on else forecast or answer.forecast,
    )


def _says_what_was_done(narrative: str, item: ItemView) -> bool:
    """More than a ref and a rating, which the form holds already."""
    labels = {word for rating in item.ratings for word in rating.label.casefold().split()}
    words = re.findall(r"[a-z][\w'-]*", narrative.casefold())
    return any(word not in FILLER and word not in labels and word not in _ORDERS for word in words)


def rating_meant(item: ItemView, said: Said) -> RatingRow | None:
    """The one named; of what is said to be complete the plan's own rating for that. None where several are named."""
    if len(said.rating_codes) == 1:
        return next((rating for rating in item.ratings if rating.code == said.rating_codes[0]), None)
    if said.intent is Intent.RATE_BLUE and not said.rating_codes:
        return next((one for one in item.ratings if one.role is RatingRole.COMPLETE and one.confirmed), None)
    return None


def look_at(item: ItemView, said: Said, answer: Answer, open_milestones: tuple[int, ...]) -> str:
    """Above the form. `open_milestones`: of an action as a whole, those not complete."""
    said_so = [CHECK]
    if len(said.rating_codes) > 1:
        labels = [rating.label for rating in item.ratings if rating.code in said.rating_codes]
        said_so.append(f"You named {list_words(labels)}: choose one.")
    if late := _later_than_due(item, answer.forecast):
        said_so.append(f"Your forecast is {late}: to have the date itself moved, ask for a date change.")
    rating = next((one for one in item.ratings if one.code == answer.rating), None)
    if rating and rating.role is RatingRole.COMPLETE and rating.confirmed:
        said_so.append(_complete(rating, item, answer, open_milestones))
    return " ".join(said_so)


def in_one_line(item: ItemView, answer: Answer) -> str:
    """4.1.3 milestone 1: Red, forecast 15 June 2023, 76 days after its date of 31 March 2023."""
    label = next((rating.label for rating in item.ratings if rating.code == answer.rating), "no rating yet")
    parts = [label]
    if answer.completed_on:
        parts.append(f"completed on {day_words(answer.completed_on)}")
    if answer.forecast:
        parts.append(f"forecast {_later_than_due(item, answer.forecast) or day_words(answer.forecast)}")
    return f"{item.name}: {', '.join(parts)}."


def the_last_words(item: ItemView, said_on: date | None) -> Answer | None:
    """For "the same as last time": what was said then, marked as unchanged. None where nothing was said."""
    if item.latest is None or said_on is None:
        return None
    return unchanged(item.latest, said_on)


def _later_than_due(item: ItemView, forecast: date | None) -> str:
    if forecast is None or item.due is None or forecast <= item.due:
        return ""
    days = count_words((forecast - item.due).days, "day")
    return f"{day_words(forecast)}, {days} after its date of {day_words(item.due)}"


def _complete(rating: RatingRow, item: ItemView, answer: Answer, open_milestones: tuple[int, ...]) -> str:
    meaning = f" means “{rating.meaning}”" if rating.meaning else ""
    asks = [f"{rating.label}{meaning}: if it is complete but not yet normal practice, choose another rating."]
    if item.seq is not None and answer.completed_on is None:
        asks.append("Give the exact day on which it was completed.")
    if open_milestones:
        which = list_words([str(seq) for seq in open_milestones])
        several = len(open_milestones) > 1
        asks.append(
            f"{'Milestones' if several else 'Milestone'} {which} {'are' if several else 'is'} not complete yet: "
            "the SRO cannot sign it off before that."
        )
    if not answer.evidence:
        asks.append("Say what shows it, and where that is kept.")
    return " ".join(asks)
