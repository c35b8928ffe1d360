"""What somebody says of the risk log in plain words: "raise a risk on 4.2.1: …", "R3 is now likelihood 2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.conversation.any_of import any_of
from bot.conversation.british_dates import window_in
from bot.conversation.lexicon import Lexicon
from bot.conversation.naming import refs_named
from bot.conversation.said import Intent, Kind, Said
from store.types import RiskKind

_POLITE = (
    r"(?:please |pls |can (?:i|we|you) |could (?:i|we|you) |i (?:want|need|would like) to |i'd like to |let'?s "
    r"|we (?:want|need) to )*"
)
_RAISE = re.compile(
    rf"^ {_POLITE}(?:raise|add|log|record|enter|open|register|note|put|create)(?: down| in| up)? "
    r"(?:an? |the |this |another |new )*(?P<kind>risk|issue)\b(?! (?:log|register|list)\b)"
    r"|^ (?:an? |another |new )*(?P<named>risk|issue) (?:on|for|to|against) (?:actions? )?\d[\d., and]*\d ?[:;-]"
)
_ONE = re.compile(
    r"\br(?P<short>\d{1,4})\b(?!\.\d)|\b(?:risk|issue) (?:no\.? |number )?r? ?(?P<long>\d{1,4})\b(?!\.\d)"
)
_REF = r"(?:the )?(?:risk |issue )?(?:no\.? |number )?r? ?\d{1,4}\b(?!\.\d)"
_CLOSE = any_of(
    rf"^ {_POLITE}(?:close|end|drop|retire|take off) {_REF}",
    rf"^ {_REF} (?:is |can be |should be |has been )?(?:now )?(?:closed|over|gone)\b",
)
_ASSESS = any_of(
    rf"^ {_POLITE}(?:assess|re-?assess|review|re-?score|score|rate|update|change|set|move) {_REF}",
    rf"^ {_REF}(?: is| are| has| should| now|'s|:|,).*\b(?:likelihood|impact|likely|next step|score)\b",
    rf"^ {_REF} (?:likelihood|impact|next step)\b",
)
_TEXT = re.compile(
    r"(?:\s*[:;]\s*|\s+-\s+|,\s+(?!\d)|\s+(?:that|because|about|as|namely)\s+)(?P<text>\S.*)$", re.IGNORECASE
)
_STEP = re.compile(r"[.;,]?\s*\bnext step(?: is)?\b[:,]?\s*(?P<step>.+)$", re.IGNORECASE)
_BY_WHEN = re.compile(r",?\s+(?:by|before|until) [^,;]*$", re.IGNORECASE)
"""It stands in a field of its own."""

_SCALE = re.compile(
    r"[.;,]?\s*(?:\band )?\b(?P<what>likelihood|impact)(?: of| is| now| to| at|:|=|\s)*(?P<number>[1-5])\b(?!\.\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RiskParts:
    """What a form of the risk log can take from what was said."""

    kind: RiskKind = RiskKind.RISK
    text: str = ""
    likelihood: int | None = None
    impact: int | None = None
    next_step: str = ""


def read_risk(typed: str, words: str, lexicon: Lexicon, today: date, boards: Sequence[date]) -> Said | None:
    """None for whatever is not about the log. `refs` name one line of it; `confirmed`: it is to be closed."""
    raised = _RAISE.search(words)
    if raised:
        told, said = _TEXT.search(words), _TEXT.search(typed)
        targets, unknown = refs_named(f"{words[: told.start()]} " if told else words, lexicon)
        if told and not targets:
            targets, unknown = refs_named(words, lexicon)
        if unknown and not targets:
            return Said(Intent.UNKNOWN_REF, unknown_ref=unknown)
        actions = tuple(target for target in targets if target.kind is Kind.ACTION)
        day = _day_of_the_step(typed, today, boards)
        return Said(Intent.RISK_ENTRY, actions, window=day, reason=said["text"].strip() if said else "")
    one = _ONE.search(words)
    if one is None:
        return None
    ref = f"R{int(one['short'] or one['long'])}"
    closing = bool(_CLOSE.search(words))
    if not closing and not _ASSESS.search(words):
        return Said(Intent.RISKS, refs=(ref,))
    said = _TEXT.search(typed)
    reason = said["text"].strip() if said and closing else ""
    day = _day_of_the_step(typed, today, boards)
    return Said(Intent.RISK_ENTRY, window=day, refs=(ref,), reason=reason, confirmed=closing)


def parts_of_risk(typed: str) -> RiskParts:
    kind = re.search(r"\b(?:risk|issue)\b", typed, re.IGNORECASE)
    step = _STEP.search(typed)
    before = typed[: step.start()] if step else typed
    what = _BY_WHEN.sub("", step["step"]) if step else ""
    scales = {found["what"].casefold(): int(found["number"]) for found in _SCALE.finditer(before)}
    told = _TEXT.search(before)
    text = _SCALE.sub("", told["text"]).strip(" .,;") if told else ""
    return RiskParts(
        kind=RiskKind(kind[0].casefold()) if kind else RiskKind.RISK,
        text=_sentence(text),
        likelihood=scales.get("likelihood"),
        impact=scales.get("impact"),
        next_step=_sentence(what.strip(" .,;")),
    )


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}" if text else ""


def _day_of_the_step(typed: str, today: date, boards: Sequence[date]) -> tuple[date, date] | None:
    step = _STEP.search(typed)
    return window_in(f" {step['step'].casefold()} ", today, boards) if step else None
