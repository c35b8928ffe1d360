"""Data that came back from a card. Nobody vouches for it: it is parsed here before anything else sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from adaptive_cards import (
    area_confirmation,
    decision_form,
    edition_console,
    edition_parts,
    edition_typed,
    options_form,
    reading_form,
    report_offer,
    risk_form,
    update_form,
)
from adaptive_cards.area_confirmation import AreaAnswer
from adaptive_cards.decision_form import DecisionOpened, DecisionPressed
from adaptive_cards.edition_console import StepTaken
from adaptive_cards.edition_parts import PartOpened
from adaptive_cards.edition_typed import EditionTyped
from adaptive_cards.options_form import OptionsPressed
from adaptive_cards.reading_form import ReadingGiven
from adaptive_cards.report_offer import ReportAsked
from adaptive_cards.risk_form import RiskPressed
from adaptive_cards.typed import ITEM, CardNotUnderstood, Text
from adaptive_cards.verbs import RESERVED, Verb
from workflows.updates.rules import Answer

UNCHANGED: Final = r"^$|^(?:[ma]:[1-9][0-9]{0,17}@[0-9]{1,18}(?: |$)){1,24}$"
"""Items, each with the id of the update that was seen."""

BIGGEST_ID: Final = 2**63 - 1
LONGEST_QUESTION: Final = 500
LONGEST_TOKEN: Final = 2000

_Id = Annotated[int, Field(ge=0, le=BIGGEST_ID)]


class _Press(BaseModel):
    """What a button says of itself."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    do: Verb
    item: Annotated[str, StringConstraints(pattern=ITEM)] | None = None
    seen: _Id = 0
    message_id: _Id = 0
    page: Annotated[int, Field(ge=0, le=1000)] | None = None
    text: Annotated[Text, Field(max_length=LONGEST_QUESTION)] = ""
    token: Annotated[str, Field(max_length=LONGEST_TOKEN)] = ""
    moves: _Id = 0
    sure: bool = False
    items: Annotated[str, StringConstraints(pattern=UNCHANGED)] = ""


Form = (
    ReadingGiven
    | AreaAnswer
    | StepTaken
    | PartOpened
    | EditionTyped
    | ReportAsked
    | DecisionOpened
    | DecisionPressed
    | OptionsPressed
    | RiskPressed
)
"""What a card of its own kind sends back. Its type says which."""

_FORMS: Final[Mapping[Verb, Callable[[Mapping[str, Any]], Form]]] = {
    Verb.READING: reading_form.parse,
    Verb.CONFIRM_AREA: area_confirmation.parse,
    Verb.STEP: edition_console.parse,
    Verb.EDITION: edition_parts.parse,
    Verb.WRITE: edition_typed.parse,
    Verb.SEND_REPORT: report_offer.parse,
    Verb.DECISION: decision_form.parse_opened,
    Verb.DECIDE: decision_form.parse_pressed,
    Verb.OPTIONS: options_form.parse,
    Verb.RISK: risk_form.parse,
}


@dataclass(frozen=True, slots=True)
class Submission:
    """One press of a button.

    `item` is "m:12" or "a:3". `seen` is the id of the latest update when the form was made, `message_id` that of
    the message with the requests, `moves` that of an update given for the wrong item; 0 is none. `sure`: a rating was
    asked about and is kept. `unchanged` are items, each with the update seen. `token` stands for a file. `answer` is
    empty for any verb but save; `form` is what the card of any other form sent, and none for a verb without one.
    """

    do: Verb
    item: str | None
    seen: int
    message_id: int
    page: int | None
    text: str
    answer: Answer
    moves: int = 0
    sure: bool = False
    unchanged: tuple[tuple[str, int], ...] = ()
    token: str = ""
    form: Form | None = None


def read(data: object) -> Submission:
    """Raises CardNotUnderstood, whose text may be shown to whoever pressed."""
    if not isinstance(data, Mapping):
        raise CardNotUnderstood
    data = cast("Mapping[str, Any]", data)
    try:
        press = _Press.model_validate(data.get(RESERVED))
    except ValidationError as error:
        raise CardNotUnderstood from error
    if press.do in (Verb.SAVE, Verb.OPEN, Verb.WITHDRAW) and press.item is None:
        raise CardNotUnderstood
    if press.do is Verb.NO_CHANGE and not press.items:
        raise CardNotUnderstood
    if press.do is Verb.ASK and not re.search(r"\w", press.text):
        raise CardNotUnderstood
    return Submission(
        do=press.do,
        item=press.item,
        seen=press.seen,
        message_id=press.message_id,
        page=press.page,
        text=press.text,
        answer=update_form.parse(data) if press.do is Verb.SAVE else Answer(),
        moves=press.moves,
        sure=press.sure,
        unchanged=_unchanged(press.items),
        token=press.token,
        form=_FORMS[press.do](data) if press.do in _FORMS else None,
    )


def _unchanged(items: str) -> tuple[tuple[str, int], ...]:
    pairs = (item.partition("@") for item in items.split())
    return tuple((key, min(int(seen), BIGGEST_ID)) for key, _, seen in pairs)
