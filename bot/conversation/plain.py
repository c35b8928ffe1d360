"""A message as words: without markup, mentions, shouting, or the mail that was pasted below it."""

from __future__ import annotations

import re

MOST_WORDS = 120
"""What is read of a message; an email pasted whole has said what it is about by then."""

MOST_LETTERS = 1200
"""As long as so many words are at the most: 28 KB without a blank would keep the patterns busy for seconds."""

_SPELLED = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
}
_NUMBER = "|".join(_SPELLED)
_DICTATED = re.compile(rf"\b(?:{_NUMBER}|\d{{1,3}})(?: (?:point|dot) (?:{_NUMBER}|\d{{1,3}})){{1,3}}\b")
_AREA_SPELLED = re.compile(
    rf"\b(?:areas?|priority|theme|workstream|section|weakness|objective|milestone) (?:{_NUMBER}|\d+)"
    rf"(?:(?:,| and|, and| &) (?:{_NUMBER}))*\b"
)
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NTH_AREA = re.compile(rf"\b({'|'.join(_NTH)}) (?:improvement )?area\b")
_NTH_DAYS = {
    "thirtieth": "30th", "twentieth": "20th", "nineteenth": "19th", "eighteenth": "18th", "seventeenth": "17th",
    "sixteenth": "16th", "fifteenth": "15th", "fourteenth": "14th", "thirteenth": "13th", "twelfth": "12th",
    "eleventh": "11th", "tenth": "10th",
    **{f"{tens}{between}{nth}": f"{ten + place}{ending}"
       for tens, ten in (("thirty", 30), ("twenty", 20)) for between in (" ", "-")
       for place, (nth, ending) in enumerate(zip(_NTH[:9], ("st", "nd", "rd", *["th"] * 6), strict=True), 1)
       if ten + place <= 31},
}  # fmt: skip
_NTH_DAY = re.compile(rf"\b({'|'.join(sorted(_NTH_DAYS, key=len, reverse=True))})\b")
_MAIL_BELOW = re.compile(
    r"^(?:-+ ?(?:original|forwarded) message|on .{5,80} wrote:|_{8,}|from:[^\n]+\n+(?:sent|date|to):|from:\s.+@|>)",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_HEADING = re.compile(r"^(?:from|to|cc|bcc|sent|date|importance)\s*:.*$", re.IGNORECASE | re.MULTILINE)
_COURTESY = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|dear|morning|good morning|good afternoon|afternoon|evening)"
    r"(?: (?:there|all|team|bot|sendbot))?[,!. ]+)"
)
_THANKS = re.compile(
    r"[,.! ]+(?:many )?(?:thanks|thank you|thx|ta|cheers|pls|please)(?: (?:very much|so much|in advance|again))?[.! ]*$"
)


def typed_words(text: str) -> str:
    """What was typed, on one line, in its own capitals; of a pasted email what stands above the mail it answers, or
    the mail itself where nothing does."""
    text = _without_mention(text)
    words = own_words(text) or _on_one_line(_MAIL_HEADING.sub(" ", text))
    return " ".join(words.split()[:MOST_WORDS])[:MOST_LETTERS]


def own_words(text: str) -> str:
    """The same to its end, but blank for a mail that was pasted whole: copied text never becomes anybody's narrative
    unseen (`domain.md` 8.1)."""
    above = _MAIL_BELOW.split(_without_mention(text), maxsplit=1)[0]
    words = _on_one_line(_MAIL_HEADING.sub(" ", above))
    return words if re.search(r"\w", words) else ""


def _without_mention(text: str) -> str:
    return re.sub(r"<at>[^<]*</at>", " ", text)


def _on_one_line(text: str) -> str:
    text = re.sub(r"<[^<>]*>|&nbsp;|[*_`#]|[\u200b-\u200f\u202a-\u202e\u2060\ufeff]", " ", text)
    return " ".join(text.replace("’", "'").replace("–", "-").replace("—", "-").split())


def plain(typed: str) -> str:
    """The same in small letters, dictated refs in figures, greeting and thanks off, a blank at either end."""
    words = typed.casefold()
    without = _THANKS.sub("", _COURTESY.sub("", words))
    words = without if re.search(r"\w", without) else words
    words = _DICTATED.sub(_figures, words)
    words = _AREA_SPELLED.sub(lambda found: re.sub(rf"\b(?:{_NUMBER})\b", _in_figures, found[0]), words)
    words = _NTH_AREA.sub(lambda found: f"area {_NTH.index(found[1]) + 1}", words)
    words = _NTH_DAY.sub(lambda found: _NTH_DAYS[found[0]], words)
    words = re.sub(r"\bwk(s?)\b", r"week\1", words)
    return f" {words} "


def _in_figures(found: re.Match[str]) -> str:
    return _SPELLED[found[0]]


def _figures(found: re.Match[str]) -> str:
    return ".".join(_SPELLED.get(part, part) for part in re.split(r" (?:point|dot) ", found[0]))
