"""Being away, somebody standing in, and asking to be asked later, in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.conversation.british_dates import Window, window_in
from bot.conversation.days_away import days_in
from bot.conversation.lexicon import Lexicon
from bot.conversation.naming import people_named, ratings_named, refs_named
from bot.conversation.said import ME, Intent, Kind, Said

_ASKED = re.compile(r"^ (?:what|which|who|whose|when|where|why|how|is|are|was|has|have|did|does)\b")
_BE = r"(?:'?m| am|'ll be| will be| is| are| was| going to be|'s)"
_AWAY = (
    r"(?:away|(?:on )?(?:annual |sick |maternity |paternity |study |parental |long[- ]term sick )*leave|off sick"
    r"|on holiday"
    r"|on hols|on vacation|out of (?:the )?office|not (?:in|working|around|at work)|off(?: work)?)"
)
_OFF = re.compile(rf"^ (?:(?P<whose>.{{1,60}}?){_BE} )?(?:out |back )?{_AWAY}\b(?P<days>.*)$")
_TAKES_LEAVE = re.compile(
    r"^ (?P<whose>i|.{2,60}?) (?:have|has|'ve|got|take|takes|am taking|is taking|booked|have booked) (?:booked )?"
    r"(?:some |a |my |the )?(?:day off|week off|fortnight off|time off|days off|annual leave|leave|holiday"
    r"|afternoon off)"
    r"\b(?P<days>.*)$"
)
_STANDS_IN = re.compile(
    r"^ (?:(?:can|could|would|will|let|please have|have|may) )?(?P<cover>.{2,60}?) "
    r"(?:please )?(?:covers?|will cover|'ll cover|is covering|to cover|acts?|will act|is acting|stands? in"
    r"|will stand in"
    r"|standing in|is standing in|deputis(?:e|es|ing)|will deputise|is deputising|fills? in|is filling in"
    r"|will fill in"
    r"|steps? in|looks? after|will look after|is looking after|picks? up|will pick up"
    r"|(?P<does>will do|do|does|is doing)) "
    r"(?:things |it |work |all )?(?:for )?(?P<whose>(?P<speaker>me|mine|my (?:\w+ )?"
    r"(?:actions?|updates?|items?|work|stuff|reminders?|things))"
    r"|.{2,60}?)(?P<days>(?: while\b| from\b| on\b| until\b| till\b| to\b| next\b| this\b| over\b| during\b| when\b|,"
    r"| \d| today| tomorrow).*)?$"
)
_NOBODY = re.compile(
    r"\b(?:i|i'm|it|this|that|these|those|which|what|who|how|when|needs?|no|not|any|anyone|anybody|nobody|someone|somebody"
    r"|everyone|everybody|all|whoever|they|we|you|is|are|was|has|have|there|show|give|tell|cheers|thanks|ok)\b"
)
"""Words that the name of whoever stands in does not hold."""

_HANDS_OVER = re.compile(
    r"\b(?:delegate|hand(?: over)?|pass|give|re-?assign|forward|send|direct|divert|transfer)\b(?P<what>.{0,50}?) "
    r"(?:over )?to (?P<cover>.{2,60}?)(?P<days>(?: while\b| from\b| on\b| until\b| till\b| next\b| this\b| for\b"
    r"| over\b"
    r"| during\b| when\b|,).*)?$"
)
_MINE = re.compile(r"\b(?:my|mine|delegate|\d+\.\d+|reminders?|requests?|actions?|updates?|items?)\b")
_NO_COVER = re.compile(
    r"\b(?:nobody|no one|no-one) (?:covers?|acts?|stands? in|is covering) for (?P<whose>me|.{2,60}?)(?: any ?more"
    r"| from today| now)? ?$"
    r"|\b(?:stop|end|cancel|remove|take off|finish|drop|revoke) (?:the |my |that |any |all )?(?:cover|delegation"
    r"|stand[- ]in"
    r"|deputising|handover)\b|\b(?:do not|don'?t|no longer) need (?:\S+ )?(?:cover|anyone|anybody|someone|somebody"
    r"|a stand[- ]in)\b"
    r"|\bstop sending (?:my|me|mine|things|requests|reminders)\b.{0,30}\bto (?!me\b)"
    r"|\b(?:no longer|not|n'?t|no) (?:any )?(?:need(?:ed|s|ing)?|have|has)? ?(?:for )?.{0,30}\bto "
    r"(?:cover|stand in|deputise|do mine|do my)\b"
    r"|\b(?:can|may) (?:now )?(?:stop (?:covering|standing in|doing mine|deputising)|stand down|be let off)\b"
    r"|\btake .{2,30} off (?:cover(?:ing)?|my (?:actions|items|updates|stuff))\b"
    r"|^ (?:i(?:'?ve| have) |i )?(?:now )?(?:returned|come back|got back) (?:to work|from (?:my |sick |annual )*"
    r"(?:leave|holidays?|hols))\b(?! on)"
    r"|\bmy (?:sick |annual |maternity )?(?:leave|holiday|cover) (?:is|has|'s) (?:now )?(?:over|finished|ended|done)\b"
    r"|^ cover(?:'s| is| has)? (?:now )?(?:over|ended|finished)\b"
    r"|^ (?:i(?:'?m| am) )?back (?:from|at (?:work|my desk)|in (?:the )?office|now|today)\b|^ (?:i(?:'?m"
    r"| am) )back\b(?! on)"
)
_LATER = re.compile(
    r"\b(?:snooze|remind me(?! (?:again )?(?:what|which|who|whose|how|why|where|of|on what)\b)"
    r"|ask me(?! about\b)|come back to (?:me|this|it)|chase me|try me|nudge me|prompt me|leave (?:it|this"
    r"|me)"
    r"|put (?:it|this|that) off|not now|park (?:it|this))\b"
)
_LATER_WHEN = re.compile(
    r"\b(?:again|later|until|till|on|next|tomorrow|after|in|to|about|because)\b|^ (?:please )?snooze\b"
)
_SEQ = re.compile(r"\bmilestone (\d{1,2})\b|\bm(\d{1,2})\b")
_WHY = re.compile(r"(?:,|:| -)? (?:because|as|since) (?P<reason>.*)$|, (?P<after>(?!milestone|until|till|ask|m\d).+)$")


def read_absence(typed: str, words: str, lexicon: Lexicon, today: date, boards: Sequence[date]) -> Said | None:
    """None for whatever is not one of these. `whose` and `cover` as typed; a window of None: no days understood."""
    plain = f" {words.strip(' .!?').removeprefix('please ')} "

    def days(said: str) -> Window | None:
        return days_in(said, today) or window_in(said, today, boards)

    if _LATER.search(plain) and _LATER_WHEN.search(plain) and not _ASKED.match(plain):
        return _later(typed, plain, lexicon, days(_without_refs(plain)))
    if _ASKED.match(plain) or ratings_named(plain, lexicon):
        return None
    plain = plain.rstrip()
    if found := _NO_COVER.search(plain):
        return Said(Intent.END_COVER, whose=_whose(found["whose"] or "me"))
    if (found := _STANDS_IN.search(plain)) and _somebody(found["cover"]) and (found["speaker"] or not found["does"]):
        return Said(
            Intent.DELEGATE,
            refs_named(plain, lexicon)[0],
            whose=_whose(found["whose"]),
            cover=_name(found["cover"], lexicon),
            window=days(found["days"] or ""),
        )
    if (found := _HANDS_OVER.search(plain)) and _MINE.search(f"{plain[: found.end('what')]} "):
        cover = _name(found["cover"], lexicon)
        if _somebody(cover) and not re.match(r"(?:\d|the board|green|red|amber|blue)", cover):
            targets = refs_named(plain[: found.start("cover")], lexicon)[0]
            return Said(Intent.DELEGATE, targets, cover=cover, window=days(found["days"] or ""))
    return _leave(plain, days(plain), lexicon)


def _leave(plain: str, window: Window | None, lexicon: Lexicon) -> Said | None:
    found = _OFF.search(plain) or _TAKES_LEAVE.search(plain)
    if found is None:
        return None
    whose = _whose((found["whose"] or "i").strip())
    people = [target for target in people_named(f" {whose} ", lexicon) if whose]
    if whose and window is None and not people:
        return None  # "the panel is away"
    return Said(Intent.LEAVE, whose=whose, window=window)


def _later(typed: str, plain: str, lexicon: Lexicon, window: Window | None) -> Said:
    why = _WHY.search(typed.strip(" .!?"))
    refs = tuple(target.ref for target in refs_named(plain, lexicon)[0] if target.kind is Kind.ACTION)
    seq = _SEQ.search(plain)
    return Said(
        Intent.SNOOZE,
        refs=refs or None,
        seq=int(seq[1] or seq[2]) if seq else None,
        window=(window[1], window[1]) if window else None,
        reason=(why["reason"] or why["after"] or "") if why else "",
    )


def _without_refs(words: str) -> str:
    return re.sub(r"\b\d{1,3}(?:\.\d{1,3}){1,3}\b|\bmilestone \d+\b|\b(?:because|as|since)\b.*", " ", words)


def _somebody(cover: str) -> bool:
    """A name, a post or "my deputy", and not the beginning of another sentence."""
    return not _NOBODY.search(re.sub(r"^(?:that|can|could|would|will|please) ", "", cover.strip().casefold()))


def _whose(words: str) -> str:
    return ME if re.fullmatch(r"(?:i|me|mine|my\b.*)", words.strip()) else words.strip(" ,")


def _name(words: str, lexicon: Lexicon) -> str:
    """As typed; a post that the register knows by its name."""
    words = re.sub(r"^(?:that|the|my) ", "", words.strip(" ,"))
    known = [target.ref for target in people_named(f" {words} ", lexicon) if target.kind is Kind.PERSON]
    return known[0].casefold() if len(known) == 1 else words
