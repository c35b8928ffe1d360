"""Plans of another shape: no objectives, no governance, impact statements instead."""

from __future__ import annotations

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.cuts import take_cut
from store.register_files.plan.register_import import import_register
from tests.workflows.products.january import CUT_OFF
from tests.workflows.products.reading import every_product, only, words
from tests.workflows.register import SAMPLES
from workflows.exception_report.compile import compile_report
from workflows.products.product import Kind

BRISTOL = "bristol-wsoa-2020"


def test_the_bristol_plan_has_its_impact_statements_in_the_formal_report(session: Session, audit: AuditChain) -> None:
    import_register(session, SAMPLES / BRISTOL, now=CUT_OFF, audit=audit, actor="sample")
    cut = take_cut(session, BRISTOL, CUT_OFF)
    assert {row.area_ref for row in cut.impacts} == {area.ref for area in cut.areas}
    formal = words(only(Kind.FORMAL, cut), "BACKGROUND")
    assert "The difference the plan promises:" in formal
    assert all(row.text in formal for row in cut.impacts)


def test_a_plan_without_governance_gets_its_papers_for_the_bodies_that_every_council_has(
    session: Session, audit: AuditChain
) -> None:
    import_register(session, SAMPLES / BRISTOL, now=CUT_OFF, audit=audit, actor="sample")
    cut = take_cut(session, BRISTOL, CUT_OFF)
    assert cut.governance == ()
    products = every_product(cut)
    assert only(Kind.SCRUTINY, cut).audience == "The Overview and Scrutiny Committee"
    assert all(product.counts == compile_report(cut).position for product in products)
    assert [product.findings for product in products if product.findings] == []
