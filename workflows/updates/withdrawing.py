"""Withdrawing an update: what stood before it stands again, and the audit says who withdrew it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlmodel import Session, col, select

from store.audit import AuditChain
from store.database import one_at_a_time
from store.queries.given_updates import evidence_given_with
from store.queries.items import Item, item_by_key, ratings_of
from store.queries.people import roles_of
from store.tables import Milestone, Request, Update
from store.types import RoleName
from workflows.language import day_words
from workflows.updates.actions import Speaker
from workflows.updates.refusals import ItemUnknown, NothingToWithdraw, NotYourWords


@dataclass(frozen=True, slots=True)
class UpdateWithdrawn:
    update_id: int
    item: Item
    rating_label: str
    given_on: date

    @property
    def words(self) -> str:
        said = f"{self.rating_label} of {day_words(self.given_on)}" if self.rating_label else day_words(self.given_on)
        return f"Withdrawn: the update on {self.item.name}, {said}."


def withdraw_update(
    session: Session, audit: AuditChain, *, person: Speaker, update_id: int, reason: str, now: datetime
) -> UpdateWithdrawn:
    """Takes it out of every view, opens again the requests that it closed, and gives the milestone back the dates that
    others said.

    Raises UpdateRefused: ItemUnknown, NotYourWords, NothingToWithdraw.
    """
    update = session.get(Update, update_id)
    item = item_by_key(session, item_key_of(update)) if update else None
    if update is None or item is None:
        raise ItemUnknown
    one_at_a_time(session, f"item {item.key}")
    if update.person_id != person.id and RoleName.COMPLIANCE not in roles_of(session, person.id or 0, item.plan_key):
        raise NotYourWords(item.name)
    session.refresh(update)
    if update.withdrawn_at is not None:
        raise NothingToWithdraw(item.name)
    update.withdrawn_at = now
    session.flush()
    for evidence in evidence_given_with(session, update_id):
        if evidence.accepted_at is None:
            session.delete(evidence)
    if update.milestone_id is not None:
        milestone = session.get_one(Milestone, update.milestone_id)
        if update.forecast is not None and milestone.forecast_due == update.forecast:
            milestone.forecast_due = _last_said(session, update.milestone_id, "forecast")
        if update.completed_on is not None and milestone.completed_on == update.completed_on:
            milestone.completed_on = _last_said(session, update.milestone_id, "completed_on")
    for request in session.exec(select(Request).where(Request.closed_by_update_id == update_id)):
        request.closed_at, request.closed_by_update_id = None, None
    audit.record(
        session,
        plan_key=item.plan_key,
        at=now,
        actor=person.key,
        action="withdraw_update",
        subject=item.subject,
        content={"update": update_id, "reason": reason},
    )
    label = next((row.label for row in ratings_of(session, item.plan_id) if row.code == update.rating_code), "")
    return UpdateWithdrawn(update_id, item, label, update.at.date())


def item_key_of(update: Update) -> str:
    return f"m:{update.milestone_id}" if update.milestone_id else f"a:{update.action_id}"


def _last_said(session: Session, milestone_id: int, field: Literal["forecast", "completed_on"]) -> date | None:
    """By the newest update that stands; None where no other ever gave one."""
    column = col(Update.forecast) if field == "forecast" else col(Update.completed_on)
    corrected = select(Update.corrects_id).where(col(Update.corrects_id).is_not(None))
    return session.exec(
        select(column)
        .where(
            Update.milestone_id == milestone_id,
            column.is_not(None),
            col(Update.withdrawn_at).is_(None),
            col(Update.id).not_in(corrected),
        )
        .order_by(col(Update.at).desc(), col(Update.id).desc())
    ).first()
