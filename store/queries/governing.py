"""What a decision about an action or a milestone needs: the item itself, and those who have a say in it on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from store.queries.people import in_post_on, people_with_role, posts_held_by
from store.refs import normalised_ref
from store.tables import (
    Action,
    ActionLead,
    AreaSro,
    DateChange,
    Delegation,
    Dependency,
    Evidence,
    ImprovementArea,
    Milestone,
    Person,
    Plan,
    Request,
    SignOff,
)
from store.types import Capacity, DateChangeStatus, RoleName


@dataclass(frozen=True, slots=True)
class Governed:
    """An action (`milestone` is None) or one of its milestones, with the people who have a say in it on a day.

    `covers` tells whom somebody acts for, by the ids of both.
    """

    plan: Plan
    area: ImprovementArea
    action: Action
    milestone: Milestone | None
    leads: tuple[Person, ...]
    deputies: tuple[Person, ...]
    covers: Mapping[int, int]
    sros: tuple[Person, ...]
    compliance: tuple[Person, ...]

    @property
    def name(self) -> str:
        return f"{self.action.ref} milestone {self.milestone.seq}" if self.milestone else self.action.ref

    @property
    def subject(self) -> str:
        """How the audit names it."""
        return f"{self.action.ref}/{self.milestone.seq}" if self.milestone else self.action.ref


def governed(session: Session, action: Action, milestone: Milestone | None, day: date) -> Governed:
    plan = session.get_one(Plan, action.plan_id)
    lead_posts = session.exec(
        select(ActionLead.post_id).where(ActionLead.action_id == action.id).order_by(col(ActionLead.position))
    ).all()
    sro_posts = session.exec(
        select(AreaSro.post_id).where(AreaSro.area_id == action.area_id).order_by(col(AreaSro.position))
    ).all()
    in_post = in_post_on(session, {*lead_posts, *sro_posts}, day)

    def people(posts: list[int], capacity: Capacity) -> tuple[Person, ...]:
        found = [entry.person for post in posts for entry in in_post.get(post, []) if entry.capacity is capacity]
        return tuple({person.id: person for person in found}.values())

    leads = people(list(lead_posts), Capacity.HOLDER)
    covers = session.exec(
        select(Delegation).where(
            col(Delegation.from_person_id).in_([lead.id for lead in leads]),
            Delegation.starts_on <= day,
            Delegation.ends_on >= day,
        )
    )
    return Governed(
        plan=plan,
        area=session.get_one(ImprovementArea, action.area_id),
        action=action,
        milestone=milestone,
        leads=leads,
        deputies=people(list(lead_posts), Capacity.DEPUTY),
        covers={cover.to_person_id: cover.from_person_id for cover in covers},
        sros=people(list(sro_posts), Capacity.HOLDER),
        compliance=tuple(people_with_role(session, RoleName.COMPLIANCE, plan.key)),
    )


def action_by_ref(session: Session, plan: Plan, ref: str) -> Action | None:
    """However the ref is spaced."""
    rows = session.exec(select(Action).where(Action.plan_id == plan.id))
    return next((action for action in rows if normalised_ref(action.ref) == normalised_ref(ref)), None)


def actions_led_by(session: Session, plan: Plan, person_id: int, day: date) -> list[Action]:
    """By whoever holds a lead post of theirs on the day, in the plan's order."""
    held = [post for post, capacity in posts_held_by(session, person_id, day).items() if capacity is Capacity.HOLDER]
    rows = session.exec(
        select(Action)
        .join(ActionLead, col(ActionLead.action_id) == Action.id)
        .where(Action.plan_id == plan.id, col(ActionLead.post_id).in_(held))
        .order_by(col(Action.sort_key))
        .distinct()
    )
    return list(rows)


def milestone_by_seq(session: Session, action: Action, seq: int) -> Milestone | None:
    return session.exec(select(Milestone).where(Milestone.action_id == action.id, Milestone.seq == seq)).first()


def milestones_of(session: Session, action: Action) -> list[Milestone]:
    rows = session.exec(select(Milestone).where(Milestone.action_id == action.id).order_by(col(Milestone.seq)))
    return list(rows)


def open_date_change(session: Session, milestone: Milestone) -> DateChange | None:
    """The request that waits for a decision; the oldest, where a new plan version has asked for another."""
    return session.exec(
        select(DateChange)
        .where(DateChange.milestone_id == milestone.id, DateChange.status == DateChangeStatus.REQUESTED)
        .order_by(col(DateChange.requested_at), col(DateChange.id))
    ).first()


@dataclass(frozen=True, slots=True)
class OpenDateChange:
    """`moves` counts the changes approved so far."""

    change: DateChange
    action: Action
    milestone: Milestone
    requested_by: str
    moves: int


def open_date_changes(session: Session, plan: Plan) -> list[OpenDateChange]:
    """What waits for a decision, in the order of asking."""
    rows = session.exec(
        select(DateChange, Milestone, Action, Person)
        .join(Milestone, col(Milestone.id) == DateChange.milestone_id)
        .join(Action, col(Action.id) == Milestone.action_id)
        .join(Person, col(Person.id) == DateChange.requested_by_id, isouter=True)
        .where(Action.plan_id == plan.id, DateChange.status == DateChangeStatus.REQUESTED)
        .order_by(col(DateChange.requested_at), col(DateChange.id))
    )
    return [
        OpenDateChange(change, action, milestone, person.name if person else "", approved_moves(session, milestone))
        for change, milestone, action, person in rows
    ]


def approved_moves(session: Session, milestone: Milestone) -> int:
    return session.exec(
        select(func.count(col(DateChange.id))).where(
            DateChange.milestone_id == milestone.id, DateChange.status == DateChangeStatus.APPROVED
        )
    ).one()


def evidence_to_accept(session: Session, action: Action) -> list[Evidence]:
    """Of the action and its milestones, in the order in which it came."""
    rows = session.exec(
        select(Evidence)
        .where(Evidence.action_id == action.id, col(Evidence.accepted_by_id).is_(None))
        .order_by(col(Evidence.added_at), col(Evidence.id))
    )
    return list(rows)


def evidence_of(session: Session, action: Action) -> list[Evidence]:
    """All of it, accepted or not, in the order in which it came."""
    rows = session.exec(
        select(Evidence).where(Evidence.action_id == action.id).order_by(col(Evidence.added_at), col(Evidence.id))
    )
    return list(rows)


def last_sign_off(session: Session, update_id: int) -> SignOff | None:
    """The last word of an SRO about an update that rates an action complete."""
    return session.exec(
        select(SignOff)
        .where(SignOff.update_id == update_id)
        .order_by(col(SignOff.at).desc(), col(SignOff.id).desc())
        .limit(1)
    ).first()


def open_requests_about(session: Session, action: Action, milestone: Milestone | None) -> list[Request]:
    """About a milestone, or about an action and everything in it."""
    statement = select(Request).where(Request.action_id == action.id, col(Request.closed_at).is_(None))
    if milestone is not None:
        statement = statement.where(Request.milestone_id == milestone.id)
    return list(session.exec(statement.order_by(col(Request.id))))


def waits_for(session: Session, plan: Plan) -> dict[int, list[int]]:
    """The actions that each action of a plan waits for, by id."""
    rows = session.exec(
        select(Dependency)
        .join(Action, col(Action.id) == Dependency.action_id)
        .where(Action.plan_id == plan.id)
        .order_by(col(Dependency.action_id), col(Dependency.depends_on_id))
    )
    found: dict[int, list[int]] = {}
    for edge in rows:
        found.setdefault(edge.action_id, []).append(edge.depends_on_id)
    return found


def dependency(session: Session, action: Action, depends_on: Action) -> Dependency | None:
    return session.get(Dependency, (action.id, depends_on.id))
