"""Updates as somebody gave them: which of theirs stands, and where its words were written down besides."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from store.tables import Action, Conversation, Evidence, Message, Plan, Update
from store.types import ContactRoute, MessageStatus


def last_given(session: Session, plan: Plan, person_id: int | None, action_refs: tuple[str, ...] = ()) -> Update | None:
    """The latest update that is neither withdrawn nor corrected: somebody's, or with None whoever's; with refs, on one
    of these actions."""
    correction = aliased(Update)
    statement = (
        _given(plan, person_id, action_refs)
        .join(correction, col(correction.corrects_id) == col(Update.id), isouter=True)
        .where(col(Update.withdrawn_at).is_(None), col(correction.id).is_(None))
    )
    return session.exec(statement).first()


def last_with_words(
    session: Session, plan: Plan, person_id: int | None, action_refs: tuple[str, ...] = ()
) -> Update | None:
    """The latest update whose words are still kept, withdrawn or not."""
    return session.exec(_given(plan, person_id, action_refs).where(Update.narrative != "")).first()


def _given(plan: Plan, person_id: int | None, action_refs: tuple[str, ...]) -> SelectOfScalar[Update]:
    statement = select(Update).join(Action, col(Action.id) == col(Update.action_id)).where(Action.plan_id == plan.id)
    if person_id is not None:
        statement = statement.where(Update.person_id == person_id)
    if action_refs:
        statement = statement.where(col(Action.ref).in_(action_refs))
    return statement.order_by(col(Update.at).desc(), col(Update.id).desc())


def with_those_it_corrects(session: Session, update: Update) -> list[Update]:
    """The update itself first."""
    chain = [update]
    while chain[-1].corrects_id is not None:
        chain.append(session.get_one(Update, chain[-1].corrects_id))
    return chain


def evidence_given_with(session: Session, update_id: int) -> list[Evidence]:
    return list(session.exec(select(Evidence).where(Evidence.update_id == update_id).order_by(col(Evidence.id))))


def notices_of_update(session: Session, update_id: int) -> list[Message]:
    """What others were told of it, in its own words."""
    told = select(Message).where(Message.slot == f"notice:update:{update_id}").order_by(col(Message.id))
    return list(session.exec(told))


def sent_notices(session: Session, message_ids: Iterable[int]) -> list[tuple[Message, Conversation]]:
    """Those of these messages that stand in somebody's chat, and in which."""
    rows = session.exec(
        select(Message, Conversation)
        .join(Conversation, col(Conversation.id) == col(Message.conversation_id))
        .where(
            col(Message.id).in_(list(message_ids)),
            Message.status == MessageStatus.SENT,
            Message.activity_id != "",
            Message.route == ContactRoute.TEAMS,
        )
        .order_by(col(Message.id))
    )
    return list(rows)
