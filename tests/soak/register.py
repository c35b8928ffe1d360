"""A register in which there is something to ask on every working day, and who may answer about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from store import migrate, tables
from store.database import open_engine
from store.types import RatingRole, RoleName
from store.working_days import WorkingCalendar
from tests.audits import unaudited

FIRST_DAY = date(2023, 3, 1)
LEADS = 60
MILESTONES_EACH = 16
EVERY = 20
"""Working days from one milestone of a lead to the next: two in five of the leads have a rung on any day."""


@dataclass(frozen=True, slots=True)
class Lead:
    person: str
    conversation: str
    items: tuple[tuple[str, date], ...]
    """Of each milestone its key in cards, and its due date."""


def fill(database_url: str, connector: str) -> list[Lead]:
    """`connector` is the service address of every conversation."""
    engine = open_engine(database_url)
    migrate.upgrade(engine)
    calendar = WorkingCalendar.of_england([])
    with unaudited(engine) as session:
        plan = _added(session, tables.Plan(key="soak", title="A plan", local_area="Anywhere", kind="WSoA"))
        rating = tables.Rating(plan_id=plan, code="GREEN", label="Green", position=1, role=RatingRole.ON_TRACK, rank=1)
        session.add(rating)
        area = _added(session, tables.ImprovementArea(plan_id=plan, ref="1", sort_key="1", title="An area"))
        sro, _ = _person(session, "sro", connector)
        session.add(tables.AreaSro(area_id=area, post_id=sro, position=0))
        _, officer = _person(session, "officer", connector)
        session.add(tables.Role(person_id=officer, role=RoleName.COMPLIANCE, scope="soak"))
        leads = [_lead(session, number, plan, area, connector, calendar) for number in range(LEADS)]
    engine.dispose()
    return leads


def _lead(session: Session, number: int, plan: int, area: int, connector: str, calendar: WorkingCalendar) -> Lead:
    key = f"lead-{number}"
    post, _ = _person(session, key, connector)
    action = tables.Action(plan_id=plan, area_id=area, ref=f"1.{number}", sort_key=f"{number:04}", title="An action")
    action_id = _added(session, action)
    session.add(tables.ActionLead(action_id=action_id, post_id=post, position=0))
    items: list[tuple[str, date]] = []
    for step in range(MILESTONES_EACH):
        due = calendar.add(FIRST_DAY, 1 + number % EVERY + EVERY * step)
        milestone = tables.Milestone(
            action_id=action_id, seq=step + 1, baseline_due=due, current_due=due, measure="A step"
        )
        items.append((f"m:{_added(session, milestone)}", due))
    return Lead(key, f"a:{key}", tuple(items))


def _person(session: Session, key: str, connector: str) -> tuple[int, int]:
    """In a post of their own, with a chat; gives the post and the person."""
    person = _added(session, tables.Person(key=key, name=key.title(), entra_object_id=f"entra-{key}"))
    post = _added(session, tables.Post(title=key))
    session.add(tables.Appointment(post_id=post, person_id=person))
    chat = tables.Conversation(
        person_id=person,
        tenant_id="tenant",
        service_url=connector,
        conversation_id=f"a:{key}",
        seen_at=datetime.fromisoformat("2023-02-01T09:00:00+00:00"),
    )
    session.add(chat)
    return post, person


def _added(
    session: Session,
    row: tables.Plan | tables.Person | tables.Post | tables.Action | tables.Milestone | tables.ImprovementArea,
) -> int:
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id
