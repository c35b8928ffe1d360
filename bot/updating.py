"""Answering on a card: the form, the list, the recorded answer, and the refusals that give back what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlmodel import Session

from adaptive_cards import notice, recorded, update_request
from adaptive_cards.submitted import Submission
from bot import sentences
from bot.turns import Answer, Card, Place, Replacement
from store.audit import AuditChain
from store.queries.asking import cards_showing
from store.queries.items import item_by_key
from store.queries.people import Identity
from store.types import UpdateSource
from workflows.updates.actions import UpdateRecorded, item_for, record_update
from workflows.updates.refusals import AnsweredSince, Incomplete, UpdateRefused
from workflows.updates.showing import item_request_view, request_view
from workflows.updates.views import RequestView

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose card it is."""

    id: int
    key: str
    name: str


class Updating:
    def __init__(self, audit: AuditChain) -> None:
        self._audit = audit

    def save(self, session: Session, person: Identity, submission: Submission, now: datetime) -> Answer:
        item_key = submission.item or ""
        try:
            done = record_update(
                session,
                self._audit,
                person=person,
                item_key=item_key,
                answer=submission.answer,
                seen=submission.seen,
                now=now,
                source=UpdateSource.CARD,
            )
        except (Incomplete, AnsweredSince) as refused:
            return Answer(card=self._form_again(session, person, submission, refused, now))
        except UpdateRefused as refused:
            log.info("update refused", action="refuse_update", reason=type(refused).__name__, person=person.key)
            self._audit_refusal(session, person, item_key, type(refused).__name__, now)
            return Answer(card=notice.build(sentences.NOTHING_SAVED, str(refused), submission.answer))
        log.info("update recorded", action="record_update", item=done.item.subject, person=person.key)
        return self._recorded(session, person, submission, done, now)

    def form(self, session: Session, person: Identity, submission: Submission, now: datetime) -> Card:
        try:
            view = self._view(session, person, submission, now)
        except UpdateRefused as refused:
            return notice.build(sentences.NOT_OPENED, str(refused))
        return update_request.build(view, open_item=submission.item)

    def listed(self, session: Session, person: Identity, submission: Submission, now: datetime) -> Card:
        view = request_view(session, person, submission.message_id, now)
        if view is None:
            return notice.build(sentences.NOTHING_SAVED, sentences.NOT_YOUR_CARD)
        return update_request.build(view, page=submission.page or 0)

    def _form_again(
        self,
        session: Session,
        person: Identity,
        submission: Submission,
        refused: Incomplete | AnsweredSince,
        now: datetime,
    ) -> Card:
        """The same form with everything that was typed, and what is wrong with it."""
        view = self._view(session, person, submission, now)
        if isinstance(refused, Incomplete):
            return update_request.build(
                view, open_item=submission.item, typed=submission.answer, problems=refused.problems
            )
        return update_request.build(view, open_item=submission.item, typed=submission.answer, notice=str(refused))

    def _recorded(
        self,
        session: Session,
        person: Identity,
        submission: Submission,
        done: UpdateRecorded,
        now: datetime,
    ) -> Answer:
        """The card acted on shows the answer at once; so does every other card that shows the item."""
        said = sentences.REPEATED if done.repeated else ""
        view = self._view(session, person, submission, now, done)
        card = message_card(view, just=done.item.key, notice=said)
        replacements: list[Replacement] = []
        for sent in cards_showing(session, done.item.key):
            shown: Card | None = card
            if sent.message_id != view.message_id or said:
                owner = Owner(sent.person_id, sent.person_key, sent.person_name)
                other = request_view(session, owner, sent.message_id, now, done)
                shown = message_card(other, just=done.item.key) if other else None
            if shown is not None:
                place = Place(sent.service_url, sent.conversation_id, True, sent.tenant_id, sent.bot_id)
                replacements.append(Replacement(place, sent.activity_id, shown, f"Recorded: {done.item.name}"))
        return Answer(card=card, replacements=tuple(replacements))

    def _view(
        self,
        session: Session,
        person: Identity,
        submission: Submission,
        now: datetime,
        just: UpdateRecorded | None = None,
    ) -> RequestView:
        """The message's items when the item is among them, else the item alone, opened unasked.

        Raises UpdateRefused for an item that is not in the register or not this person's.
        """
        if submission.message_id:
            view = request_view(session, person, submission.message_id, now, just)
            if view is not None and any(item.item == submission.item for item in view.items):
                return view
        item = just.item if just else item_for(session, person, submission.item or "", now)[0]
        return item_request_view(session, person, item, now, just)

    def _audit_refusal(self, session: Session, person: Identity, item_key: str, reason: str, now: datetime) -> None:
        item = item_by_key(session, item_key)
        self._audit.record(
            session,
            plan_key=item.plan_key if item else "",
            at=now,
            actor=person.key,
            action="refuse_update",
            subject=item.subject if item else "unknown item",
            content={"reason": reason},
        )


def message_card(view: RequestView, *, just: str = "", notice: str = "") -> dict[str, Any]:
    """What a message of requests shows now: the recorded answer of its only item, else its list."""
    if len(view.items) == 1 and (view.items[0].answered or view.items[0].item == just):
        return recorded.build(view.items[0], message_id=view.message_id, notice=notice)
    if just:
        return update_request.build(view, notice=notice, page=_page_of(view, just))
    return update_request.build(view)


def _page_of(view: RequestView, item_key: str) -> int:
    places = [place for place, item in enumerate(view.items) if item.item == item_key]
    return places[0] // update_request.PAGE_SIZE if places else 0
