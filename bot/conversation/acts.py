"""What somebody tells the bot to do, in plain words, about asking or an edition. Pure: text in, an act or None out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.conversation.days_away import days_in
from bot.conversation.grammar import Intent

ME = ""


@dataclass(frozen=True, slots=True)
class Act:
    """`whose` and `cover` are names as typed; `whose` blank: the speaker. `days` None: not understood as days.

    `refs` are of actions, or of areas to confirm. None in a chase: everybody who is silent; of areas: all that are the
    speaker's. `confirmed`: the speaker has said yes to it.
    """

    intent: Intent
    whose: str = ME
    cover: str = ""
    days: tuple[date, date] | None = None
    refs: tuple[str, ...] | None = None
    seq: int | None = None
    reason: str = ""
    confirmed: bool = False


_REF = r"\d{1,3}(?:\.\d{1,3}){1,3}"
_AWAY = re.compile(
    r"(?P<whose>i|.{2,60}?)(?:'m| am| is| will be|'ll be) (?:away|on leave|on holiday|out of office)\b(?P<days>.*)"
)
_COVERED = re.compile(
    r"(?P<cover>.{2,60}?) (?:covers|will cover|is covering|acts|will act|stands in|will stand in) for "
    r"(?P<whose>me|.{2,60}?)(?P<days>(?: from| on| until|,)? (?:\d|today|tomorrow).*)?"
)
_COVER_ENDED = re.compile(r"(?:nobody|no one) (?:covers|acts) for (?P<whose>me|.{2,60}?)(?: any more| from today)?")
_SNOOZE = re.compile(
    rf"snooze (?P<ref>{_REF})(?:,? milestone (?P<seq>\d{{1,2}}))?(?:,? (?:until|till|to) (?P<day>.*?))?"
    r"(?:(?:,|:| -)? because (?P<reason>.*))?"
)
_CHASE = re.compile(
    rf"chase (?P<who>everyone|everybody|all|{_REF}(?:(?:,| and|, and) {_REF})*)(?: who is silent| silent ones)?"
    r"(?P<now> now)?"
)
_STATUS = re.compile(
    r"(?:the )?(?:cycle|round)(?: status)?|status of the (?:cycle|round)|how is the (?:cycle|round) going"
)
_CONFIRM = re.compile(
    r"confirm (?:areas? (?P<areas>\d{1,2}(?:(?:,| and|, and) \d{1,2})*)"
    r"|(?:the |my |this )?(?:draft edition|edition|draft|areas?))"
)
_EDITION = re.compile(r"(?:the )?(?:draft )?edition(?: status)?|(?:how is|status of) the (?:draft )?edition")
_UNREACHED = re.compile(r"who (?:was|were|is|are|could) not (?:be )?reached|who could(?: not|n't) be reached|unreached")


def read_act(text: str, today: date) -> Act | None:
    """None for whatever is not one of these."""
    typed = " ".join(text.replace("’", "'").split()).strip(" .!?")
    words = typed.casefold().removeprefix("please ").removesuffix(" please")
    if _STATUS.fullmatch(words):
        return Act(Intent.CYCLE_STATUS)
    if _UNREACHED.fullmatch(words):
        return Act(Intent.UNREACHED)
    if _EDITION.fullmatch(words):
        return Act(Intent.EDITION_STATUS)
    if found := _CONFIRM.fullmatch(words):
        return Act(Intent.CONFIRM_EDITION, refs=tuple(re.findall(r"\d+", found["areas"] or "")) or None)
    if found := _CHASE.fullmatch(words):
        named = tuple(re.findall(_REF, found["who"])) or None
        return Act(Intent.CHASE, refs=named, confirmed=bool(found["now"]))
    if found := _SNOOZE.fullmatch(words):
        reason = typed[len(typed) - len(found["reason"]) :] if found["reason"] else ""
        days = days_in(found["day"] or "", today)
        return Act(Intent.SNOOZE, refs=(found["ref"],), seq=int(found["seq"] or 0) or None, days=days, reason=reason)
    if found := _COVER_ENDED.fullmatch(words):
        return Act(Intent.END_COVER, whose=_name(found["whose"]))
    if found := _COVERED.fullmatch(words):
        return Act(
            Intent.DELEGATE, whose=_name(found["whose"]), cover=found["cover"], days=days_in(found["days"] or "", today)
        )
    if found := _AWAY.fullmatch(words):
        days = days_in(found["days"], today)
        if days is not None or found["whose"] == "i":
            return Act(Intent.LEAVE, whose=_name(found["whose"]), days=days)
    return None


def _name(words: str) -> str:
    return ME if words in {"me", "i"} else words.strip(" ,")
