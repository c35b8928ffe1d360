"""The brief for the lead member's monthly meeting: one side, posts and no names."""

from __future__ import annotations

from collections.abc import Sequence

from store.cut import DataCut
from workflows.documents.blocks import Block, Column, Facts, Lines, Paragraph, Rated, Table
from workflows.documents.front import reason_words
from workflows.documents.position import position_table
from workflows.exception_report.body_rows import ReportAsk, ReportException
from workflows.language import count_words, moment_words, short
from workflows.products.basis import Basis, basis_of, paper
from workflows.products.indicator_lines import indicator_lines, indicator_sentence
from workflows.products.position_tables import path_words
from workflows.products.product import Kind, Part, Product
from workflows.status import group_status

WORST = 3
ASKS = 4
ASK_LETTERS = 130
"""So that the brief keeps to its one side; the exception report holds every ask whole."""


def member_brief(cut: DataCut, audience: str) -> Product:
    basis = basis_of(cut)
    parts = (
        Part("", "Front block", (_front(basis, audience),)),
        Part("1", "Counts", (position_table(basis.report, "Now"),)),
        Part("2", "The three most serious", _worst(basis.report.exceptions)),
        Part("3", "What the Board is asked", _asks(basis.report.asks)),
        Part("4", "What changed", _changed(basis)),
    )
    title = f"{basis.plan_words} brief for the lead member"
    return paper(basis, Kind.MEMBER_BRIEF, title, audience, parts)


def _front(basis: Basis, audience: str) -> Facts:
    return Facts(
        caption="About this brief",
        about="Two columns: what is described, and its details.",
        rows=(("For", audience), ("Data cut-off", f"{moment_words(basis.report.cut_off)} (Europe/London)")),
    )


def _worst(entries: Sequence[ReportException]) -> tuple[Block, ...]:
    if not entries:
        return (Paragraph("No action is reported by exception."),)
    table = Table(
        caption="The most serious exceptions",
        about="One row for each of the three most serious exceptions: what, how it stands, why, and the way back.",
        columns=(
            Column("Ref", 13),
            Column("Action", 62),
            Column("Rating", 25),
            Column("Why it is here", 40),
            Column("Path to green", 30),
        ),
        rows=[
            (
                entry.ref,
                short(entry.title, 90),
                Rated(entry.rating),
                Lines(tuple(reason_words(code) for code in entry.codes)),
                path_words(entry),
            )
            for entry in entries[:WORST]
        ],
    )
    more = len(entries) - WORST
    return (
        (table, Paragraph(f"{count_words(more, 'further exception')} in the exception report."))
        if more > 0
        else (table,)
    )


def _asks(asks: Sequence[ReportAsk]) -> tuple[Block, ...]:
    if not asks:
        return (Paragraph("No decisions are asked of the Board."),)
    table = Table(
        caption="Asks of the Board",
        about="One row for each ask: its number and type, what is asked, and of whom.",
        columns=(Column("Ask", 11), Column("Type", 25), Column("What is asked", 84), Column("Of whom", 50)),
        rows=[(str(ask.number), ask.kind, short(ask.text, ASK_LETTERS), ask.addressed_to) for ask in asks[:ASKS]],
    )
    more = len(asks) - ASKS
    return (table, Paragraph(f"{count_words(more, 'further ask')} in the exception report.")) if more > 0 else (table,)


def _changed(basis: Basis) -> tuple[Block, ...]:
    report = basis.report
    movement = group_status(basis.assessed, "", list(basis.assessed.standings.values())).movement
    facts = (
        f"Milestones completed: {len(report.completed)}. "
        f"Actions with a date changed with approval: {report.position['date_changed']}. "
        f"Exceptions cleared: {len(report.cleared)}."
    )
    return (
        Paragraph(movement, label="Ratings."),
        Paragraph(facts, label="In the period."),
        Paragraph(indicator_sentence(indicator_lines(basis)), label="Indicators."),
    )
