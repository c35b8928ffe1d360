"""The quarterly formal report: all areas, counts, progress and impact side by side, with an index of the evidence."""

from __future__ import annotations

from store.cut import DataCut, EvidenceRow
from store.working_days import london_date
from workflows.documents.blocks import Block, Cell, Column, Paragraph, Table
from workflows.products.area_summaries import area_subs
from workflows.products.basis import Basis, basis_of, paper
from workflows.products.council_paper import CouncilPaper, paper_parts, position_pieces
from workflows.products.numbering import Sub
from workflows.products.office import Office
from workflows.products.plan_background import plan_pieces
from workflows.products.product import Kind, Product
from workflows.products.wording import due_sentence, ref_words


def formal_report(cut: DataCut, audience: str, office: Office) -> Product:
    basis = basis_of(cut)
    background = (
        Sub("The plan and how it is followed", plan_pieces(basis)),
        Sub("Position", (*position_pieces(basis), due_sentence(basis.report.milestones_due))),
        *area_subs(basis, impact_in_full=True),
    )
    title = f"{basis.plan_words} formal progress report: {audience}"
    council = CouncilPaper(
        f"{basis.plan_words}: formal report on progress and impact up to {basis.today:%B %Y}",
        audience,
        background,
        (("Evidence index", (_evidence(basis),)),),
    )
    return paper(basis, Kind.FORMAL, title, audience, paper_parts(basis, council, office))


def _evidence(basis: Basis) -> Block:
    order = {action.ref: place for place, action in enumerate(basis.cut.actions)}
    held = sorted(basis.cut.evidence, key=lambda row: (order[row.action_ref], row.seq or 0, row.added_at, row.title))
    if not held:
        return Paragraph("No evidence has been entered in the register.")
    return Table(
        caption="Evidence index",
        about="One row for each item of evidence: the action and milestone it belongs to, and whether it is accepted.",
        columns=(
            Column("Ref", 24),
            Column("Milestone", 24),
            Column("Evidence", 140),
            Column("Entered", 32),
            Column("Accepted", 37),
        ),
        rows=[_evidence_row(basis, row) for row in held],
    )


def _evidence_row(basis: Basis, row: EvidenceRow) -> tuple[Cell, ...]:
    return (
        ref_words(basis, row.action_ref),
        f"Milestone {row.seq}" if row.seq else "Whole action",
        row.title,
        london_date(row.added_at),
        "Accepted" if row.accepted_by else "Not yet accepted",
    )
