"""What is asked of the Board: for the next meeting, or as an issued edition printed it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked
from bot.conversation.answers.editions_told import edition_meant, may_read_editions
from bot.conversation.answers.quoted import quoted
from bot.conversation.rights import REPORT_REFUSED
from workflows.answers import Quotation, Quotations
from workflows.edition_text import printed_asks
from workflows.exception_report.asks import report_asks
from workflows.exception_report.body_rows import ReportAsk
from workflows.language import count_words, day_words, list_words


def asks(asked: Asked) -> Answered:
    edition = edition_meant(asked)
    if edition is not None:
        return (
            quoted(asked, printed_asks(edition, asked.now))
            if may_read_editions(asked)
            else asked.refused(REPORT_REFUSED)
        )
    refs = {standing.action.ref for standing in asked.members()[0]} if asked.said.targets else set[str]()
    every = [ask for ask in report_asks(asked.assessed) if not asked.said.targets or refs & set(ask.refs)]
    return quoted(asked, _shown(asked, every), tuple(dict.fromkeys(ref for ask in every for ref in ask.refs)), ())


def _shown(asked: Asked, every: Sequence[ReportAsk]) -> Quotations:
    period = asked.assessed.period
    meeting = f" of {day_words(period.next_meeting)}" if period.next_meeting else ""
    board = f"{period.board or 'the Board'}{meeting}"
    heading = f"Asks of {board}: {len(every)}"
    none = "No ask is recorded, and no rule of the report makes one."
    said = (
        f"{count_words(len(every), 'ask')}, as they would be printed now: those that people raised, then those that "
        "the report's rules demand."
        if every
        else none
    )
    quotations = tuple(
        Quotation(
            f"{ask.number}. {ask.kind}: {ask.addressed_to}" + (f", by {day_words(ask.by_when)}" if ask.by_when else ""),
            ask.text,
            f"About {list_words(ask.refs)}" if ask.refs else "",
        )
        for ask in every
    )
    return Quotations(heading, (said,), quotations, asked.assessed.cut.taken_at)
