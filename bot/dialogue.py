"""The bot's side of a conversation: who speaks, what they may do, what they get back. One turn, one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, get_args

import structlog
from sqlmodel import Session

from adaptive_cards import notice, submitted, welcome
from adaptive_cards.area_confirmation import AreaAnswer
from adaptive_cards.decision_form import DecisionOpened, DecisionPressed
from adaptive_cards.edition_console import StepTaken
from adaptive_cards.edition_parts import PartOpened
from adaptive_cards.edition_typed import EditionTyped
from adaptive_cards.options_form import OptionsPressed
from adaptive_cards.reading_form import ReadingGiven
from adaptive_cards.report_offer import ReportAsked
from adaptive_cards.risk_form import RiskPressed
from adaptive_cards.submitted import Submission
from adaptive_cards.typed import CardNotUnderstood
from adaptive_cards.verbs import Verb
from bot import sentences
from bot.channels.channels import Channels
from bot.channels.report_request import ReportNotForThem, wanted_report
from bot.clock import Clock
from bot.conversation.answered import (
    Answered,
    AreasToConfirm,
    CardsToFill,
    EditionsToClear,
    ReportWanted,
    TakenFromView,
)
from bot.conversation.answering import overview, respond
from bot.conversation.showing import card_for
from bot.database import Database
from bot.deciding import Deciding
from bot.editioning import Editioning
from bot.filing.filing import Filing
from bot.options_given import press_options
from bot.reading_given import save_reading
from bot.reports import ReportRefused, Reports
from bot.risks_entered import save_risk
from bot.turns import Answer, CardAction, FileConsent, GroupChange, MessageIn, Place, Replacement, Reply, Sender
from bot.updating import Updating
from store.audit import AuditChain
from store.queries.asking import revive_unreached
from store.queries.conversations import forget_installation, remember_conversation
from store.queries.people import Identity, identity_of
from store.queries.plans import PlanNotFound

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn on its way through: the session, who speaks, and the moment it was read."""

    session: Session
    person: Identity
    place: Place
    now: datetime


Answering = Callable[[Session, Identity, Any, datetime], Answer]
"""What was pressed or typed is the third: a submission, or what the form sent."""


class Dialogue:
    """Implements `bot.turns.Turns`. A press is routed by two tables: what is done with the items of a message by its
    verb, what a form of its own kind sent by its type."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        audit: AuditChain,
        reports: Reports,
        filing: Filing,
        channels: Channels,
        deliver_soon: Callable[[], None],
    ) -> None:
        self._database, self._clock, self._reports = database, clock, reports
        self._filing, self._channels, self._deliver_soon = filing, channels, deliver_soon
        self._audit, self._updating = audit, Updating(audit)
        self._editioning = Editioning(audit, reports)
        self._deciding = Deciding(audit)
        self._items: Mapping[Verb, Answering] = {
            Verb.SAVE: self._updating.save,
            Verb.NO_CHANGE: self._updating.no_change,
            Verb.WITHDRAW: self._updating.withdraw,
            Verb.OPEN: self._updating.open,
            Verb.SHOW: self._updating.show,
        }
        self._forms: Mapping[type[object], Answering] = {
            ReadingGiven: self._audited(save_reading),
            AreaAnswer: self._editioning.confirm,
            StepTaken: self._editioning.take_step,
            PartOpened: self._editioning.open_part,
            **dict.fromkeys(get_args(EditionTyped), self._editioning.write),
            DecisionOpened: self._deciding.open,
            DecisionPressed: self._deciding.decide,
            OptionsPressed: self._audited(press_options),
            RiskPressed: self._audited(save_risk),
            ReportAsked: self._want_report,
        }

    async def on_message(self, message: MessageIn) -> Answer:
        if not message.place.personal:
            return await self._channels.on_message(message)
        if message.data is not None and not message.text:
            return await self._on_old_submit(message)
        return await self._turn(message.sender, message.place, lambda turn: self._hear(turn, message))

    async def on_card_action(self, action: CardAction) -> Answer:
        if not action.place.personal:
            return await self._channels.on_card_action(action)
        return await self._turn(action.sender, action.place, lambda turn: self._act(turn, action.data))

    async def on_file_consent(self, consent: FileConsent) -> Answer:
        """Teams offers files in personal chats only."""
        if not consent.place.personal:
            return Answer(replies=[Reply(sentences.GROUPS)])
        return await self._turn(
            consent.sender,
            consent.place,
            lambda turn: self._filing.answered(turn.session, turn.person, consent, turn.now),
        )

    async def on_installed(self, sender: Sender, place: Place, upgraded: bool) -> Answer:
        """Welcomes; after an upgrade of the app only the reference is kept."""
        if not place.personal:
            return await self._channels.on_added(place)
        return await self._turn(sender, place, (lambda _turn: Answer()) if upgraded else self._welcome)

    async def on_removed(self, sender: Sender, place: Place) -> None:
        if not place.personal:
            return await self._channels.on_removed(place)

        def forget(session: Session) -> None:
            person = identity_of(session, sender.entra_object_id)
            if person is not None:
                forget_installation(session, person.id)

        await self._database.write(forget)
        return None

    async def on_group_change(self, place: Place, change: GroupChange) -> None:
        await self._channels.on_change(place, change)

    async def _on_old_submit(self, message: MessageIn) -> Answer:
        """A client without Universal Actions sends the same data as a message; its card is updated in place."""
        data = message.data or {}
        answered = await self._turn(message.sender, message.place, lambda turn: self._act(turn, data))
        if answered.card is None or not message.reply_to_id:
            return answered
        shown = Replacement(message.place, message.reply_to_id, answered.card, "Your update")
        others = [other for other in answered.replacements if other.activity_id != shown.activity_id]
        return Answer(answered.replies, None, (*others, shown))

    async def _turn(self, sender: Sender, place: Place, work: Callable[[Turn], Answer]) -> Answer:
        now = self._clock()

        def in_transaction(session: Session) -> tuple[Answer, bool]:
            came_back = False
            person = identity_of(session, sender.entra_object_id) if sender.entra_object_id else None
            if person is None:
                log.info("stranger", action="refuse_stranger")
                return Answer(replies=[Reply(sentences.STRANGER)]), came_back
            if place.personal and not _is_known_at(person, sender, place):
                came_back = self._remember(session, person, sender, place, now)
            return work(Turn(session, person, place, now)), came_back

        answer, came_back = await self._database.write(in_transaction)
        if came_back:
            self._deliver_soon()
        if answer.afterwards is not None:
            answer.afterwards()
        return answer

    def _remember(self, session: Session, person: Identity, sender: Sender, place: Place, now: datetime) -> bool:
        """Whether messages wait that could not reach this person before."""
        remember_conversation(
            session,
            person_id=person.id,
            tenant_id=place.tenant_id,
            service_url=place.service_url,
            conversation_id=place.conversation_id,
            user_id=sender.user_id,
            bot_id=place.bot_id,
            now=now,
        )
        return revive_unreached(session, person.id, now) > 0

    def _act(self, turn: Turn, data: Mapping[str, Any]) -> Answer:
        try:
            submission = submitted.read(data)
        except CardNotUnderstood as error:
            return Answer(card=notice.build(sentences.NOTHING_SAVED, str(error), error.typed))
        if submission.form is not None:
            return self._forms[type(submission.form)](turn.session, turn.person, submission.form, turn.now)
        if submission.do is Verb.ASK:
            return self._ask_by_button(turn, submission)
        if submission.do is Verb.FILE:
            return self._filing.wanted(turn.session, turn.person, turn.place, submission.token, turn.now)
        return self._items[submission.do](turn.session, turn.person, submission, turn.now)

    def _audited(self, work: Callable[[Session, AuditChain, Identity, Any, datetime], Answer]) -> Answering:
        return lambda session, person, given, now: work(session, self._audit, person, given, now)

    def _want_report(self, session: Session, person: Identity, asked: ReportAsked, now: datetime) -> Answer:
        try:
            return Answer(replies=[wanted_report(session, self._reports, person, asked, now)])
        except (ReportRefused, ReportNotForThem, PlanNotFound) as refused:
            return Answer(replies=[Reply(str(refused))])

    def _ask_by_button(self, turn: Turn, submission: Submission) -> Answer:
        """The card with the button stays; what it asked is answered below it."""
        answered = self._ask(turn, submission.text)
        return Answer(replies=answered.replies, replacements=answered.replacements)

    def _hear(self, turn: Turn, message: MessageIn) -> Answer:
        """What was typed is answered; that a picture was not read is said besides."""
        unread = [Reply(sentences.TEXT_ALONE)] if message.picture else []
        if unread and not message.text.strip():
            return Answer(replies=unread)
        answered = self._ask(turn, message.text)
        return replace(answered, replies=[*answered.replies, *unread]) if unread else answered

    def _ask(self, turn: Turn, text: str) -> Answer:
        answered = respond(turn.session, self._audit, text, turn.person, turn.now, remembers=True)
        log.info("question answered", action="answer_question", intent=answered.intent.value)
        if isinstance(answered.view, AreasToConfirm | EditionsToClear):
            return Answer(replies=self._editioning.waiting_for(turn.session, turn.person, answered.view, turn.now))
        if isinstance(answered.view, CardsToFill):
            return Answer(replies=self._updating.to_fill(answered.view, answered.text))
        again = ()
        if isinstance(answered.view, TakenFromView):
            again = self._updating.taken_from_view(turn.session, answered.view, turn.now)
        return Answer(replies=[self._reply(turn, answered)], replacements=again)

    def _reply(self, turn: Turn, answered: Answered) -> Reply:
        if isinstance(answered.view, ReportWanted):
            try:
                ready = self._reports.ready(turn.session, answered.view.plan_key, turn.person.key, turn.now)
            except ReportRefused as error:
                return Reply(str(error))
            return Reply(f"{ready.title}: ready", card_for(ready, ()))
        card = card_for(answered.view, answered.suggestions, answered.text)
        return Reply(answered.text.split("\n", 1)[0], card)

    def _welcome(self, turn: Turn) -> Answer:
        leads, areas, suggestions = overview(turn.session, turn.person, turn.now)
        card = welcome.build(turn.person.name, leads, areas, suggestions)
        return Answer(replies=[Reply("I hold the SEND action register", card)])


def _is_known_at(person: Identity, sender: Sender, place: Place) -> bool:
    """Nothing about where this person can be reached is new: the usual case, in which nothing is written."""
    seen = (person.conversation_id, person.service_url, person.user_id, person.bot_id, person.installed)
    return seen == (place.conversation_id, place.service_url, sender.user_id, place.bot_id, True)
