"""What a message resembles: its words weighed against ways in which people put it, and against what the grammar reads.

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

SMOOTHING = 1.0
COMMONNESS = 0.1
"""The weight of how often a meaning is met at all: little, for the examples are no sample of what is asked."""

PAIR = 0.5
"""The weight of two words in a row: they repeat much of what each says alone."""

STEM = 5
_RATINGS = frozenset({"red", "amber", "green", "blue", "grey", "reds", "ambers", "greens", "blues", "greys"})
_ONE_QUESTION: Mapping[Intent, Intent] = {
    **dict.fromkeys(
        (
            Intent.STATUS_AREA,
            Intent.STATUS_OBJECTIVE,
            Intent.STATUS_SERVICE,
            Intent.STATUS_PERSON,
            Intent.AMBIGUOUS_REF,
            Intent.UNKNOWN_REF,
        ),
        Intent.STATUS_ACTION,
    ),
    Intent.DUE: Intent.DUE_WINDOW,
}
"""Asked in the same words: which of them is meant depends on what is named, not on how it is asked."""


@dataclass(frozen=True, slots=True)
class _Examples:
    """In how many examples each feature is met, in all and by meaning."""

    features: Counter[str]
    by_intent: Mapping[Intent, Counter[str]]
    number: Mapping[Intent, int]
    total: int


def meaning_of(intent: Intent) -> Intent:
    """One for all that are asked in the same words."""
    return _ONE_QUESTION.get(intent, intent)


def likelihoods(words: str) -> dict[Intent, float]:
    """Of every meaning, in natural logarithms over the root of the number of words.

    The root, because the words of a long message are less and less news of what is meant.
    """
    known = sorted(feature for feature in _features(words) if feature in _examples().features)
    length = math.sqrt(max(1.0, sum(_weight(feature) for feature in known)))
    evidence = [_evidence(feature) for feature in known]
    return {
        intent: prior + sum(of_feature[place] for of_feature in evidence) / length
        for place, (intent, prior) in enumerate(_meanings())
    }


def _weight(feature: str) -> float:
    return PAIR if " " in feature else 1.0


@cache
def _meanings() -> tuple[tuple[Intent, float], ...]:
    examples = _examples()
    return tuple((intent, COMMONNESS * math.log(number / examples.total)) for intent, number in examples.number.items())


@cache
def _evidence(feature: str) -> tuple[float, ...]:
    """How much a feature of the examples tells for each meaning."""
    examples = _examples()
    overall = examples.features[feature] / examples.total
    return tuple(
        _weight(feature)
        * math.log(
            (examples.by_intent[intent][feature] + SMOOTHING * overall)
            / (examples.number[intent] + SMOOTHING)
            / overall
        )
        for intent, _ in _meanings()
    )


def _features(words: str) -> set[str]:
    """Beginnings of words, alone and in pairs; refs, shares, figures and ratings stand for one another."""
    words = re.sub(r"\d+(?:\.\d+){1,3}", " REF ", words)
    words = re.sub(r"\d+(?:\.\d+)? ?(?:%|per ?cent)", " SHARE ", words)
    words = re.sub(r"\d+", " FIGURE ", words)
    spoken = [word.replace("'", "") for word in re.findall(r"[a-zA-Z']+|\?", words)]
    stems = ["RATING" if word in _RATINGS else word if word.isupper() else word[:STEM] for word in spoken]
    return {*stems, *(f"{one} {next_}" for one, next_ in zip(["^", *stems], [*stems, "$"], strict=True))}


@cache
def _examples() -> _Examples:
    by_intent: dict[Intent, Counter[str]] = {}
    number: Counter[Intent] = Counter()
    features: Counter[str] = Counter()
    for name, ways in tomllib.loads(EXAMPLES.read_text(encoding="utf-8")).items():
        intent = meaning_of(Intent(name))
        number[intent] += len(ways)
        held = by_intent.setdefault(intent, Counter())
        for way in ways:
            held.update(_features(plain(typed_words(way))))
    for held in by_intent.values():
        features.update(held)
    return _Examples(features, by_intent, number, number.total())
