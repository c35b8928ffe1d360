"""Appendices A to C: the full register, the rating key, and what changed since the last edition."""

from __future__ import annotations

from workflows.documents.blocks import Block, Bullets, Column, Paragraph, Rated, Section, Subheading, Table
from workflows.documents.entries import full_texts
from workflows.documents.front import REASON_WORDS
from workflows.documents.spare_columns import without_empty
from workflows.exception_report.value import ExceptionReport


def appendices(report: ExceptionReport) -> tuple[Section, ...]:
    return (
        Section("A", "Full register", _register(report)),
        Section("B", "Rating key", _key(report)),
        Section("C", "Change log since last edition", (_changes(report), *_differences(report))),
    )


def wide_blocks(register: Section) -> int:
    """How many blocks of appendix A want a page across: the table. The leads' words below it read better upright."""
    kinds = [isinstance(block, Subheading) for block in register.blocks]
    return kinds.index(True) if True in kinds else len(kinds)


def _register(report: ExceptionReport) -> tuple[Block, ...]:
    if not report.register:
        return (Paragraph("The register holds no actions."),)
    table = Table(
        caption="Full register",
        about="One row for each action of the plan. Codes of exceptions are explained in appendix B.",
        columns=(
            Column("Ref", 13),
            Column("Action", 57),
            Column("Area", 10),
            Column("Lead post", 42, spare=True),
            Column("Rating", 19),
            Column("Timing", 22),
            Column("Next due", 22.5),
            Column("Forecast", 22.5, spare=True),
            Column("Milestones complete", 20.5),
            Column("By exception", 19),
            Column("Last update", 22.5, spare=True),
        ),
        rows=[
            (
                row.ref,
                row.title,
                row.area_ref,
                "; ".join(row.lead_posts),
                Rated(row.rating),
                row.timing,
                row.next_due,
                row.forecast,
                f"{row.milestones_complete} of {row.milestones_total}",
                row.by_exception,
                row.last_update,
            )
            for row in report.register
        ],
    )
    notes = full_texts(report)
    if not notes:
        return without_empty(table)
    title = "Notes: the leads’ updates in full, where section 5 cuts or leaves them out"
    return (*without_empty(table), Subheading(title), *notes)


def _key(report: ExceptionReport) -> tuple[Block, ...]:
    ratings: Block = Paragraph("The plan has no rating key.")
    if report.rating_key:
        ratings = Table(
            caption="Ratings, in the plan’s own words",
            about="One row for each rating: its word and what the plan says it means.",
            columns=(Column("Rating", 34), Column("Meaning", 136)),
            rows=[(Rated(line.label), line.meaning) for line in report.rating_key],
            captioned=True,
        )
    codes = Table(
        caption="Reasons for reporting an action by exception",
        about="One row for each code of appendix A: its short form in the index, and the rule.",
        columns=(Column("Code", 16), Column("In the index", 48), Column("Rule", 106)),
        rows=[(code, words, rule) for code, (words, rule) in REASON_WORDS.items()],
        captioned=True,
    )
    timing: tuple[Block, ...] = ()
    if report.timing_key:
        timing = (Subheading("Timing and other states"), Bullets(report.timing_key))
    return (ratings, *timing, codes)


def _changes(report: ExceptionReport) -> Block:
    if not report.changes:
        return Paragraph("Nothing in the register has changed since the last edition.")
    return Table(
        caption="Changes to the register since the last edition",
        about="One row for each change: what, from, to, by whom and when.",
        columns=(
            Column("Ref", 29),
            Column("Field", 22),
            Column("Old", 33),
            Column("New", 33),
            Column("By", 40),
            Column("On", 20),
        ),
        rows=[(row.ref, row.field, row.old, row.new, row.by, row.on) for row in report.changes],
    )


def _differences(report: ExceptionReport) -> tuple[Block, ...]:
    """From the edition that this one replaces, which stays as it was issued."""
    if report.replaces is None:
        return ()
    if not report.differences:
        return (Paragraph(f"This edition says the same as edition {report.replaces}, which it replaces."),)
    table = Table(
        caption=f"Differences from edition {report.replaces}, which this edition replaces",
        about="One row for each difference: where, which item, added, removed or changed, which field, old and new.",
        columns=(
            Column("Part", 28),
            Column("Item", 20),
            Column("Change", 18),
            Column("Field", 22),
            Column("Old", 41),
            Column("New", 41),
        ),
        rows=[(row.part, row.item or "All", row.change, row.field, row.old, row.new) for row in report.differences],
        captioned=True,
    )
    return (table,)
