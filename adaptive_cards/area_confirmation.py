"""What a draft says of one area, for its SRO to confirm or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from microsoft_teams.cards.core import Action, CardElement, TextInput
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adaptive_cards.buttons import button, link, row
from adaptive_cards.card import finish
from adaptive_cards.text import boxed, heading, labelled, line, quiet, run
from adaptive_cards.typed import CardNotUnderstood, Text
from adaptive_cards.update_form import NAME_NO_CHILD
from adaptive_cards.verbs import RESERVED, Verb
from workflows.editions.views import AreaToConfirm
from workflows.language import count_words, list_words, moment_words, short

REASON: Final = "reason"
YES: Final = "yes"
NO: Final = "no"
LONGEST_LINE: Final = 160


@dataclass(frozen=True, slots=True)
class AreaAnswer:
    """The ids of an edition and an area, and an SRO's word on it."""

    edition_id: int
    area_id: int
    confirmed: bool
    reason: str


class _Press(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    edition: Annotated[int, Field(ge=1, le=2**63 - 1)]
    area: Annotated[int, Field(ge=1, le=2**63 - 1)]
    says: Annotated[str, Field(pattern=f"^({YES}|{NO})$")]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    reason: Text = ""


def build(area: AreaToConfirm, *, said: str = "", wrong: str = "", typed: str = "") -> dict[str, Any]:
    """`said`: what was done, or `wrong`: why it was not; `typed`: the reason as it was typed, where it was not kept."""
    title = f"Area {area.area_ref} of draft edition {area.number}"
    counts = list_words([f"{number} {label}" for label, number in area.counts])
    body: list[CardElement] = [
        heading(title),
        line(run(area.area_title), spacing="None"),
        quiet(f"Data of {moment_words(area.cut_off)}"),
    ]
    if said:
        body.append(boxed(said))
    if wrong:
        body.append(boxed(wrong, "attention"))
    body += [
        labelled("State", area.state, spacing="Medium"),
        labelled(count_words(area.total, "action"), counts),
    ]
    if area.not_reported:
        body.append(labelled("Not reported", list_words(area.not_reported)))
    if area.exceptions:
        body.append(heading("By exception", size="Medium", spacing="Medium"))
    body += [quiet(short(words, LONGEST_LINE)) for words in area.exceptions]
    if area.more:
        body.append(quiet(f"and {area.more} more"))
    if not area.confirmed:
        # No longest text: the client would cut off a pasted one without a word, where the rules say by how much.
        body.append(
            TextInput(
                id=REASON,
                label="What is wrong, if it is not right",
                is_multiline=True,
                value=typed or None,
                spacing="Medium",
            )
        )
        body.append(quiet(NAME_NO_CHILD))
    body.append(row(_actions(area), spacing="Medium"))
    return finish(body, fallback_text=f"{title}: {area.state}. {counts}.")


def parse(data: Mapping[str, Any]) -> AreaAnswer:
    """Raises CardNotUnderstood."""
    try:
        press = _Press.model_validate(data.get(RESERVED))
        form = _Form.model_validate({REASON: data.get(REASON)})
    except ValidationError as error:
        raise CardNotUnderstood from error
    return AreaAnswer(press.edition, press.area, press.says == YES, form.reason)


def _actions(area: AreaToConfirm) -> list[Action]:
    edition, ref = area.edition_id, area.area_ref
    read = [link("Read the draft", area.preview, f"Open draft edition {area.number} as a web page")]
    if area.confirmed:
        return [*read, button(f"How does area {ref} stand?", Verb.ASK, text=f"area {ref}")]
    return [
        button(
            f"Confirm area {ref}",
            Verb.CONFIRM_AREA,
            collects=True,
            primary=True,
            edition=edition,
            area=area.area_id,
            says=YES,
        ),
        button(
            f"Area {ref} is not right", Verb.CONFIRM_AREA, collects=True, edition=edition, area=area.area_id, says=NO
        ),
        *read,
    ]
