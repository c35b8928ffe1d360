"""When two texts speak of the same thing: their telling words, without dates and without what every text holds."""

from __future__ import annotations

import re

_LITTLE = frozenset(
    """
    a all an and are as at be been being by can for from had has have how in into is it its of on or other so than
    that the their them then there these they this those to up was were what when which who will with
    """.split()
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(rf"\b(?:{_MONTH}\s*\d{{2,4}}|(?:19|20)\d{{2}}(?:/\d{{2,4}})?)\b", re.IGNORECASE)
_WORD = re.compile(r"\d+(?:\.\d+)?%?|[^\W\d]+(?:[’'][^\W\d]+)*")
_PERCENTAGE = re.compile(r"(\d+(?:\.\d+)?)\s?%")

_STATES = {
    "launch": ("launch", "launches", "launched", "live", "active", "running", "operational"),
    "new": ("new", "updated", "refreshed", "revised", "renewed"),
    "agree": ("agree", "agrees", "agreed", "approve", "approves", "approved", "signed"),
    "publish": ("publish", "publishes", "published", "available"),
}
"""A thing that is live is one that was launched, and an updated one is new: "Updated Local Offer live" (1.5b) is
"Launch of the new Local Offer" (1.5.2)."""

_SAME = {word: meant for meant, words in _STATES.items() for word in words}


def telling_words(text: str) -> frozenset[str]:
    """Words and figures as they stand, but for plural endings."""
    undated = _DATE.sub(" ", text.casefold().replace("’", "'"))
    return frozenset(_singular(word) for word in _WORD.findall(undated) if word not in _LITTLE)


def meant_words(text: str) -> frozenset[str]:
    """The same without figures, and with words for one state of things made one."""
    return frozenset(_SAME.get(word, word) for word in telling_words(text) if not word[0].isdigit())


def percentages(text: str) -> frozenset[float]:
    return frozenset(float(figure) for figure in _PERCENTAGE.findall(text))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
