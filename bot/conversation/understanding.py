"""What a message means (`domain.md` section 5). Pure: the text, what the plan names, the day, what was said last."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from bot.conversation import phrases
from bot.conversation.acts import read_act
from bot.conversation.away_words import read_absence
from bot.conversation.british_dates import MONTHS, day_named, window_in
from bot.conversation.councils import names_another_council
from bot.conversation.decision_words import read_decision
from bot.conversation.follow_ups import (
    Context,
    about_what_was_spoken_of,
    filled_in,
    the_one_meant,
    told_of,
    without_lead,
    yes_or_no,
)
from bot.conversation.lexicon import Lexicon
from bot.conversation.naming import by_title, people_named, ratings_named, refs_named, services_named
from bot.conversation.plain import own_words, plain, typed_words
from bot.conversation.resembling import BEYOND_DOUBT, CLEAR, resembled
from bot.conversation.said import TELLS, Intent, Kind, Said, Target
from bot.conversation.school_terms import SchoolBreak
from bot.conversation.spelling import KNOWN, mended
from bot.conversation.update_words import TOLD, read_update, told_as

_STATUS = {
    Kind.AREA: Intent.STATUS_AREA,
    Kind.OBJECTIVE: Intent.STATUS_OBJECTIVE,
    Kind.ACTION: Intent.STATUS_ACTION,
    Kind.SERVICE: Intent.STATUS_SERVICE,
    Kind.POST: Intent.STATUS_PERSON,
    Kind.PERSON: Intent.STATUS_PERSON,
}
_ONE_ACTION = frozenset({Intent.HISTORY, Intent.EXPLAIN_CHANGE, Intent.EXPLAIN_EXCEPTION, Intent.QUOTE})
_LISTS = re.compile(r"\b(?:what|whats|which|show|list|any)\b")
_UNSURE = frozenset(
    {
        Intent.NOT_UNDERSTOOD,
        Intent.AMBIGUOUS_REF,
        Intent.STATUS_ACTION,
        Intent.STATUS_AREA,
        Intent.STATUS_PERSON,
        Intent.STATUS_PLAN,
    }
)
"""What a message is taken to ask when it names something and no phrase says what about it."""

_DUE = {Intent.DUE, Intent.DUE_WINDOW}
_AT_ONCE = frozenset({Intent.LEAVE, Intent.DELEGATE, Intent.SNOOZE})
_NEVER_BY_LIKENESS = frozenset(
    {
        Intent.END_COVER,
        Intent.PERSONAL_DATA_INCIDENT,
        Intent.STATUS_OBJECTIVE,
        Intent.STATUS_SERVICE,
        Intent.UNKNOWN_REF,
    }
)
_SAYS_MORE = 6
"""Words beside which a ref alone is not all that is said."""

_UNTIL = re.compile(r"\b(?:by|before|until|till|to|between|from|up to|since)\b")
_COUNTS = {"one": 1, "once": 1, "two": 2, "twice": 2, "three": 3, "three times": 3, "four": 4, "five": 5}


def understand(
    text: str,
    lexicon: Lexicon,
    today: date,
    boards: Sequence[date],
    context: Context | None = None,
    own: Collection[str] = (),
    breaks: Sequence[SchoolBreak] = (),
) -> Said:
    """`boards`: the days of the meetings, earliest first. `own`: refs of the speaker's own actions. `breaks`: school
    holidays."""
    typed = typed_words(text)
    words, page = phrases.without_page(plain(typed))
    reading = _Reading(typed, lexicon, today, boards, context, own, breaks)
    said = reading.read(words)
    if said.intent is Intent.NOT_UNDERSTOOD and (better := mended(words, lexicon)) != words:
        said = reading.read(better)
    if not said.unknown_ref and said.intent is not Intent.HELP:
        said = reading.as_it_resembles(words, said)
    if said.intent in TOLD and said.reason:
        said = replace(said, reason=own_words(text))
    return replace(said, words=typed, page=page)


class _Reading:
    """One message against one plan."""

    def __init__(
        self,
        typed: str,
        lexicon: Lexicon,
        today: date,
        boards: Sequence[date],
        context: Context | None,
        own: Collection[str],
        breaks: Sequence[SchoolBreak],
    ) -> None:
        self.typed, self.lexicon, self.today, self.boards = typed, lexicon, today, boards
        self.context, self.own, self.breaks = context, own, breaks

    def read(self, words: str) -> Said:
        bare = words.strip(" ?!.,")
        if not re.search(r"\w", bare) or phrases.HELP.search(words):
            return Said(Intent.HELP)
        if phrases.GREETING.fullmatch(bare):
            return Said(Intent.GREETING)
        if phrases.INCIDENT.search(words):
            return Said(Intent.PERSONAL_DATA_INCIDENT, refs_named(words, self.lexicon)[0])
        update = read_update(self.typed, words, self.lexicon, self.today, self.boards, self.own, self.breaks)
        if phrases.PERSONAL.search(words) and not (update and update.targets and update.rating_codes):
            return Said(Intent.REFUSE_PERSONAL)
        if act := self._told(words):
            return act
        if update:
            return about_what_was_spoken_of(update, self.context)
        if answer := yes_or_no(bare, self.context):
            return answer
        if one := the_one_meant(words, self.context):
            return told_of(one, self.context) or Said(_STATUS[one.kind], (one,))
        return filled_in(self._question(without_lead(words)), words, self.context)

    def as_it_resembles(self, words: str, read: Said) -> Said:
        """What the words resemble, if clearly, about what the grammar found named in them.

        What is done at once is left to the grammar: here its deed gets no days, and so says how to put it.
        """
        intent = resembled(words, self._needed(words, read))
        if intent is None or intent is read.intent or intent in _UNSURE | _NEVER_BY_LIKENESS:
            return read
        if intent is Intent.REFUSE_PERSONAL and resembled(words, CLEAR) is None:
            return read
        if read.intent not in _UNSURE and (intent in TELLS or {intent, read.intent} == _DUE):
            return read
        targets = refs_named(words, self.lexicon)[0]
        ratings = ratings_named(words, self.lexicon)
        if intent in TOLD:
            told = told_as(intent, self.typed, words, self.lexicon, self.today, self.boards, self.own, self.breaks)
            return about_what_was_spoken_of(told, self.context)
        if intent in _AT_ONCE:
            return Said(intent)
        targets = targets or read.targets or self._titled(words, intent)
        window = window_in(words, self.today, self.boards, self.breaks)
        if intent in _DUE:
            window = self._one_day(words) or window or self._until_the_board()
            intent = Intent.DUE if window[0] == window[1] else Intent.DUE_WINDOW
        return filled_in(Said(intent, targets, ratings, window), words, self.context)

    def _needed(self, words: str, read: Said) -> float:
        """How clear a resemblance has to be: the more the grammar has made of the words, the clearer."""
        if read.intent is Intent.NOT_UNDERSTOOD:
            return CLEAR / 2
        if len(words.split()) < _SAYS_MORE or read.intent in TELLS:
            return math.inf
        return CLEAR if read.intent in _UNSURE else BEYOND_DOUBT

    def _told(self, words: str) -> Said | None:
        given = self.typed, words, self.lexicon, self.today, self.boards
        return read_act(words, self.lexicon) or read_decision(*given) or read_absence(*given)

    def _question(self, words: str) -> Said:
        targets, unknown = refs_named(words, self.lexicon)
        if unknown and not targets:
            return Said(Intent.UNKNOWN_REF, unknown_ref=unknown)
        if phrases.OTHER_PLAN.search(words) or names_another_council(words, self.lexicon):
            return Said(Intent.OTHER_PLAN)
        everything = bool(phrases.EVERYTHING.search(words))
        window = window_in(words, self.today, self.boards, self.breaks)
        ratings = ratings_named(words, self.lexicon)
        people = people_named(words, self.lexicon)
        intent, left = self._asked(_without_names(words, people), targets)
        lists = _LISTS.search(words) or not _actions(targets)
        if intent is None and ratings and lists and not self._is_title_word(words, ratings):
            intent = Intent.LIST_BY_RATING
        if intent is None and phrases.DUE.search(words):
            intent = Intent.DUE
        if intent is Intent.DUE:
            window = self._one_day(words) or window or self._until_the_board()
            intent = Intent.DUE if window[0] == window[1] else Intent.DUE_WINDOW
        if intent is None:
            return self._about(words, targets, everything)
        if not targets and intent not in {Intent.COMPILE, Intent.DEADLINE, Intent.MY_ACTIONS}:
            targets = people or self._titled(left, intent)
        if intent in _ONE_ACTION and len(actions := _actions(targets)) == 1:
            targets = actions
        counted = phrases.counted_in(words) if intent is Intent.COUNT else None
        return Said(intent, targets, ratings, window, everything, least=_least(words, intent), counted=counted)

    def _asked(self, words: str, targets: tuple[Target, ...]) -> tuple[Intent | None, str]:
        """The first phrase that is not simply a word of the title meant, and the words without it."""
        for intent, pattern in phrases.QUESTIONS:
            found = pattern.search(words)
            if found is None:
                continue
            left = f"{words[: found.start()]} {words[found.end() :]}"
            if not targets and " " not in found[0].strip() and self._is_title_word(words, (found[0].strip(),)):
                continue
            return intent, left
        return None, words

    def _is_title_word(self, words: str, said: Sequence[str]) -> bool:
        """Whether what reads like a question's word belongs to the one title that the words name: "data audit"."""
        named = by_title(words, self.lexicon)
        return len(named) == 1 and all(word in self.lexicon.titles[named[0]] for word in said)

    def _one_day(self, words: str) -> tuple[date, date] | None:
        """ "Due 30 June" is due on it, "due by 30 June" until then."""
        day = None if _UNTIL.search(words) else day_named(words, self.today)
        return (day, day) if day else None

    def _until_the_board(self) -> tuple[date, date]:
        following = [day for day in self.boards if day >= self.today]
        return self.today, (following[0] if following else self.today)

    def _titled(self, words: str, intent: Intent) -> tuple[Target, ...]:
        """A title in a question that has said what it asks; several titles narrow nothing. Figures are of a service."""
        if intent is Intent.KPI_CHECK and len(services := services_named(words, self.lexicon)) == 1:
            return services
        without = " ".join(word for word in words.split() if not self._says_what_is_asked(word.strip("?!.,")))
        named = by_title(phrases.EVERYTHING.sub(" ", phrases.DUE.sub(" ", without)), self.lexicon)
        return named if len(named) == 1 or intent in _ONE_ACTION else ()

    def _says_what_is_asked(self, word: str) -> bool:
        return word in KNOWN or word[:3] in MONTHS or bool(ratings_named(word, self.lexicon))

    def _about(self, words: str, targets: tuple[Target, ...], everything: bool) -> Said:
        if targets:
            return _of_named(targets)
        if people := people_named(words, self.lexicon):
            return _of(people)
        if named := by_title(phrases.EVERYTHING.sub(" ", words), self.lexicon):
            return _of(named)
        if everything or phrases.ABOUT_THE_PLAN.search(words):
            return Said(Intent.STATUS_PLAN, everything=True)
        return Said(Intent.NOT_UNDERSTOOD)


def _without_names(words: str, people: Sequence[Target]) -> str:
    """A post's title may read like a question: "Director of Integration and Change"."""
    for target in people:
        words = words.replace(target.title.casefold(), " ")
    return words


def _of_named(targets: tuple[Target, ...]) -> Said:
    """Several of one kind, each by its own ref, are all meant."""
    if len({target.ref for target in targets}) == len(targets) and len({target.kind for target in targets}) == 1:
        return Said(_STATUS[targets[0].kind], targets)
    return _of(targets)


def _of(targets: tuple[Target, ...]) -> Said:
    if len(targets) == 1:
        return Said(_STATUS[targets[0].kind], targets)
    return Said(Intent.AMBIGUOUS_REF, targets)


def _actions(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    return tuple(target for target in targets if target.kind is Kind.ACTION)


def _least(words: str, intent: Intent) -> int:
    if intent is not Intent.NOT_REPORTED or not (found := phrases.LEAST.search(words)):
        return 0
    number = _COUNTS.get(found[found.lastgroup or 0]) or int(found[found.lastgroup or 0])
    return number + (1 if re.search(r"\b(?:more than|over) \S+", words) else 0)
