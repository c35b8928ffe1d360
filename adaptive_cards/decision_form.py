"""What the cards about decisions share: the press that opens one, the press that sends one back, and their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final

from microsoft_teams.cards.core import Action, CardElement, Choice, ChoiceSetInput, TextInput
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from adaptive_cards.buttons import button
from adaptive_cards.text import boxed, heading, line, quiet, run
from adaptive_cards.typed import ITEM, CardNotUnderstood, Day, Text
from adaptive_cards.update_form import NAME_NO_CHILD
from adaptive_cards.verbs import RESERVED, Verb
from workflows.governing.views import Matter, Named, Typed
from workflows.language import short

MILESTONE: Final = "milestone"
DAY: Final = "day"
REASON: Final = "reason"
ON_BEHALF_OF: Final = "on_behalf_of"
EMBEDDED: Final = "embedded"
FIELDS: Final = (MILESTONE, DAY, REASON, ON_BEHALF_OF, EMBEDDED)

LONGEST_TITLE: Final = 300
LONGEST_KEY: Final = 200
YES: Final = "yes"


class Says(StrEnum):
    """What a button of these cards says."""

    ASK = "ask"
    APPROVE = "approve"
    REFUSE = "refuse"
    ACCEPT = "accept"
    SIGN_OFF = "sign_off"
    SEND_BACK = "send_back"
    DISPUTE = "dispute"
    WITHDRAW = "withdraw"
    CALL_IN = "call_in"
    END = "end"
    TELL = "tell"


@dataclass(frozen=True, slots=True)
class DecisionOpened:
    """`item` is "m:12" or "a:3"."""

    matter: Matter
    item: str


@dataclass(frozen=True, slots=True)
class DecisionPressed:
    """`shown` is the id of what the card was made of: a request for a date, an update, an item of evidence; 0 is none.

    `item` is blank where it is about all that `lead` leads; `lead` and `successor` are people's keys, `day` is when
    they change.
    """

    says: Says
    item: str = ""
    shown: int = 0
    lead: str = ""
    successor: str = ""
    day: date | None = None
    typed: Typed = field(default_factory=Typed)


class _Opening(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    matter: Matter
    item: Annotated[str, StringConstraints(pattern=ITEM)]


class _Press(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    says: Says
    item: Annotated[str, StringConstraints(pattern=rf"{ITEM}|^$")] = ""
    shown: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0
    lead: Annotated[str, Field(max_length=LONGEST_KEY)] = ""
    successor: Annotated[str, Field(max_length=LONGEST_KEY)] = ""
    day: Day = None


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    milestone: Annotated[Text, StringConstraints(pattern=rf"{ITEM}|^$")] = ""
    day: Day = None
    reason: Text = ""
    on_behalf_of: Annotated[Text, Field(max_length=LONGEST_KEY)] = ""
    embedded: Text = ""


def parse_opened(data: Mapping[str, Any]) -> DecisionOpened:
    """Raises CardNotUnderstood."""
    try:
        press = _Opening.model_validate(data.get(RESERVED))
    except ValidationError as error:
        raise CardNotUnderstood from error
    return DecisionOpened(press.matter, press.item)


def parse_pressed(data: Mapping[str, Any]) -> DecisionPressed:
    """Raises CardNotUnderstood."""
    try:
        press = _Press.model_validate(data.get(RESERVED))
        form = _Form.model_validate({name: data.get(name) for name in FIELDS})
    except ValidationError as error:
        raise CardNotUnderstood from error
    typed = Typed(form.milestone, form.day, form.reason, form.on_behalf_of, form.embedded == YES)
    return DecisionPressed(press.says, press.item, press.shown, press.lead, press.successor, press.day, typed)


def open_button(title: str, matter: Matter, item: str) -> Action:
    return button(title, Verb.DECISION, matter=matter.value, item=item)


def press_button(
    title: str,
    says: Says,
    item: str = "",
    shown: int = 0,
    *,
    primary: bool = False,
    also: Mapping[str, str] | None = None,
) -> Action:
    """`item`, `shown` and the rest as in DecisionPressed."""
    about: dict[str, str | int] = dict(also or {})
    if item:
        about["item"] = item
    if shown:
        about["shown"] = shown
    return button(title, Verb.DECIDE, collects=True, primary=primary, says=says.value, **about)


def beginning(title: str, about: str, wrong: str, said: str = "") -> list[CardElement]:
    """What it is about, then what was done, or why it was not."""
    body: list[CardElement] = [heading(title), line(run(short(about, LONGEST_TITLE)), spacing="None")]
    if said:
        body.append(boxed(said))
    if wrong:
        body.append(boxed(wrong, "attention"))
    return body


def reason_input(label: str, typed: Typed, *, needed: str = "") -> list[CardElement]:
    """No longest text: the client would cut off a pasted one without a word, where the rules say by how much.

    `needed` is what the client says of a blank one where no button of the card goes without a reason.
    """
    return [
        TextInput(
            id=REASON,
            label=label,
            is_multiline=True,
            value=typed.reason or None,
            is_required=True if needed else None,
            error_message=needed or None,
            spacing="Medium",
        ),
        quiet(NAME_NO_CHILD),
    ]


def behalf_input(label: str, people: Sequence[Named], typed: Typed) -> list[CardElement]:
    """Only for those who decide in somebody else's name; the only one there is, is chosen already."""
    if not people:
        return []
    keys = [person.key for person in people]
    chosen = typed.on_behalf_of if typed.on_behalf_of in keys else keys[0] if len(keys) == 1 else None
    return [
        ChoiceSetInput(
            id=ON_BEHALF_OF,
            label=label,
            choices=[Choice(title=person.name, value=person.key) for person in people],
            style="compact",
            wrap=True,
            value=chosen,
            placeholder="Choose",
            spacing="Medium",
        )
    ]
