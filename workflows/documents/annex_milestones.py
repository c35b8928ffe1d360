"""Sections 9 and 10: milestones that fall due, that were completed, and that have fallen due."""

from __future__ import annotations

from collections import Counter

from workflows.documents.blocks import Block, Column, Lines, Paragraph, Rated, Table
from workflows.exception_report.due_by import Verdict
from workflows.exception_report.value import ExceptionReport
from workflows.language import count_words


def milestone(ref: str, seq: int) -> str:
    return f"{ref} milestone {seq}"


def due_next(report: ExceptionReport) -> Block:
    if not report.due_before_next_board:
        return Paragraph("No milestones fall due before the next Board.")
    return Table(
        caption="Milestones due before the next Board",
        about="One row for each milestone due or forecast late: when, who leads it, its rating, if it will be met.",
        columns=(
            Column("Milestone", 28),
            Column("Action and measure", 61),
            Column("Due", 20),
            Column("Lead post", 33),
            Column("Rating", 20),
            Column("Will it be met?", 26),
        ),
        rows=[
            (
                milestone(row.ref, row.seq),
                Lines((row.title, f"Measure: {row.measure}") if row.measure else (row.title,)),
                row.due,
                "; ".join(row.lead_posts),
                Rated(row.rating),
                row.confidence,
            )
            for row in report.due_before_next_board
        ],
    )


def completed(report: ExceptionReport) -> Block:
    if not report.completed:
        return Paragraph("No milestones were completed since the last report.")
    return Table(
        caption="Milestones completed since the last report",
        about="One row for each milestone: when it was completed, early or late, the evidence, and who accepted it.",
        columns=(
            Column("Milestone", 28),
            Column("Action and measure", 55),
            Column("Completed on", 22),
            Column("Against first date", 20),
            Column("Evidence", 32),
            Column("Accepted by", 28),
        ),
        rows=[
            (
                milestone(row.ref, row.seq),
                Lines((row.title, f"Measure: {row.measure}") if row.measure else (row.title,)),
                row.completed_on,
                row.against_baseline,
                Lines(row.evidence),
                row.accepted_by,
            )
            for row in report.completed
        ],
    )


def embedding(report: ExceptionReport) -> tuple[Block, ...]:
    """Blue is completed and embedded: what is new in it, and what is complete and has that still before it."""
    if not report.embedding:
        return (Paragraph("No action is newly complete, and none is complete and still embedding."),)
    table = Table(
        caption="Actions newly complete, or complete and embedding",
        about="One row for each action: how far it is complete, and what is left.",
        columns=(Column("Ref", 14), Column("Action", 86), Column("How complete", 80)),
        rows=[(row.ref, row.title, row.state) for row in report.embedding],
        captioned=True,
    )
    return (table,)


def fallen_due(report: ExceptionReport) -> tuple[Block, ...]:
    """What was promised for a day before the cut-off, kept or not: nothing promised goes unmentioned."""
    due = report.milestones_due
    if not due:
        return (Paragraph("No milestone has fallen due yet."),)
    counts = Counter(row.verdict for row in due)
    verdicts = "; ".join(f"{counts[verdict.value]} {verdict.value.lower()}" for verdict in Verdict if counts[verdict])
    table = Table(
        caption="Milestones due by the cut-off",
        about="One row for each milestone whose date has passed: what was due when, its verdict, and what shows it.",
        columns=(
            Column("Milestone", 28),
            Column("Measure", 46),
            Column("Due", 26),
            Column("Days late", 12, number=True),
            Column("Verdict", 26),
            Column("What the register shows", 50),
        ),
        rows=[
            (milestone(row.ref, row.seq), row.measure or row.title, row.due, row.days_late, row.verdict, row.why)
            for row in due
        ],
        captioned=True,
    )
    fallen = f"{count_words(len(due), 'milestone has', 'milestones have')} fallen due"
    return (Paragraph(f"By the cut-off {fallen}: {verdicts}."), table)
