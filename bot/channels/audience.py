"""Whether everybody who reads along has a part in a plan, and which of them may see the least of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.queries.channels import people_by_entra
from store.queries.people import Remit, remit_of
from store.queries.plans import plans
from store.tables import Person, Plan
from store.types import RoleName
from store.working_days import london_date


@dataclass(frozen=True, slots=True)
class Audience:
    """The plan in which all have a part, and the one to whom a question is answered so that all may read it."""

    plan: Plan
    least: Person


def audience_of(
    session: Session, members: Sequence[str], now: datetime, plan_key: str | None = None
) -> Audience | None:
    """`members` are Entra object ids. None where somebody is not in the register, or there is no plan in which
    everybody has a part. `plan_key` names the plan meant."""
    people = people_by_entra(session, members)
    if not people or {person.entra_object_id for person in people} != set(members):
        return None
    today = london_date(now)
    for plan in plans(session):
        if plan_key in (None, plan.key):
            remits = {person.key: remit_of(session, person.id or 0, plan, today) for person in people}
            if not any(remit.empty for remit in remits.values()):
                least = least_entitled(remits)
                return Audience(plan, next(person for person in people if person.key == least))
    return None


def least_entitled(remits: Mapping[str, Remit]) -> str:
    """By key of a person: roles open more than areas do, areas more than actions."""
    return min(remits, key=lambda key: (*_entitled_to(remits[key]), key))


def _entitled_to(remit: Remit) -> tuple[bool, bool, int, int]:
    return (
        RoleName.COMPLIANCE in remit.roles,
        bool(remit.roles),
        len(remit.areas),
        len(remit.leads) + len(remit.deputises),
    )
