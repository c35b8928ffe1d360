"""Somebody has left, or somebody else leads: in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.conversation.british_dates import window_in
from bot.conversation.lexicon import Lexicon
from bot.conversation.naming import people_named, ratings_named, refs_named
from bot.conversation.said import ME, Intent, Kind, Said

_GONE = r"(?:left|leaving|leaves|leave|retired|retiring|retires|moved on|moving on|gone|moving to another)"
_SPEAKER_GONE = re.compile(
    rf"^ i(?:'m| am|'ve| have| will be)? (?:now )?(?:{_GONE})\b(?! (?:at|from|on leave|until|till|early|it|this|a ))"
    r"|\bi(?:'m| am)? (?:no longer|not|have stopped|stopped|stop) (?:the |a )?lead(?:ing)?\b"
    r"|\b(?:is|are)(?: not|n'?t) (?:mine|my action|my actions|one of mine|me)(?: any ?more| any longer"
    r"| now)?\b(?!.*\?)"
    r"|^ i(?:'?m| am) (?:leaving|moving|retiring|off to a new)\b(?! (?:on leave|it|this))"
    r"|\bi do(?: not|n't) lead\b.*\b(?:any ?more|any longer|now)\b"
)
_ANOTHER_GONE = re.compile(
    rf"^ (?P<whose>[a-z][\w .,'&-]{{1,80}}?) (?:has|have|is|will be|was) (?:now )?{_GONE}\b(?! (?:at|it|this|a )\b)"
)
_ANOTHER_STOPPED = re.compile(
    r"^ (?P<whose>[a-z][\w .,'&-]{1,80}?) (?:no longer leads?|does(?: not|n't) lead|has stopped leading)\b"
)
_ANOTHER_LEADS = re.compile(
    r"\b(?:new|change of|different|another|wrong) lead\b|\b(?:change|swap|replace) the lead\b"
    r"|\b(?:takes?|taking|took|has taken) over\b|\bnow (?:leads|led by)\b|\bleads? .{1,40} now\b"
    r"|\bsomebody else leads\b|\bsomeone else leads\b"
)
_NOBODY = re.compile(
    r"^(?:the|a|an|our|their|some|two|three|four|five|several|many|all|most|staff|it|that|this|we|they)\b"
)


def lead_change_in(typed: str, words: str, lexicon: Lexicon, today: date, boards: Sequence[date]) -> Said | None:
    """`whose` is who has left, as typed, blank for the speaker; `cover` is who takes over. None for anything else: an
    update may say that staff have left.
    """
    if ratings_named(words, lexicon):
        return None
    targets, _ = refs_named(words, lexicon)
    named = [target.ref for target in people_named(words, lexicon) if target.kind is Kind.PERSON]
    people = [name for name in named if name.casefold() in words]
    window = window_in(words, today, boards)
    actions = tuple(target for target in targets if target.kind is Kind.ACTION)
    if _SPEAKER_GONE.search(words):
        return Said(Intent.LEAD_CHANGE, actions, window=window, whose=ME, cover=_one(people))
    gone = _ANOTHER_GONE.search(words) or _ANOTHER_STOPPED.search(words)
    if gone and not _NOBODY.match(gone["whose"]):
        before, after = words[: gone.end("whose")], words[gone.end() :]
        whose = _one([name for name in people if name.casefold() in before]) or _as_typed(typed, gone["whose"])
        cover = _one([name for name in people if name.casefold() in after])
        return Said(Intent.LEAD_CHANGE, actions, window=window, whose=whose, cover=cover)
    if _ANOTHER_LEADS.search(words) and (actions or people):
        return Said(Intent.LEAD_CHANGE, actions, window=window, whose=ME, cover=_one(people))
    return None


def _one(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ""


def _as_typed(typed: str, words: str) -> str:
    """With the speaker's own capitals."""
    found = re.search(re.escape(words.strip()), typed, re.IGNORECASE)
    return found[0] if found else words.strip()
