"""Whose word counts where a phrase of the grammar says one thing and the words of the message resemble another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.conversation.decision_words import DECIDED
from bot.conversation.resembling import likelihoods, meaning_of
from bot.conversation.said import Intent
from bot.conversation.update_words import TOLD

CLEAR = 0.6
"""By how much the likeliest meaning must lead the second to be taken, in the units of `likelihoods`."""

FEWEST_WORDS = 3
NEAREST = 3

PHRASE = 2.5
"""What a phrase of the grammar weighs for the meaning that it says."""

NAMED = 1.2
"""What it weighs that something is named, or nothing is understood, and no phrase says what is asked."""

UNSURE = frozenset(
    {
        Intent.NOT_UNDERSTOOD,
        Intent.AMBIGUOUS_REF,
        Intent.STATUS_ACTION,
        Intent.STATUS_AREA,
        Intent.STATUS_OBJECTIVE,
        Intent.STATUS_PERSON,
        Intent.STATUS_PLAN,
    }
)
"""What a message is taken to ask when it names something and no phrase says what about it."""

_TELLS = TOLD | {Intent.RISK_ENTRY} | (DECIDED - {Intent.CALL_IN, Intent.CHALLENGE_RATING})
_HOW_IT_STANDS = {Intent.STATUS_ACTION, Intent.STATUS_PLAN}
"""They differ only in what is named."""

_ASKS = re.compile(
    r"^ (?:what|which|who|whose|when|where|why|how)(?:'?s|'?re|'?ve)?\b"
    r"|^ (?:is|are|has|have|had|did|does|do|was|were|will)(?: \S+){1,6} $"
)
"""A question, or a short one; a long one that begins so may ask a favour: "is it possible to have until June"."""


def same_question(one: Intent, other: Intent) -> bool:
    return meaning_of(one) is meaning_of(other) or {meaning_of(one), meaning_of(other)} == _HOW_IT_STANDS


@dataclass(frozen=True, slots=True)
class Weighed:
    """The likeliest meanings, the first of them first; `clear`: it leads the second by enough to be taken."""

    nearest: tuple[Intent, ...]
    clear: bool


def weighed(words: str, read: Intent) -> Weighed:
    """`read` is what the grammar has made of the words. What begins as a question tells nothing."""
    meant = meaning_of(read)
    weight = NAMED if read in UNSURE else PHRASE
    told = _TELLS if _ASKS.match(words) else frozenset[Intent]()
    ranked = sorted(
        (
            (likely + (weight if intent is meant else 0), intent)
            for intent, likely in likelihoods(words).items()
            if intent not in told
        ),
        reverse=True,
    )
    first, second, third = ranked[:NEAREST]
    follows = third if {first[1], second[1]} == _HOW_IT_STANDS else second
    return Weighed(tuple(intent for _, intent in ranked[:NEAREST]), first[0] - follows[0] >= CLEAR)
