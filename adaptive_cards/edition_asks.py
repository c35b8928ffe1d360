"""The asks of the Board in a draft: those that stand, and the form for a new one or for changing one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from microsoft_teams.cards.core import Action, CardElement, Choice, ChoiceSetInput, DateInput, TextInput
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adaptive_cards.buttons import button, row
from adaptive_cards.card import finish
from adaptive_cards.edition_parts import (
    EditionId,
    Part,
    leave,
    opening,
    page_line,
    page_of,
    rows_of,
    told,
    turn_to,
)
from adaptive_cards.text import excerpt, heading, quiet
from adaptive_cards.typed import CardNotUnderstood, Day, Text
from adaptive_cards.update_form import NAME_NO_CHILD
from adaptive_cards.verbs import RESERVED, Verb
from store.types import AskKind
from workflows.editions.views import AskLine, EditionAsks
from workflows.exception_report.asks import ASK_WORDS
from workflows.language import count_words, day_words, list_words, short

FIELDS: Final = ("kind", "text", "to", "by_when", "refs")
SIZE: Final = 4
QUOTED_WORDS: Final = 60
REFS_NAMED: Final = 12
LONGEST_NAME: Final = 200
LONGEST_REFS: Final = 500


@dataclass(frozen=True, slots=True)
class AskTyped:
    """`number` is that of the ask that is changed, 0 for a new one; `shown` is that ask's hash."""

    edition_id: int
    number: int = 0
    shown: str = ""
    kind: str = ""
    text: str = ""
    to: str = ""
    by_when: date | None = None
    refs: str = ""

    @property
    def ref_list(self) -> list[str]:
        """However they are separated."""
        return [ref for ref in re.split(r"[\s,;]+|\band\b", self.refs) if ref]


class _Press(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    edition: EditionId
    number: Annotated[int, Field(ge=0, le=1000)] = 0
    shown: Annotated[str, Field(max_length=64)] = ""


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Annotated[Text, Field(max_length=20)] = ""
    text: Text = ""
    to: Text = ""
    by_when: Day = None
    refs: Text = ""


def build(view: EditionAsks, typed: AskTyped, *, page: int = 0, said: str = "", wrong: str = "") -> dict[str, Any]:
    """`typed` fills the form: the ask that is changed, or what was typed."""
    rows = view.asks
    first, shown = page_of(rows, page, SIZE)
    title = f"Asks of the Board in edition {view.number}: {len(rows) or 'none yet'}"
    body: list[CardElement] = opening(title, said, wrong)
    body += [quiet(sentence) for sentence in view.findings]
    body += page_line(len(rows), first, len(shown), "Asks")
    for one in shown:
        body += [told(f"{one.number}. {one.kind}:", excerpt(one.text, QUOTED_WORDS)), quiet(_of_whom(one))]
    actions: list[Action] = []
    for one in shown:
        if one.raised:
            actions.append(turn_to(f"Change ask {one.number}", view.edition_id, Part.ASKS, page=page, about=one.about))
            actions.append(turn_to(f"Withdraw ask {one.number}", view.edition_id, Part.WITHDRAW_ASK, about=one.about))
    body += rows_of(actions)
    body += _form(view, typed)
    body.append(leave(view.edition_id, view.number, Part.ASKS, first, SIZE, len(rows)))
    return finish(body, fallback_text=f"{title}. {said or wrong}".strip())


def parse(data: Mapping[str, Any]) -> AskTyped:
    """Raises CardNotUnderstood."""
    try:
        press = _Press.model_validate(data.get(RESERVED))
        form = _Form.model_validate({name: data.get(name) for name in FIELDS})
    except ValidationError as error:
        raise CardNotUnderstood from error
    return AskTyped(press.edition, press.number, press.shown, form.kind, form.text, form.to, form.by_when, form.refs)


def _of_whom(one: AskLine) -> str:
    by = f", by {day_words(one.by_when)}" if one.by_when else ""
    more = len(one.refs) - REFS_NAMED
    named = [*one.refs[:REFS_NAMED], *([f"{count_words(more, 'further action')}"] if more > 0 else [])]
    about = f", about {list_words(named)}" if one.refs else ""
    return f"Of {short(one.addressed_to, LONGEST_NAME)}{by}{about}{'' if one.raised else '; asked by the rules'}"


def _form(view: EditionAsks, typed: AskTyped) -> list[CardElement]:
    save = f"Save ask {typed.number}" if typed.number else "Add this ask"
    known = typed.kind in set(AskKind)
    return [
        heading(f"Change ask {typed.number}" if typed.number else "A new ask", size="Medium", spacing="Large"),
        ChoiceSetInput(
            id="kind",
            label="What is wanted",
            choices=[Choice(title=words, value=kind.value) for kind, words in ASK_WORDS.items()],
            style="expanded",
            value=typed.kind if known else None,
            is_required=True,
            error_message="Choose what is wanted.",
        ),
        TextInput(
            id="text",
            label="What is asked",
            is_multiline=True,
            value=typed.text or None,
            is_required=True,
            error_message="Say what is asked.",
            spacing="Small",
        ),
        quiet(NAME_NO_CHILD),
        TextInput(
            id="to",
            label="Of whom: the Board, its Chair, or a post of the plan",
            value=typed.to[:LONGEST_NAME] or None,
            max_length=LONGEST_NAME,
            is_required=True,
            error_message="Say of whom it is asked.",
            spacing="Small",
        ),
        DateInput(
            id="by_when",
            label="By when, if there is a day",
            value=typed.by_when.isoformat() if typed.by_when else None,
            spacing="Small",
        ),
        TextInput(
            id="refs",
            label="Which actions it is about, by their refs, such as 2.1.1, 2.1.2",
            value=typed.refs[:LONGEST_REFS] or None,
            max_length=LONGEST_REFS,
            spacing="Small",
        ),
        row(
            [
                button(
                    save,
                    Verb.WRITE,
                    collects=True,
                    primary=True,
                    edition=view.edition_id,
                    part=Part.ASKS.value,
                    number=typed.number,
                    shown=typed.shown,
                )
            ],
            spacing="Medium",
        ),
    ]
