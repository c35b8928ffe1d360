"""What a message leaves unsaid because the last one said it: "and 4.2?", "what about overdue", "the second one"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.conversation.said import Intent, Kind, Said, Target
from bot.conversation.update_words import TOLD

ABOUT_ONE = frozenset(
    {
        Intent.CONFIDENCE,
        Intent.EVIDENCE_GAPS,
        Intent.EXPLAIN_CHANGE,
        Intent.EXPLAIN_EXCEPTION,
        Intent.HISTORY,
        Intent.KPI_CHECK,
        Intent.PATH_TO_GREEN,
        Intent.PROVENANCE,
        Intent.QUOTE,
    }
)
"""Questions that are about something: where nothing is named, it is what was spoken of last."""

NARROWED = ABOUT_ONE | {
    Intent.ASKS,
    Intent.CHANGES,
    Intent.COUNT,
    Intent.DUE,
    Intent.DUE_WINDOW,
    Intent.LIST_BY_RATING,
    Intent.NOT_REPORTED,
    Intent.OVERDUE,
    Intent.RISKS,
}
"""Questions that can be asked of another part of the plan just as well."""

_ORDINALS = {
    "first": 0,
    "1st": 0,
    "top": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "fifth": 4,
    "5th": 4,
    "last": -1,
    "bottom": -1,
}
_ORDINAL = re.compile(
    rf"(?:and |what about |show(?: me)? |open |tell me about |how is |how about )?(?:the )?"
    rf"(?P<word>{'|'.join(_ORDINALS)})(?: (?:one|of them|of those|action|milestone))?"
    r"|(?:and |what about |show(?: me)? |open )?(?:number |no\.? ?|#)(?P<number>[1-9])"
)
_YES = re.compile(
    r"(?:yes|yep|yeah|y|go ahead|do it|ok do|please do|yes please)(?:,? (?:please|chase|do it|go ahead))?"
)
_NO = re.compile(r"(?:no|nope|n|don't|do not|leave it|not now|cancel|stop)(?:,? (?:thanks|thank you|leave it|don't))?")
_LEADING = re.compile(r"^ (?:and|also|plus|what about|how about|same (?:for|again for)|now|ok and|then|or)\b")
_BARE_REF = re.compile(r"(?:action |for |it's |on )?\d{1,3}(?:\.\d{1,3}){1,3}")
_PRONOUN = re.compile(r"\b(?:it|its|that|that one|this|this one|them|those|these)\b")


@dataclass(frozen=True, slots=True)
class Context:
    """What was spoken of last in this conversation: the question, and in order what its answer listed."""

    said: Said
    listed: tuple[Target, ...] = ()


def the_one_meant(words: str, context: Context | None) -> Target | None:
    """Of what was listed last: "the second one", "number 3"."""
    found = _ORDINAL.fullmatch(words.strip(" ?!."))
    if context is None or not context.listed or found is None:
        return None
    place = _ORDINALS[found["word"]] if found["word"] else int(found["number"]) - 1
    return context.listed[place] if -1 <= place < len(context.listed) else None


def told_of(one: Target, context: Context | None) -> Said | None:
    """The update that was asked back, of the one now said to be meant; what was typed with it was not kept."""
    if context is None or context.said.intent not in TOLD:
        return None
    return replace(context.said, targets=(one,), refs=None)


def about_what_was_spoken_of(update: Said, context: Context | None) -> Said:
    """An update that names nothing is of the one action spoken of last."""
    if update.targets or context is None:
        return update
    spoken_of = context.said.targets or context.listed
    return replace(update, targets=spoken_of) if [t.kind for t in spoken_of] == [Kind.ACTION] else update


def yes_or_no(bare: str, context: Context | None) -> Said | None:
    """To the one question of ours that is answered so: whether to chase."""
    if context is None or context.said.intent is not Intent.CHASE or context.said.confirmed:
        return None
    if _YES.fullmatch(bare):
        return replace(context.said, confirmed=True)
    return Said(Intent.CYCLE_STATUS) if _NO.fullmatch(bare) else None


def leads_on(words: str) -> bool:
    return bool(_LEADING.match(words))


def without_lead(words: str) -> str:
    return _LEADING.sub(" ", words)


def filled_in(said: Said, words: str, context: Context | None) -> Said:
    """The message with what the last one said where this one says nothing of it."""
    if context is None or said.everything:
        return said
    last = context.said
    if last.intent in TOLD and said.intent is Intent.STATUS_ACTION and _BARE_REF.fullmatch(words.strip(" ?!.")):
        return replace(last, targets=said.targets, refs=None)
    leading = leads_on(words)
    if leading and said.targets and said.intent in _STATUS and last.intent in NARROWED:
        return replace(last, targets=said.targets, everything=False, words=said.words)
    spoken_of = last.targets or context.listed[:1] * (len(context.listed) == 1)
    pointing = bool(_PRONOUN.search(words)) or leading or len(words.split()) <= _SHORT
    if (
        not said.targets
        and spoken_of
        and said.intent in NARROWED
        and (leading or said.intent in ABOUT_ONE)
        and pointing
    ):
        return replace(said, targets=spoken_of)
    return said


_SHORT = 3
_STATUS = frozenset(
    {Intent.STATUS_ACTION, Intent.STATUS_AREA, Intent.STATUS_OBJECTIVE, Intent.STATUS_SERVICE, Intent.STATUS_PERSON}
)
