"""The six-monthly report to Overview and Scrutiny: public wording, posts and no names, in the council's headings."""

from __future__ import annotations

from store.cut import DataCut
from workflows.products.area_summaries import area_subs
from workflows.products.basis import basis_of, paper
from workflows.products.council_paper import CouncilPaper, paper_parts, position_pieces
from workflows.products.numbering import Sub
from workflows.products.office import Office
from workflows.products.plan_background import plan_pieces
from workflows.products.product import Kind, Product


def scrutiny_report(cut: DataCut, audience: str, office: Office) -> Product:
    basis = basis_of(cut)
    background = (
        Sub("The plan and how it is followed", plan_pieces(basis)),
        Sub("Position", position_pieces(basis)),
        *area_subs(basis, impact_in_full=False),
    )
    title = f"{basis.plan_words} progress report: {audience}"
    council = CouncilPaper(f"{basis.plan_words}: progress up to {basis.today:%B %Y}", audience, background)
    return paper(basis, Kind.SCRUTINY, title, audience, paper_parts(basis, council, office))
