"""A report that is named where many read: whoever presses gets it in their own chat, if they may have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from microsoft_teams.cards.core import CardElement
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adaptive_cards.buttons import button, row
from adaptive_cards.card import finish
from adaptive_cards.text import heading, line, quiet, run
from adaptive_cards.typed import CardNotUnderstood, Text
from adaptive_cards.verbs import RESERVED, Verb

SEND_ME: Final = "Send me the report"
WHO_GETS_IT: Final = "It comes to you in our own chat, if it is for you. No link to it stands here."
LONGEST_KEY: Final = 200


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """`edition` is its number; 0 is the report as it stands now."""

    plan_key: str
    edition: int


class _Pressed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    plan: Annotated[Text, Field(min_length=1, max_length=LONGEST_KEY)]
    edition: Annotated[int, Field(ge=0, le=2**31 - 1)]


def build(title: str, text: str, plan_key: str, edition: int = 0) -> dict[str, Any]:
    body: list[CardElement] = [
        heading(title),
        line(run(text), spacing="Medium"),
        row([button(SEND_ME, Verb.SEND_REPORT, plan=plan_key, edition=edition)], spacing="Medium"),
        quiet(WHO_GETS_IT),
    ]
    return finish(body, fallback_text=f"{title}. {text} Write “exception report” to me in our own chat to get it.")


def parse(data: Mapping[str, Any]) -> ReportAsked:
    """Raises CardNotUnderstood."""
    try:
        pressed = _Pressed.model_validate(data.get(RESERVED))
    except ValidationError as error:
        raise CardNotUnderstood from error
    return ReportAsked(pressed.plan, pressed.edition)
