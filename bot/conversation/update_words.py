"""An update said in plain words: "red on the pathway one, two staff off sick, back on track mid June"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from bot.conversation.lexicon import Lexicon
from bot.conversation.naming import by_title, ratings_named, refs_named, services_named
from bot.conversation.said import Intent, Kind, Said, Target
from bot.conversation.school_terms import SchoolBreak
from bot.conversation.titles_within import title_within
from bot.conversation.told_parts import parts_of

TOLD = frozenset(
    {Intent.UPDATE, Intent.UPDATE_COPY, Intent.NIL_RETURN, Intent.RATE_BLUE, Intent.CORRECT, Intent.KPI_ENTRY}
)

SHORTEST = 3
"""Letters of a word by which an action may be known."""

_ASKED = re.compile(
    r"^ (?:what|which|who|whose|when|where|why|how|is|are|was|were|has|have|did|does|do|can|could|will|would|should"
    r"|any"
    r"|show|list|tell|give|find|see|count|explain|compare)(?:'s|s)?\b|\?\s*$"
)
_COPY = re.compile(
    r"\b(?:same (?:as|text|words|update|again)|as (?:before|previous(?:ly)?|last (?:time|month))|ditto|copy (?:my "
    r"|the )?(?:last|previous)"
    r"|repeat (?:my |the )?last)\b"
)
_NIL = re.compile(
    r"\b(?:nothing (?:to report|new|has changed|changed|more to (?:say|add))"
    r"|no (?:change|changes|news|update this (?:month|time))|nil(?: return)?|unchanged|all as it was|same position"
    r"|as you were"
    r"|(?:nothing|nowt|nowhere|not much|not a lot|no further|none) (?:further|to (?:add|tell|say|update)|updates?"
    r"|movement"
    r"|else)|no (?:movement|developments?|updates?))\b"
)
_CORRECT = re.compile(
    r"\b(?:meant (?:for|to be)|should have been (?:for|on|against)|wrong (?:action|one|ref|milestone)"
    r"|not \d[\d.]+ ?(?:but|,)|correct (?:my|the|that)|correction|(?:got|have|had) (?:that|it|this"
    r"|my (?:last )?(?:update|answer|rating)) wrong|made a mistake"
    r"|should (?:be|go|sit|have gone) (?:on|against|for|under) \d|can i (?:change|redo|amend) (?:it|that)|i meant"
    r"|wrong (?:rating|colour|date|figure)|put (?:it|that) (?:on|against) the wrong"
    r"|(?:change|amend|edit|redo) my (?:last |latest )?(?:update|answer))\b"
)
_KPI = re.compile(
    r"(?:\b(?:record|enter|log|kpi|indicator|reading|figure|actual|at|was|were|is|are|now|came|hit|reached"
    r"|stands)\b|[:=])"
    r".*?\d+(?:\.\d+)? ?(?:%|per ?cent|percent|weeks?\b|days?\b)"
)
_DONE = re.compile(
    r"\b(?:is|are|now|all|been|has|was|'s|mark(?:ed)?(?: \S+)? as) (?:now |all |been )?"
    r"(?:complete|completed|done|finished|delivered|signed|launched)\b"
    r"|^ (?:we|i|they)(?:'ve| have)?(?: now| just)? (?:finished|completed|delivered|launched)\b"
    r"|\b(?:complete|completed|done|finished)[ .!]*$"
    r"|\d (?:milestone \d+ )?(?:and \d[\d.]* )?(?:is |are |now |all |both |fully )*(?:complete|completed|done"
    r"|finished|embedded"
    r"|delivered)\b"
)
_PROGRESS = re.compile(
    r"^ (?:no|little|some|good|slow|steady) progress\b"
    r"|^ (?:we|i)(?:'ve| have)(?: now| just| not)? (?:\w+(?:ed|en)|met|held|sent|begun|had|got|set|put)\b"
    r"|\b(?:slipp(?:ed|ing)|running late|going to be late|will be late|delayed|fallen behind|behind)\b"
    r".*(?:,|\bbecause\b|\bdue to\b|\bowing to\b|\bnow\b|\bexpect)"
)
_TELLS = re.compile(
    r"^ (?:please )?(?:update|rate|mark|set|record|put|log|change|report|still|it'?s|its|we'?re|gone|now|going)\b"
    r"|\b(?:because|due to|owing to|back on track|forecast|off sick|delayed by|waiting (?:for|on)|held up)\b|,"
)
_WANTS_FORM = re.compile(r"^ (?:please )?(?:i (?:want|need|'d like) to |can i )?update\b")
_REASONS = re.compile(r",|;|\.(?!\d)|\bbecause\b|\bdue to\b|\bowing to\b|\bwaiting\b")
_WAITS = re.compile(r"\b(?:waiting|awaiting|waits|depends|dependent|blocked by|held by|until)\b")
"""What follows is named for what it holds up."""

_SEQ = re.compile(r"\bmilestone (\d{1,2})\b|\bm(\d{1,2})\b")
_INTO = re.compile(r"\b(?:to|now|into) (?P<last>[a-z]+)\b")


def read_update(
    typed: str,
    words: str,
    lexicon: Lexicon,
    today: date,
    boards: Sequence[date],
    own: Collection[str] = (),
    breaks: Sequence[SchoolBreak] = (),
) -> Said | None:
    """None for whatever is not one. `reason` is what was typed, as the narrative; the day is what a forecast says.

    `own`: refs of the speaker's actions, among which words of a title are looked for first.
    """
    if _ASKED.search(words) and not _WANTS_FORM.match(words):
        return None
    if any(f" {label}s" in words for label in lexicon.ratings):
        return None  # "ambers in area 4" are a list
    targets, _ = refs_named(words, lexicon)
    intent = _intent(words, ratings_named(words, lexicon), bool(targets), lexicon)
    return told_as(intent, typed, words, lexicon, today, boards, own, breaks) if intent else None


def told_as(
    intent: Intent,
    typed: str,
    words: str,
    lexicon: Lexicon,
    today: date,
    boards: Sequence[date],
    own: Collection[str] = (),
    breaks: Sequence[SchoolBreak] = (),
) -> Said:
    """What a message says that is known to be an update of this kind."""
    ratings = ratings_named(words, lexicon)
    targets, unknown = refs_named(_WAITS.split(words)[0], lexicon)
    if not targets:
        targets, unknown = refs_named(words, lexicon)
    if unknown and not targets and intent is not Intent.KPI_ENTRY:
        return Said(Intent.UNKNOWN_REF, unknown_ref=unknown)
    if not targets and intent is Intent.KPI_ENTRY and len(services := services_named(words, lexicon)) == 1:
        targets = services
    if not targets:
        targets = _by_words(words, ratings, lexicon, own) or title_within(words, lexicon)
    seq = _SEQ.search(words)
    parts = parts_of(typed, today, boards, breaks)
    day = parts.completed_on or parts.forecast
    return Said(
        intent,
        targets,
        _settled(ratings, words, lexicon),
        (day, day) if day else None,
        seq=int(seq[1] or seq[2]) if seq else None,
        reason=typed,
    )


def _intent(words: str, ratings: tuple[str, ...], named: bool, lexicon: Lexicon) -> Intent | None:
    if _CORRECT.search(words):
        return Intent.CORRECT
    if _COPY.search(words):
        return Intent.UPDATE_COPY
    if _NIL.search(words):
        return Intent.NIL_RETURN
    tells = named or bool(_TELLS.search(words))
    if lexicon.complete in ratings or (not ratings and _DONE.search(words)):
        return Intent.RATE_BLUE if tells else None
    if (ratings and tells) or (named and _PROGRESS.search(words)):
        return Intent.UPDATE
    if _KPI.search(words):
        return Intent.KPI_ENTRY
    return Intent.UPDATE if _WANTS_FORM.match(words) else None


def _by_words(words: str, ratings: tuple[str, ...], lexicon: Lexicon, own: Collection[str]) -> tuple[Target, ...]:
    """Words of a title before the reasons begin; those of the speaker's own actions where they fit one."""
    labels = {label for label, code in lexicon.ratings.items() if code in ratings}
    telling = [word.strip(" .!?") for word in _REASONS.split(words)[0].split()]
    spoken = " ".join(word for word in telling if len(word) >= SHORTEST and word not in labels and "'" not in word)
    mine = by_title(f" {spoken} ", lexicon, among=own) if own else ()
    return mine or tuple(target for target in by_title(f" {spoken} ", lexicon) if target.kind is Kind.ACTION)


def _settled(ratings: tuple[str, ...], words: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Of "from amber to red" the red one; of "red or amber" both, to be asked about."""
    if len(ratings) < 2:
        return ratings
    into = [code for found in _INTO.finditer(words) if (code := lexicon.ratings.get(found["last"]))]
    return (into[-1],) if into else ratings
