"""Typing errors in the words that say what is asked: "overdeu", "exeption reprot"."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from bot.conversation.lexicon import Lexicon

ALIKE = 80
SHORTEST = 5
MOST_WORDS = 24

KNOWN = tuple(
    """
    action actions amber anything approve areas asking blue board certain challenge changed changes chase completed
    confidence confident cut-off deadline delayed delegate dispute embedded evidence exception exceptions figures
    forecast forecasts green history indicator indicators late many measure milestone milestones missing moved
    objective overdue overall performance progress provenance quote recovery reminder reminders report reported
    responded silent since slipped snooze source status target targets update updated updates upcoming verbatim
    wording
    """.split()
)


def mended(words: str, lexicon: Lexicon) -> str:
    """The words with each that is close to a known one put right; words of the plan's own titles are left alone."""
    return " ".join(["", *(_mended(word, lexicon) for word in words.split()[:MOST_WORDS]), ""])


def _mended(word: str, lexicon: Lexicon) -> str:
    bare = re.sub(r"[^\w-]", "", word)
    if len(bare) < SHORTEST or not bare.isalpha() or bare in lexicon.stems or bare in KNOWN:
        return word
    near = process.extractOne(bare, KNOWN, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return word.replace(bare, near[0]) if near else word
