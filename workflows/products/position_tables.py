"""How many actions stand where, and which: the tables that several papers share, in the exception report's figures."""

from __future__ import annotations

from collections.abc import Sequence

from workflows.documents.blocks import Block, Column, Lines, Paragraph, Rated, Table
from workflows.documents.front import posts, reason_words
from workflows.documents.position import area_counts
from workflows.exception_report.body_rows import ReportException
from workflows.language import count_words, short
from workflows.products.basis import Basis
from workflows.products.wording import ref_words

TITLE_LETTERS = 90
WHOLE_TITLE = 1_000


def area_table(basis: Basis) -> Block:
    """Titles stand whole: these papers have the room."""
    if not basis.report.areas:
        return Paragraph("The plan has no improvement areas.")
    return area_counts(basis.report, "Position by improvement area", WHOLE_TITLE)


def exceptions_table(basis: Basis, entries: Sequence[ReportException]) -> Block:
    """In public words: the rule that put an action here, and nothing that anybody typed."""
    if not entries:
        return Paragraph("No action is reported by exception.")
    return Table(
        caption="Actions reported by exception",
        about="One row for each action reported by exception, the most serious first.",
        columns=(
            Column("Ref", 18),
            Column("Action", 38),
            Column("Lead post", 34),
            Column("Rating", 23),
            Column("Why it is here", 25),
            Column("Due", 21),
            Column("Days late", 12, number=True),
            Column("Path to green", 23),
        ),
        rows=[
            (
                ref_words(basis, entry.ref),
                short(entry.title, TITLE_LETTERS),
                Lines(entry.lead_posts),
                Rated(entry.rating),
                "; ".join(reason_words(code) for code in entry.codes),
                entry.current,
                entry.days_late,
                path_words(entry),
            )
            for entry in entries
        ],
    )


def path_words(entry: ReportException) -> str:
    if entry.recovery is None:
        return "No recovery plan received" if entry.recovery_required else "Not required"
    return "Recovery plan received"


def register_table(basis: Basis) -> Block:
    rows = basis.report.register
    if not rows:
        return Paragraph("The register holds no actions.")
    return Table(
        caption="All actions of the plan",
        about=f"One row for each of the {count_words(len(rows), 'action')} of the plan.",
        columns=(
            Column("Ref", 22),
            Column("Action", 74),
            Column("Lead post", 56),
            Column("Rating", 28),
            Column("Timing", 27),
            Column("Next due", 29),
            Column("Milestones complete", 22),
        ),
        rows=[
            (
                ref_words(basis, row.ref),
                row.title,
                posts(row.lead_posts),
                Rated(row.rating),
                row.timing,
                row.next_due,
                f"{row.milestones_complete} of {row.milestones_total}",
            )
            for row in rows
        ],
    )
