"""The bot's side of what happens in channels and group chats: it comes and goes, is asked and told, is pressed.

Who reads along is found out before the transaction; a refusal is one sentence and is in the audit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from sqlmodel import Session

from adaptive_cards import submitted
from adaptive_cards.report_offer import ReportAsked
from adaptive_cards.submitted import Submission
from adaptive_cards.typed import CardNotUnderstood
from adaptive_cards.verbs import Verb
from bot.channels import sentences
from bot.channels.answering import answer_all
from bot.channels.audience import audience_of
from bot.channels.refusing import Refusal, record_refusal
from bot.channels.report_request import ReportRequests
from bot.channels.roster import Rosters, TooManyReaders
from bot.channels.tie_words import StopWanted, TieWanted, read_wish
from bot.channels.tying import stop, tie_as_wished
from bot.clock import Clock
from bot.database import Database
from bot.delivery_faults import DeliveryFault
from bot.turns import Answer, CardAction, GroupChange, MessageIn, Place, Reply, Sender
from reminders.channel_ties import untie_all
from store.audit import AuditChain
from store.queries.channels import SeenChannel, channel_called, channels_of_team, plan_tied_to, remember_channel
from store.queries.people import Identity, identity_of
from store.tables import Channel

log = structlog.get_logger()

GONE = "the bot is not in the channel any more"
Readers = tuple[str, ...] | Refusal


@dataclass(frozen=True, slots=True)
class Channels:
    database: Database
    clock: Clock
    audit: AuditChain
    rosters: Rosters
    requests: ReportRequests

    async def on_message(self, message: MessageIn) -> Answer:
        words = message.text.strip()
        if message.data is not None and not words:
            return await self._on_old_submit(message, message.data)
        heard = await self._hear(message.sender, message.place, words)
        return Answer(replies=[Reply(heard.words) if isinstance(heard, Refusal) else heard])

    async def on_card_action(self, action: CardAction) -> Answer:
        """What only the presser is to read is in the answer to the press. The card stays, with what was typed in it."""
        try:
            submission = submitted.read(action.data)
        except CardNotUnderstood as error:
            return Answer(said=str(error))
        if isinstance(submission.form, ReportAsked):
            return Answer(said=await self.requests.send(action.sender, action.place, submission.form))
        if submission.do is Verb.ASK:
            heard = await self._hear(action.sender, action.place, submission.text)
            return Answer(said=heard.words) if isinstance(heard, Refusal) else Answer(replies=[heard])
        await self.database.write(partial(self._forwarded, action=action, submission=submission, now=self.clock()))
        return Answer(said=sentences.FORWARDED)

    async def on_added(self, place: Place) -> Answer:
        """Says hello once, however often Teams tells of it."""
        self.rosters.forget()
        now = self.clock()
        new = await self.database.write(lambda session: remember_channel(session, _seen(place), now))
        return Answer(replies=[Reply(sentences.HELLO)] if new else ())

    async def on_removed(self, place: Place) -> None:
        await self.on_change(place, GroupChange.TEAM_GONE)

    async def on_change(self, place: Place, change: GroupChange) -> None:
        self.rosters.forget()
        if change is not GroupChange.MEMBERS:
            await self.database.write(partial(self._changed, place=place, change=change, now=self.clock()))

    async def _on_old_submit(self, message: MessageIn, data: Mapping[str, Any]) -> Answer:
        """A client without Universal Actions sends the press as a message, and all read what comes back."""
        pressed = await self.on_card_action(CardAction(message.sender, message.place, "", data, message.reply_to_id))
        return Answer(replies=pressed.replies or [Reply(pressed.said)])

    async def _hear(self, sender: Sender, place: Place, words: str) -> Reply | Refusal:
        wish = read_wish(words)
        readers: Readers = ()
        if words and not isinstance(wish, StopWanted):
            readers = await self._readers(place)
        work = partial(self._answer, sender=sender, place=place, words=words, wish=wish, readers=readers)
        return await self.database.write(partial(work, now=self.clock()))

    async def _readers(self, place: Place) -> Readers:
        try:
            return await self.rosters.of(place)
        except TooManyReaders as error:
            return Refusal(sentences.too_many(error.most), "TOO_MANY_READERS")
        except DeliveryFault as fault:
            log.warning("the members of a channel are not known", action="look_up_members", fault=str(fault))
            return Refusal(sentences.READERS_NOT_KNOWN, "READERS_NOT_KNOWN")

    def _answer(
        self,
        session: Session,
        *,
        sender: Sender,
        place: Place,
        words: str,
        wish: TieWanted | StopWanted | None,
        readers: Readers,
        now: datetime,
    ) -> Reply | Refusal:
        remember_channel(session, seen := _seen(place), now)
        channel = channel_called(session, seen.conversation_id)
        if not words or channel is None:
            return Reply(sentences.HELP)
        person = identity_of(session, sender.entra_object_id) if sender.entra_object_id else None
        answer = self._decide(session, person, channel, words, wish, readers, now)
        if isinstance(answer, Refusal):
            record_refusal(session, self.audit, person, channel.conversation_id, answer.asked, now)
        log.info("asked in a channel", action="answer_in_channel", refused=isinstance(answer, Refusal))
        return answer

    def _decide(
        self,
        session: Session,
        person: Identity | None,
        channel: Channel,
        words: str,
        wish: TieWanted | StopWanted | None,
        readers: Readers,
        now: datetime,
    ) -> Reply | Refusal:
        if person is None:
            return Refusal(sentences.STRANGER, "STRANGER")
        if isinstance(wish, StopWanted):
            return Reply(stop(session, self.audit, person, channel, wish, now))
        if isinstance(readers, Refusal):
            return readers
        audience = audience_of(session, readers, now, plan_tied_to(session, channel))
        if audience is None:
            return Refusal(sentences.SOMEBODY_ELSE_READS, "SOMEBODY_ELSE_READS")
        if wish is not None:
            return Reply(tie_as_wished(session, self.audit, person, channel, audience.plan, wish, now))
        return answer_all(session, self.audit, words, audience, now)

    def _forwarded(self, session: Session, *, action: CardAction, submission: Submission, now: datetime) -> None:
        sender = action.sender
        person = identity_of(session, sender.entra_object_id) if sender.entra_object_id else None
        record_refusal(session, self.audit, person, action.place.group_id, submission.do.value, now)

    def _changed(self, session: Session, *, place: Place, change: GroupChange, now: datetime) -> None:
        seen = _seen(place)
        if change is GroupChange.NAMED:
            known = channel_called(session, seen.conversation_id)
            if known is not None and known.installed:
                remember_channel(session, seen, now)
            for channel in channels_of_team(session, seen.team_id) if seen.team_id and seen.team_name else ():
                channel.team_name = seen.team_name
            return
        one = channel_called(session, seen.conversation_id)
        whole_team = change is GroupChange.TEAM_GONE and seen.team_id
        for channel in channels_of_team(session, seen.team_id) if whole_team else [one] if one else []:
            untie_all(session, self.audit, channel, GONE, now)
            channel.installed = False


def _seen(place: Place) -> SeenChannel:
    group = place.group
    return SeenChannel(
        conversation_id=place.group_id,
        team_id=group.team_id if group else "",
        team_name=group.team_name if group else "",
        name=group.name if group else "",
        tenant_id=place.tenant_id,
        service_url=place.service_url,
        bot_id=place.bot_id,
    )
