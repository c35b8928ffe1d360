"""A reading of an indicator to be checked: the figure, its period and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from microsoft_teams.cards.core import CardElement, Choice, ChoiceSetInput, DateInput, TextInput
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adaptive_cards.buttons import button, row
from adaptive_cards.card import finish
from adaptive_cards.text import boxed, heading, line, run
from adaptive_cards.typed import CardNotUnderstood, Day, Text
from adaptive_cards.verbs import RESERVED, Verb
from workflows.indicators import with_unit
from workflows.readings.views import Figure, ReadingToCheck, ReadingTyped

VALUE: Final = "value"
PERIOD: Final = "period_end"
SOURCE: Final = "source"
BIGGEST_ID: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class ReadingGiven:
    indicator_id: int
    typed: ReadingTyped


class _Press(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    indicator: Annotated[int, Field(ge=1, le=BIGGEST_ID)]


class _Typed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    value: Text = ""
    period_end: Day = None
    source: Text = ""


def parse(submitted: Mapping[str, Any]) -> ReadingGiven:
    """Raises CardNotUnderstood."""
    try:
        press, typed = _Press.model_validate(submitted.get(RESERVED)), _Typed.model_validate(dict(submitted))
    except ValidationError as error:
        raise CardNotUnderstood from error
    given = ReadingTyped(_number(typed.value), typed.period_end, typed.source, typed.value)
    return ReadingGiven(press.indicator, given)


def build(view: ReadingToCheck) -> dict[str, Any]:
    title = f"Reading for indicator {view.ref}"
    body: list[CardElement] = [heading(title), line(run(view.title))]
    body += [boxed(problem, "attention") for problem in view.problems]
    body += [boxed(ask) for ask in view.asks]
    body += [_value(view), _period(view), _source(view)]
    body.append(row([button("Record it", Verb.READING, collects=True, primary=True, indicator=view.indicator_id)]))
    return finish(body, fallback_text=f"{title}: {view.title}. {' '.join((*view.problems, *view.asks))}")


def _value(view: ReadingToCheck) -> CardElement:
    error = "Say which figure is to be recorded."
    if len(view.figures) > 1:
        return ChoiceSetInput(
            id=VALUE,
            label="Which figure can be evidenced",
            choices=[
                Choice(title=_figure_words(figure, view.unit), value=f"{figure.value:g}") for figure in view.figures
            ],
            style="expanded",
            wrap=True,
            value=None if view.typed.value is None else f"{view.typed.value:g}",
            is_required=True,
            error_message=error,
            spacing="Medium",
        )
    unit = {"percent": "per cent", "weeks": "weeks"}.get(view.unit, view.unit)
    return TextInput(
        id=VALUE,
        label=f"Figure, {unit}" if unit else "Figure",
        value=view.typed.value_typed or (f"{view.typed.value:g}" if view.typed.value is not None else None),
        is_required=True,
        error_message=error,
        spacing="Medium",
    )


def _period(view: ReadingToCheck) -> CardElement:
    day = view.typed.period_end
    return DateInput(
        id=PERIOD,
        label="Last day of its period",
        value=day.isoformat() if day else None,
        is_required=True,
        error_message="Give the last day of the period that the figure is of.",
        spacing="Medium",
    )


def _source(view: ReadingToCheck) -> CardElement:
    return TextInput(
        id=SOURCE,
        label="Source: the report or the system that shows it",
        value=view.typed.source or None,
        is_required=True,
        error_message="Say where the figure can be seen.",
        spacing="Medium",
    )


def _figure_words(figure: Figure, unit: str) -> str:
    return f"{with_unit(figure.value, unit)}: {figure.how}"


def _number(text: str) -> float | None:
    """Of "81.5%", "1,200" or "12 weeks"; None for what is no number."""
    digits = text.replace(",", "").replace("%", "").split()
    try:
        value = float(digits[0]) if digits else None
    except ValueError:
        return None
    return value if value is not None and abs(value) < BIGGEST_ID else None
