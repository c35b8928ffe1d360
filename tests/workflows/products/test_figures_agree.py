"""Papers of one data cut never give two figures for one thing, whatever the cut."""

from __future__ import annotations

from hypothesis import given

from store.cut import DataCut
from tests.workflows.products.reading import KINDS, every_product, facts_of, has_table, table
from tests.workflows.test_any_cut import bounded, cuts
from workflows.documents.blocks import Rated, plain
from workflows.documents.products import FORMATS
from workflows.exception_report.compile import compile_report
from workflows.products.catalogue import products_of
from workflows.products.office import ANY_COUNCIL
from workflows.products.product import Kind
from workflows.products.wording import counts_sentence


@bounded
@given(cuts())
def test_every_paper_of_any_cut_has_the_counts_of_the_exception_report(cut: DataCut) -> None:
    report = compile_report(cut)
    products = every_product(cut)
    assert {product.kind for product in products} == set(KINDS)
    assert all(product.counts == report.position for product in products)
    positions = [table(product, "Position of all actions") for product in products if _has_position(product.kind)]
    assert len(positions) == 4
    for shown in positions:
        rows = {plain(row[0]): row[1] for row in shown.rows}
        assert rows == {line.label: line.now for line in report.position_table} | {"Total": len(cut.actions)}


@bounded
@given(cuts())
def test_tables_by_area_and_lists_of_actions_add_up_to_all_actions(cut: DataCut) -> None:
    report = compile_report(cut)
    for kind in (Kind.FORMAL, Kind.SCRUTINY, Kind.ANNUAL):
        for product in products_of(kind, cut, ANY_COUNCIL):
            by_area = table(product, "Position by improvement area")
            assert by_area.rows[-1][-1] == sum(area.total for area in report.areas) == len(cut.actions)
            assert len(table(product, "All actions of the plan").rows) == len(cut.actions)
            if report.exceptions:
                assert len(table(product, "Actions reported by exception").rows) == len(report.exceptions)
            else:
                assert not has_table(product, "Actions reported by exception")


@bounded
@given(cuts())
def test_a_highlight_report_gives_its_area_the_counts_and_the_rating_of_the_exception_report(cut: DataCut) -> None:
    products = products_of(Kind.HIGHLIGHT, cut, ANY_COUNCIL)
    areas = compile_report(cut).areas
    assert len(products) == len(areas)
    for product, area in zip(products, areas, strict=True):
        assert product.title.endswith(f"area {area.ref}: {area.worst}")
        facts = facts_of(product, "Front block")
        assert isinstance(facts["Rating"], Rated)
        assert facts["Rating"].label == area.worst
        assert facts_of(product, "Status update")["Counts"] == counts_sentence(area.counts, area.total)


@bounded
@given(cuts())
def test_any_cut_gives_papers_that_can_be_written_twice_to_the_same_bytes_and_number_without_a_gap(
    cut: DataCut,
) -> None:
    for product, again in zip(every_product(cut), every_product(cut), strict=True):
        assert product == again
        assert not [finding for finding in product.findings if "follow" in finding or "add up" in finding]
        assert FORMATS["json"](product) == FORMATS["json"](again)


def _has_position(kind: Kind) -> bool:
    return kind in {Kind.FORMAL, Kind.SCRUTINY, Kind.ANNUAL, Kind.MEMBER_BRIEF}
