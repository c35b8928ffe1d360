"""A data cut is the plan as it stood at a moment, by effective time: when things were said, not when they came in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from store import tables
from store.cut import DataCut, MilestoneRow
from store.queries.cuts import take_cut
from store.queries.plans import PlanNotFound
from store.types import (
    Capacity,
    ContactRoute,
    DateChangeStatus,
    EditionStatus,
    Lifecycle,
    MessageStatus,
    Rung,
    UpdateSource,
)
from tests.audits import unaudited

ADA, BEN, POST = 1, 2, 1
DUE = date(2023, 3, 31)


def noon(month: int, day: int) -> datetime:
    return datetime(2023, month, day, 12, 0, tzinfo=UTC)


JANUARY, FEBRUARY, MARCH, APRIL = noon(1, 10), noon(2, 10), noon(3, 10), noon(4, 10)
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A plan of two actions, 1.9 and 1.10, each with one milestone due on 31 March 2023."""
    with unaudited(engine) as found:
        found.add(tables.Plan(id=1, key="small", title="A small plan", local_area="Smallshire", kind="WSOA"))
        found.add_all([tables.Person(id=ADA, key="ada", name="Ada"), tables.Person(id=BEN, key="ben", name="Ben")])
        found.add(tables.Post(id=POST, title="Head"))
        found.flush()
        found.add(tables.ImprovementArea(id=1, plan_id=1, ref="1", sort_key="000001", title="Talking"))
        found.flush()
        for number, ref in ((1, "1.10"), (2, "1.9")):
            key = f"000001.{ref.split('.')[1]:0>6}"
            found.add(tables.Action(id=number, plan_id=1, area_id=1, ref=ref, sort_key=key, title=ref))
            found.flush()
            found.add(tables.ActionLead(action_id=number, post_id=POST, position=1))
            found.add(
                tables.Milestone(id=number, action_id=number, seq=1, baseline_due=DUE, current_due=DUE, measure="Done")
            )
        found.flush()
        yield found


def say(session: Session, at: datetime, **fields: Any) -> tables.Update:
    update = tables.Update(
        **{
            "action_id": 1,
            "milestone_id": 1,
            "person_id": ADA,
            "at": at,
            "recorded_at": at,
            "source": UpdateSource.CARD,
            "rating_code": "GREEN",
            **fields,
        }
    )
    session.add(update)
    session.flush()
    return update


def cut(session: Session, at: datetime) -> DataCut:
    session.flush()
    return take_cut(session, "small", at)


def milestone(session: Session, at: datetime) -> MilestoneRow:
    return next(row for row in cut(session, at).milestones if row.action_ref == "1.10")


def test_an_unknown_plan_is_refused(session: Session) -> None:
    with pytest.raises(PlanNotFound, match="The register holds: small"):
        take_cut(session, "large", MARCH)


def test_actions_and_milestones_stand_in_the_order_of_their_refs(session: Session) -> None:
    found = cut(session, MARCH)
    assert [action.ref for action in found.actions] == ["1.9", "1.10"]
    assert [row.action_ref for row in found.milestones] == ["1.9", "1.10"]


def test_an_update_counts_from_the_moment_it_was_said(session: Session) -> None:
    say(session, FEBRUARY, narrative="Started")
    assert cut(session, FEBRUARY - INSTANT).updates == ()
    (update,) = cut(session, FEBRUARY).updates
    assert (update.action_ref, update.seq, update.person, update.narrative) == ("1.10", 1, "Ada", "Started")


def test_an_update_that_was_brought_in_later_counts_from_when_it_was_said(session: Session) -> None:
    say(session, JANUARY, recorded_at=APRIL, forecast=date(2023, 5, 1))
    assert [update.at for update in cut(session, FEBRUARY).updates] == [JANUARY]
    assert milestone(session, FEBRUARY).forecast == date(2023, 5, 1)


def test_the_latest_update_up_to_the_cut_is_the_one_that_stands(session: Session) -> None:
    say(session, JANUARY, rating_code="GREEN")
    say(session, MARCH, rating_code="RED")
    assert [update.rating_code for update in cut(session, FEBRUARY).updates] == ["GREEN"]
    assert [update.rating_code for update in cut(session, MARCH).updates] == ["RED"]


def test_an_update_about_the_action_stands_beside_those_about_its_milestones(session: Session) -> None:
    say(session, JANUARY, rating_code="GREEN")
    say(session, FEBRUARY, rating_code="RED", milestone_id=None)
    assert {(update.seq, update.rating_code) for update in cut(session, MARCH).updates} == {(1, "GREEN"), (None, "RED")}


def test_a_correction_takes_the_place_of_what_it_corrects_and_not_before(session: Session) -> None:
    first = say(session, JANUARY, rating_code="GREEN", completed_on=date(2023, 1, 9))
    say(session, FEBRUARY, rating_code="RED", corrects_id=first.id)
    assert [update.rating_code for update in cut(session, FEBRUARY - INSTANT).updates] == ["GREEN"]
    assert milestone(session, FEBRUARY - INSTANT).completed_on == date(2023, 1, 9)
    assert [update.rating_code for update in cut(session, FEBRUARY).updates] == ["RED"]
    assert milestone(session, FEBRUARY).completed_on is None


def test_a_correction_that_was_brought_in_later_counts_from_when_it_was_said(session: Session) -> None:
    first = say(session, JANUARY, completed_on=date(2023, 1, 9), recorded_at=APRIL)
    say(session, FEBRUARY, rating_code="RED", corrects_id=first.id, recorded_at=APRIL)
    assert [update.rating_code for update in cut(session, MARCH).updates] == ["RED"]
    assert milestone(session, MARCH).completed_on is None


def test_a_withdrawn_update_counts_until_it_was_withdrawn(session: Session) -> None:
    say(session, JANUARY, withdrawn_at=MARCH)
    assert len(cut(session, FEBRUARY).updates) == 1
    assert cut(session, MARCH).updates == ()


def test_the_dates_of_a_withdrawn_update_count_until_it_was_withdrawn(session: Session) -> None:
    say(session, JANUARY, withdrawn_at=MARCH, completed_on=date(2023, 1, 9))
    assert milestone(session, FEBRUARY).completed_on == date(2023, 1, 9)


def test_a_completion_counts_from_the_update_that_gave_it(session: Session) -> None:
    say(session, APRIL, completed_on=date(2023, 3, 30))
    session.get_one(tables.Milestone, 1).completed_on = date(2023, 3, 30)
    assert milestone(session, MARCH).completed_on is None
    assert milestone(session, APRIL - INSTANT).completed_on is None
    assert milestone(session, APRIL).completed_on == date(2023, 3, 30)


def test_a_completion_that_came_with_the_register_counts_from_its_own_day(session: Session) -> None:
    session.get_one(tables.Milestone, 1).completed_on = date(2023, 2, 10)
    assert milestone(session, noon(2, 9)).completed_on is None
    assert milestone(session, noon(2, 10)).completed_on == date(2023, 2, 10)


def test_the_last_forecast_up_to_the_cut_is_kept_though_a_later_update_gave_none(session: Session) -> None:
    say(session, JANUARY, forecast=date(2023, 4, 30))
    say(session, FEBRUARY)
    say(session, APRIL, forecast=date(2023, 6, 30))
    session.get_one(tables.Milestone, 1).forecast_due = date(2023, 6, 30)
    assert milestone(session, MARCH).forecast == date(2023, 4, 30)
    assert milestone(session, APRIL).forecast == date(2023, 6, 30)


def test_a_date_moves_when_it_is_approved_and_not_when_it_is_asked_for(session: Session) -> None:
    session.add(
        tables.DateChange(
            milestone_id=1,
            from_due=DUE,
            to_due=date(2023, 6, 30),
            reason="Agreed",
            status=DateChangeStatus.APPROVED,
            requested_by_id=ADA,
            requested_at=FEBRUARY,
            decided_by_id=BEN,
            decided_at=MARCH,
        )
    )
    session.get_one(tables.Milestone, 1).current_due = date(2023, 6, 30)
    assert cut(session, JANUARY).date_changes == ()
    (asked,) = cut(session, MARCH - INSTANT).date_changes
    assert (asked.status, asked.decided_by, asked.decided_at) == (DateChangeStatus.REQUESTED, "", None)
    assert milestone(session, MARCH - INSTANT).current == DUE
    (approved,) = cut(session, MARCH).date_changes
    assert (approved.status, approved.decided_by) == (DateChangeStatus.APPROVED, "Ben")
    moved = milestone(session, MARCH)
    assert (moved.baseline, moved.current) == (DUE, date(2023, 6, 30))


def test_whoever_was_in_post_on_the_day_is_the_one_who_is_named(session: Session) -> None:
    session.add_all(
        [
            tables.Appointment(
                post_id=POST,
                person_id=ADA,
                starts_on=date(2023, 1, 1),
                ends_on=date(2023, 1, 31),
                capacity=Capacity.HOLDER,
            ),
            tables.Appointment(post_id=POST, person_id=BEN, starts_on=date(2023, 2, 10), capacity=Capacity.HOLDER),
        ]
    )
    holders = {at: cut(session, at).actions[0].leads[0].holders for at in (JANUARY, noon(2, 5), FEBRUARY)}
    assert holders == {JANUARY: ("Ada",), noon(2, 5): (), FEBRUARY: ("Ben",)}


def test_only_requests_that_arrived_by_then_are_counted(session: Session) -> None:
    for number, (status, sent_at) in enumerate(
        [(MessageStatus.SENT, JANUARY), (MessageStatus.SENT, MARCH), (MessageStatus.FAILED, None)], 1
    ):
        day = date(2023, number, 10)
        session.add(
            tables.Message(
                id=number,
                person_id=ADA,
                route=ContactRoute.TEAMS,
                day=day,
                slot="requests",
                planned_at=JANUARY,
                send_at=JANUARY,
                status=status,
                sent_at=sent_at,
            )
        )
        session.flush()
        session.add(
            tables.Request(
                action_id=1,
                milestone_id=1,
                item="m:1",
                rung=list(Rung)[number],
                person_id=ADA,
                occasion="due:2023-03-31",
                reason="Due",
                asked_at=JANUARY,
                message_id=number,
            )
        )
    assert [(row.requests_sent, row.last_sent_at) for row in cut(session, FEBRUARY).asked] == [(1, JANUARY)]
    assert [(row.requests_sent, row.last_sent_at) for row in cut(session, APRIL).asked] == [(2, MARCH)]
    since = take_cut(session, "small", APRIL, asked_since=FEBRUARY)
    assert [row.requests_sent for row in since.asked] == [1]


def test_an_edition_is_remembered_by_those_after_it_alone(session: Session) -> None:
    memory = '{"memory": {"standing": {}, "last_rating": {}, "exceptions": {}, "completed": []}}'
    for number, at in ((1, JANUARY), (2, MARCH)):
        session.add(
            tables.Edition(
                plan_id=1,
                kind="exception",
                number=number,
                cut_off_at=at,
                status=EditionStatus.ISSUED,
                rules_version="1",
                cut="",
                compiled=memory,
                content_hash="",
                created_at=at,
            )
        )
    assert [edition.number for edition in cut(session, FEBRUARY).editions] == [1]
    assert [edition.number for edition in cut(session, MARCH).editions] == [1]
    assert [edition.number for edition in cut(session, APRIL).editions] == [2, 1]


def test_the_same_cut_taken_twice_is_equal(session: Session) -> None:
    say(session, JANUARY)
    assert cut(session, MARCH) == cut(session, MARCH)


def test_moves_of_a_date_count_in_the_order_in_which_they_were_approved(session: Session) -> None:
    """Asked for first, approved last: two requests can wait at once when a new plan version asks as well."""
    for asked, decided, before, after in (
        (JANUARY, APRIL, date(2023, 4, 30), date(2023, 6, 30)),
        (FEBRUARY, MARCH, DUE, date(2023, 4, 30)),
    ):
        session.add(
            tables.DateChange(
                milestone_id=1,
                from_due=before,
                to_due=after,
                reason="Late",
                status=DateChangeStatus.APPROVED,
                requested_at=asked,
                decided_at=decided,
            )
        )
    assert [milestone(session, at).current for at in (FEBRUARY, MARCH, APRIL)] == [
        DUE,
        date(2023, 4, 30),
        date(2023, 6, 30),
    ]


def test_a_lifecycle_counts_from_the_moment_it_was_decided(session: Session) -> None:
    action = session.get_one(tables.Action, 1)
    for at, before, after, reference in (
        (FEBRUARY, Lifecycle.IN_PROGRESS, Lifecycle.PAUSED, "Minute 1"),
        (APRIL, Lifecycle.PAUSED, Lifecycle.WITHDRAWN, "Minute 2"),
    ):
        session.add(
            tables.LifecycleChange(
                action_id=1, before=before, after=after, decision_reference=reference, person_id=ADA, at=at
            )
        )
    action.lifecycle, action.decision_reference = Lifecycle.WITHDRAWN, "Minute 2"

    def decided(at: datetime) -> tuple[Lifecycle, str]:
        row = next(row for row in cut(session, at).actions if row.ref == "1.10")
        return row.lifecycle, row.decision_reference

    assert decided(FEBRUARY - INSTANT) == (Lifecycle.IN_PROGRESS, "")
    assert decided(FEBRUARY) == decided(MARCH) == (Lifecycle.PAUSED, "Minute 1")
    assert decided(APRIL) == (Lifecycle.WITHDRAWN, "Minute 2")
    assert [row.by for row in cut(session, MARCH).lifecycle_changes] == ["Ada"]


def test_a_cut_says_when_the_plan_was_approved(session: Session) -> None:
    session.get_one(tables.Plan, 1).approved_on = date(2022, 10, 21)
    assert cut(session, MARCH).plan.approved_on == date(2022, 10, 21)
