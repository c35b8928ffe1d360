"""An answer that was given, in words: the same ones wherever it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Final

from microsoft_teams.cards.core import CardElement, Container, Fact, FactSet, TextRun

from adaptive_cards.text import labelled, paragraphs, quiet, rated
from store.cut import RatingRow
from workflows.language import day_words, moment_words
from workflows.updates.rules import MAX_TEXT, Answer
from workflows.updates.views import GivenAnswer

ROOM_FOR_TEXT: Final = 30_000
"""Characters of JSON for all that one answer says: every field full, and the whole card still below 40,000."""

LONGEST_ESCAPE: Final = 6
"""Characters of JSON that one character can become."""

AWAITING_SIGN_OFF: Final = "Awaiting sign-off by the SRO."


def fitting(answer: Answer) -> Answer:
    """All of it, unless a card of it would be too big to send: then every text gives way, the longest first."""
    texts = {field.name: value for field in fields(answer) if isinstance(value := getattr(answer, field.name), str)}
    if sum(map(len, texts.values())) * LONGEST_ESCAPE <= ROOM_FOR_TEXT:
        return answer
    for longest in (None, MAX_TEXT, MAX_TEXT // 2):
        cut = {name: text[:longest] for name, text in texts.items()}
        if sum(len(json.dumps(text, ensure_ascii=False)) for text in cut.values()) <= ROOM_FOR_TEXT:
            return replace(answer, **cut)
    return replace(answer, **{name: text[: MAX_TEXT // 4] for name, text in texts.items()})


def who_and_when(given: GivenAnswer) -> str:
    """A for B on 3 March 2023, 10:02."""
    giver = f"{given.by} for {given.on_behalf_of}" if given.on_behalf_of else given.by
    return f"{giver} on {moment_words(given.at)}"


def meaning_of(code: str, ratings: Iterable[RatingRow]) -> str:
    return next((rating.meaning for rating in ratings if rating.code == code), "")


def rating_of(given: GivenAnswer) -> tuple[TextRun, TextRun]:
    return rated(given.rating_label or "No rating", given.rating_colour)


def answer_details(answer: Answer) -> list[CardElement]:
    """Everything in an answer but its rating; what was left empty is left out."""
    answer = fitting(answer)
    shown: list[CardElement] = paragraphs(answer.narrative)
    by_whom = ", ".join(
        part
        for part in (answer.recovery_owner, f"by {day_words(answer.recovery_by)}" if answer.recovery_by else "")
        if part
    )
    recovery = f"{answer.recovery} ({by_whom})" if by_whom and answer.recovery else answer.recovery or by_whom
    for label, text in (
        ("Cause", answer.cause),
        ("Effect if nothing changes", answer.effect),
        ("Recovery", recovery),
        ("Waiting for", answer.waiting_for),
        ("Evidence", answer.evidence),
        ("Help needed", answer.help_needed),
    ):
        if text:
            shown.append(labelled(label, text))
    dates = [
        Fact(title=title, value=day_words(day))
        for title, day in (("Completed on", answer.completed_on), ("Forecast", answer.forecast))
        if day
    ]
    if dates:
        shown.append(FactSet(facts=dates, spacing="Small"))
    return shown


def quoted(title: str, details: list[CardElement]) -> Container:
    """Words given back, set off from the card's own."""
    return Container(style="emphasis", spacing="Medium", items=[quiet(title, spacing="None"), *details])
