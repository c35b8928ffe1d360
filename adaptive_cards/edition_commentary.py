"""The compliance team's own words in a draft: what stands, and the form for more, for other words, or for none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from microsoft_teams.cards.core import Action, CardElement, Choice, ChoiceSetInput, TextInput
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
from adaptive_cards.typed import CardNotUnderstood, Text
from adaptive_cards.update_form import NAME_NO_CHILD
from adaptive_cards.verbs import RESERVED, Verb
from workflows.editions.views import EditionCommentary
from workflows.language import count_words

SECTION: Final = "section"
REF: Final = "ref"
TEXT: Final = "text"
NO_SECTION: Final = "-"
"""A choice of its own, because what was chosen from a list cannot be taken back."""

SIZE: Final = 4
QUOTED_WORDS: Final = 60
LONGEST_REF: Final = 40


@dataclass(frozen=True, slots=True)
class CommentTyped:
    """`shown` is the hash of the words that the form had of the place it was opened for."""

    edition_id: int
    shown: str
    section: str = ""
    ref: str = ""
    text: str = ""


class _Press(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    edition: EditionId
    shown: Annotated[str, Field(max_length=64)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    section: Annotated[Text, Field(max_length=2)] = ""
    ref: Text = ""
    text: Text = ""


def build(
    view: EditionCommentary, typed: CommentTyped, *, page: int = 0, said: str = "", wrong: str = ""
) -> dict[str, Any]:
    """`typed` fills the form: what stands on the place it was opened for, or what was typed."""
    rows = view.comments
    first, shown = page_of(rows, page, SIZE)
    title = f"Commentary in edition {view.number}: {count_words(len(rows), 'comment') if rows else 'none yet'}"
    body: list[CardElement] = opening(title, said, wrong)
    body += page_line(len(rows), first, len(shown), "Comments")
    body += [told(f"On {one.where}:", excerpt(one.text, QUOTED_WORDS)) for one in shown]
    changes: list[Action] = [
        turn_to(f"Change what is said on {one.where}", view.edition_id, Part.COMMENTARY, page=page, about=one.about)
        for one in shown
    ]
    body += rows_of(changes)
    body += _form(view, typed)
    body.append(leave(view.edition_id, view.number, Part.COMMENTARY, first, SIZE, len(rows)))
    return finish(body, fallback_text=f"{title}. {said or wrong}".strip())


def parse(data: Mapping[str, Any]) -> CommentTyped:
    """Raises CardNotUnderstood."""
    try:
        press = _Press.model_validate(data.get(RESERVED))
        form = _Form.model_validate({name: data.get(name) for name in (SECTION, REF, TEXT)})
    except ValidationError as error:
        raise CardNotUnderstood from error
    section = "" if form.section == NO_SECTION else form.section
    return CommentTyped(press.edition, press.shown, section, form.ref, form.text)


def _form(view: EditionCommentary, typed: CommentTyped) -> list[CardElement]:
    known = any(number == typed.section for number, _ in view.sections)
    return [
        heading("Your words in print", size="Medium", spacing="Large"),
        ChoiceSetInput(
            id=SECTION,
            label="On this section of the report",
            choices=[
                Choice(title="No section: on the action named below", value=NO_SECTION),
                *(Choice(title=f"{number}. {title}", value=number) for number, title in view.sections),
            ],
            style="compact",
            value=typed.section if known else NO_SECTION,
        ),
        TextInput(
            id=REF,
            label="Or on this action, by its ref, such as 2.1.1",
            value=typed.ref[:LONGEST_REF] or None,
            max_length=LONGEST_REF,
            spacing="Small",
        ),
        # No longest text: the client would cut off a pasted one without a word, where the rules say by how much.
        TextInput(
            id=TEXT,
            label="What is printed; leave it empty to take away what stands there",
            is_multiline=True,
            value=typed.text or None,
            spacing="Small",
        ),
        quiet(NAME_NO_CHILD),
        row(
            [
                button(
                    "Save the commentary",
                    Verb.WRITE,
                    collects=True,
                    primary=True,
                    edition=view.edition_id,
                    part=Part.COMMENTARY.value,
                    shown=typed.shown,
                )
            ],
            spacing="Medium",
        ),
    ]
