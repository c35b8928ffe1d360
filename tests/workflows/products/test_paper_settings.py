"""What a council sets for its papers: who reports to whom and when; what makes no sense is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select

from store.cut import GovernanceRow, MeetingRow
from store.queries.cuts import take_cut
from store.setting_family import SettingRefused
from store.tables import Plan, PlanSetting
from store.working_days import end_of_day
from tests.workflows.cuts import a_plan_of_four
from tests.workflows.products.reading import facts_of
from workflows.exception_report.compile import compile_report
from workflows.marking import marking_of
from workflows.products.catalogue import products_of
from workflows.products.office import ANY_COUNCIL, Office
from workflows.products.pre_election import PreElectionPeriod
from workflows.products.product import Kind
from workflows.products.schedule import schedule
from workflows.products.settings import NAMES, PAPERS, office_of

PLAN, OTHER = 1, 2
CUT = a_plan_of_four(
    governance=(
        GovernanceRow("quarterly", "Formal reports", "Executive"),
        GovernanceRow("quarterly", "Formal reports", "Health Board"),
    ),
    meetings=(MeetingRow("Executive", date(2023, 3, 22), None),),
)


def office(**held: str) -> Office:
    written = {(PLAN, 0, name): PAPERS.written(name, value) for name, value in held.items()}
    return office_of(written, PLAN)


def test_by_default_it_is_what_holds_for_any_council() -> None:
    assert office_of({(OTHER, 0, "portfolio"): "Learning", (PLAN, 0, "chases"): "2"}, PLAN) == ANY_COUNCIL
    assert set(PAPERS.in_force({}, PLAN, 0)) == set(NAMES)


def test_the_front_block_names_whom_the_council_named() -> None:
    own = office(
        chief_officer="Director of People",
        portfolio="Learning",
        portfolio_holder="Cabinet Member for Learning",
        scrutiny_area="People",
        report_contact="Head of SEND Improvement",
    )
    facts = facts_of(products_of(Kind.FORMAL, CUT, own)[0], "Front block")
    assert facts["Report"].startswith("Report of the Director of People to the meeting of Executive")  # type: ignore[union-attr]
    assert [
        facts[name] for name in ("Portfolio", "Portfolio holder", "Overview and scrutiny area", "Report contact")
    ] == [
        "Learning",
        "Cabinet Member for Learning",
        "People",
        "Head of SEND Improvement",
    ]


def test_other_audiences_take_the_place_of_the_plans_own_in_papers_and_in_the_schedule() -> None:
    own = office(formal_to="Cabinet; Health Board", member_brief_to="Cabinet Member for Learning")
    assert [paper.audience for paper in products_of(Kind.FORMAL, CUT, own)] == ["Cabinet", "Health Board"]
    assert all(paper.findings == () for paper in products_of(Kind.FORMAL, CUT, own))
    assert products_of(Kind.MEMBER_BRIEF, CUT, own)[0].audience == "Cabinet Member for Learning"
    due = schedule(CUT, date(2023, 1, 1), date(2023, 6, 30), own).papers
    assert {paper.audience for paper in due if paper.kind == "formal"} == {"Cabinet", "Health Board"}
    assert {paper.audience for paper in due if paper.kind == "member-brief"} == {"Cabinet Member for Learning"}


def test_paper_deadlines_and_the_start_of_the_cycle_are_the_councils_own() -> None:
    own = office(final_days="10", publish_days="8", cycle_starts="2023-01")
    (paper,) = [
        one
        for one in schedule(CUT, date(2023, 3, 1), date(2023, 3, 31), own).papers
        if (one.kind, one.audience) == ("formal", "Executive")
    ]
    assert (paper.final, paper.publish) == (date(2023, 3, 8), date(2023, 3, 10))
    assert schedule(CUT, date(2023, 3, 1), date(2023, 3, 31), own).cycle_starts == date(2023, 1, 1)


def test_pre_election_periods_are_data_and_may_be_none() -> None:
    own = office(pre_election="2025-03-24 to 2025-05-01; 2026-03-30 to 2026-05-07")
    assert own.pre_election == (
        PreElectionPeriod(date(2025, 3, 24), date(2025, 5, 1)),
        PreElectionPeriod(date(2026, 3, 30), date(2026, 5, 7)),
    )
    assert office(pre_election="").pre_election == ()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read_again_as_the_same(name: str) -> None:
    values = {
        "cycle_starts": "2022-11",
        "pre_election": "2025-03-24 to 2025-05-01",
        "final_days": "9",
        "publish_days": "5",
        "for_publication": "exception; Scrutiny",
    }
    written = PAPERS.written(name, values.get(name, " Somebody ;  Somebody "))
    assert PAPERS.written(name, written) == written
    assert PAPERS.in_force({(PLAN, 0, name): written}, PLAN, 0)[name] == written


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cycle_starts", "November"), ("cycle_starts", "2022-13"), ("pre_election", "May"),
        ("pre_election", "2025-05-01 to 2025-03-24"), ("final_days", "0"), ("final_days", "soon"),
        ("publish_days", "41"), ("formal_to", " ; "), ("portfolio", "x" * 201), ("portfolio", "Reece, aged 7"),
        ("for_publication", "the minutes"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingRefused):
        PAPERS.written(name, value)


def test_a_paper_cannot_be_published_before_it_is_final() -> None:
    with pytest.raises(SettingRefused, match="change publish_days or final_days"):
        office(publish_days="7")


def test_a_plan_says_which_of_its_papers_are_for_publication() -> None:
    assert marking_of("scrutiny", CUT.plan) == "For publication"
    assert marking_of("exception", CUT.plan) == "Internal"
    own = replace(CUT, plan=replace(CUT.plan, for_publication=("exception", "formal")))
    assert compile_report(own).marking == "For publication"
    assert [paper.marking for paper in products_of(Kind.FORMAL, own, ANY_COUNCIL)] == ["For publication"] * 2
    assert products_of(Kind.SCRUTINY, own, ANY_COUNCIL)[0].marking == "Internal"
    assert all(paper.findings == () for paper in products_of(Kind.FORMAL, own, ANY_COUNCIL))


def test_the_setting_is_in_every_data_cut_taken_after_it(session: Session) -> None:
    """An edition keeps the marking of its own cut."""
    plan = session.exec(select(Plan)).one()
    before = take_cut(session, plan.key, end_of_day(date(2023, 1, 6)))
    session.add(PlanSetting(plan_id=plan.id or 0, name="for_publication", value="exception; kpi-pack"))
    after = take_cut(session, plan.key, end_of_day(date(2023, 1, 6)))
    assert before.plan.for_publication is None
    assert after.plan.for_publication == ("exception", "kpi-pack")
