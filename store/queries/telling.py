"""Whom notices go to, and who was told already."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from store.queries.people import in_post_on
from store.tables import Action, AreaSro, Message, Person, Plan, Request
from store.types import Capacity


def sros_of(session: Session, action_id: int, day: date) -> list[Person]:
    """Who holds the SRO posts of an action's area on a day."""
    posts = session.exec(
        select(AreaSro.post_id)
        .join(Action, col(Action.area_id) == AreaSro.area_id)
        .where(Action.id == action_id)
        .order_by(col(AreaSro.position))
    ).all()
    in_post = in_post_on(session, posts, day)
    holders = [held.person for post in posts for held in in_post.get(post, []) if held.capacity is Capacity.HOLDER]
    return list({person.id: person for person in holders}.values())


def was_written(session: Session, person_id: int, slot: str) -> bool:
    """Whether somebody has, or is about to have, the message of this slot, on whatever day."""
    return (
        session.exec(select(Message.id).where(Message.person_id == person_id, Message.slot == slot)).first() is not None
    )


def written_in(session: Session, person_id: int, slot: str) -> Message | None:
    return session.exec(select(Message).where(Message.person_id == person_id, Message.slot == slot)).first()


def plans_of_message(session: Session, message_id: int) -> list[str]:
    """Keys of the plans that a message asks about; of a notice, none."""
    rows = session.exec(
        select(Plan.key)
        .join(Action, col(Action.plan_id) == Plan.id)
        .join(Request, col(Request.action_id) == Action.id)
        .where(Request.message_id == message_id)
        .order_by(col(Plan.key))
        .distinct()
    )
    return list(rows)
