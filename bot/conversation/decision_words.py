"""What somebody decides, asks to have decided, or disputes, in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.conversation.any_of import any_of
from bot.conversation.british_dates import MONTHS, Window, window_in
from bot.conversation.lead_words import lead_change_in
from bot.conversation.lexicon import Lexicon
from bot.conversation.naming import by_title, ratings_named, refs_named
from bot.conversation.said import Intent, Kind, Said
from bot.conversation.titles_within import title_within

_ASKED = re.compile(
    r"^ (?:what|which|who|when|where|why|how|has|have|is|are|did|does|was|were|any|anything|show|list)\b"
)


_DECIDED = r"(?:approv(?:e|al|als)|authoris(?:e|ation)|sign(?:[ -]off)?|sign[ -]?offs?|decide|decision|ok|agree)"
_WAITING = any_of(
    r"\bwait(?:s|ing)? (?:for|on) (?:me\b|my\b)",
    rf"\b(?:await(?:s|ing)|need(?:s|ing)?|want(?:s|ing)?) my {_DECIDED}\b",
    rf"^ (?:is |are )?(?:there )?(?:what|anything|something|which|is there anything|have i).{{0,40}}"
    rf" (?:(?:for me )?to|i (?:need|have|must|should|can)(?: to)?|must i|do i (?:need|have) to) {_DECIDED}\b",
    r"^ (?:show |list |see )?(?:me )?(?:my|the)? ?(?:pending|waiting|outstanding|open) "
    r"(?:approvals|decisions|requests)\b",
    r"^ (?:show |list |see )?(?:me )?my (?:approvals|decisions)\b",
    r"\b(?:date changes?|requests?|approvals?|sign[ -]?offs?|decisions?)\b.{0,30}\bi (?:have|need|ought|am"
    r"|must)\b.{0,10}"
    r"\b(?:to|decide|approve)\b",
    r"^ (?:what|which|any|show|list)\b.{0,20}\bdate (?:changes?|requests?)\b.{0,30}"
    r"\b(?:wait|await|pending|approv|decid)",
)
_APPROVE = any_of(
    r"\b(?:approve|accept|agree(?: to| with)?|refuse|reject|decline|turn down|say (?:yes|no) to)\b.{0,30}"
    r"\b(?:dates?|deadline|moves?|extension|request|(?:date|the) change)\b",
    r"^ (?:please )?(?:approve|refuse|reject) (?=\d)",
    r"\b(?:yes|no|ok|okay|fine) (?:to|with|for) (?:the |that |this |a |their )?(?:extension|new date|date|move"
    r"|later date|request)",
    r"\b(?:happy|content|fine|ok|okay|not happy) (?:for|with) .{1,40}\b(?:to (?:move|slip|be moved|be extended)"
    r"|new date|extension"
    r"|date change|later date)\b",
    r"^ (?:please )?(?:approve|refuse|reject)(?: (?:it|that|this))? ?[.!]* ?$",
)
_SIGN_OFF = any_of(
    r"\bsign(?:ing)? ?(?:it |this |that )?-?off\b(?! (?:by|sheet))",
    r"\bsign (?:\d[\d.]*\d) off\b",
    r"^ (?:i've |ive |i have |i )?signed (?:it |this |\d[\d.]*\d )?off\b(?! (?:sick|work))",
    r"\b(?:accept|agree|approve|confirm)(?:ed)? .{0,30}\bas (?:now )?(?:blue|complete|completed|done|embedded"
    r"|finished)\b",
    r"\b(?:accept|approve) (?:the )?(?:evidence|completion|blue)\b",
    r"\bsend (?:it |this |that |\d[\d.]*\d )?back\b",
)
_CALL_IN = any_of(
    r"\bcall(?:ing)? (?:it |this |that |\d[\d.]*\d )?in\b(?! (?:sick|late))",
    r"\bcall[- ]ins?\b",
    r"\b(?:brought|bring|take|taken|put|go|escalated?|refer(?:red)?|see) .{0,30}\b(?:to|before|on|at"
    r"|in front of) the "
    r"(?:next |\w+ )?(?:board|meeting|sspb|agenda)\b",
)
_OPTIONS = any_of(
    r"^ (?:what|which) (?:are|were) (?:the |our |my |your )?options\b",
    r"^ (?:show |list |see |read )?(?:me )?(?:the |our |my )?options? (?:appraisals? )?(?:for|on|of|about)\b",
    r"^ (?:have|has|were|are) (?:the |any |there )?options (?:been )?(?:given |appraised |set out )?(?:for|on)\b",
)
_GIVES_OPTIONS = re.compile(
    r"^ (?:please |can i |could i |may i |i want to |i'd like to |i would like to |i need to |how do i |let me )*"
    r"(?:give|add|enter|write|record|change|put|set out|bring|withdraw|take back|correct)\b (?:\S+ ){0,4}?options\b"
)
_MOVED = r"(?:move|push|put|shift|extend|change|delay|postpone|defer|re-?profile|re-?baseline|set|reschedule)"
_DATE = any_of(
    rf"(?<!no )\b{_MOVED}\b(?! (?:on|since)\b).{{0,60}}\b(?:to|until|till|back|out|by|date|deadline)\b",
    r"\b(?:request|need|want|have|get|like|propose|suggest) (?:a |an |the )?(?:new|later|revised|different) (?:due "
    r"|completion )?date\b",
    r"\b(?:wont|won't|will not|can't|cannot|cant|not going to|unable to) (?:make|meet|hit|finish|manage"
    r"|achieve) .{0,60}"
    r"\b(?:instead|can it|could it|can we|could we|move|later|please)\b",
    r"\b(?:can|could|may|please|need to|want to|like to|have to|must|let'?s) (?:we |i |you )?(?:please )?"
    r"(?:extend|delay|postpone|defer|reschedule|re-?profile|re-?baseline)\b",
    r"\b(?:need|want|request|ask for|could i have|can i have|could we have|can we have)\b.{0,20}"
    r"\b(?:more time|extension|new date|later date|another date|longer|date change|extra (?:time|weeks?|months?))\b",
    r"\b(?:an? )?(?:extension|date change|new date|later date)(?: request)? (?:for|on|of|to)\b",
)
_OF_A_DATE = re.compile(r"\b(?:dates?|deadlines?|due|extension|more time|longer|back)\b")
_CHALLENGE = any_of(
    r"\b(?:challenge|dispute|contest)\b",
    r"\b(?:query|question) (?:the |that |this |\S+ )?(?:rating|rag|bragg|red|amber|green|blue|grey)\b",
    r"\b(?:disagree|don'?t (?:agree|believe|accept|think)|do not (?:agree|believe|accept|think))\b.{0,60}"
    r"\b(?:rating|rated|rag|bragg|red|amber|green|blue|grey|right|\d[\d.]*\d)\b",
    r"\b(?:can'?t|cannot|should(?:n'?t| not)|is ?n'?t|is not) (?:really |possibly )?be "
    r"(?:red|amber|green|blue|grey|right)\b",
    r"\bis ?n'?t (?:really )?(?:red|amber|green|blue|grey)\b",
    r"\b(?:wrongly|badly) rated\b|\brating (?:of|for) .{1,40} is wrong\b",
)
_REFUSED = re.compile(
    r"\b(?:refuse|reject|decline|turn down|say no|do not|don'?t|not|withdraw|end(?! of)|send|take back)\b"
)
_BECAUSE = re.compile(
    r"\b(?:because(?: of)?|since|as|due to|owing to)\b[ :,]*(?P<reason>.+)$"
    r"|(?:[:;]| - |, )(?P<after>(?!milestone|m\d).+)$"
)
DECIDED = frozenset(
    {Intent.APPROVE_DATE, Intent.CALL_IN, Intent.CHALLENGE_RATING, Intent.DATE_CHANGE_REQUEST, Intent.SIGN_OFF}
)
_SEQ = re.compile(r"\bmilestone (\d{1,2})\b|\bm(\d{1,2})\b")
_TO_MONTH = re.compile(rf"\b(?:to|be|say) (?=(?:the )?(?:end of )?(?:{'|'.join(MONTHS)})[a-z]*\b)")


_INSTEAD = re.compile(r"\b(?:can|could|may|might) (?:it|we|i|this|that)(?: please)? (?:be|have|say|make it)\b.*")
"""What follows the day that cannot be kept."""


def read_decision(typed: str, words: str, lexicon: Lexicon, today: date, boards: Sequence[date]) -> Said | None:
    """None for whatever is not one of these. `reason` is in the speaker's capitals; `confirmed` is False for a no."""
    if _WAITING.search(words):
        return Said(Intent.DECISIONS_WAITING)
    gives = bool(_GIVES_OPTIONS.search(words))
    if gives or _OPTIONS.search(words):
        return _options(words, lexicon, gives=gives)
    if _ASKED.match(words):
        return None
    if change := lead_change_in(typed, words, lexicon, today, boards):
        return change
    asked = _without_reason(words)
    intent = _intent(asked, ratings_named(asked, lexicon))
    return decided_as(intent, typed, words, lexicon, today, boards) if intent else None


def decided_as(intent: Intent, typed: str, words: str, lexicon: Lexicon, today: date, boards: Sequence[date]) -> Said:
    """What a message says that is known to decide, ask for or dispute this."""
    asked = _without_reason(words)
    targets, unknown = refs_named(asked, lexicon)
    if unknown and not targets:
        return Said(Intent.UNKNOWN_REF, unknown_ref=unknown)
    if not targets and intent is not Intent.APPROVE_DATE:
        targets = tuple(target for target in by_title(asked, lexicon) if target.kind is Kind.ACTION)
    targets = targets or refs_named(words, lexicon)[0] or title_within(words, lexicon)
    seq = _SEQ.search(asked)
    return Said(
        intent,
        targets,
        ratings_named(asked, lexicon),
        _wanted(asked, today, boards),
        seq=int(seq[1] or seq[2]) if seq else None,
        reason=_reason(typed),
        confirmed=not _REFUSED.search(asked),
    )


def _intent(words: str, ratings: Sequence[str]) -> Intent | None:
    for intent, pattern in (
        (Intent.APPROVE_DATE, _APPROVE),
        (Intent.CHALLENGE_RATING, _CHALLENGE),
        (Intent.SIGN_OFF, _SIGN_OFF),
        (Intent.CALL_IN, _CALL_IN),
        (Intent.DATE_CHANGE_REQUEST, _DATE),
    ):
        if pattern.search(words):
            # "Move 3.2.1 to amber" is an update.
            of_a_rating = intent is Intent.DATE_CHANGE_REQUEST and ratings and not _OF_A_DATE.search(words)
            return None if of_a_rating else intent
    return None


def _options(words: str, lexicon: Lexicon, *, gives: bool) -> Said:
    """`gives`: others are to be given, not only read."""
    targets, unknown = refs_named(words, lexicon)
    if unknown and not targets:
        return Said(Intent.UNKNOWN_REF, unknown_ref=unknown)
    if not targets:
        targets = tuple(target for target in by_title(words, lexicon) if target.kind is Kind.ACTION)
    return Said(Intent.OPTIONS, targets, confirmed=gives)


def _wanted(asked: str, today: date, boards: Sequence[date]) -> Window | None:
    """The day asked for, not the one that cannot be kept: "won't make June, can it be September instead"."""
    instead = _INSTEAD.search(asked)
    days = window_in(_TO_MONTH.sub("by ", instead[0]), today, boards) if instead else None
    return days or window_in(_TO_MONTH.sub("by ", asked), today, boards)


def _reason(typed: str) -> str:
    found = _BECAUSE.search(typed)
    return (found["reason"] or found["after"] or "").strip() if found else ""


def _without_reason(words: str) -> str:
    """What is asked, before why: a reason names days and parts of the plan that are not meant."""
    found = _BECAUSE.search(words)
    return f"{words[: found.start()]} " if found and words[: found.start()].strip() else words
