"""Plans and the items of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from store.tables import Action, Milestone, Plan


class PlanNotFound(Exception):
    """No such plan, or none named where there are several; the message lists what there is."""


def plans(session: Session) -> list[Plan]:
    return list(session.exec(select(Plan).order_by(col(Plan.key))))


@dataclass(frozen=True, slots=True)
class PlanHeld:
    key: str
    title: str
    version: int
    actions: int
    milestones: int


def plans_with_counts(session: Session) -> list[PlanHeld]:
    return [
        PlanHeld(
            plan.key,
            plan.title,
            plan.version,
            session.exec(select(func.count()).select_from(Action).where(Action.plan_id == plan.id)).one(),
            session.exec(
                select(func.count())
                .select_from(Milestone)
                .join(Action, col(Action.id) == Milestone.action_id)
                .where(Action.plan_id == plan.id)
            ).one(),
        )
        for plan in plans(session)
    ]


def plan_by_key(session: Session, key: str) -> Plan:
    plan = session.exec(select(Plan).where(Plan.key == key)).first()
    if plan is None:
        raise PlanNotFound(f'There is no plan "{key}". {_held(session)}')
    return plan


def the_plan(session: Session, key: str | None) -> Plan:
    """The plan named, or the only one there is: `--plan` is optional while there is one plan."""
    if key:
        return plan_by_key(session, key)
    held = plans(session)
    if len(held) != 1:
        raise PlanNotFound(f"Say which plan is meant with --plan. {_held(session)}")
    return held[0]


def _held(session: Session) -> str:
    keys = [plan.key for plan in plans(session)]
    if not keys:
        return "The register is empty: bring a plan in with `sendbot register import PATH`."
    return f"The register holds: {', '.join(keys)}."
