"""What a message resembles, where no phrase of the grammar fits: its words weighed against ways in which people put it.

A word counts for a meaning as much as it is commoner in the examples of that meaning than in all of them (naive Bayes).
Nothing is learned from what people write to the bot: the examples are the file beside this one.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.conversation.plain import plain, typed_words
from bot.conversation.said import Intent

EXAMPLES = Path(__file__).with_name("ways_of_asking.toml")
CLEAR = 4.0
"""By how much the first meaning must lead the second, in natural logarithms of likelihood, where no phrase of the
grammar says what is asked; half of it where the grammar has found nothing at all."""

BEYOND_DOUBT = 12.0
"""By how much it must lead to outweigh a phrase of the grammar."""

SMOOTHING = 0.3
COMMONNESS = 0.3
"""The weight of how often a meaning is met at all: little, for the examples are no sample of what is asked."""

STEM = 5
FEWEST_WORDS = 3
_RATINGS = frozenset({"red", "amber", "green", "blue", "grey", "reds", "ambers", "greens", "blues", "greys"})


@dataclass(frozen=True, slots=True)
class _Weights:
    """In how many examples each feature is met, in all and by meaning."""

    features: Counter[str]
    by_intent: Mapping[Intent, Counter[str]]
    examples: Mapping[Intent, int]
    total: int


def resembled(words: str, clear: float) -> Intent | None:
    """The meaning of the ways of asking that the words resemble; None where the next is nearer than `clear`."""
    if len(words.split()) < FEWEST_WORDS:
        return None
    weights = _weights()
    present = [feature for feature in _features(words) if feature in weights.features]
    ranked = sorted(((_score(intent, present, weights), intent) for intent in weights.examples), reverse=True)
    (first, intent), (second, _) = ranked[0], ranked[1]
    return intent if first - second >= clear else None


def _score(intent: Intent, present: list[str], weights: _Weights) -> float:
    held, examples = weights.by_intent[intent], weights.examples[intent]
    score = COMMONNESS * math.log(examples / weights.total)
    for feature in present:
        overall = weights.features[feature] / weights.total
        score += math.log((held[feature] + SMOOTHING * overall) / (examples + SMOOTHING) / overall)
    return score


def _features(words: str) -> set[str]:
    """Beginnings of words, alone and in pairs; refs, shares, figures and ratings stand for one another."""
    words = re.sub(r"\d+(?:\.\d+){1,3}", " REF ", words)
    words = re.sub(r"\d+(?:\.\d+)? ?(?:%|per ?cent)", " SHARE ", words)
    words = re.sub(r"\d+", " FIGURE ", words)
    spoken = [word.replace("'", "") for word in re.findall(r"[a-zA-Z']+|\?", words)]
    stems = ["RATING" if word in _RATINGS else word if word.isupper() else word[:STEM] for word in spoken]
    return {*stems, *(f"{one} {next_}" for one, next_ in zip(["^", *stems], stems, strict=False))}


@cache
def _weights() -> _Weights:
    by_intent: dict[Intent, Counter[str]] = {}
    examples: dict[Intent, int] = {}
    for name, ways in tomllib.loads(EXAMPLES.read_text(encoding="utf-8")).items():
        intent = Intent(name)
        examples[intent] = len(ways)
        by_intent[intent] = Counter(feature for way in ways for feature in _features(plain(typed_words(way))))
    features = sum(by_intent.values(), Counter[str]())
    return _Weights(features, by_intent, examples, sum(examples.values()))
