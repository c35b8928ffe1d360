"""Somebody says that a lead has changed: who would be told, before anybody is."""

from __future__ import annotations

from typing import Any, Final

from adaptive_cards.buttons import row
from adaptive_cards.card import finish
from adaptive_cards.decision_form import Says, beginning, press_button
from adaptive_cards.text import labelled, quiet
from workflows.governing.views import LeadChangeToTell
from workflows.language import list_words, short

LONGEST_LINE: Final = 600
CHANGES_NOTHING: Final = (
    "I change nothing myself: the compliance team enters who holds a post, and a post without anybody is an exception "
    "in the report. Please do not say why somebody left; it has no place in the register."
)


def build(view: LeadChangeToTell, *, wrong: str = "") -> dict[str, Any]:
    title = "A change of lead"
    body = beginning(title, f"{view.what}.", wrong)
    told = list_words(view.told, none="the compliance team")
    body.append(labelled("I would tell", short(told, LONGEST_LINE), spacing="Medium"))
    body.append(quiet(CHANGES_NOTHING))
    who = {"lead": view.lead, "successor": view.successor} | ({"day": view.day.isoformat()} if view.day else {})
    press = press_button("Tell them", Says.TELL, view.item, primary=True, also=who)
    body.append(row([press], spacing="Medium"))
    return finish(body, fallback_text=f"{title}. {wrong or view.words}")
