"""An action that a longer message names by a few telling words of its title, among much else."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from bot.conversation.lexicon import ACRONYMS, Lexicon
from bot.conversation.naming import FILLER
from bot.conversation.said import Kind, Target

TELLING = 5.0
"""What the shared words have to weigh: two that few titles have, or one and an acronym."""

LEAD = 1.0
SHARED = 0.5
"""Each word counts for this much beyond its rarity, so that two common words are more than one."""

A_NAME = 1.5
"""The same for an acronym or a word with a figure in it, "JSNA" or "S75": it is hardly said of anything else."""


def title_within(words: str, lexicon: Lexicon) -> tuple[Target, ...]:
    """The one action whose title shares the rarest words with these; none where two are as near."""
    spoken = {_bare(word) for word in re.findall(r"[\w&'-]+", words)} - FILLER
    own = {
        target: {_bare(word) for word in known if word not in FILLER and len(word) > 1}
        for target, known in lexicon.titles.items()
        if target.kind is Kind.ACTION
    }
    in_titles = Counter(word for known in own.values() for word in known)
    scored = sorted(_scored(spoken, own, in_titles), key=lambda pair: -pair[0])
    if not scored or scored[0][0] < TELLING or (len(scored) > 1 and scored[0][0] - scored[1][0] < LEAD):
        return ()
    return (scored[0][1],)


def _scored(spoken: set[str], own: dict[Target, set[str]], in_titles: Counter[str]) -> Iterator[tuple[float, Target]]:
    for target, known in own.items():
        shared = sorted(spoken & known)
        if shared:
            yield (
                sum(
                    math.log(len(own) / in_titles[word])
                    + (A_NAME if word in ACRONYMS or re.search(r"[a-z]\d", word) else SHARED)
                    for word in shared
                ),
                target,
            )


def _bare(word: str) -> str:
    return word.rstrip("s")
