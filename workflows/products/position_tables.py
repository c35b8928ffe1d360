"""How many actions stand where, and which: the tables that several papers share, in the exception report's figures."""

from __future__ import annotations

from collections.abc import Sequence

from workflows.documents.blocks import Block, Cell, Column, Lines, Paragraph, Rated, Table
from workflows.documents.front import posts, reason_words
from workflows.exception_report.value import PositionLine, ReportException
from workflows.language import count_words, short
from workflows.products.basis import Basis
from workflows.products.wording import ref_words

TITLE_LETTERS = 90


def position_table(basis: Basis) -> Table:
    """Adds up to the number of actions."""
    lines = basis.report.position_table
    summed = [line for line in lines if not line.of_which]
    before = [line.last for line in summed if line.last is not None]
    return Table(
        caption="Position of all actions",
        about="One row for each rating or state: how many actions now, in the last report, and the change in words.",
        columns=(
            Column("Position", 68),
            Column("Now", 25, number=True),
            Column("Last report", 25, number=True),
            Column("Change", 52),
        ),
        rows=[
            *(_position_row(line) for line in lines),
            ("Total", sum(line.now for line in summed), sum(before) if before else None, "Without the “of which”"),
        ],
        total=True,
    )


def _position_row(line: PositionLine) -> tuple[Cell, ...]:
    return (line.label if line.of_which else Rated(line.label), line.now, line.last, line.change)


def area_table(basis: Basis) -> Block:
    areas = basis.report.areas
    if not areas:
        return Paragraph("The plan has no improvement areas.")
    labels = list(areas[0].counts)
    return Table(
        caption="Position by improvement area",
        about="One row for each area: how many of its actions hold each rating or state, and how many it has.",
        columns=(
            Column("Area", 11),
            Column("Title", 0),
            *(Column(label, heading_share(label), number=True) for label in labels),
            Column("Total", heading_share("Total"), number=True),
        ),
        rows=[
            *((area.ref, area.title, *(area.counts[label] for label in labels), area.total) for area in areas),
            (
                "All",
                "All areas",
                *(sum(area.counts[label] for area in areas) for label in labels),
                sum(area.total for area in areas),
            ),
        ],
        captioned=True,
        total=True,
    )


def heading_share(heading: str) -> float:
    """A column of counts needs no more room than the longest word of its heading."""
    return max(10, 1.9 * max(map(len, heading.split())) + 3.4)


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
