"""What stands between a draft and its being final, each with its place and what can be done about it from here."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import Action, CardElement

from adaptive_cards.card import finish
from adaptive_cards.edition_parts import Part, leave, opening, page_line, page_of, rows_of, told, turn_to
from adaptive_cards.text import quiet
from workflows.editions.finding import Gate
from workflows.editions.views import EditionFindings, FindingLine
from workflows.language import count_words, short

SIZE: Final = 6
LONGEST_SENTENCE: Final = 600


def build(view: EditionFindings, *, page: int = 0, said: str = "", wrong: str = "") -> dict[str, Any]:
    rows = view.findings
    first, shown = page_of(rows, page, SIZE)
    title = f"Before edition {view.number} can be final: {count_words(len(rows), 'finding') if rows else 'nothing'}"
    body: list[CardElement] = opening(title, said, wrong)
    if not rows:
        body.append(quiet("Nothing stands in its way: it can be cleared and made final."))
    body += page_line(len(rows), first, len(shown), "Findings")
    body += [
        told(f"{place}.", short(one.sentence, LONGEST_SENTENCE)) for place, one in enumerate(shown, start=first + 1)
    ]
    ways = {
        title: way
        for place, one in enumerate(shown, start=first + 1)
        for title, way in _ways_out(view.edition_id, place, one)
    }
    body += rows_of(list(ways.values()))
    body.append(leave(view.edition_id, view.number, Part.FINDINGS, first, SIZE, len(rows)))
    return finish(body, fallback_text=". ".join([title, *(short(one.sentence, 200) for one in shown)]))


def _ways_out(edition_id: int, place: int, one: FindingLine) -> list[tuple[str, Action]]:
    """By title: two findings of one action have one way out."""
    if one.gate is Gate.SMALL_COUNT:
        title = f"Decide on the count of {place}"
        return [(title, turn_to(title, edition_id, Part.SMALL_COUNT, about=one.place_hash))]
    if one.gate in {Gate.RULES, Gate.COUNTS}:
        return [("Re-cut the draft", turn_to("Re-cut the draft", edition_id, Part.RECUT))]
    if one.ref:
        title = f"Send {one.ref} back"
        return [(title, turn_to(title, edition_id, Part.SEND_BACK, about=one.ref))]
    if one.comment_on:
        title = f"Change the commentary on {one.comment_on}"
        return [(title, turn_to(title, edition_id, Part.COMMENTARY, about=one.comment_on))]
    if one.gate is Gate.ADDRESSEE or one.of_an_ask:
        return [("See the asks", turn_to("See the asks", edition_id, Part.ASKS))]
    return []
