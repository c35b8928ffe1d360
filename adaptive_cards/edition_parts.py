"""The parts of an edition that the compliance officer turns to, one card each, and the press that opens one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Final, TypeVar

from microsoft_teams.cards.core import Action, CardElement
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adaptive_cards.buttons import MOST_BUTTONS, button, row
from adaptive_cards.text import boxed, heading, line, quiet, run
from adaptive_cards.typed import CardNotUnderstood
from adaptive_cards.verbs import RESERVED, Verb

T = TypeVar("T")

LONGEST_ABOUT: Final = 80
EditionId = Annotated[int, Field(ge=1, le=2**63 - 1)]
About = Annotated[str, Field(max_length=LONGEST_ABOUT)]


class Part(StrEnum):
    CONSOLE = "console"
    FINDINGS = "findings"
    COMMENTARY = "commentary"
    ASKS = "asks"
    DIFFERENCES = "differences"
    SEND_BACK = "send_back"
    SMALL_COUNT = "small_count"
    WITHDRAW_ASK = "withdraw_ask"
    RECUT = "recut"
    REISSUE = "reissue"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True)
class PartOpened:
    """`about` is what of the part is meant: a section or a ref, the number of an ask, the hash of a place."""

    edition_id: int
    part: Part
    page: int = 0
    about: str = ""


class _Press(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    edition: EditionId
    part: Part
    page: Annotated[int, Field(ge=0, le=1000)] = 0
    about: About = ""


def parse(data: Mapping[str, Any]) -> PartOpened:
    """Raises CardNotUnderstood."""
    try:
        press = _Press.model_validate(data.get(RESERVED))
    except ValidationError as error:
        raise CardNotUnderstood from error
    return PartOpened(press.edition, press.part, press.page, press.about)


def turn_to(title: str, edition_id: int, part: Part, *, page: int = 0, about: str = "") -> Action:
    return button(title, Verb.EDITION, edition=edition_id, part=part.value, page=page, about=about)


def opening(title: str, said: str, wrong: str) -> list[CardElement]:
    """What every part begins with: what was done, or why it was not."""
    body: list[CardElement] = [heading(title)]
    if said:
        body.append(boxed(said))
    if wrong:
        body.append(boxed(wrong, "attention"))
    return body


def page_of(rows: Sequence[T], page: int, size: int) -> tuple[int, Sequence[T]]:
    """The rows of a page, or of the last there is, and the place of the first of them."""
    last = max(0, (len(rows) - 1) // size)
    first = min(page, last) * size
    return first, rows[first : first + size]


def page_line(number: int, first: int, shown: int, what: str) -> list[CardElement]:
    """Said only where a page does not show all."""
    if shown == number:
        return []
    return [quiet(f"{what} {first + 1} to {first + shown} of {number}")]


def leave(edition_id: int, number: int, part: Part, first: int, size: int, rows: int) -> CardElement:
    """Back to the whole, and to the pages before and after."""
    actions: list[Action] = [turn_to(f"Back to edition {number}", edition_id, Part.CONSOLE)]
    if first > 0:
        actions.append(turn_to("Earlier ones", edition_id, part, page=first // size - 1))
    if first + size < rows:
        actions.append(turn_to("Further ones", edition_id, part, page=first // size + 1))
    return row(actions, spacing="Medium")


def rows_of(actions: Sequence[Action]) -> list[CardElement]:
    """As many rows of buttons as it takes."""
    starts = range(0, len(actions), MOST_BUTTONS)
    return [row(actions[start : start + MOST_BUTTONS], spacing="Small") for start in starts]


def told(label: str, text: str) -> CardElement:
    """One thing of a list."""
    return line(run(label, bold=True), run(f" {text}"), spacing="Medium")
