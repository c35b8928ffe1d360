"""Saying that nothing has changed: a nil return. It counts as reported, and is marked as what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from store.cut import RatingRow
from store.types import RatingRole
from store.working_days import london_date
from workflows.language import day_words, short
from workflows.updates.rules import MAX_TEXT, Answer, ItemFacts, problems_of
from workflows.updates.views import GivenAnswer, ItemView

MARK = "No change since "


def unchanged(given: GivenAnswer, said_on: date) -> Answer:
    """The last answer said again: its words marked with the day on which they were first said."""
    words = given.answer.narrative
    if not words.startswith(MARK):
        words = short(f"{MARK}{day_words(said_on)}: {words}", MAX_TEXT)
    return replace(given.answer, narrative=words, evidence="")


def is_unchanged(answer: Answer, given: GivenAnswer, said_on: date) -> bool:
    before = unchanged(given, said_on)
    return (answer.narrative, answer.rating) == (before.narrative, before.rating)


def repeats_silently(answer: Answer, given: GivenAnswer) -> bool:
    """The same words without the mark, as if they were news, and nothing else in the answer that is new."""
    before = given.answer
    same_words = answer.narrative.casefold().split() == before.narrative.casefold().split()
    evidence = answer.evidence or before.evidence
    return same_words and replace(answer, narrative=before.narrative, evidence=evidence) == before


def why_something_changed(
    name: str,
    given: GivenAnswer | None,
    said_on: date | None,
    ratings: Iterable[RatingRow],
    facts: ItemFacts,
    late: str,
    today: date,
) -> str:
    """Why "no change" cannot be said of an item, in one sentence that says what to do; blank where it can.

    `late` says how late it is, or what of it is late; blank when nothing is.
    """
    ratings = tuple(ratings)
    if given is None or said_on is None or not given.answer.rating:
        return f"{name} has no earlier answer that could still hold: say how it stands."
    role = next((rating.role for rating in ratings if rating.code == given.answer.rating and rating.confirmed), None)
    if facts.completed_on or role is RatingRole.COMPLETE:
        return f"{name} is complete, so no more is asked of it."
    if late:
        return f"{name} is {late}, which is a change: say what happens now."
    if problems := problems_of(unchanged(given, said_on), ratings, facts, today):
        return f"{name} needs a new answer. {problems[0].sentence}"
    return ""


def may_be_unchanged(item: ItemView, today: date) -> bool:
    """Of a milestone, whose card says all that there is to know; whether an action is late, its milestones say."""
    if item.seq is None or item.latest is None:
        return False
    said_on = london_date(item.latest.at)
    late = item.timing if item.late else ""
    return not why_something_changed(item.name, item.latest, said_on, item.ratings, item.facts, late, today)
