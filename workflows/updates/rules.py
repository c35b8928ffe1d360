"""What an answer must hold, by the role of its rating (`design.md` section 9, "Answers")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from store.cut import RatingRow
from store.types import RatingRole
from workflows.language import day_words
from workflows.personal_data import find_passages
from workflows.personal_data.scan import refusal_words, without_passages


class Field(StrEnum):
    """The fields of an answer; cards, web forms and imports share these names."""

    RATING = "rating"
    NARRATIVE = "narrative"
    CAUSE = "cause"
    EFFECT = "effect"
    RECOVERY = "recovery"
    RECOVERY_OWNER = "recovery_owner"
    RECOVERY_BY = "recovery_by"
    FORECAST = "forecast"
    COMPLETED_ON = "completed_on"
    WAITING_FOR = "waiting_for"
    EVIDENCE = "evidence"
    HELP_NEEDED = "help_needed"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer about one item, as given. Text is stripped; a date left empty is None."""

    rating: str = ""
    narrative: str = ""
    cause: str = ""
    effect: str = ""
    recovery: str = ""
    recovery_owner: str = ""
    recovery_by: date | None = None
    forecast: date | None = None
    completed_on: date | None = None
    waiting_for: str = ""
    evidence: str = ""
    help_needed: str = ""

    def holds(self, field: Field) -> bool:
        return bool(getattr(self, field.value))

    @property
    def empty(self) -> bool:
        return not any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, in one sentence that says what to do. `personal`: it may identify a child."""

    field: Field
    sentence: str
    personal: bool = False


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What the rules must know of the item answered for; an action as a whole has no `due`.

    `own_words` are the plan's own about it, casefolded: repeating them is no breach of anybody's privacy.
    """

    is_milestone: bool
    due: date | None
    completed_on: date | None
    plan_ends: date | None
    own_words: tuple[str, ...] = ()


MAX_TEXT = 3700
"""Characters in one field: nearly two sides of A4, and all eight together are inside what a Teams card can carry."""

EARLIEST = date(2014, 9, 1)
"""The duties that these plans are about began on this day (Children and Families Act 2014, part 3)."""

_DEMANDS: dict[RatingRole, tuple[Field, ...]] = {
    RatingRole.OFF_TRACK: (Field.CAUSE, Field.RECOVERY, Field.FORECAST),
    RatingRole.AT_RISK: (Field.CAUSE, Field.RECOVERY),
    RatingRole.WAITING: (Field.WAITING_FOR,),
    RatingRole.COMPLETE: (Field.EVIDENCE,),
}

_MISSING = {
    Field.RATING: "Choose a rating.",
    Field.NARRATIVE: "Say in a sentence what was done since the last update.",
    Field.CAUSE: "{label} needs its cause: say why.",
    Field.RECOVERY: "{label} needs a recovery: say what will be done.",
    Field.FORECAST: "{label} needs a forecast: say when it will be complete.",
    Field.WAITING_FOR: "{label} needs what it waits for: name the action or the decision.",
    Field.EVIDENCE: "{label} needs evidence: say what shows it, and where it is kept.",
    Field.COMPLETED_ON: "{label} needs the day on which the milestone was completed.",
}


def demanded_fields(
    rating: RatingRow | None, facts: ItemFacts, today: date, *, completed: bool = False
) -> tuple[Field, ...]:
    """Fields that may not be empty. `completed`: the answer itself says the milestone is complete."""
    demands = [Field.RATING, Field.NARRATIVE]
    role = rating.role if rating and rating.confirmed else None
    demands += _DEMANDS.get(role, ()) if role else ()
    if role is RatingRole.COMPLETE and facts.is_milestone and facts.completed_on is None:
        demands.append(Field.COMPLETED_ON)
    missed = facts.due is not None and facts.due < today and facts.completed_on is None
    if missed and role is not RatingRole.COMPLETE and Field.FORECAST not in demands:
        demands.append(Field.FORECAST)
    return tuple(field for field in demands if field is not Field.FORECAST or not completed)


def problems_of(answer: Answer, ratings: Iterable[RatingRow], facts: ItemFacts, today: date) -> tuple[Problem, ...]:
    """Everything that is wrong, in the order of the form; nothing wrong gives an empty tuple."""
    rating = next((rating for rating in ratings if rating.code == answer.rating), None)
    completed = answer.completed_on is not None
    found: list[Problem] = []
    if answer.rating and rating is None:
        found.append(Problem(Field.RATING, "That rating is not in this plan's key: choose one of those shown."))
    for field in demanded_fields(rating, facts, today, completed=completed):
        if not answer.holds(field):
            label = rating.label if rating else "This rating"
            if field is Field.FORECAST and rating and rating.role is not RatingRole.OFF_TRACK:
                passed = f"Its date, {day_words(facts.due)}, has passed: say when it will be complete."
                found.append(Problem(field, passed))
            else:
                found.append(Problem(field, _MISSING[field].format(label=label)))
    found += _wrong_dates(answer, facts, today)
    for field in Field:
        text = getattr(answer, field.value)
        if not isinstance(text, str):
            continue
        if len(text) > MAX_TEXT:
            found.append(Problem(field, f"Shorten this text: {len(text):,} characters, at most {MAX_TEXT:,} fit."))
        elif passages := find_passages(text, facts.own_words):
            found.append(Problem(field, refusal_words(passages), personal=True))
    return tuple(found)


def without_personal_data(answer: Answer, facts: ItemFacts) -> Answer:
    """What goes back into the form: everything that was typed but what may identify a child."""
    texts = {field.name: getattr(answer, field.name) for field in fields(answer)}
    cleaned = {
        name: without_passages(text, passages)
        for name, text in texts.items()
        if isinstance(text, str) and (passages := find_passages(text[:MAX_TEXT], facts.own_words))
    }
    return replace(answer, **cleaned) if cleaned else answer


def _wrong_dates(answer: Answer, facts: ItemFacts, today: date) -> list[Problem]:
    found: list[Problem] = []
    if answer.completed_on and answer.completed_on < EARLIEST:
        found.append(Problem(Field.COMPLETED_ON, f"{day_words(answer.completed_on)} looks mistyped: check the year."))
    if answer.completed_on and answer.completed_on > today:
        to_come = "A milestone cannot be complete on a day to come: give a forecast instead."
        found.append(Problem(Field.COMPLETED_ON, to_come))
    for field, day in ((Field.FORECAST, answer.forecast), (Field.RECOVERY_BY, answer.recovery_by)):
        if day and day < today:
            found.append(Problem(field, f"{day_words(day)} has passed: give a day from today on."))
        elif day and facts.plan_ends and day > facts.plan_ends:
            ends = f"The plan ends on {day_words(facts.plan_ends)}: give a day before that."
            found.append(Problem(field, ends))
    return found
