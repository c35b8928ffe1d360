"""What a message means (`domain.md` section 5). Pure: the text, what the plan names, the day, what was said last."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from bot.conversation import phrases
from bot.conversation.acts import read_act
from bot.conversation.away_words import read_absence
from bot.conversation.british_dates import day_named, window_in
from bot.conversation.councils import names_another_council
from bot.conversation.decision_words import DECIDED, decided_as, read_decision
from bot.conversation.follow_ups import (
    Context,
    about_what_was_spoken_of,
    filled_in,
    leads_on,
    the_one_meant,
    told_of,
    without_lead,
    yes_or_no,
)
from bot.conversation.lexicon import Lexicon
from bot.conversation.naming import people_named, ratings_named, refs_named
from bot.conversation.plain import own_words, plain, typed_words
from bot.conversation.risk_words import read_risk
from bot.conversation.said import Intent, Kind, Said, Target
from bot.conversation.school_terms import SchoolBreak
from bot.conversation.spelling import mended
from bot.conversation.subject import (
    ONE_ACTION,
    STATUS,
    actions_of,
    is_title_word,
    status_of_what,
    status_within,
    titled,
    without_names,
)
from bot.conversation.update_words import TOLD, read_update, told_as
from bot.conversation.weighing import FEWEST_WORDS, same_question, weighed

_LISTS = re.compile(r"\b(?:what|whats|which|show|list|any)\b")
_OUTRIGHT = frozenset({Intent.OTHER_PLAN, Intent.RISKS, Intent.RISK_ENTRY})
"""Another council, or the risk log, is named outright, and what is said of it may sound like anything."""

_DUE = {Intent.DUE, Intent.DUE_WINDOW}
_AT_ONCE = frozenset({Intent.LEAVE, Intent.DELEGATE, Intent.SNOOZE})
_NEVER_BY_LIKENESS = frozenset({Intent.END_COVER, Intent.PERSONAL_DATA_INCIDENT})
"""Their deeds ask for nothing more, so that they would be done at once: they are offered instead."""

_SAYS_MORE = 6
"""Words up to which what the grammar finds is all that is said."""

_WHERE = re.compile(
    r" (?:in|of|for|across) (?:(?:the|my|your) )?(?:(?:whole|entire) (?:plan|programme)"
    r"|areas? \d+(?:(?:,| and|, and) \d+)*)\b"
)
"""Says of what part of the plan something is asked, and nothing of what it is."""

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
        self.settled = False

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
            self.settled = True
            return answer
        if one := the_one_meant(words, self.context):
            self.settled = True
            return told_of(one, self.context) or Said(STATUS[one.kind], (one,))
        said = filled_in(self._question(without_lead(words)), words, self.context)
        return self._of_other_days(words) or said if said.intent is Intent.NOT_UNDERSTOOD else said

    def as_it_resembles(self, words: str, read: Said) -> Said:
        """What the words resemble, if clearly, about what the grammar found named in them.

        What is done at once is left to the grammar: here its deed gets no days, and so says how to put it.
        """
        length = len(_WHERE.sub(" ", words).split())
        lost = read.intent is Intent.NOT_UNDERSTOOD
        if self.settled or length < FEWEST_WORDS or read.intent in _OUTRIGHT or (self.context and leads_on(words)):
            return read
        if not lost and length < _SAYS_MORE:
            return read
        likely = weighed(words, read.intent)
        intent = likely.nearest[0]
        if lost and intent is Intent.NOT_UNDERSTOOD:
            return read if likely.clear else replace(read, nearest=likely.nearest)
        if same_question(intent, read.intent) or {intent, read.intent} <= _AT_ONCE:
            return read
        if likely.clear and intent not in _NEVER_BY_LIKENESS:
            meant = self._meant(words, intent, read)
            return replace(meant, nearest=likely.nearest) if meant.intent is Intent.NOT_UNDERSTOOD else meant
        if read.intent in _AT_ONCE | _NEVER_BY_LIKENESS and not likely.clear:
            return read
        return Said(Intent.NOT_UNDERSTOOD, read.targets, nearest=likely.nearest)

    def _meant(self, words: str, intent: Intent, read: Said) -> Said:
        targets = refs_named(words, self.lexicon)[0]
        if intent in {Intent.STATUS_ACTION, Intent.STATUS_PLAN}:
            whole = intent is Intent.STATUS_PLAN
            return status_within(words, targets or read.targets, self.lexicon, everything=whole)
        if intent in TOLD:
            told = told_as(intent, self.typed, words, self.lexicon, self.today, self.boards, self.own, self.breaks)
            return about_what_was_spoken_of(told, self.context)
        if intent in DECIDED:
            return decided_as(intent, self.typed, words, self.lexicon, self.today, self.boards)
        if intent in _AT_ONCE:
            return Said(intent, targets)
        if intent is Intent.CONFIRM_EDITION:
            return Said(intent, refs=tuple(target.ref for target in targets if target.kind is Kind.AREA) or None)
        ratings = ratings_named(words, self.lexicon)
        targets = targets or read.targets or titled(words, intent, self.lexicon)
        window = window_in(words, self.today, self.boards, self.breaks)
        if intent in _DUE:
            window = self._one_day(words) or window or self._until_the_board()
            intent = Intent.DUE if window[0] == window[1] else Intent.DUE_WINDOW
        return filled_in(Said(intent, targets, ratings, window), words, self.context)

    def _told(self, words: str) -> Said | None:
        given = self.typed, words, self.lexicon, self.today, self.boards
        return read_risk(*given) or read_act(words, self.lexicon) or read_decision(*given) or read_absence(*given)

    def _question(self, words: str) -> Said:
        targets, unknown = refs_named(words, self.lexicon)
        if unknown and not targets:
            return Said(Intent.UNKNOWN_REF, unknown_ref=unknown)
        if phrases.OTHER_PLAN.search(words) or (not targets and names_another_council(words, self.lexicon)):
            return Said(Intent.OTHER_PLAN)
        everything = bool(phrases.EVERYTHING.search(words))
        window = window_in(words, self.today, self.boards, self.breaks)
        ratings = ratings_named(words, self.lexicon)
        people = people_named(words, self.lexicon)
        intent, left = self._asked(without_names(words, people), targets)
        lists = _LISTS.search(words) or not actions_of(targets)
        if intent is None and ratings and lists and not is_title_word(words, ratings, self.lexicon):
            intent = Intent.LIST_BY_RATING
        if intent is None and phrases.DUE.search(words):
            intent = Intent.DUE
        if intent is Intent.DUE:
            window = self._one_day(words) or window or self._until_the_board()
            intent = Intent.DUE if window[0] == window[1] else Intent.DUE_WINDOW
        if intent is None:
            return status_of_what(words, targets, self.lexicon, everything=everything)
        if not targets and intent not in {Intent.COMPILE, Intent.DEADLINE, Intent.MY_ACTIONS}:
            targets = people or titled(left, intent, self.lexicon)
        if intent in ONE_ACTION and len(actions := actions_of(targets)) == 1:
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
            if not targets and " " not in found[0].strip() and is_title_word(words, (found[0].strip(),), self.lexicon):
                continue
            return intent, left
        return None, words

    def _one_day(self, words: str) -> tuple[date, date] | None:
        """ "Due 30 June" is due on it, "due by 30 June" until then."""
        day = None if _UNTIL.search(words) else day_named(words, self.today)
        return (day, day) if day else None

    def _of_other_days(self, words: str) -> Said | None:
        """What was asked last of other days: "and in April"."""
        if self.context is None or not leads_on(words) or self.context.said.intent not in _DUE:
            return None
        window = window_in(without_lead(words), self.today, self.boards, self.breaks)
        return replace(self.context.said, intent=Intent.DUE_WINDOW, window=window) if window else None

    def _until_the_board(self) -> tuple[date, date]:
        following = [day for day in self.boards if day >= self.today]
        return self.today, (following[0] if following else self.today)


def _least(words: str, intent: Intent) -> int:
    if intent is not Intent.NOT_REPORTED or not (found := phrases.LEAST.search(words)):
        return 0
    number = _COUNTS.get(found[found.lastgroup or 0]) or int(found[found.lastgroup or 0])
    return number + (1 if re.search(r"\b(?:more than|over) \S+", words) else 0)
