"""Which action waits for which: what a rating of Grey rests on (`domain.md` 6.1, E6 and E10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.governing import dependency, waits_for
from store.tables import Action, Dependency
from store.types import CLOSED_LIFECYCLES, COMPLETE_LIFECYCLES
from workflows.governing.alone import action_alone
from workflows.governing.auditing import record_decision, refusals_audited
from workflows.governing.reasons import words_about
from workflows.governing.refusals import (
    DoesNotWait,
    ItemClosed,
    NothingToWaitFor,
    OtherPlan,
    WaitsAlready,
    WaitsForItself,
)
from workflows.governing.rights import asks_for
from workflows.updates.actions import Speaker


@dataclass(frozen=True, slots=True)
class DependencyChanged:
    ref: str
    depends_on: str
    waits: bool

    @property
    def words(self) -> str:
        return f"{self.ref} {'now waits' if self.waits else 'no longer waits'} for {self.depends_on}."


def way_back(edges: Mapping[int, Sequence[int]], start: int, goal: int) -> list[int]:
    """The actions from `start` to `goal` along what each waits for, both included; empty where no way leads there."""
    came_from: dict[int, int | None] = {start: None}
    ahead = [start]
    while ahead:
        here = ahead.pop()
        if here == goal:
            break
        for other in edges.get(here, ()):
            if other not in came_from:
                came_from[other] = here
                ahead.append(other)
    path: list[int] = []
    step: int | None = goal if goal in came_from else None
    while step is not None:
        path.append(step)
        step = came_from[step]
    return path[::-1]


def add_dependency(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    action: Action,
    depends_on: Action,
    note: str,
    now: datetime,
) -> DependencyChanged:
    """One action waits for another of the plan, whatever its area. Raises GoverningRefused."""
    about = action_alone(session, action, now)
    with refusals_audited(session, audit, person=person, about=about, asked="add_dependency", now=now):
        on_behalf_of = asks_for(about, person)
        if action.lifecycle in CLOSED_LIFECYCLES:
            raise ItemClosed(about, action.decision_reference)
        if depends_on.plan_id != action.plan_id:
            raise OtherPlan(depends_on.ref)
        if dependency(session, action, depends_on) is not None:
            raise WaitsAlready(about, depends_on.ref)
        if depends_on.lifecycle in CLOSED_LIFECYCLES | COMPLETE_LIFECYCLES:
            raise NothingToWaitFor(depends_on.ref)
        loop = way_back(waits_for(session, about.plan), depends_on.id or 0, action.id or 0)
        if loop:
            raise WaitsForItself([action.ref, *(session.get_one(Action, step).ref for step in loop)])
        needs = words_about(about, note.strip())
    session.add(Dependency(action_id=action.id or 0, depends_on_id=depends_on.id or 0, note=needs))
    content = {"depends_on": depends_on.ref, "note": needs}
    record_decision(
        session,
        audit,
        person=person,
        about=about,
        action="add_dependency",
        content=content,
        now=now,
        on_behalf_of=on_behalf_of,
    )
    return DependencyChanged(action.ref, depends_on.ref, waits=True)


def remove_dependency(
    session: Session, audit: AuditChain, *, person: Speaker, action: Action, depends_on: Action, now: datetime
) -> DependencyChanged:
    """What it waited for is no longer in its way. Raises GoverningRefused."""
    about = action_alone(session, action, now)
    with refusals_audited(session, audit, person=person, about=about, asked="remove_dependency", now=now):
        on_behalf_of = asks_for(about, person)
        held = dependency(session, action, depends_on)
        if held is None:
            raise DoesNotWait(about, depends_on.ref)
    session.delete(held)
    content = {"depends_on": depends_on.ref, "note": held.note}
    record_decision(
        session,
        audit,
        person=person,
        about=about,
        action="remove_dependency",
        content=content,
        now=now,
        on_behalf_of=on_behalf_of,
    )
    return DependencyChanged(action.ref, depends_on.ref, waits=False)
