"""What an issued edition told the Board, in the very text that went out."""

from __future__ import annotations

import re

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked
from bot.conversation.answers.quoted import quoted
from bot.conversation.plain import plain
from bot.conversation.rights import REPORT_REFUSED, may_have_reports
from bot.conversation.said import Kind
from store.queries.editions import editions_of
from store.tables import Edition
from store.types import EditionStatus
from workflows.answers import Choice
from workflows.edition_text import meeting_of, told_of_actions, told_of_areas, told_of_plan

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_PAPER = r"\b(?:editions?|reports?|papers?|board|sspb)\b"
_SAYS = r"\b(?:said?|says?|tell|told|state[ds]?|print(?:ed)?|wr[io]te|put)\b"
_TOLD = re.compile(rf"{_PAPER}(?=.*{_SAYS})|{_SAYS}(?=.*{_PAPER})")
_NUMBER = re.compile(r"\b(?:edition|report|paper) (?:number |no\.? ?)?(?P<number>\d{1,3})\b")
_ROUND = r"(?:edition|report|paper|board|meeting|sspb|cycle|round)"
_MONTH = "|".join(_MONTHS)
_LAST = re.compile(rf"\b(?:last|previous|latest) (?:\w+ )?{_ROUND}\b")
_OF_A_MONTH = re.compile(
    rf"\b(?P<month>{_MONTH})(?:'s)? (?:\d{{4}} )?(?:\w+ )?{_ROUND}\b"
    rf"|\b(?:{_ROUND}|told|tell)\b.{{0,40}}\b(?:of|for|in) (?P<in>{_MONTH})\b"
)
NONE_ISSUED = "No report has been issued yet, so nothing has been told to the Board: ask me how the plan stands now."
NOT_THAT_ONE = "No report of that number or month has been issued: the last is report {}."


def asks_what_was_told(words: str) -> bool:
    return bool(_TOLD.search(plain(words)))


def may_read_editions(asked: Asked) -> bool:
    return may_have_reports(asked.remit)


def edition_meant(asked: Asked) -> Edition | None:
    """The issued edition that the words name, by number, by "last" or by the month of its meeting; None where they name
    none, or one that there is not."""
    words = plain(asked.said.words)
    issued = issued_editions(asked)
    if found := _NUMBER.search(words):
        return next((edition for edition in issued if edition.number == int(found["number"])), None)
    if found := _OF_A_MONTH.search(words):
        month = _MONTHS.index(found["month"] or found["in"]) + 1
        return next((edition for edition in issued if meeting_of(edition).month == month), None)
    return issued[0] if issued and _LAST.search(words) else None


def issued_editions(asked: Asked) -> list[Edition]:
    """Newest first, but for those that came after the moment asked about."""
    every = editions_of(asked.session, asked.plan)
    return [
        edition
        for edition in every
        if edition.status is EditionStatus.ISSUED and edition.issued_at and edition.issued_at <= asked.now
    ]


def told(asked: Asked) -> Answered:
    """Of what was named, else the summary of the edition meant; without one named the last."""
    issued = issued_editions(asked)
    if not issued:
        return asked.answered(NONE_ISSUED)
    if not may_read_editions(asked):
        return asked.refused(REPORT_REFUSED)
    edition = edition_meant(asked)
    words = plain(asked.said.words)
    if edition is None and (_NUMBER.search(words) or _OF_A_MONTH.search(words)):
        last = Choice("What did the last report say?", "what did the last report say")
        return asked.answered(NOT_THAT_ONE.format(issued[0].number), suggestions=(last, *asked.always()))
    edition = edition or issued[0]
    targets = asked.said.targets
    areas = tuple(target.ref for target in targets if target.kind is Kind.AREA)
    if areas:
        return quoted(asked, told_of_areas(edition, areas, asked.now), ())
    refs = asked.refs_of(asked.members()[0]) if targets else ()
    view = told_of_actions(edition, refs, asked.now) if refs else told_of_plan(edition, asked.now)
    return quoted(asked, view, refs)
