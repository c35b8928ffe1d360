"""What every part of a data cut needs: the moment, the names of people, and the plan's own rows in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from store.cut import PostRow
from store.tables import Action, Appointment, ImprovementArea, Milestone, Objective, Person, Plan, Post
from store.types import Capacity
from store.working_days import london_date


class Frame:
    """Looked up once for each cut. `asked_since` bounds the count of requests sent."""

    def __init__(self, session: Session, plan: Plan, at: datetime, asked_since: datetime | None) -> None:
        self.session, self.plan, self.at, self.asked_since = session, plan, at, asked_since
        self.day = london_date(at)
        self.people = {person.id: person.name for person in session.exec(select(Person))}
        self.areas = in_order(session.exec(select(ImprovementArea).where(ImprovementArea.plan_id == plan.id)))
        self.area_ref = {area.id: area.ref for area in self.areas}
        area_ids = list(self.area_ref)
        self.objectives = in_order(session.exec(select(Objective).where(col(Objective.area_id).in_(area_ids))))
        self.objective_ref = {objective.id: objective.ref for objective in self.objectives}
        self.actions = in_order(session.exec(select(Action).where(Action.plan_id == plan.id)))
        self.action_ref = {action.id: action.ref for action in self.actions}
        self.order: dict[int | None, int] = {action.id: place for place, action in enumerate(self.actions)}
        self.action_ids = select(Action.id).where(Action.plan_id == plan.id)
        self.milestones = sorted(
            session.exec(select(Milestone).where(col(Milestone.action_id).in_(self.action_ids))),
            key=lambda milestone: (self.order[milestone.action_id], milestone.seq),
        )
        self.seq_of = {milestone.id: milestone.seq for milestone in self.milestones}
        self.posts = self._posts()

    def _posts(self) -> dict[int | None, PostRow]:
        """Every post that this plan names, with who was in it on the day."""
        in_post: dict[tuple[int, Capacity], list[str]] = defaultdict(list)
        appointments = self.session.exec(
            select(Appointment).where(
                Appointment.starts_on <= self.day,
                (col(Appointment.ends_on).is_(None)) | (col(Appointment.ends_on) >= self.day),
            )
        )
        for appointment in appointments:
            in_post[appointment.post_id, appointment.capacity].append(self.people[appointment.person_id])
        return {
            post.id: PostRow(
                post.title,
                post.organisation,
                tuple(sorted(in_post[post.id or 0, Capacity.HOLDER])),
                tuple(sorted(in_post[post.id or 0, Capacity.DEPUTY])),
            )
            for post in self.session.exec(select(Post))
        }


def by(moment: Any, at: Any) -> bool:
    """Whether something with an optional moment had happened by then."""
    return moment is not None and moment <= at


def in_order(rows: Iterable[Any]) -> list[Any]:
    """By ref, in the natural order."""
    return sorted(rows, key=lambda row: (row.sort_key, row.ref))
