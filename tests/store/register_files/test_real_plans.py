"""The three real plans of `samples/`, with the figures that their documents print."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, col, func, select

from store.queries.cuts import take_cut
from store.tables import (
    Action,
    AreaSro,
    AuditEntry,
    GovernanceProduct,
    ImpactStatement,
    ImprovementArea,
    Indicator,
    Meeting,
    Milestone,
    Objective,
    Plan,
    PlanVersion,
    Post,
    Rating,
    TrajectoryPoint,
)
from store.types import RatingRole

COUNTS = {
    "bradford-wsoa-2022": {
        ImprovementArea: 5,
        Objective: 24,
        Action: 55,
        Milestone: 93,
        Indicator: 49,
        TrajectoryPoint: 78,
        Post: 31,  # 32 rows, one post twice
        GovernanceProduct: 9,
        Rating: 5,
        Meeting: 8,
        ImpactStatement: 0,
    },
    "bradford-action-plan-2020": {
        ImprovementArea: 22,
        Objective: 0,
        Action: 111,
        Milestone: 113,
        Indicator: 0,
        Post: 7,
        Rating: 3,
        ImpactStatement: 92,
    },
    "bristol-wsoa-2020": {
        ImprovementArea: 5,
        Objective: 0,
        Action: 32,
        Milestone: 174,
        Indicator: 24,
        TrajectoryPoint: 26,
        Post: 36,  # 40 rows, some posts twice or three times
        Rating: 3,
        ImpactStatement: 45,
    },
}
PLANS = list(COUNTS)


@pytest.mark.parametrize("key", PLANS)
def test_a_real_plan_comes_in_whole_and_without_a_doubt(session: Session, bring_in, samples: Path, key: str) -> None:
    report = bring_in.register(samples / key)
    assert report.refused == ()
    assert report.warnings == ()
    assert report.changes == ()
    assert report.gone == ()
    assert report.version == 1
    assert report.rows_read == report.added + report.unchanged
    held = {table: session.exec(select(func.count()).select_from(table)).one() for table in COUNTS[key]}
    assert held == COUNTS[key]


@pytest.mark.parametrize("key", PLANS)
def test_the_same_plan_again_changes_nothing(session: Session, bring_in, samples: Path, key: str) -> None:
    first = bring_in.register(samples / key)
    again = bring_in.register(samples / key)
    assert (again.added, again.changed, again.unchanged) == (0, 0, first.rows_read)
    assert (again.changes, again.gone, again.version) == ((), (), 1)
    assert len(session.exec(select(PlanVersion)).all()) == 1
    assert len(session.exec(select(AuditEntry)).all()) == 1


def test_three_plans_live_side_by_side(session: Session, bring_in, samples: Path) -> None:
    for key in PLANS * 2:
        report = bring_in.register(samples / key)
        assert report.refused == ()
    assert report.added == 0
    assert len(session.exec(select(Plan)).all()) == 3


def test_24_milestones_fall_on_31_march_2023(session: Session, bring_in, samples: Path) -> None:
    bring_in.register(samples / "bradford-wsoa-2022")
    on_the_day = session.exec(select(Milestone).where(Milestone.baseline_due == date(2023, 3, 31))).all()
    assert len(on_the_day) == 24
    assert all(milestone.current_due == milestone.baseline_due for milestone in on_the_day)


def test_posts_keep_the_commas_of_their_own(session: Session, bring_in, samples: Path, now) -> None:
    bring_in.register(samples / "bradford-wsoa-2022")
    bring_in.register(samples / "bristol-wsoa-2020")
    leads = {
        (lead.title, lead.organisation)
        for key in ("bradford-wsoa-2022", "bristol-wsoa-2020")
        for action in take_cut(session, key, now).actions
        for lead in action.leads
    }
    assert ("Senior Head of Integration and Change, (Women and Children)", "BDC HCP") in leads
    assert ("Senior Head of Integration & Care – women’s, children’s & maternity", "BDC HCP") in leads
    assert ("Service Manager Speech Communication & Language services", "") in leads
    assert ("Service Manager Speech Communication & Language services", "BDCFT") in leads
    assert ("Head of Service, Accessible City, BCC", "BCC") in leads
    assert ("Head of Children and Maternity, NHS BNSSG CCG", "NHS BNSSG CCG") in leads
    assert ("Service Director Education and Skills", "Bristol City Council") in leads
    assert ("Service Director, Education and Skills", "") in leads


def test_an_area_may_have_several_sros_whose_posts_hold_commas(session: Session, bring_in, samples: Path, now) -> None:
    bring_in.register(samples / "bristol-wsoa-2020")
    areas = {area.ref: [sro.name for sro in area.sros] for area in take_cut(session, "bristol-wsoa-2020", now).areas}
    assert areas["1"] == [
        "Executive Director, People (Director of Children's Services), Bristol City Council",
        "Executive Director of Transformation and SRO SEND, NHS Bristol, North Somerset & South Gloucestershire CCG",
    ]
    assert areas["4"] == ["Head of Service, Inclusive City", "Head of Service, Learning City"]


def test_a_post_printed_under_two_kinds_is_one_post_of_both(session: Session, bring_in, samples: Path) -> None:
    bring_in.register(samples / "bristol-wsoa-2020")
    (post,) = session.exec(select(Post).where(Post.title == "Service Director Education and Skills")).all()
    assert post.kind == "sro;lead;co-chair"
    assert post.note == "co-chair of the SEND Partnership Group"
    assert len(session.exec(select(AreaSro).where(AreaSro.post_id == post.id)).all()) == 2


def test_an_action_and_its_objective_may_share_a_ref(session: Session, bring_in, samples: Path) -> None:
    bring_in.register(samples / "bradford-wsoa-2022")
    action = session.exec(select(Action).where(Action.ref == "2.4")).one()
    objective = session.exec(select(Objective).where(Objective.ref == "2.4")).one()
    assert action.objective_id == objective.id


def test_refs_sort_as_people_count(session: Session, bring_in, samples: Path) -> None:
    bring_in.register(samples / "bristol-wsoa-2020")
    refs = session.exec(select(Action.ref).where(col(Action.ref).startswith("3.")).order_by(Action.sort_key)).all()
    assert refs == [f"3.{n}" for n in range(1, 12)]


def test_the_plans_own_key_says_what_green_means(session: Session, bring_in, samples: Path) -> None:
    for key in PLANS:
        bring_in.register(samples / key)
    roles = {
        plan.key: session.exec(select(Rating.role).where(Rating.plan_id == plan.id, Rating.code == "GREEN")).one()
        for plan in session.exec(select(Plan))
    }
    assert roles == {
        "bradford-wsoa-2022": RatingRole.ON_TRACK,
        "bradford-action-plan-2020": RatingRole.COMPLETE,
        "bristol-wsoa-2020": None,  # printed without a key
    }


def test_a_target_in_words_has_no_figure(session: Session, bring_in, samples: Path) -> None:
    bring_in.register(samples / "bradford-wsoa-2022")
    points = {point.target: point.target_value for point in session.exec(select(TrajectoryPoint))}
    assert points["live"] is None
    assert points["70.0"] == 70
