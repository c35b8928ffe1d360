"""A question put again in plain words that are understood the same way, whatever words it was first asked in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from bot.conversation.said import Intent, Kind, Said, Target
from store.cut import RatingRow
from workflows.language import day_words, list_words

_QUESTIONS: Mapping[Intent, str] = {
    Intent.MY_ACTIONS: "what's mine",
    Intent.STATUS_PERSON: "how is",
    Intent.OVERDUE: "what is overdue",
    Intent.NOT_REPORTED: "who has not reported",
    Intent.CHANGES: "what has changed since the last report",
    Intent.CONFIDENCE: "which forecasts are late",
    Intent.EVIDENCE_GAPS: "what is without evidence",
    Intent.EXPLAIN_EXCEPTION: "why are exceptions listed",
    Intent.KPI_CHECK: "which indicators are there",
    Intent.STATUS_SERVICE: "how is",
    Intent.PATH_TO_GREEN: "what is the path to green",
    Intent.RISKS: "what are the risks",
}
_BY_NAME = frozenset({Intent.STATUS_PERSON, Intent.STATUS_SERVICE})
_COUNTED: Mapping[Intent | None, str] = {
    Intent.OVERDUE: "are late",
    Intent.NOT_REPORTED: "have not reported",
    Intent.DUE: "are due",
    None: "are there",
}


def again(said: Said, ratings: Iterable[RatingRow], today: date) -> str:
    question = _question(said, ratings)
    parts = [question, _when(said, today), _where(said, by_name=not question or said.intent in _BY_NAME)]
    return " ".join(part for part in parts if part)


def _question(said: Said, ratings: Iterable[RatingRow]) -> str:
    if said.intent in {Intent.DUE, Intent.DUE_WINDOW}:
        return "what is due"
    labels = {rating.code: rating.label.casefold() for rating in ratings}
    named = list_words([labels[code] for code in said.rating_codes], none="", conjunction="or")
    if said.intent is Intent.LIST_BY_RATING:
        return f"what is {named}"
    if said.intent is Intent.COUNT:
        return f"how many actions {f'are {named}' if named else _COUNTED.get(said.counted, 'are there')}"
    words = _QUESTIONS.get(said.intent)
    if words is None:
        return ""  # which of the things named is meant: they are named again
    return f"{words} after {said.least} reminders" if said.least else words


def _when(said: Said, today: date) -> str:
    if said.window is None:
        return ""
    first, last = said.window
    if first == last:
        return f"on {day_words(last)}"
    return f"by {day_words(last)}" if first <= today else f"between {day_words(first)} and {day_words(last)}"


def _where(said: Said, *, by_name: bool) -> str:
    if said.targets:
        named = " and ".join(_name(target) for target in said.targets)
        return named if by_name else f"in {named}"
    return "in the whole plan" if said.everything else ""


def _name(target: Target) -> str:
    if target.kind in {Kind.SERVICE, Kind.POST, Kind.PERSON}:
        return target.title
    return f"{target.kind.value} {target.ref}"
