"""Data that came back from a card. Nobody vouches for it: it is parsed here before anything else sees it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from adaptive_cards import area_confirmation, edition_console, update_form
from adaptive_cards.area_confirmation import AreaAnswer
from adaptive_cards.edition_console import StepTaken
from adaptive_cards.typed import CardNotUnderstood, Text
from adaptive_cards.verbs import RESERVED, Verb
from workflows.updates.rules import Answer

ITEM: Final = r"^[ma]:[1-9][0-9]{0,17}$"
BIGGEST_ID: Final = 2**63 - 1
LONGEST_QUESTION: Final = 500

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


@dataclass(frozen=True, slots=True)
class Submission:
    """One press of a button.

    `item` is "m:12" or "a:3". `seen` is the id of the latest update when the form was made, `message_id` that of
    the message with the requests; 0 is none. `answer`, `area` and `step` are empty for any verb but
    save, confirm_area and step.
    """

    do: Verb
    item: str | None
    seen: int
    message_id: int
    page: int | None
    text: str
    answer: Answer
    area: AreaAnswer | None = None
    step: StepTaken | None = None


def read(data: object) -> Submission:
    """Raises CardNotUnderstood, whose text may be shown to whoever pressed."""
    if not isinstance(data, Mapping):
        raise CardNotUnderstood
    data = cast("Mapping[str, Any]", data)
    try:
        press = _Press.model_validate(data.get(RESERVED))
    except ValidationError as error:
        raise CardNotUnderstood from error
    if press.do in (Verb.SAVE, Verb.OPEN) and press.item is None:
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
        area=area_confirmation.parse(data) if press.do is Verb.CONFIRM_AREA else None,
        step=edition_console.parse(data) if press.do is Verb.STEP else None,
    )
