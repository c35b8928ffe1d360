"""A step on an edition that takes words: why it is taken, or by which minute the Chair received it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from microsoft_teams.cards.core import Action, CardElement, TextInput
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adaptive_cards.buttons import button, row
from adaptive_cards.card import finish
from adaptive_cards.edition_commentary import LONGEST_REF
from adaptive_cards.edition_parts import About, EditionId, Part, opening, turn_to
from adaptive_cards.text import paragraphs, quiet
from adaptive_cards.typed import CardNotUnderstood, Text
from adaptive_cards.update_form import NAME_NO_CHILD
from adaptive_cards.verbs import RESERVED, Verb
from workflows.editions.views import StepToTake
from workflows.language import short

REF: Final = "ref"
WORDS: Final = "words"
GO: Final = "go"
SHOW: Final = "show"
SUPPRESS: Final = "suppress"


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a step is called, what it leads to, and what its field asks for."""

    title: str
    explains: str
    label: str
    buttons: tuple[tuple[str, str], ...]  # title, and what it says


STEPS: Final[dict[Part, StepWords]] = {
    Part.SEND_BACK: StepWords(
        "Send an item of edition {number} back to its lead",
        "The lead is told your reason and asked for a corrected update; a re-cut takes it into the draft.",
        "What the lead is to look at again",
        (("Send it back", GO),),
    ),
    Part.SMALL_COUNT: StepWords(
        "A count of fewer than 5 children in edition {number}",
        "Printed as “fewer than 5”, no child can be known by it. To print it as it stands, say why that is safe.",
        "Why it may be printed as it stands",
        (("Print “fewer than 5”", SUPPRESS), ("Print it as it stands", SHOW)),
    ),
    Part.WITHDRAW_ASK: StepWords(
        "Withdraw an ask from edition {number}", "", "Why it is withdrawn", (("Withdraw it", GO),)
    ),
    Part.RECUT: StepWords(
        "Re-cut edition {number}",
        "The draft takes the data as they stand now, with what came after the cut-off. Areas that then read otherwise "
        "are to be confirmed again, and the edition cleared again.",
        "Why the data are taken anew",
        (("Re-cut it", GO),),
    ),
    Part.REISSUE: StepWords(
        "Issue edition {number} anew",
        "A new draft begins, of the same cut-off, that will replace this edition and print what it says otherwise. "
        "This edition stays as it is.",
        "What was wrong, as it is to be printed",
        (("Begin the re-issue", GO),),
    ),
    Part.MINUTE: StepWords(
        "Edition {number} received by the Chair",
        "The reference is kept beside the edition, whose files stay as issued; the asks of its meeting are closed.",
        "Reference of the minute, such as SSPB 2023/14",
        (("Record the minute", GO),),
    ),
}
ONE_LINE: Final = frozenset({Part.MINUTE})


@dataclass(frozen=True, slots=True)
class ReasonTyped:
    """`about` as in PartOpened; `shown` is the hash of what the form was opened on; `says` is the button."""

    edition_id: int
    part: Part
    about: str = ""
    shown: str = ""
    says: str = GO
    ref: str = ""
    words: str = ""


class _Press(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    edition: EditionId
    part: Part
    about: About = ""
    shown: Annotated[str, Field(max_length=64)] = ""
    says: Annotated[str, Field(pattern=f"^({GO}|{SHOW}|{SUPPRESS})$")]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    ref: Text = ""
    words: Text = ""


def build(view: StepToTake, typed: ReasonTyped, *, wrong: str = "") -> dict[str, Any]:
    step = STEPS[typed.part]
    title = step.title.format(number=view.number)
    body: list[CardElement] = opening(title, "", wrong)
    if view.about:
        body += paragraphs(short(view.about, 600))
    if step.explains:
        body.append(quiet(step.explains))
    if typed.part is Part.SEND_BACK:
        body.append(
            TextInput(
                id=REF,
                label="Which action, by its ref",
                value=typed.ref[:LONGEST_REF] or None,
                max_length=LONGEST_REF,
                spacing="Medium",
            )
        )
    # No longest text: the client would cut off a pasted one without a word, where the rules say by how much.
    body.append(
        TextInput(
            id=WORDS,
            label=step.label,
            is_multiline=None if typed.part in ONE_LINE else True,
            value=typed.words or None,
            spacing="Medium",
        )
    )
    body.append(quiet(NAME_NO_CHILD))
    actions: list[Action] = [
        button(
            name,
            Verb.WRITE,
            collects=True,
            primary=place == 0,
            edition=view.edition_id,
            part=typed.part.value,
            about=typed.about,
            shown=typed.shown,
            says=says,
        )
        for place, (name, says) in enumerate(step.buttons)
    ]
    actions.append(turn_to(f"Back to edition {view.number}", view.edition_id, Part.CONSOLE))
    body.append(row(actions, spacing="Medium"))
    return finish(body, fallback_text=f"{title}. {step.explains} {wrong}".strip())


def parse(data: Mapping[str, Any]) -> ReasonTyped:
    """Raises CardNotUnderstood."""
    try:
        press = _Press.model_validate(data.get(RESERVED))
        form = _Form.model_validate({name: data.get(name) for name in (REF, WORDS)})
    except ValidationError as error:
        raise CardNotUnderstood from error
    if press.part not in STEPS:
        raise CardNotUnderstood
    return ReasonTyped(press.edition, press.part, press.about, press.shown, press.says, form.ref, form.words)
