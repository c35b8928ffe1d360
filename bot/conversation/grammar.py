"""What a message means: an intent and what it is about (`domain.md` section 5). Pure: text and a cut in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz, process

from bot.conversation.british_dates import window_in
from store.cut import DataCut
from store.refs import normalised_ref


class Intent(StrEnum):
    HELP = "HELP"
    GREETING = "GREETING"
    MY_ACTIONS = "MY_ACTIONS"
    STATUS_PLAN = "STATUS_PLAN"
    STATUS_AREA = "STATUS_AREA"
    STATUS_OBJECTIVE = "STATUS_OBJECTIVE"
    STATUS_ACTION = "STATUS_ACTION"
    HISTORY = "HISTORY"
    AMBIGUOUS_REF = "AMBIGUOUS_REF"
    LIST_BY_RATING = "LIST_BY_RATING"
    OVERDUE = "OVERDUE"
    DUE = "DUE"
    NOT_REPORTED = "NOT_REPORTED"
    COMPILE = "COMPILE"
    LEAVE = "LEAVE"
    DELEGATE = "DELEGATE"
    END_COVER = "END_COVER"
    SNOOZE = "SNOOZE"
    CYCLE_STATUS = "CYCLE_STATUS"
    UNREACHED = "UNREACHED"
    CHASE = "CHASE"
    CONFIRM_EDITION = "CONFIRM_EDITION"
    EDITION_STATUS = "EDITION_STATUS"
    UNKNOWN_REF = "UNKNOWN_REF"
    NOT_UNDERSTOOD = "NOT_UNDERSTOOD"


class Kind(StrEnum):
    AREA = "area"
    OBJECTIVE = "objective"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Target:
    """Something of the plan that a message is about."""

    kind: Kind
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """`targets` narrow a list or are what is asked about; `everything`: the whole plan was asked for in words."""

    intent: Intent
    targets: tuple[Target, ...] = ()
    rating_code: str = ""
    window: tuple[date, date] | None = None
    everything: bool = False
    unknown_ref: str = ""


TITLE_MATCH = 78
"""How alike words and a title must be, of 100: "wheelchair pathway" finds its action, "weather" finds none."""

TITLE_TIE = 4
SHORT_WORD = 3
"""Up to so many letters a word must be the very same: "no" is not "not", and "OT" is only "OT"."""

RATING_MATCH = 88

_REF = re.compile(r"(?<![\w./-])(\d{1,3}(?:\s?\.\s?\d{1,3}){1,3})(?!\.?\d)\.?(?![\w/-])")
_AREA = re.compile(r"\b(?:areas?|priority|improvement areas?|workstream|theme|asw)\s+(\d{1,2})\b")
_KIND_OF_REF = re.compile(r"\b(objective|action|activity|milestone)\s+(?=\d)")

_HELP = ("help", "what can you do", "what can i ask", "how do i", "how does this work", "commands", "menu")
_MINE = (
    "mine",
    "my action",
    "my milestone",
    "my item",
    "my task",
    "do i lead",
    "what i lead",
    "my list",
    "my update",
    "for me",
    "on my plate",
    "my deadline",
)
_SILENT = (
    "not reported",
    "no update",
    "not updated",
    "hasn't",
    "hasnt",
    "haven't",
    "havent",
    "has not",
    "have not",
    "not yet reported",
    "silent",
    "non-responders",
    "unreported",
    "missing update",
    "who owes",
    "not responded",
)
_OVERDUE = ("overdue", "late", "behind", "missed", "past its date", "past their date", "slipped", "delayed")
_REPORT = (
    "exception report",
    "board report",
    "report now",
    "board paper",
    "compile",
    "run the report",
    "make the report",
    "export report",
    "the report",
)
_HISTORY = ("history", "what happened to", "what has happened to", "who changed", "changes to")
_EVERYTHING = (
    "all areas",
    "whole plan",
    "every area",
    "across the plan",
    "the plan",
    "overall",
    "everything",
    "programme",
    "everyone",
    "all of them",
    "all actions",
)
_GREETINGS = {
    "hi",
    "hello",
    "hey",
    "morning",
    "good morning",
    "good afternoon",
    "thanks",
    "thank you",
    "ta",
    "cheers",
    "ok",
    "okay",
    "hiya",
}
_FILLER = frozenset(
    """
    a about action actions all am and any are area areas as at can could currently did do does doing for get getting
    give going has have how hows how's i in is it latest list looking me milestone milestones my now objective of on
    one ones or our please pls progress rated rating right show so stand standing status stuff tell that the their
    there they things this to today up update updates us was we what what's whats where which who with would you
    """.split()
)


def understand(text: str, cut: DataCut, today: date, next_board: date | None) -> Question:
    words = _plain(text)
    bare = words.strip(" ?!.")
    if not bare or any(bare == phrase or bare.startswith(f"{phrase} ") for phrase in _HELP) or bare in _HELP:
        return Question(Intent.HELP)
    if bare in _GREETINGS:
        return Question(Intent.GREETING)
    if _has(words, _REPORT):
        return Question(Intent.COMPILE)
    targets, unknown = _refs_in(words, cut)
    if unknown and not targets:
        return Question(Intent.UNKNOWN_REF, unknown_ref=unknown)
    if _has(words, _HISTORY) and (past := _actions_of(targets or _by_title(_without(words, _HISTORY), cut))):
        return Question(Intent.HISTORY if len(past) == 1 else Intent.AMBIGUOUS_REF, past)
    everything = _has(words, _EVERYTHING)
    if _has(words, _MINE):
        return Question(Intent.MY_ACTIONS)
    if _has(words, _SILENT):
        return Question(Intent.NOT_REPORTED, targets, everything=everything)
    if _has_word(words, _OVERDUE):
        return Question(Intent.OVERDUE, targets, everything=everything)
    rating = _rating_in(words, cut)
    if rating:
        return Question(Intent.LIST_BY_RATING, targets, rating_code=rating, everything=everything)
    if re.search(r"\b(due|deadline|deadlines|falls?|coming up|upcoming)\b", words):
        window = window_in(words, today, next_board) or (today, next_board or today)
        return Question(Intent.DUE, targets, window=window, everything=everything)
    if targets:
        return _about(targets)
    found = _by_title(_without(words, _EVERYTHING), cut)
    if found:
        return _about(found)
    if everything:
        return Question(Intent.STATUS_PLAN, everything=True)
    return Question(Intent.NOT_UNDERSTOOD)


def _actions_of(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Only an action has a history of its own."""
    return tuple(target for target in targets if target.kind is Kind.ACTION)


def _about(targets: tuple[Target, ...]) -> Question:
    if len(targets) != 1:
        return Question(Intent.AMBIGUOUS_REF, targets)
    intent = {
        Kind.AREA: Intent.STATUS_AREA,
        Kind.OBJECTIVE: Intent.STATUS_OBJECTIVE,
        Kind.ACTION: Intent.STATUS_ACTION,
    }
    return Question(intent[targets[0].kind], targets)


def _plain(text: str) -> str:
    without_mentions = re.sub(r"<at>.*?</at>", " ", text, flags=re.DOTALL)
    without_markup = re.sub(r"<[^<>]*>|&nbsp;|[*_`#]", " ", without_mentions)
    return f" {' '.join(without_markup.replace('’', chr(39)).casefold().split())} "


def _has(words: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in words for phrase in phrases)


def _without(words: str, phrases: tuple[str, ...]) -> str:
    for phrase in phrases:
        words = words.replace(phrase, " ")
    return words


def _has_word(words: str, stems: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(stem)}\b", words) for stem in stems)


def _refs_in(words: str, cut: DataCut) -> tuple[tuple[Target, ...], str]:
    """Targets named by ref, and a ref that the plan does not hold."""
    targets: dict[Target, None] = {}
    unknown = ""
    areas = {area.ref: area for area in cut.areas}
    for number in _AREA.findall(words):
        if number in areas:
            targets[Target(Kind.AREA, number, areas[number].title)] = None
        else:
            unknown = unknown or f"area {number}"
    wanted = _KIND_OF_REF.search(words)
    for printed in _REF.findall(words):
        if re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{2,4}", printed) and normalised_ref(printed) not in _all_refs(cut):
            continue  # a date with dots
        ref = normalised_ref(printed)
        kinds = {Kind.OBJECTIVE} if wanted and wanted[1] == "objective" else {Kind.OBJECTIVE, Kind.ACTION}
        if wanted and wanted[1] != "objective":
            kinds = {Kind.ACTION}
        found = [target for target in _targets(cut) if target.kind in kinds and normalised_ref(target.ref) == ref]
        targets.update(dict.fromkeys(found))
        unknown = unknown or ("" if found else printed)
    return tuple(targets), unknown


def _all_refs(cut: DataCut) -> set[str]:
    return {normalised_ref(target.ref) for target in _targets(cut)}


def _targets(cut: DataCut) -> list[Target]:
    return [
        *(Target(Kind.AREA, area.ref, area.title) for area in cut.areas),
        *(Target(Kind.OBJECTIVE, objective.ref, objective.title) for objective in cut.objectives),
        *(Target(Kind.ACTION, action.ref, action.title) for action in cut.actions),
    ]


def _rating_in(words: str, cut: DataCut) -> str:
    labels = {rating.label.casefold(): rating.code for rating in cut.ratings}
    for word in re.findall(r"[a-z]+", words):
        for label, code in labels.items():
            if word in {label, f"{label}s"}:
                return code
        if len(word) >= 4 and word not in _FILLER:
            close = process.extractOne(word, list(labels), scorer=fuzz.ratio, score_cutoff=RATING_MATCH)
            if close:
                return labels[close[0]]
    return ""


def _by_title(words: str, cut: DataCut) -> tuple[Target, ...]:
    """The one target whose title the words are about, or those that are as near as each other."""
    asked = [word for word in re.findall(r"[\w&'-]+", words) if word not in _FILLER and len(word) > 1]
    if not asked:
        return ()
    query = " ".join(asked)
    scored: list[tuple[float, Target]] = []
    for target in _targets(cut):
        title = target.title.casefold()
        together = fuzz.token_set_ratio(query, title)
        each = sum(_nearest(word, title) for word in asked) / len(asked)
        score = max(together if len(asked) > 1 else 0, each)
        if score >= TITLE_MATCH:
            scored.append((score, target))
    if not scored:
        return ()
    scored.sort(key=lambda pair: -pair[0])
    best = scored[0][0]
    near = [target for score, target in scored if best - score <= TITLE_TIE]
    return tuple(near[:5])


def _nearest(word: str, title: str) -> float:
    """How near a word is to the nearest word of a title; plurals and typos are near."""
    others = re.findall(r"[\w&'-]+", title)
    if len(word) <= SHORT_WORD:
        return 100.0 if word in others else 0.0
    return max((fuzz.ratio(word.rstrip("s"), other.rstrip("s")) for other in others), default=0.0)
