"""The parts of an update said in one breath: what happened, why, what will be done, what it waits for, and by when.

A part is taken only where its words say that it is one; the whole stays the narrative in any case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.conversation.british_dates import window_in
from bot.conversation.days_past import past_day_in
from bot.conversation.school_terms import SchoolBreak

_PARTS = re.compile(r"\s*(?:[;!?]|,(?!\d)|\.(?!\d)|\s-\s|\s(?:but|and so|so that)\s)\s*")
_ADDRESS = re.compile(
    r"^\s*(?:please\s+)?(?:(?:update|rate|mark|set|record|put|log|report)\s+(?:on\s+|for\s+)?)?"
    r"\d{1,3}(?:\.\d{1,3}){1,3}(?:,?\s+milestone\s+\d{1,2})?\s*[:,-]\s+",
    re.IGNORECASE,
)
_ONLY_ADDRESS = re.compile(
    r"(?:please\s+)?(?:(?:i\s+(?:want|need|'d like)\s+to\s+|can\s+i\s+)?(?:update|rate|report)\s+(?:on\s+|for\s+)?)?"
    r"\d{1,3}(?:\.\d{1,3}){1,3}(?:,?\s+milestone\s+\d{1,2})?(?:\s+please)?[.!]?",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"\b(?:because(?: of)?|due to|owing to|as a result of|held up by|delayed by)\s+(?P<why>.+)", re.I)
_TROUBLE = re.compile(
    r"\b(?:off sick|on sick leave|sickness|vacan\w+|vacant|unfilled|understaffed|short[- ]staffed|short of|shortages?"
    r"|no (?:staff|capacity|funding|budget|money)|lack of|(?:has|have) left|resigned|backlog|(?:is|are|was|were) late"
    r"|not (?:yet )?(?:agreed|signed|recruited|approved|funded)|cancelled|delay(?:s|ed)?)\b",
    re.I,
)
_REMEDY = re.compile(
    r"\b(?:we will|we'll|i will|i'll|we are|we're|will be|plan(?:ning)? to|going to|recruit\w*|agency|interim|locum"
    r"|advertis\w+|cover (?:from|starts|agreed|in place)|catch(?:ing)? up|recovery)\b",
    re.I,
)
_WAITS = re.compile(
    r"\b(?:waiting (?:for|on)|awaiting|waits? (?:for|on)|depends on|dependent on|blocked by|held by"
    r"|cannot start (?:until|before)|not start(?:ed|ing)? until)\s+(?P<what>.+)",
    re.I,
)
_BACK = re.compile(r"\bback on (?:track|course|plan)\b", re.I)
_AHEAD = re.compile(
    r"\b(?:forecast|expect\w*|should be|will be|back on|finish\w*|complet\w+|done|ready|by|until|aim\w* for|now"
    r"|looking at|slip\w* to|before|end of)\b",
    re.I,
)
_EFFECT = re.compile(
    r"\b(?:if (?:nothing (?:changes|is done)|we do nothing|(?:it|this) stays (?:like this|as it is))"
    r"|unless (?:it|this) changes)"
    r"\s*[,:]?\s+(?P<what>.+)",
    re.I,
)
_COMPLETED = re.compile(r"\b(?:complete|completed|done|finished|delivered|launched|signed|went live|held|met)\b", re.I)
_TO_COME = re.compile(r"\b(?:will|to be|going to|should|expect\w*|by|until|not)\b|'ll\b", re.I)
_EVIDENCE = re.compile(r"\bevidence(?:d by| is| are|:)?\s+(?:in\s+)?(?P<what>.+)", re.I)


@dataclass(frozen=True, slots=True)
class Parts:
    """Blank or None for what was not said, or not clearly."""

    narrative: str
    cause: str = ""
    effect: str = ""
    recovery: str = ""
    waiting_for: str = ""
    evidence: str = ""
    forecast: date | None = None
    recovery_by: date | None = None
    completed_on: date | None = None


def parts_of(typed: str, today: date, boards: Sequence[date], breaks: Sequence[SchoolBreak] = ()) -> Parts:
    narrative = "" if _ONLY_ADDRESS.fullmatch(typed.strip()) else _ADDRESS.sub("", typed).strip()
    pieces = [piece for piece in _PARTS.split(narrative) if piece]
    said = {name: _only([_found(pattern, group, piece) for piece in pieces]) for name, pattern, group in _SAID}
    spoken_for = {piece for piece in pieces if _WAITS.search(piece) or _EVIDENCE.search(piece)}
    rest = [piece for piece in pieces if piece not in spoken_for]
    remedies = [piece for piece in rest if _REMEDY.search(piece) and not _BACK.search(piece)]
    troubles = [piece for piece in rest if _TROUBLE.search(piece) and piece not in remedies]
    finished = [piece for piece in pieces if _COMPLETED.search(piece) and not _TO_COME.search(piece)]
    forecast = _forecast([piece for piece in pieces if piece not in finished], today, boards, breaks)
    return Parts(
        narrative=narrative,
        cause=_sentence(said["cause"] or _only(troubles)),
        effect=_sentence(_effect(narrative)),
        recovery=_sentence("; ".join(remedies)),
        waiting_for=_sentence(said["waiting_for"]),
        evidence=_sentence(said["evidence"]),
        forecast=forecast,
        recovery_by=forecast if any(_BACK.search(piece) for piece in pieces) else None,
        completed_on=_only_day([past_day_in(piece, today) for piece in finished]),
    )


_SAID = (("cause", _BECAUSE, "why"), ("waiting_for", _WAITS, "what"), ("evidence", _EVIDENCE, "what"))


def _effect(narrative: str) -> str:
    """To the end of its sentence: what follows "if nothing changes" may have a comma in it."""
    found = _EFFECT.search(narrative)
    return re.split(r"[;!?]|\.(?!\d)", found["what"])[0].strip() if found else ""


def _forecast(pieces: Sequence[str], today: date, boards: Sequence[date], breaks: Sequence[SchoolBreak]) -> date | None:
    """The one day to come that is said of the finish; None where several are."""
    windows = [window_in(_whole(piece), today, boards, breaks) for piece in pieces if _AHEAD.search(piece)]
    return _only_day([window[1] for window in windows if window and window[1] >= today])


def _whole(piece: str) -> str:
    """A month that follows its verb is a day by which: "back on track June" is by June."""
    return re.sub(r"\b(on track|on course|forecast(?: is| now)?|now) (?=[a-z]+$)", r"\1 by ", piece, flags=re.I)


def _found(pattern: re.Pattern[str], group: str, piece: str) -> str:
    found = pattern.search(piece)
    return found[group].strip() if found else ""


def _only(texts: Sequence[str]) -> str:
    return "; ".join(text for text in texts if text)


def _only_day(days: Sequence[date | None]) -> date | None:
    said = {day for day in days if day}
    return said.pop() if len(said) == 1 else None


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}" if text else ""
