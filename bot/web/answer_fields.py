"""The fields of the web form: the card's own, with what was typed in them kept to the letter.

A day is typed as text, as people write it here: a browser's date field throws away what it cannot read, shows the
order of its own language, and is left out by some that are still in use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from adaptive_cards.update_form import (
    DATES,
    LABELS,
    NAME_NO_CHILD,
    ONE_LINE,
    REQUIRED,
    parse,
    prefilled,
    rating_in,
    shown_fields,
)
from bot.conversation.british_dates import whole_day
from store.cut import RatingRow
from workflows.language import list_words
from workflows.updates.rules import Answer, Field, ItemFacts, Problem, demanded_fields, problems_of
from workflows.updates.views import ItemView, RequestView

LONGEST_DAY = 40


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields, the answer it makes, and the days that cannot be read."""

    texts: Mapping[Field, str]
    answer: Answer
    unreadable: tuple[Problem, ...] = ()

    def problems(self, ratings: tuple[RatingRow, ...], facts: ItemFacts, today: date) -> tuple[Problem, ...]:
        """All at once: a day that cannot be read, and whatever else is wrong."""
        wrong = {problem.field for problem in self.unreadable}
        others = [one for one in problems_of(self.answer, ratings, facts, today) if one.field not in wrong]
        return tuple(sorted((*self.unreadable, *others), key=lambda problem: list(LABELS).index(problem.field)))


@dataclass(frozen=True, slots=True)
class FormField:
    """One field as the page shows it. `kind`: choice, long, line or day. `when` are the places of the ratings, from 1,
    for which it is shown, 0 standing for none chosen; empty: always."""

    id: str
    label: str
    hint: str
    kind: str
    value: str
    errors: tuple[str, ...]
    when: tuple[int, ...]


def read(submitted: Mapping[str, str]) -> Typed:
    texts = {field: submitted.get(field.value, "") for field in Field}
    said: dict[str, str] = {}
    unreadable: list[Problem] = []
    for field, text in texts.items():
        if field not in DATES or not text.strip():
            said[field.value] = text
        elif day := whole_day(text[:LONGEST_DAY]):
            said[field.value] = day.isoformat()
        else:
            unreadable.append(Problem(field, "That is not a day of the calendar: write it as 31/3/2023."))
    return Typed(texts, parse(said), tuple(unreadable))


def standing(item: ItemView, today: date) -> Typed:
    """What the fields begin with: what still holds of the last answer."""
    answer = prefilled(item, today)
    texts = {field: value for field in Field if isinstance(value := getattr(answer, field.value), str)}
    days = {
        field: f"{day.day}/{day.month}/{day.year}" if (day := getattr(answer, field.value)) else "" for field in DATES
    }
    return Typed(texts | days, answer)


def form_fields(
    view: RequestView, item: ItemView, typed: Typed, problems: tuple[Problem, ...] = ()
) -> tuple[FormField, ...]:
    """In the order of the form. What only some ratings need is shown with them; what holds something, always."""
    answer = typed.answer
    shown_with = [
        set(
            shown_fields(
                item,
                replace(answer, rating=rating.code if rating else ""),
                rating,
                _demanded(item, rating, answer, view.today),
                problems,
            )
        )
        for rating in (None, *item.ratings)
    ]
    fields: list[FormField] = []
    for field, label in LABELS.items():
        when = tuple(place for place, shown in enumerate(shown_with) if field in shown)
        if not when:
            continue
        fields.append(
            FormField(
                id=field.value,
                label=label,
                hint=_hint(item, field, answer, view.today),
                kind=_kind(field),
                value=typed.texts.get(field, ""),
                errors=tuple(problem.sentence for problem in problems if problem.field is field),
                when=() if len(when) == len(shown_with) else when,
            )
        )
    return tuple(fields)


def _demanded(item: ItemView, rating: RatingRow | None, answer: Answer, today: date) -> frozenset[Field]:
    return frozenset(demanded_fields(rating, item.facts, today, completed=answer.completed_on is not None))


def _hint(item: ItemView, field: Field, answer: Answer, today: date) -> str:
    needing = [rating.label for rating in item.ratings if field in _demanded(item, rating, answer, today)]
    hints: list[str] = []
    if needing and field not in REQUIRED:
        hints.append(f"Needed for {list_words(needing)}.")
    if field is Field.NARRATIVE:
        hints.append(NAME_NO_CHILD)
    if field in DATES:
        hints.append("For example, 31/3/2023.")
    return " ".join(hints)


def _kind(field: Field) -> str:
    if field is Field.RATING:
        return "choice"
    if field in DATES:
        return "day"
    return "line" if field in ONE_LINE else "long"


def chosen(item: ItemView, typed: Typed) -> str:
    """The code of the rating that stands in the form; blank for none, or for one that is not in the key."""
    rating = rating_in(item, typed.answer)
    return rating.code if rating else ""
