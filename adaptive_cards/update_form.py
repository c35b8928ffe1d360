"""The form for one item: its fields, and what may come back in them.

It starts short and grows: what a rating demands appears once the rating is known, with everything typed kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from microsoft_teams.cards.core import (
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    DateInput,
    Spacing,
    TextInput,
)
from pydantic import BaseModel, ConfigDict, ValidationError

from adaptive_cards.given import fitting, quoted, rating_of, who_and_when
from adaptive_cards.text import boxed, excerpt, line, paragraphs, quiet, run
from adaptive_cards.typed import CardNotUnderstood, Day, Text
from store.cut import RatingRow
from store.types import RatingRole
from workflows.language import count_words
from workflows.updates.rules import Answer, Field, Problem, demanded_fields
from workflows.updates.views import GivenAnswer, ItemView, RequestView

LABELS: Final[dict[Field, str]] = {
    Field.RATING: "Rating",
    Field.NARRATIVE: "What was done since the last update",
    Field.CAUSE: "Cause: why is it not going to plan",
    Field.EFFECT: "Effect on children and families, if nothing changes",
    Field.RECOVERY: "Recovery: what will be done",
    Field.RECOVERY_OWNER: "Recovery: by whom (post)",
    Field.RECOVERY_BY: "Recovery: by when",
    Field.WAITING_FOR: "Waiting for: which action or decision",
    Field.COMPLETED_ON: "Milestone completed on",
    Field.FORECAST: "Forecast: when will it be complete",
    Field.EVIDENCE: "Evidence: what shows it, and where it is kept",
    Field.HELP_NEEDED: "Help needed",
}
"""In the order of the form. The ids of the inputs are the fields' own names."""

ALWAYS: Final = frozenset({Field.RATING, Field.NARRATIVE, Field.FORECAST, Field.EVIDENCE, Field.HELP_NEEDED})
RECOVERY_PLAN: Final = frozenset({Field.CAUSE, Field.EFFECT, Field.RECOVERY, Field.RECOVERY_OWNER, Field.RECOVERY_BY})
DATES: Final = frozenset({Field.RECOVERY_BY, Field.COMPLETED_ON, Field.FORECAST})
ONE_LINE: Final = frozenset({Field.RECOVERY_OWNER})
NOT_COMPLETE: Final = frozenset({RatingRole.OFF_TRACK, RatingRole.WAITING})
"""Whoever has chosen such a rating is not asked when the milestone was completed."""

REQUIRED: Final = {
    Field.RATING: "Choose a rating.",
    Field.NARRATIVE: "Say in a sentence what was done since the last update.",
}
"""Never empty, whatever the rating, so that the client may insist; the rest is for the rules to say."""

CUT_SHORT: Final = "This is more text than a card can carry: it is cut short below."

NAME_NO_CHILD: Final = "Please name no child, and write nothing by which a child could be recognised."

QUOTED_WORDS: Final = 120


class _Typed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    rating: Text = ""
    narrative: Text = ""
    cause: Text = ""
    effect: Text = ""
    recovery: Text = ""
    recovery_owner: Text = ""
    recovery_by: Day = None
    forecast: Day = None
    completed_on: Day = None
    waiting_for: Text = ""
    evidence: Text = ""
    help_needed: Text = ""


def parse(submitted: Mapping[str, Any]) -> Answer:
    """The answer in a submitted form. Raises CardNotUnderstood when a field holds what no form sends."""
    try:
        typed = _Typed.model_validate(dict(submitted))
    except ValidationError as error:
        errors = error.errors(include_input=False, include_url=False, include_context=False)
        wrong = {str(part) for fault in errors for part in fault["loc"]}
        label = next((LABELS[field] for field in Field if field.value in wrong), "form")
        readable = _Typed.model_validate({name: value for name, value in submitted.items() if name not in wrong})
        sentence = f"“{label}” could not be read, so nothing was saved."
        raise CardNotUnderstood(sentence, Answer(**dict(readable))) from error
    return Answer(**dict(typed))


def form(
    view: RequestView, item: ItemView, typed: Answer | None = None, problems: tuple[Problem, ...] = ()
) -> list[CardElement]:
    """What was wrong, what was said last, and the fields, filled with what was typed or else what still holds."""
    whole = typed if typed is not None else prefilled(item, view.today)
    answer = fitting(whole)
    body: list[CardElement] = [] if answer == whole else [boxed(CUT_SHORT, "warning")]
    if problems:
        body.append(_what_is_wrong(problems))
    if item.latest:
        body.append(_said_last(item, item.latest))
    rating = rating_in(item, answer)
    demanded = frozenset(demanded_fields(rating, item.facts, view.today, completed=answer.completed_on is not None))
    for field in shown_fields(item, answer, rating, demanded, problems):
        wrong = [problem.sentence for problem in problems if problem.field is field]
        body += [line(run(sentence, bold=True, colour="Attention"), spacing="Medium") for sentence in wrong]
        body.append(
            _input(field, _label(field, demanded, rating), answer, item.ratings, "Small" if wrong else "Medium")
        )
        if field is Field.NARRATIVE:
            body.append(quiet(NAME_NO_CHILD, spacing="Small"))
    return body


def prefilled(item: ItemView, today: date) -> Answer:
    """A correction starts from the whole answer; a new update from what still holds, and in its own words."""
    if item.latest is None:
        return Answer(completed_on=item.facts.completed_on)
    last = item.latest.answer
    if item.answered:
        return last
    return replace(
        last,
        narrative="",
        evidence="",
        help_needed="",
        completed_on=last.completed_on or item.facts.completed_on,
        forecast=_still_to_come(last.forecast, today),
        recovery_by=_still_to_come(last.recovery_by, today),
    )


def rating_in(item: ItemView, answer: Answer) -> RatingRow | None:
    return next((rating for rating in item.ratings if rating.code == answer.rating), None)


def shown_fields(
    item: ItemView,
    answer: Answer,
    rating: RatingRow | None,
    demanded: frozenset[Field],
    problems: tuple[Problem, ...],
) -> tuple[Field, ...]:
    """What is always asked, what the rating demands, and whatever holds something or is wrong."""
    held = {field for field in Field if answer.holds(field)}
    shown = ALWAYS | demanded | held | {problem.field for problem in problems}
    role = rating.role if rating and rating.confirmed else None
    if item.facts.is_milestone and role not in NOT_COMPLETE:
        shown |= {Field.COMPLETED_ON}
    if shown & {Field.CAUSE, Field.RECOVERY}:
        shown |= RECOVERY_PLAN
    return tuple(field for field in LABELS if field in shown)


@lru_cache(maxsize=64)
def _choices(ratings: tuple[RatingRow, ...]) -> list[Choice]:
    """The plan's own key; the same for every card of a plan, so made once."""
    return [
        Choice(title=f"{rating.label}: {rating.meaning}" if rating.meaning else rating.label, value=rating.code)
        for rating in ratings
    ]


def _label(field: Field, demanded: frozenset[Field], rating: RatingRow | None) -> str:
    """Says what the client does not: it marks only what every rating needs."""
    if field not in demanded or field in REQUIRED:
        return LABELS[field]
    return f"{LABELS[field]} (needed{f' for {rating.label}' if rating else ''})"


def _input(field: Field, label: str, answer: Answer, ratings: tuple[RatingRow, ...], spacing: Spacing) -> CardElement:
    value = getattr(answer, field.value)
    error = REQUIRED.get(field)
    required = True if error else None
    if field is Field.RATING:
        known = any(rating.code == value for rating in ratings)
        return ChoiceSetInput(
            id=field.value,
            label=label,
            choices=_choices(ratings),
            style="expanded",
            wrap=True,
            value=value if known else None,
            is_required=required,
            error_message=error,
            spacing=spacing,
        )
    if field in DATES:
        # No earliest or latest day: the card may be answered on another day than it was made.
        return DateInput(id=field.value, label=label, value=value.isoformat() if value else None, spacing=spacing)
    # No longest text: the client would cut off a pasted one without a word, where the rules say by how much.
    return TextInput(
        id=field.value,
        label=label,
        value=value or None,
        is_multiline=None if field in ONE_LINE else True,
        is_required=required,
        error_message=error,
        spacing=spacing,
    )


def not_saved(problems: tuple[Problem, ...]) -> str:
    return f"Not saved yet: {count_words(len(problems), 'thing')} to put right"


def _what_is_wrong(problems: tuple[Problem, ...]) -> Container:
    items: list[CardElement] = [line(run(not_saved(problems), bold=True), spacing="None")]
    items += [line(run(f"{LABELS[p.field].partition(':')[0]}: ", bold=True), run(p.sentence)) for p in problems]
    return Container(style="attention", spacing="Medium", items=items)


def _said_last(item: ItemView, latest: GivenAnswer) -> Container:
    title = "Answer on record" if item.answered else "Last update"
    details: list[CardElement] = [line(*rating_of(latest), spacing="Small")]
    details += paragraphs(excerpt(latest.answer.narrative, QUOTED_WORDS))
    return quoted(f"{title}, by {who_and_when(latest)}", details)


def _still_to_come(day: date | None, today: date) -> date | None:
    return day if day and day >= today else None
