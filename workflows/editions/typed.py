"""What somebody types into an edition: in words, not too long, and with nothing by which a child may be known.

Counts of fewer than 5 children may be typed: they have a gate of their own, and somebody decides on each.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.cut import DataCut
from store.refs import normalised_ref
from workflows.editions.refusals import (
    ActionNotInEdition,
    IdentifiesAChild,
    MinuteMissing,
    NobodyAsked,
    NothingToSay,
    TextTooLong,
)
from workflows.editions.texts import known_texts
from workflows.governing.reasons import the_reason
from workflows.personal_data import Passage, find_passages, without_passages
from workflows.personal_data.kinds import WORDS, Kind
from workflows.updates.rules import MAX_TEXT

MAX_NAME = 200
"""Letters of a body's or a post's name."""

MAX_REFERENCE = 120
"""Letters of a minute's reference: it is a name, and no minute."""


def printed_words(cut: DataCut, text: str) -> str:
    """Raises NothingToSay, TextTooLong, IdentifiesAChild."""
    words = text.strip()
    if not words:
        raise NothingToSay
    return _kept(cut, words, MAX_TEXT)


def reason_words(cut: DataCut, text: str) -> str:
    """Raises ReasonMissing, ReasonTooLong, IdentifiesAChild."""
    return _kept(cut, the_reason(text), MAX_TEXT)


def reason_if_any(cut: DataCut, text: str) -> str:
    return reason_words(cut, text) if text.strip() else ""


def body_named(cut: DataCut, text: str) -> str:
    """Whom something is asked of. Raises NobodyAsked, TextTooLong, IdentifiesAChild."""
    words = " ".join(text.split())
    if not words:
        raise NobodyAsked
    return _kept(cut, words, MAX_NAME)


def minute_reference(cut: DataCut, text: str) -> str:
    """Raises MinuteMissing, TextTooLong, IdentifiesAChild."""
    words = " ".join(text.split())
    if not words:
        raise MinuteMissing
    return _kept(cut, words, MAX_REFERENCE)


def refs_in(cut: DataCut, refs: Sequence[str]) -> list[str]:
    """As the plan prints them. Raises ActionNotInEdition."""
    held = {normalised_ref(row.ref): row.ref for row in cut.actions}
    for ref in refs:
        if normalised_ref(ref) not in held:
            raise ActionNotInEdition(without_a_child(cut, ref))
    return [held[normalised_ref(ref)] for ref in refs]


def without_a_child(cut: DataCut, text: str) -> str:
    """What may be given back of what was typed."""
    return without_passages(text, passages) if (passages := _passages(cut, text)) else text


def _kept(cut: DataCut, words: str, most: int) -> str:
    if len(words) > most:
        raise TextTooLong(len(words), most)
    if found := _passages(cut, words):
        raise IdentifiesAChild([WORDS[kind] for kind in dict.fromkeys(passage.kind for passage in found)])
    return words


def _passages(cut: DataCut, text: str) -> list[Passage]:
    return [passage for passage in find_passages(text, known_texts(cut)) if passage.kind is not Kind.SMALL_COUNT]
