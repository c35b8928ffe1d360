"""The client draws what it can of a card and is silent about the rest: so what it draws is compared, word by word."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.adaptive_cards.checks import elements
from tests.adaptive_cards.gallery import GALLERY
from tests.browser.stage import COMPLIANCE, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_every_word_of_every_card_is_on_the_screen(stage: Stage) -> None:
    window = await stage.window(COMPLIANCE)
    await window.wait_for_card("Hello SEND Compliance Officer")
    missing: dict[str, list[str]] = {}
    for place, (name, build) in enumerate(GALLERY.items(), start=1):
        card = build()
        await stage.post(COMPLIANCE, card)
        await window.wait_for_card_number(place)
        drawn = _spaced(await window.card_text())
        left_out = [words for words in words_of(card) if _spaced(words) not in drawn]
        if left_out:
            missing[name] = left_out
    assert missing == {}


def words_of(card: dict[str, Any]) -> list[str]:
    """All that a reader should see of a card; what stands in its fields is no text of the page."""
    found: list[str] = []
    for element in elements(_without_fallbacks(card)):
        kind = element["type"]
        if kind in {"TextBlock", "TextRun"}:
            found.append(element["text"])
        elif kind == "FactSet":
            found += [fact[part] for fact in element["facts"] for part in ("title", "value")]
        elif kind.startswith("Input."):
            found += [element["label"], *_choices_drawn(element)]
        elif kind.startswith("Action."):
            found.append(element["title"])
    return found


def _choices_drawn(element: dict[str, Any]) -> list[str]:
    """A list to unfold shows none of them until it is unfolded."""
    return [choice["title"] for choice in element.get("choices", ()) if element.get("style") == "expanded"]


def _without_fallbacks(part: Any) -> Any:
    """They are for other clients than this one."""
    if isinstance(part, dict):
        return {key: _without_fallbacks(value) for key, value in part.items() if key != "fallback"}
    return [_without_fallbacks(value) for value in part] if isinstance(part, list) else part


def _spaced(text: str) -> str:
    return " ".join(re.split(r"\s+", text)).strip()
