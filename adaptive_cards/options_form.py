"""The options for the Board, as a form: doing nothing, up to three others, the one recommended, and the lesson."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated, Any, Final

from microsoft_teams.cards.core import Action, CardElement, Choice, ChoiceSetInput, TextInput
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from adaptive_cards.buttons import button, row
from adaptive_cards.card import finish
from adaptive_cards.given import ROOM_FOR_TEXT
from adaptive_cards.text import boxed, heading, line, quiet, rated, run
from adaptive_cards.typed import ITEM, CardNotUnderstood, Text
from adaptive_cards.update_form import CUT_SHORT, NAME_NO_CHILD
from adaptive_cards.verbs import RESERVED, Verb
from workflows.governing.options_rules import (
    FURTHER,
    LONGEST_TEXT,
    OptionsField,
    OptionsProblem,
    OptionsTyped,
)
from workflows.governing.options_shown import OptionsToGive
from workflows.language import count_words, short

LONGEST_TITLE: Final = 300
BIGGEST_ID: Final = 2**31 - 1

LABELS: Final[dict[OptionsField, str]] = {
    OptionsField.EFFECT_1: "Option 1, do nothing: its effect on children and families",
    **{text: f"Option {number}: what would be done" for number, text, _ in FURTHER},
    **{effect: f"Option {number}: its effect on children and families" for number, _, effect in FURTHER},
    OptionsField.RECOMMENDED: "Which option do you recommend",
    OptionsField.REASON: "Why that one",
    OptionsField.LESSON: "The lesson: what others should learn, in one sentence",
}
"""The ids of the inputs are the fields' own names."""

WANTED: Final = (
    "{ref} has been off track for long, or its date has moved too often: the Board needs options to choose from."
)
RECOMMENDABLE: Final = (("1", "Option 1, do nothing"), *((str(number), f"Option {number}") for number, _, _ in FURTHER))
"""Value and words of each choice."""

MAY_BE_BLANK: Final = "Options 3 and 4 may be left blank."
REPLACES: Final = "The options below stand already. What you give takes their place; those stay on record."


class OptionsSay(StrEnum):
    """What a button about options says."""

    OPEN = "open"
    GIVE = "give"
    WITHDRAW = "withdraw"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class OptionsPressed:
    """`item` is "a:3"; `shown` the id of the options that stood when the form was made, 0 for none."""

    says: OptionsSay
    item: str
    shown: int = 0
    typed: OptionsTyped = field(default_factory=OptionsTyped)


class _Press(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    says: OptionsSay
    item: Annotated[str, StringConstraints(pattern=ITEM)]
    shown: Annotated[int, Field(ge=0, le=BIGGEST_ID)] = 0


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    effect_1: Text = ""
    option_2: Text = ""
    effect_2: Text = ""
    option_3: Text = ""
    effect_3: Text = ""
    option_4: Text = ""
    effect_4: Text = ""
    recommended: Text = ""
    reason: Text = ""
    lesson: Text = ""


def parse(data: Mapping[str, Any]) -> OptionsPressed:
    """Raises CardNotUnderstood."""
    try:
        press = _Press.model_validate(data.get(RESERVED))
    except ValidationError as error:
        raise CardNotUnderstood from error
    return OptionsPressed(press.says, press.item, press.shown, parse_fields(data))


def parse_fields(data: Mapping[str, Any]) -> OptionsTyped:
    """Of a card or of a web form. Raises CardNotUnderstood."""
    try:
        form = _Form.model_validate({name.value: data.get(name.value) for name in OptionsField})
    except ValidationError as error:
        raise CardNotUnderstood from error
    return OptionsTyped(**dict(form))


def open_button(item: str) -> Action:
    return _press("Give options to the Board", OptionsSay.OPEN, item)


def build(
    view: OptionsToGive, *, problems: tuple[OptionsProblem, ...] = (), wrong: str = "", said: str = ""
) -> dict[str, Any]:
    """`wrong` is what is not of one field; `said` what was done before."""
    title = f"Options for {view.ref}"
    typed = _fitting(view.typed)
    body: list[CardElement] = [heading(title), line(run(short(view.title, LONGEST_TITLE)), spacing="None")]
    if said:
        body.append(boxed(said))
    if wrong or problems:
        body.append(boxed(wrong or _not_saved(problems), "attention"))
    if typed != view.typed:
        body.append(boxed(CUT_SHORT, "warning"))
    body.append(line(*rated(view.rating, view.rating_colour), spacing="Medium"))
    body.append(quiet(REPLACES if view.stands else view.why))
    if view.stands:
        body.append(quiet(f"Given by {view.stands.given}."))
    for name in OptionsField:
        mistaken = [problem.sentence for problem in problems if problem.field is name]
        body += [line(run(sentence, bold=True, colour="Attention"), spacing="Medium") for sentence in mistaken]
        body.append(_recommended(typed) if name is OptionsField.RECOMMENDED else _text(name, typed))
    body.append(quiet(f"{MAY_BE_BLANK} {NAME_NO_CHILD}"))
    if problems:
        body.append(boxed(f"{_not_saved(problems)}, marked above", "attention"))
    actions = [_press("Give these options", OptionsSay.GIVE, view.item, view.seen, primary=True)]
    if view.stands:
        actions.append(_press("Withdraw the options", OptionsSay.WITHDRAW, view.item, view.seen))
        actions.append(_press("Withdraw: they hold personal data", OptionsSay.ERASE, view.item, view.seen))
    body.append(row(actions, spacing="Large"))
    return finish(body, fallback_text=f"{title}. {wrong or view.why} {IN_WORDS}")


IN_WORDS: Final = "This Teams cannot show the form: please send your options to the compliance team."


def _not_saved(problems: tuple[OptionsProblem, ...]) -> str:
    return f"Not recorded yet: {count_words(len(problems), 'thing')} to put right"


def _press(title: str, says: OptionsSay, item: str, shown: int = 0, *, primary: bool = False) -> Action:
    return button(title, Verb.OPTIONS, collects=True, primary=primary, says=says.value, item=item, shown=shown)


def _text(name: OptionsField, typed: OptionsTyped) -> CardElement:
    # No longest text: the client would cut off a pasted one without a word, where the rules say by how much.
    return TextInput(
        id=name.value, label=LABELS[name], is_multiline=True, value=typed.said(name) or None, spacing="Medium"
    )


def _recommended(typed: OptionsTyped) -> CardElement:
    numbers = [number for number, _ in RECOMMENDABLE]
    return ChoiceSetInput(
        id=OptionsField.RECOMMENDED.value,
        label=LABELS[OptionsField.RECOMMENDED],
        choices=[Choice(title=title, value=number) for number, title in RECOMMENDABLE],
        style="expanded",
        wrap=True,
        value=typed.recommended if typed.recommended in numbers else None,
        spacing="Medium",
    )


def _fitting(typed: OptionsTyped) -> OptionsTyped:
    """All of it, unless a card of it would be too big to send: then every text gives way to what may be kept of it."""
    texts = {name.value: typed.said(name) for name in OptionsField}
    if len(json.dumps(texts, ensure_ascii=False)) <= ROOM_FOR_TEXT:
        return typed
    return replace(typed, **{name: text[:LONGEST_TEXT] for name, text in texts.items()})
