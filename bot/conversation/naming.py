"""Which parts of the plan a message names: by ref, by range of refs, by area, by words of a title, by post or"
" name."""

from __future__ import annotations

import re
from collections.abc import Collection

from rapidfuzz import fuzz, process

from bot.conversation.lexicon import ACRONYMS, Lexicon
from bot.conversation.said import Kind, Target
from store.refs import normalised_ref

TITLE_MATCH = 78
"""How alike words and a title must be, of 100: "wheelchair pathway" finds its action, "weather" finds none."""

TITLE_TIE = 4
NEAR = 50
SHORT_STEM = 5
SHORT_NEAR = 90
"""Of words up to so many letters: "rain" is no "train"."""

FEW_TITLES = 8
SHORT_WORD = 3
"""Up to so many letters a word must be the very same: "no" is not "not", and "OT" is only "OT"."""

MOST_NAMED = 5
MOST_NAMESAKES = 3
MOST_ASKED = 24
"""Words of one message that are held against titles."""

RATING_MATCH = 88

_REF = re.compile(r"(?<![\w./-])(\d{1,3}(?:\s?\.\s?\d{1,3}){1,3})(?!\.?\d)\.?(?![\w/])")
_RANGE = re.compile(
    r"(?<![\w./-])(\d{1,3}(?:\.\d{1,3}){1,3}) ?(?:to|-|through|until|thru) ?(\d{1,3}(?:\.\d{1,3}){1,3})(?![\w/.]\w)"
)
_AREA = re.compile(
    r"\b(?:improvement areas?|areas?|priority|workstream|theme|asw|weakness) (?:number |no\.? )?"
    r"(\d{1,2}(?:(?:,| and|, and|&) \d{1,2})*)\b(?!\.\d)"
)
_AREAS_ALONE = re.compile(
    r"\b(?:reds?|ambers?|greens?|blues?|greys?|late|overdue|due|silent|everyone|everybody|anything|missing) (?:in|for) "
    r"(\d{1,2}(?:(?:,| and|, and| &|&) ?\d{1,2})*)(?![\d.%]| (?:weeks?|days?|months?|years?|per|minutes?|hours?))"
    r"|\b(\d{1,2})\.x\b"
)
"""Areas by their numbers alone: "reds in 3 and 4", "the 4.x lot"."""

_ON_TRACK = re.compile(
    r"(?<!back )(?<!be )(?<!not )(?<!get )(?<!keep )\b(?:on (?:track|schedule|target|plan|course)|(?:going"
    r"|go) to plan)\b"
    r"(?!.*\?)(?! for\b)"
)
_KIND_OF_REF = re.compile(r"\b(objective|action|activity|milestone)s? (?=\d)")

FILLER = frozenset(
    """
    a about action actions after all also am an and any are area areas as ask at be been being both but by can could
    currently did do does doing done for from get getting give going had has have her hers his how how's hows i if
    in into is it item items its just know latest list look looking me milestone milestones more my need news not
    now objective of off on one ones or our out over picture please pls progress rated rating re reminder reminders
    right say see she he show side situation so some stand standing status still stuff tell than that the their them
    then there these they thing things this those to today too up update updates us very was we were what what's
    whats when where which while who why will with would yet you your
    """.split()
)


def refs_named(words: str, lexicon: Lexicon) -> tuple[tuple[Target, ...], str]:
    """Targets named by ref, and the first ref that the plan does not hold. A range is all from one to the other."""
    targets: dict[Target, None] = {}
    unknown = ""
    for numbers in _AREA.findall(words):
        for number in re.findall(r"\d+", numbers):
            if number in lexicon.areas:
                targets[lexicon.areas[number]] = None
            else:
                unknown = unknown or f"area {number}"
    for several, one in _AREAS_ALONE.findall(words):
        numbers = re.findall(r"\d+", several or one)
        if all(number in lexicon.areas for number in numbers):
            targets.update((lexicon.areas[number], None) for number in numbers)
    for first, last in _RANGE.findall(words):
        targets.update(dict.fromkeys(_range(first, last, lexicon)))
    wanted = _KIND_OF_REF.search(words)
    kinds = {Kind.OBJECTIVE, Kind.ACTION}
    if wanted:
        kinds = {Kind.OBJECTIVE} if wanted[1] == "objective" else {Kind.ACTION}
    for printed in _REF.findall(words):
        ref = normalised_ref(printed)
        if ref not in lexicon.by_ref and re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{2,4}", printed):
            continue  # a date with dots
        found = [target for target in lexicon.by_ref.get(ref, ()) if target.kind in kinds]
        targets.update(dict.fromkeys(found))
        unknown = unknown or ("" if found or _is_figure(words, printed) else printed)
    return tuple(targets), unknown


def _is_figure(words: str, printed: str) -> bool:
    """A measure rather than a ref: "81.5%", "12.5 weeks"."""
    return bool(re.search(rf"{re.escape(printed)} ?(?:%|per ?cent|percent|weeks?|days?|points?)", words))


def _range(first: str, last: str, lexicon: Lexicon) -> list[Target]:
    order = [normalised_ref(ref) for ref in lexicon.order]
    start, end = normalised_ref(first), normalised_ref(last)
    if start not in order or end not in order:
        return []
    between = order[order.index(start) : order.index(end) + 1]
    return [target for ref in between for target in lexicon.by_ref[ref] if target.kind is Kind.ACTION]


def by_title(words: str, lexicon: Lexicon, among: Collection[str] | None = None) -> tuple[Target, ...]:
    """The one target whose title the words are about, or those that are as near as each other, the nearest first; a
    service stands for all that bear its name.

    `among`: only actions of these refs.
    """
    spoken = [word for word in re.findall(r"[\w&'-]+", words) if re.search(r"[a-z]", word)]
    asked = [word for word in spoken if word not in FILLER and len(word) > 1][:MOST_ASKED]
    if not asked:
        return ()
    alike = {word: _alike(word, lexicon) for word in dict.fromkeys(asked)}
    query = " ".join(asked)
    scored: list[tuple[float, Target]] = []
    for target, known in lexicon.titles.items():
        if among is not None and (target.kind is not Kind.ACTION or target.ref not in among):
            continue
        whole = len(asked) > 1 and target.kind is not Kind.SERVICE
        together = fuzz.token_set_ratio(query, target.title.casefold()) if whole else 0
        each = sum(max((alike[word].get(other, 0.0) for other in known), default=0.0) for word in asked) / len(asked)
        if (score := max(together, each)) >= TITLE_MATCH:
            scored.append((score, target))
    if not scored:
        return ()
    scored.sort(key=lambda pair: -pair[0])
    best = scored[0][0]
    near = tuple(target for score, target in scored if best - score <= TITLE_TIE)
    service = tuple(target for target in near if target.kind is Kind.SERVICE)
    return service[:1] if len(near) > 1 and service else near[:MOST_NAMED]


def _alike(word: str, lexicon: Lexicon) -> dict[str, float]:
    """How near each word of any title is to this one; plurals and typos are near."""
    if len(word) <= SHORT_WORD:
        return {word: 100.0} if word in lexicon.stems else {}
    cutoff = SHORT_NEAR if len(word) <= SHORT_STEM else NEAR
    near = process.extract(word.rstrip("s"), lexicon.stems, scorer=fuzz.ratio, limit=None, score_cutoff=cutoff)
    return {other: score for _, score, other in near}


def services_named(words: str, lexicon: Lexicon) -> tuple[Target, ...]:
    """By an acronym, or by at least half of their words, one of them a word that few titles have."""
    spoken = {word.rstrip("s") for word in re.findall(r"[a-z0-9-]+", words)} - FILLER
    titles = list(lexicon.titles.items())
    found: list[Target] = []
    for service, known in titles:
        if service.kind is not Kind.SERVICE:
            continue
        own = {word.rstrip("s") for word in re.findall(r"[a-z0-9-]+", service.title.casefold())} - FILLER - {"with"}
        shared = spoken & own
        telling = any(sum(word in others for _, others in titles) <= FEW_TITLES for word in shared)
        if (telling and 2 * len(shared) >= len(own)) or spoken & known & ACRONYMS.keys():
            found.append(service)
    return tuple(found)


def people_named(words: str, lexicon: Lexicon) -> tuple[Target, ...]:
    """People by full name, or by a part of it that few bear and no title uses; else posts by their title."""
    people = [target for target in lexicon.people if target.kind is Kind.PERSON]
    whole = [target for target in people if f" {target.ref.casefold()}" in words]
    if whole:
        return tuple(whole)
    spoken = set(re.findall(r"[\w'-]+", words.replace("'s ", " ")))
    by_part: dict[str, list[Target]] = {}
    for target in people:
        for part in target.ref.casefold().split():
            by_part.setdefault(part, []).append(target)
    parts = [
        found
        for part, found in by_part.items()
        if part in spoken and part not in lexicon.stems and part not in FILLER and len(found) <= MOST_NAMESAKES
    ]
    if parts:
        return tuple(min(parts, key=len))
    posts = (target for target in lexicon.people if target.kind is Kind.POST)
    return tuple(target for target in posts if f" {target.title.casefold()}" in words)[:MOST_NAMED]


def ratings_named(words: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Codes of the plan's own key, in the order in which they are named."""
    codes: dict[str, None] = {}
    labels = lexicon.ratings
    if lexicon.on_track and _ON_TRACK.search(words):
        codes[lexicon.on_track] = None
    for label, code in labels.items():
        if " " in label and f" {label}" in words:
            codes[code] = None
    for word in re.findall(r"[a-z]+", words):
        if code := labels.get(word) or labels.get(word.removesuffix("s")):
            codes[code] = None
        elif len(word) >= 4 and word not in FILLER:
            close = process.extractOne(word, list(labels), scorer=fuzz.ratio, score_cutoff=RATING_MATCH)
            if close:
                codes[labels[close[0]]] = None
    return tuple(codes)
