"""Answering on a card: the form, the list, the recorded answer, and the refusals that give back what was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import structlog
from sqlmodel import Session

from adaptive_cards import no_change, notice, reading_form, update_request
from adaptive_cards.submitted import Submission
from bot import sentences
from bot.conversation.answered import CardsToFill, TakenFromView
from bot.personal_data_incident import take_down
from bot.redrawing import cards_drawn_again, cards_to_replace, message_card, notices_drawn_again
from bot.telling import tell_sros
from bot.turns import Answer, Card, Replacement, Reply
from store.audit import AuditChain
from store.queries.items import item_by_key, ratings_of
from store.queries.people import Identity
from store.types import UpdateSource
from store.working_days import london_date
from workflows.governing.options_shown import options_wanted
from workflows.language import list_words
from workflows.readings.views import ReadingToCheck
from workflows.updates.actions import UpdateRecorded, item_facts, item_for, record_update
from workflows.updates.disagreement import disagreement
from workflows.updates.nil_returns import record_no_change
from workflows.updates.refusals import AnsweredSince, Incomplete, UpdateRefused
from workflows.updates.rules import problems_of, without_personal_data
from workflows.updates.showing import item_request_view, request_view
from workflows.updates.views import NoChangeToConfirm, RequestView, UpdateToCheck
from workflows.updates.waiting import record_dependencies
from workflows.updates.withdrawing import withdraw_update

log = structlog.get_logger()


class Updating:
    def __init__(self, audit: AuditChain) -> None:
        self._audit = audit

    def save(self, session: Session, person: Identity, submission: Submission, now: datetime) -> Answer:
        item_key = submission.item or ""
        if not submission.sure and (question := self._asks_about_the_rating(session, person, submission, now)):
            return Answer(card=question)
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
        beside = [*record_dependencies(session, self._audit, person, done, now)]
        moved: tuple[Replacement, ...] = ()
        if submission.moves and not done.repeated:
            said, moved = self._take_from_the_wrong_item(session, person, submission.moves, done, now)
            beside.append(said)
        answer = self._recorded(session, person, submission, done, now, " ".join(beside))
        return Answer(card=answer.card, replacements=(*answer.replacements, *moved))

    def no_change(self, session: Session, person: Identity, submission: Submission, now: datetime) -> Answer:
        """One press for all the items on the card."""
        try:
            every = record_no_change(
                session, self._audit, person=person, items=submission.unchanged, now=now, source=UpdateSource.CARD
            )
        except UpdateRefused as refused:
            log.info("no change refused", action="refuse_update", reason=type(refused).__name__, person=person.key)
            first = submission.unchanged[0][0]
            audit_refusal(session, self._audit, person.key, first, type(refused).__name__, now)
            return Answer(card=notice.build(sentences.NOTHING_SAVED, str(refused)))
        for done in every:
            log.info("no change recorded", action="record_update", item=done.item.subject, person=person.key)
        if len(every) == 1:
            shown = replace(submission, item=every[0].item.key)
            return self._recorded(session, person, shown, every[0], now)
        names = list_words([done.item.name for done in every])
        replacements = [one for done in every for one in cards_to_replace(session, done, now)]
        return Answer(card=notice.build("Recorded", sentences.NO_CHANGE.format(names=names)), replacements=replacements)

    def withdraw(self, session: Session, person: Identity, submission: Submission, now: datetime) -> Answer:
        """The update on the card pressed, because it holds personal data."""
        try:
            gone = take_down(session, self._audit, person=person, update_id=submission.seen, now=now)
        except UpdateRefused as refused:
            audit_refusal(session, self._audit, person.key, submission.item or "", type(refused).__name__, now)
            return Answer(card=notice.build(sentences.NOT_WITHDRAWN, str(refused)))
        again = self.taken_from_view(session, TakenFromView(gone.item.key, gone.notices), now)
        return Answer(card=notice.build(sentences.WITHDRAWN, gone.words), replacements=again)

    def taken_from_view(self, session: Session, gone: TakenFromView, now: datetime) -> tuple[Replacement, ...]:
        return (*cards_drawn_again(session, gone.item, now), *notices_drawn_again(session, gone.notices))

    def to_fill(self, wanted: CardsToFill, text: str) -> list[Reply]:
        """A message for each card, and one for what no card says."""
        replies = [Reply(text.partition("\n")[0], _card_to_fill(one)) for one in wanted.cards]
        return [*replies, Reply(wanted.beside)] if wanted.beside else replies

    def _asks_about_the_rating(
        self, session: Session, person: Identity, submission: Submission, now: datetime
    ) -> Card | None:
        """Once, before an update whose dates speak against its rating goes to the SRO."""
        answer, today = submission.answer, london_date(now)
        try:
            item, _ = item_for(session, person, submission.item or "", now)
        except UpdateRefused:
            return None  # said where it is recorded
        ratings, facts = ratings_of(session, item.plan_id), item_facts(item)
        rating = next((rating for rating in ratings if rating.code == answer.rating), None)
        question = disagreement(rating, answer, facts, today)
        if not question or problems_of(answer, ratings, facts, today):
            return None
        view = self._view(session, person, submission, now)
        latest = next(one.latest for one in view.items if one.item == submission.item)
        if latest and latest.update_id != submission.seen:
            return None
        return update_request.build(
            view,
            open_item=submission.item,
            typed=submission.answer,
            notice=question,
            moves=submission.moves,
            asked=True,
        )

    def _take_from_the_wrong_item(
        self, session: Session, person: Identity, update_id: int, done: UpdateRecorded, now: datetime
    ) -> tuple[str, tuple[Replacement, ...]]:
        """The update is kept in the audit of both; what is said of it, and the cards that showed it."""
        try:
            gone = withdraw_update(
                session,
                self._audit,
                person=person,
                update_id=update_id,
                reason=f"meant for {done.item.subject}",
                now=now,
            )
        except UpdateRefused as refused:
            return str(refused), ()
        return f"{gone.words} It was meant for {done.item.name}.", cards_drawn_again(session, gone.item.key, now)

    def open(self, session: Session, person: Identity, submission: Submission, now: datetime) -> Answer:
        try:
            view = self._view(session, person, submission, now)
        except UpdateRefused as refused:
            audit_refusal(session, self._audit, person.key, submission.item or "", type(refused).__name__, now)
            return Answer(card=notice.build(sentences.NOT_OPENED, str(refused)))
        return Answer(card=update_request.build(view, open_item=submission.item))

    def show(self, session: Session, person: Identity, submission: Submission, now: datetime) -> Answer:
        view = request_view(session, person, submission.message_id, now)
        if view is None:
            audit_refusal(session, self._audit, person.key, "", "NotTheirMessage", now)
            return Answer(card=notice.build(sentences.NOTHING_SAVED, sentences.NOT_YOUR_CARD))
        return Answer(card=update_request.build(view, page=submission.page or 0))

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
            return update_request.build(
                view, open_item=submission.item, typed=typed, problems=refused.problems, moves=submission.moves
            )
        return update_request.build(
            view, open_item=submission.item, typed=typed, notice=str(refused), moves=submission.moves
        )

    def _recorded(
        self,
        session: Session,
        person: Identity,
        submission: Submission,
        done: UpdateRecorded,
        now: datetime,
        beside: str = "",
    ) -> Answer:
        """The card acted on shows the answer at once; so does every other card that shows the item. `beside`: what
        else came of it.
        """
        said = sentences.REPEATED if done.repeated else beside
        view = self._view(session, person, submission, now, done)
        wanted = options_wanted(session, done.item.action_id, done.item.plan_key, now)
        card = message_card(view, just=done.item.key, notice=said, options_wanted=wanted)
        # A second press changed nothing: every card is drawn as it should stand.
        drawn = {} if done.repeated else {view.message_id: card}
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


def _card_to_fill(wanted: UpdateToCheck | NoChangeToConfirm | ReadingToCheck) -> Card:
    match wanted:
        case UpdateToCheck():
            return update_request.build(
                wanted.view,
                open_item=wanted.item,
                typed=wanted.typed,
                problems=wanted.problems,
                notice=wanted.notice,
                moves=wanted.moves,
            )
        case NoChangeToConfirm():
            return no_change.build(wanted)
        case ReadingToCheck():
            return reading_form.build(wanted)
