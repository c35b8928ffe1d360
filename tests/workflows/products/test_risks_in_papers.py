"""Heading 5 of a council's papers: section 11 of the exception report, with the plan's name before every ref."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.cut import DataCut
from tests.workflows.cuts import a_plan_of_four, a_risk, an_action
from tests.workflows.products.reading import has_table, only, table, words
from workflows.documents.blocks import plain
from workflows.products import headings
from workflows.products.checks import findings
from workflows.products.office import ANY_COUNCIL
from workflows.products.product import Kind

PAPERS = (Kind.SCRUTINY, Kind.FORMAL)


@pytest.fixture
def cut() -> DataCut:
    """1.2 is Red and late, and so an entry of section 5; 2.2 is complete."""
    plan = a_plan_of_four(risks=(a_risk("R1", "1.2"), a_risk("R2", "2.2")))
    assert any(action.ref == an_action("1.2").ref for action in plan.actions)
    return plan


@pytest.mark.parametrize("kind", PAPERS)
def test_the_risks_that_touch_an_entry_stand_under_risk_management_with_their_scores(kind: Kind, cut: DataCut) -> None:
    paper = only(kind, cut)
    (row,) = table(paper, "Risks and issues").rows
    assert [plain(cell) for cell in row] == [
        "R1, risk: What R1 is about",
        "WSOA 1.2",
        "16, High, first assessment",
        "Plans Manager, Wharfeside",
        "Meet the provider; By 31 March 2023",
    ]
    said = words(paper, headings.RISK)
    assert "1 risk or issue touches the gravest of the actions reported by exception." in said
    assert "The score is likelihood times impact" in said


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_of_a_plan_without_a_log_says_what_it_said_before(kind: Kind, cut: DataCut) -> None:
    paper = only(kind, replace(cut, risks=()))
    assert not has_table(paper, "Risks and issues")
    assert "Progress is overseen by" in words(paper, headings.RISK)


@pytest.mark.parametrize("kind", PAPERS)
def test_the_log_is_no_finding_unless_it_names_a_person_or_may_identify_a_child(kind: Kind, cut: DataCut) -> None:
    def said(risks: tuple[object, ...]) -> set[str]:
        held = replace(cut, risks=risks)  # type: ignore[arg-type] - rows
        return set(findings(only(kind, held), held, ANY_COUNCIL))

    before = said(())
    assert said(cut.risks) == before
    named = said((a_risk("R1", "1.2", title="Ben Okafor may leave"),)) - before
    assert named
    assert all("a person is named" in finding for finding in named)
    child = said((a_risk("R1", "1.2", title="Oliver, aged 7, may wait"),)) - before
    assert any("may identify a child" in finding for finding in child)
