"""Somebody wants a report in their own OneDrive, and answers when Teams asks whether they mean it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlmodel import Session

from bot.filing.errors import FilingRefused, ForeignAddress, NotTheirOffer, OfferOver
from bot.filing.handover import FileHandover
from bot.filing.upload_address import check_address
from bot.links import BadLink, ReportLink
from bot.reports import ReportRefused, Reports
from bot.turns import Answer, FileConsent, Place, Reply
from store.queries.people import Identity, PersonNotFound
from store.queries.plans import PlanNotFound

ON_ITS_WAY = "The file is being made: Teams then asks whether it may go into your OneDrive."
DECLINED = "Nothing was saved. The links to the report hold as before."


@dataclass(frozen=True, slots=True)
class Filing:
    """Decides within the turn; what takes time is begun after it. `hosts` are those of the council's OneDrive.

    A refusal is an answer: the audit of it is kept with the turn.
    """

    reports: Reports
    handover: FileHandover
    hosts: Sequence[str]

    def wanted(self, session: Session, person: Identity, place: Place, token: str, now: datetime) -> Answer:
        """A button of a card that was sent to this person."""
        try:
            link = self.reports.link(token, now)
        except BadLink as error:
            return Answer(replies=[Reply(str(error))])
        try:
            self._check(session, person, link, now)
        except (FilingRefused, ReportRefused, PlanNotFound) as refused:
            return self._refused(session, person, link, refused, now)
        return Answer(afterwards=partial(self.handover.offer, place, link), said=ON_ITS_WAY)

    def answered(self, session: Session, person: Identity, consent: FileConsent, now: datetime) -> Answer:
        remove = partial(self.handover.remove_offer, consent)
        try:
            offer = self.reports.offer(consent.token, now)
        except BadLink:
            return Answer(replies=[Reply(str(OfferOver()))], afterwards=remove)
        try:
            self._check(session, person, offer.link, now)
            if consent.upload is None:
                self.reports.record(session, offer.link, "decline_file", {"offer": offer.number}, now)
                return Answer(replies=[Reply(DECLINED)], afterwards=remove)
            for address in (consent.upload.upload_url, consent.upload.content_url):
                check_address(address, self.hosts)
        except (FilingRefused, ReportRefused, PlanNotFound) as refused:
            answer = self._refused(session, person, offer.link, refused, now)
            return Answer(replies=answer.replies, afterwards=remove)
        return Answer(afterwards=partial(self.handover.save, consent, consent.upload, offer))

    def _check(self, session: Session, person: Identity, link: ReportLink, now: datetime) -> None:
        """Raises NotTheirOffer, ReportRefused, PlanNotFound."""
        if link.person_key != person.key:
            raise NotTheirOffer
        try:
            self.reports.check_right(session, link, now)
        except PersonNotFound as error:
            raise NotTheirOffer from error

    def _refused(
        self, session: Session, person: Identity, link: ReportLink, refused: Exception, now: datetime
    ) -> Answer:
        why = {"asked": "save_file", "why": type(refused).__name__}
        if isinstance(refused, ForeignAddress):
            why["host"] = refused.host
        self.reports.record(session, link, "refused", why, now, actor=person.key)
        return Answer(replies=[Reply(str(refused))])
