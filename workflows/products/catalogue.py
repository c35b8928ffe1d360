"""From a data cut to the papers of one kind: one for each body that it is addressed to, or for each area."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from store.cut import AreaRow, DataCut
from workflows.language import list_words
from workflows.products.annual_report import annual_report
from workflows.products.audiences import audiences_of
from workflows.products.checks import findings, gaps
from workflows.products.formal_report import formal_report
from workflows.products.highlight_report import highlight_report
from workflows.products.kpi_pack import kpi_pack
from workflows.products.member_brief import member_brief
from workflows.products.office import Office
from workflows.products.product import Kind, Product
from workflows.products.scrutiny_report import scrutiny_report

FOR_A_BODY: dict[Kind, Callable[[DataCut, str, Office], Product]] = {
    Kind.FORMAL: formal_report,
    Kind.SCRUTINY: scrutiny_report,
    Kind.ANNUAL: annual_report,
}
"""Each body has a paper of its own: a council report names its addressee."""

FOR_ALL: dict[Kind, Callable[[DataCut, str], Product]] = {Kind.KPI_PACK: kpi_pack, Kind.MEMBER_BRIEF: member_brief}


class AreaUnknown(Exception):
    """The plan has no improvement area of that ref."""

    def __init__(self, ref: str, held: list[str]) -> None:
        super().__init__(f"The plan has no improvement area {ref}: it has {list_words(held, 'none')}.")


def products_of(kind: Kind, cut: DataCut, office: Office, area_ref: str | None = None) -> tuple[Product, ...]:
    """Each with what stands in the way of issuing it, and what officers have still to write. Raises AreaUnknown."""
    made = _made(kind, cut, office, area_ref)
    return tuple(
        replace(product, findings=findings(product, cut, office), gaps=tuple(gaps(product))) for product in made
    )


def _made(kind: Kind, cut: DataCut, office: Office, area_ref: str | None) -> list[Product]:
    if kind is Kind.HIGHLIGHT:
        return [highlight_report(cut, area) for area in _areas(cut, area_ref)]
    audiences = audiences_of(cut, kind, office.audiences)
    if kind in FOR_ALL:
        return [FOR_ALL[kind](cut, "; ".join(audiences))]
    papers = [FOR_A_BODY[kind](cut, audience, office) for audience in audiences]
    if len(papers) == 1:
        return papers
    return [replace(product, of=slug(product.audience)) for product in papers]


def _areas(cut: DataCut, ref: str | None) -> list[AreaRow]:
    held = [area for area in cut.areas if ref is None or area.ref == ref]
    if ref is not None and not held:
        raise AreaUnknown(ref, [area.ref for area in cut.areas])
    return held


def slug(text: str) -> str:
    return re.sub(r"\W+", "-", text.casefold()).strip("-")
