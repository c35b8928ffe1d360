"""What part of the plan a question is about, and so which question it is, where no ref says so."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import phrases
from bot.conversation.british_dates import MONTHS
from bot.conversation.follow_ups import ABOUT_ONE
from bot.conversation.lexicon import Lexicon
from bot.conversation.naming import by_title, people_named, ratings_named, services_named
from bot.conversation.said import Intent, Kind, Said, Target
from bot.conversation.spelling import KNOWN
from bot.conversation.titles_within import title_within

STATUS = {
    Kind.AREA: Intent.STATUS_AREA,
    Kind.OBJECTIVE: Intent.STATUS_OBJECTIVE,
    Kind.ACTION: Intent.STATUS_ACTION,
    Kind.SERVICE: Intent.STATUS_SERVICE,
    Kind.POST: Intent.STATUS_PERSON,
    Kind.PERSON: Intent.STATUS_PERSON,
}
ONE_ACTION = frozenset({Intent.HISTORY, Intent.EXPLAIN_CHANGE, Intent.EXPLAIN_EXCEPTION, Intent.QUOTE})
_OF_FIGURES = frozenset({Intent.KPI_CHECK, Intent.PROVENANCE})


def status_of_what(words: str, targets: tuple[Target, ...], lexicon: Lexicon, *, everything: bool) -> Said:
    """How that stands which is named: by its ref, its holder or its title; else the whole plan, if that is meant."""
    if targets:
        return _of_named(targets)
    if people := people_named(words, lexicon):
        return _of(people)
    if named := by_title(phrases.EVERYTHING.sub(" ", words), lexicon):
        return _of(named)
    if everything or phrases.ABOUT_THE_PLAN.search(words):
        return Said(Intent.STATUS_PLAN, everything=True)
    return Said(Intent.NOT_UNDERSTOOD)


def status_within(words: str, targets: tuple[Target, ...], lexicon: Lexicon, *, everything: bool) -> Said:
    """The same of a message that is known to ask how something stands, and may say much else."""
    said = status_of_what(words, targets, lexicon, everything=False)
    if said.intent not in {Intent.NOT_UNDERSTOOD, Intent.AMBIGUOUS_REF, Intent.STATUS_PLAN}:
        return said
    services = services_named(words, lexicon)
    if named := title_within(words, lexicon) or services:
        return Said(STATUS[named[0].kind], named)
    return Said(Intent.STATUS_PLAN, everything=True) if everything else said


def titled(words: str, intent: Intent, lexicon: Lexicon) -> tuple[Target, ...]:
    """A title in a question that has said what it asks; several titles narrow nothing. Figures are of a service."""
    if intent in _OF_FIGURES and len(services := services_named(words, lexicon)) == 1:
        return services
    without = " ".join(word for word in words.split() if not _says_what_is_asked(word.strip("?!.,"), lexicon))
    named = by_title(phrases.EVERYTHING.sub(" ", phrases.DUE.sub(" ", without)), lexicon)
    if len(named) == 1:
        return named
    return (title_within(words, lexicon) if intent in ABOUT_ONE else ()) or (named if intent in ONE_ACTION else ())


def is_title_word(words: str, said: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether what reads like a question's word belongs to the one title that the words name: "data audit"."""
    named = by_title(words, lexicon)
    return len(named) == 1 and all(word in lexicon.titles[named[0]] for word in said)


def actions_of(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    return tuple(target for target in targets if target.kind is Kind.ACTION)


def without_names(words: str, people: Sequence[Target]) -> str:
    """A post's title may read like a question: "Director of Integration and Change"."""
    for target in people:
        words = words.replace(target.title.casefold(), " ")
    return words


def _says_what_is_asked(word: str, lexicon: Lexicon) -> bool:
    return word in KNOWN or word[:3] in MONTHS or bool(ratings_named(word, lexicon))


def _of_named(targets: tuple[Target, ...]) -> Said:
    """Several of one kind, each by its own ref, are all meant."""
    if len({target.ref for target in targets}) == len(targets) and len({target.kind for target in targets}) == 1:
        return Said(STATUS[targets[0].kind], targets)
    return _of(targets)


def _of(targets: tuple[Target, ...]) -> Said:
    if len(targets) == 1:
        return Said(STATUS[targets[0].kind], targets)
    return Said(Intent.AMBIGUOUS_REF, targets)
