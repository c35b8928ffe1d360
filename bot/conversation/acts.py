"""What somebody asks or does about the round of asking and about an edition, in plain words."""

from __future__ import annotations

import re

from bot.conversation.any_of import any_of
from bot.conversation.lexicon import Lexicon
from bot.conversation.naming import people_named, refs_named
from bot.conversation.said import Intent, Said

_REPORT = r"(?:edition|draft|(?:exception |board |final |\w+ )?(?:report|paper)|board pack)"
_CHASE = any_of(
    r"^ (?:please |can you |could you |pls )*(?:chase|nudge|prod|hurry up|remind)\b(?! me\b)",
    r"^ (?:please |can you |could you |pls )*(?:send|give|fire off|issue) (?!my )(?:\S+ ){0,4}?(?:reminders?"
    r"|chasers?|nudges?)\b(?! to me\b)",
    r"^ (?:please |can you |could you |pls )*(?:ask|get|tell|message|email|ping|contact) (?!me\b)(?:\S+ ){1,8}?"
    r"(?:for (?:an? |their |the )?(?:\w+ )?(?:updates?|answers?|returns?|position)|to (?:update|report|answer|reply"
    r"|respond))\b",
)
_ALREADY = re.compile(r"\b(?:who|whom|what|which|when|how|did|has|have|were|was)\b.*\b(?:chased|reminded|nudged)\b")
_UNREACHED = any_of(
    r"\bunreached\b|\bundeliver(?:ed|able)\b|\bbounc(?:e|ed|es|ing)\b",
    r"\b(?:not|n'?t|never|could ?n[o']?t|cannot|can'?t|failed to) (?:be |been |we |get |got )*(?:reach(?:ed)?"
    r"|deliver(?:ed)?"
    r"|get (?:the|my|our|their) (?:message|reminder|card|email)s?|receive[d]?|arrive[d]?)\b",
    r"\b(?:messages?|reminders?|cards?|emails?|requests?)\b.{0,30}\b(?:fail(?:ed|s|ing)?|not (?:sent|delivered"
    r"|arrive)|lost|stuck"
    r"|go(?:ne)? (?:missing|astray)|blocked)\b|\bfailed (?:messages?|reminders?|emails?|deliver\w+)\b",
    r"\bwho (?:did ?n[o']?t|didnt|has ?n[o']?t) (?:get|got|receive|had)\b(?!.*\bupdate)",
)
_CYCLE = any_of(
    r"^ (?:the )?(?:cycle|round)(?: status)? $",
    r"\b(?:cycle|round|collection|return|response) (?:status|rate|progress)\b",
    r"\b(?:status|progress|state) of the (?:\w+ )?(?:cycle|round|collection|returns?|updates)\b",
    r"\bhow(?:'?s| is| are| did)? (?:the |this |our )?(?:\w+ )?(?:cycle|round|returns?|collecti(?:on|ng))\b",
    r"\b(?:collecting|chasing|gathering) (?:\S+ ){0,2}?(?:updates|returns|answers)\b|\b(?:updates"
    r"|returns) (?:are )?coming in\b",
    r"\bhow many (?:\S+ ){0,3}?(?:have |has )?(?:answered|replied|responded|come back|returned)\b",
)
_CONFIRM = any_of(
    r"^ (?:i |we |please |yes,? |ok,? |happy to )*(?:confirm|agree|approve|sign) (?:the |my |this |our |off )*"
    r"(?:areas?|draft|edition|section|report|wording)\b",
    r"^ areas? \d{1,2}(?: section| wording| draft| entry)? (?:is |are |all |looks? |now )*(?:confirmed|right"
    r"|correct|fine"
    r"|good|accurate|ok|okay|agreed)\b(?!.*\?)",
    r"^ (?:i )?(?:confirm|agree)(?:ed)? (?:areas? )",
    r"\b(?:happy|content) (?:with|for) (?:my |the |our )?(?:area|draft|section|areas?)\b",
)
_EDITION = any_of(
    r"^ (?:the )?(?:draft )?edition(?: status)? $",
    rf"\b(?:how|where|what|when|has|is|status|state|why|who|which|are|did)\b.{{0,40}}\b(?:{_REPORT})\b.{{0,30}}"
    r"\b(?:final|finali[sz]ed|cleared|issued|confirmed|signed off|got to|up to|at|ready|gone out|out yet|sent"
    r"|published|stage|status"
    r"|waiting|holding|up)\b",
    rf"\b(?:status|state|progress|stage) of the (?:{_REPORT})\b|\bwhat(?:'?s| is) (?:holding|stopping|blocking"
    rf"|delaying) (?:up )?the\b"
    rf".{{0,10}}\b(?:{_REPORT})\b|\bhow(?:'?s| is) the (?:draft )?edition\b",
    r"\b(?:which|what|who|have|has|any) (?:of the )?(?:sros?|areas?|directors?)\b.{0,30}\b(?:confirmed|confirm"
    r"|signed off)\b",
)
_TO_WHOM = re.compile(r"\b(?:everyone|everybody|all|silent|late|overdue|non-responders|leads|anyone|rest|others)\b")


def read_act(words: str, lexicon: Lexicon) -> Said | None:
    """None for whatever is not one of these. `refs` None: everybody, or all that are the speaker's."""
    words = f" {words.strip(' .!?,')} "
    if _CHASE.search(words) and not _ALREADY.search(words):
        return _chase(words, lexicon)
    for intent, pattern in (
        (Intent.UNREACHED, _UNREACHED),
        (Intent.CYCLE_STATUS, _CYCLE),
        (Intent.EDITION_STATUS, _EDITION),
    ):
        if pattern.search(words):
            return Said(intent)
    if _CONFIRM.search(words):
        return Said(Intent.CONFIRM_EDITION, refs=_areas(words) or None)
    return None


def _chase(words: str, lexicon: Lexicon) -> Said | None:
    """Somebody or something to chase has to be named, or everybody."""
    targets, unknown = refs_named(words, lexicon)
    if unknown and not targets:
        return Said(Intent.UNKNOWN_REF, unknown_ref=unknown)
    targets = targets or people_named(words, lexicon)
    if not targets and not _TO_WHOM.search(words):
        return None
    return Said(Intent.CHASE, targets, confirmed=words.endswith(" now "))


def _areas(words: str) -> tuple[str, ...]:
    found = re.search(r"\bareas? (\d{1,2}(?:(?:,| and|, and|&) \d{1,2})*)", words)
    return tuple(re.findall(r"\d+", found[1])) if found else ()
