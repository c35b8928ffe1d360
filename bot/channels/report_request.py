"""“Send me the report”, pressed where many read: its links go to whoever pressed, in a chat with them alone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlmodel import Session

from adaptive_cards.report_offer import ReportAsked
from bot.channels import sentences
from bot.channels.refusing import record_refusal
from bot.clock import Clock
from bot.conversation.showing import card_for
from bot.database import Database
from bot.delivery_faults import DeliveryFault
from bot.messenger import Addressee, Messenger, Receipt
from bot.reports import ReportRefused, Reports
from bot.turns import Place, Reply, Sender
from store.audit import AuditChain
from store.queries.asking import conversation_of
from store.queries.conversations import remember_conversation
from store.queries.editions import edition_by_number
from store.queries.people import Identity, identity_of
from store.queries.plans import PlanNotFound, plan_by_key
from store.tables import Person
from store.types import EditionStatus

WITHIN_SECONDS = 7
"""Teams waits ten for the answer to a press."""

NO_EDITION = "That edition is not in the register any more: ask me for the exception report in our own chat."


@dataclass(frozen=True, slots=True)
class ReportRequests:
    database: Database
    clock: Clock
    audit: AuditChain
    reports: Reports
    messenger: Messenger

    async def send(self, sender: Sender, place: Place, asked: ReportAsked) -> str:
        """What whoever pressed is told; it stands in no chat."""
        now = self.clock()
        made = await self.database.write(partial(self._made, sender=sender, place=place, asked=asked, now=now))
        if isinstance(made, str):
            return made
        addressee, reply = made
        try:
            async with asyncio.timeout(WITHIN_SECONDS):
                receipt = await self.messenger.send(addressee, reply)
        except (DeliveryFault, TimeoutError):
            return sentences.REPORT_NOT_SENT
        await self.database.write(
            partial(self._receipted, addressee=addressee, receipt=receipt, place=place, asked=asked, now=now)
        )
        return sentences.REPORT_SENT

    def _made(
        self, session: Session, *, sender: Sender, place: Place, asked: ReportAsked, now: datetime
    ) -> tuple[Addressee, Reply] | str:
        person = identity_of(session, sender.entra_object_id) if sender.entra_object_id else None
        try:
            if person is None:
                raise ReportNotForThem(sentences.STRANGER)
            return _addressee(session, person), wanted_report(session, self.reports, person, asked, now)
        except (ReportRefused, PlanNotFound, ReportNotForThem) as refused:
            record_refusal(session, self.audit, person, place.group_id, f"SEND_REPORT {asked.edition}", now)
            return NO_EDITION if isinstance(refused, PlanNotFound) else str(refused)

    def _receipted(
        self,
        session: Session,
        *,
        addressee: Addressee,
        receipt: Receipt,
        place: Place,
        asked: ReportAsked,
        now: datetime,
    ) -> None:
        person = identity_of(session, addressee.entra_object_id or "")
        if person is not None and receipt.place is not None and receipt.place != addressee.place:
            remember_conversation(
                session,
                person_id=person.id,
                tenant_id=receipt.place.tenant_id,
                service_url=receipt.place.service_url,
                conversation_id=receipt.place.conversation_id,
                user_id="",
                bot_id=receipt.place.bot_id,
                now=now,
            )
        self.audit.record(
            session,
            plan_key=asked.plan_key,
            at=now,
            actor=addressee.person_key,
            action="send_report",
            subject=f"exception {asked.edition}" if asked.edition else f"exception report as at {now.isoformat()}",
            content={"asked_in": place.group_id},
        )


class ReportNotForThem(Exception):
    """There is no such report for whoever asked; the message says what to do."""


def wanted_report(session: Session, reports: Reports, person: Identity, asked: ReportAsked, now: datetime) -> Reply:
    """With links of this person's own. Raises ReportRefused, PlanNotFound, ReportNotForThem."""
    plan = plan_by_key(session, asked.plan_key)
    if not asked.edition:
        ready = reports.ready(session, plan.key, person.key, now)
        return Reply(f"{ready.title}: ready", card_for(ready, ()))
    edition = edition_by_number(session, plan, asked.edition)
    if edition is None or edition.status is not EditionStatus.ISSUED:
        raise ReportNotForThem(NO_EDITION)
    ready = reports.edition_ready(session, plan.key, person.key, edition, now)
    return Reply(f"{ready.title}: ready", card_for(ready, ()))


def _addressee(session: Session, person: Identity) -> Addressee:
    row, known = session.get_one(Person, person.id), conversation_of(session, person.id)
    place = Place(known.service_url, known.conversation_id, True, known.tenant_id, known.bot_id) if known else None
    return Addressee(row.key, row.name, row.email, row.entra_object_id, place)
