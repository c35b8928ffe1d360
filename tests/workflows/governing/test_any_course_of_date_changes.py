"""Whatever is asked for, approved and refused: the original date stays, and each day's cut holds that day's date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, select

from store import tables
from store.audit import AuditChain
from store.database import open_engine
from store.queries.cuts import take_cut
from store.types import DateChangeStatus, RoleName
from workflows.governing.date_changes import approve_date_change, refuse_date_change, request_date_change
from workflows.governing.refusals import GoverningRefused

START = datetime(2023, 1, 2, 10, 0, tzinfo=UTC)
BASELINE = date(2023, 3, 31)
PEOPLE = ("lead", "sro", "officer", "stranger")


@dataclass(frozen=True)
class Step:
    what: str
    by: str
    to_due: date


STEPS = st.lists(
    st.builds(
        Step,
        what=st.sampled_from(("request", "approve", "refuse")),
        by=st.sampled_from(PEOPLE),
        to_due=st.dates(date(2023, 1, 1), date(2024, 2, 1)),
    ),
    max_size=14,
)


@contextmanager
def small_plan() -> Iterator[Session]:
    """One action of one milestone, with a lead, an SRO and a compliance officer."""
    engine = open_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(
            tables.Plan(
                id=1, key="small", title="Small", local_area="Smallshire", kind="WSOA", period_end=date(2023, 12, 31)
            )
        )
        session.add_all(tables.Person(id=number, key=key, name=key) for number, key in enumerate(PEOPLE, start=1))
        session.add_all([tables.Post(id=1, title="Lead"), tables.Post(id=2, title="SRO")])
        session.flush()
        session.add_all(tables.Appointment(post_id=number, person_id=number) for number in (1, 2))
        session.add(tables.Role(person_id=3, role=RoleName.COMPLIANCE))
        session.add(tables.ImprovementArea(id=1, plan_id=1, ref="1", sort_key="1", title="Talking"))
        session.flush()
        session.add(tables.AreaSro(area_id=1, post_id=2, position=1))
        session.add(tables.Action(id=1, plan_id=1, area_id=1, ref="1.1", sort_key="1.1", title="Talk"))
        session.flush()
        session.add(tables.ActionLead(action_id=1, post_id=1, position=1))
        session.add(tables.Milestone(id=1, action_id=1, seq=1, baseline_due=BASELINE, current_due=BASELINE))
        session.flush()
        yield session
    engine.dispose()


def take(session: Session, audit: AuditChain, step: Step, now: datetime) -> None:
    """A step that the rules refuse is simply not taken."""
    person = session.exec(select(tables.Person).where(tables.Person.key == step.by)).one()
    sro = session.get_one(tables.Person, 2)
    milestone = session.get_one(tables.Milestone, 1)
    try:
        if step.what == "request":
            request_date_change(
                session, audit, person=person, milestone=milestone, to_due=step.to_due, reason="Late", now=now
            )
        elif step.what == "approve":
            approve_date_change(session, audit, person=person, milestone=milestone, now=now, on_behalf_of=sro)
        else:
            refuse_date_change(
                session, audit, person=person, milestone=milestone, reason="No", now=now, on_behalf_of=sro
            )
    except GoverningRefused:
        return


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_the_dates_are_what_was_approved_on_every_day_and_the_baseline_never_moves(steps: list[Step]) -> None:
    audit = AuditChain(b"a key for tests")
    with small_plan() as session:
        milestone = session.get_one(tables.Milestone, 1)
        stood: list[tuple[datetime, date | None]] = [(START, BASELINE)]
        for number, step in enumerate(steps, start=1):
            now = START + timedelta(days=number)
            take(session, audit, step, now)
            changes = session.exec(select(tables.DateChange).order_by(tables.DateChange.id)).all()
            approved = [change for change in changes if change.status is DateChangeStatus.APPROVED]
            assert milestone.baseline_due == BASELINE
            assert milestone.forecast_due is None
            assert milestone.current_due == (approved[-1].to_due if approved else BASELINE)
            assert sum(change.status is DateChangeStatus.REQUESTED for change in changes) <= 1
            assert all(change.decided_by_id != change.requested_by_id for change in approved)
            moved = sum(((change.to_due - change.from_due).days for change in approved if change.from_due), 0)
            assert moved == (milestone.current_due - BASELINE).days
            stood.append((now, milestone.current_due))
        for moment, due in stood:
            (row,) = take_cut(session, "small", moment).milestones
            assert (row.baseline, row.current) == (BASELINE, due)
