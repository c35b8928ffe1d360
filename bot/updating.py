"""Answering on a card: the form, the list, the recorded answer, and the refusals that give back what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlmodel import Session

from adaptive_cards import notice, recorded, update_request
from adaptive_cards.submitted import Submission
from bot import sentences
from bot.telling import tell_sros
from bot.turns import Answer, Card, Place, Replacement
from store.audit import AuditChain
from store.queries.asking import cards_showing
from store.queries.items import item_by_key
from store.queries.people import Identity
from store.types import UpdateSource
from workflows.updates.actions import UpdateRecorded, item_for, record_update
from workflows.updates.refusals import AnsweredSince, Incomplete, UpdateRefused
from workflows.updates.rules import without_personal_data
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
            if isinstance(refused, Incomplete) and any(problem.personal for problem in refused.problems):
                log.info("child data refused", action="refuse_personal_data", person=person.key)
                audit_refusal(session, self._audit, person.key, item_key, "PersonalData", now)
            return Answer(card=self._form_again(session, person, submission, refused, now))
        except UpdateRefused as refused:
            log.info("update refused", action="refuse_update", reason=type(refused).__name__, person=person.key)
            audit_refusal(session, self._audit, person.key, item_key, type(refused).__name__, now)
            return Answer(card=notice.build(sentences.NOTHING_SAVED, str(refused), submission.answer))
        log.info("update recorded", action="record_update", item=done.item.subject, person=person.key)
        tell_sros(session, self._audit, done, now)
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
        facts = next((item.facts for item in view.items if item.item == submission.item), None)
        typed = without_personal_data(submission.answer, facts) if facts else submission.answer
        if isinstance(refused, Incomplete):
            return update_request.build(view, open_item=submission.item, typed=typed, problems=refused.problems)
        return update_request.build(view, open_item=submission.item, typed=typed, notice=str(refused))

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
        # A second press changed nothing: every card is drawn as it should stand.
        drawn = {} if said else {view.message_id: card}
        return Answer(card=card, replacements=cards_to_replace(session, done, now, drawn))

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


def cards_to_replace(
    session: Session, done: UpdateRecorded, now: datetime, drawn: Mapping[int, Card] | None = None
) -> tuple[Replacement, ...]:
    """Every sent card that shows an item just answered, wherever it was answered. `drawn`: cards this turn has made
    already, by message."""
    replacements: list[Replacement] = []
    for sent in cards_showing(session, done.item.key):
        shown = (drawn or {}).get(sent.message_id)
        if shown is None:
            owner = Owner(sent.person_id, sent.person_key, sent.person_name)
            view = request_view(session, owner, sent.message_id, now, done)
            shown = message_card(view, just=done.item.key) if view else None
        if shown is not None:
            place = Place(sent.service_url, sent.conversation_id, True, sent.tenant_id, sent.bot_id)
            replacements.append(Replacement(place, sent.activity_id, shown, f"Recorded: {done.item.name}"))
    return tuple(replacements)


def audit_refusal(
    session: Session, audit: AuditChain, person_key: str, item_key: str, reason: str, now: datetime
) -> None:
    item = item_by_key(session, item_key)
    audit.record(
        session,
        plan_key=item.plan_key if item else "",
        at=now,
        actor=person_key,
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
