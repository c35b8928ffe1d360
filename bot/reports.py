"""The exception report at the edge: links to it, and the files behind the links."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from bot.conversation.rights import REPORT_REFUSED, may_have_reports
from bot.links import BadLink, FileOffer, LinkSigner, ReportLink, issued_until, valid_until
from store.audit import AuditChain
from store.queries.cuts import take_cut
from store.queries.editions import edition_by_number, file_of
from store.queries.people import person_named, remit_of
from store.queries.plans import plan_by_key
from store.tables import Edition, Meeting, Plan
from store.working_days import london_date
from workflows.answers import EditionIssued, ReportReady
from workflows.documents.files import FORMATS
from workflows.documents.written import Written, written
from workflows.editions.keeping import recompiled
from workflows.exception_report.compile import compile_report
from workflows.exception_report.value import ExceptionReport
from workflows.language import moment_words
from workflows.standing import period_of

FORM_NAMES = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "html": "web page"}
TO_SAVE = ("docx", "xlsx", "pdf")
"""The forms that people keep and work on."""

DOWNLOAD = "download_report"
"""How the audit calls it that a file left the house."""


class ReportRefused(Exception):
    """Somebody asked for a report that is not for them."""

    def __init__(self) -> None:
        super().__init__(REPORT_REFUSED)


@dataclass(frozen=True, slots=True)
class Reports:
    """`address` is where this bot's web pages are reached, `link_hours` how long a link holds that was asked for, and
    `issued_link_days` how long one holds that goes out with an edition. `template` gives the Word form its look.
    `saves` where Teams can put a file into its reader's OneDrive."""

    signer: LinkSigner
    audit: AuditChain
    address: str
    link_hours: int
    issued_link_days: int = 14
    template: Path | None = None
    saves: bool = False

    def ready(self, session: Session, plan_key: str, person_key: str, now: datetime) -> ReportReady:
        """Compiles the report as it stands and hands out links to it. Raises ReportRefused."""
        _check_right(session, plan_key, person_key, now)
        report = compiled(session, plan_key, now, self.audit)
        link = ReportLink(person_key, plan_key, now, "", valid_until(now, self.link_hours))
        return self._handed_out(session, report, report.title, link, now)

    def edition_ready(
        self, session: Session, plan_key: str, person_key: str, edition: Edition, now: datetime
    ) -> ReportReady:
        """Links to one edition: of a draft to the preview as it stands when it is opened, else to the frozen files.

        Raises ReportRefused.
        """
        _check_right(session, plan_key, person_key, now)
        report = recompiled(edition)
        link = ReportLink(person_key, plan_key, now, "", valid_until(now, self.link_hours), edition.number)
        return self._handed_out(session, report, f"{report.title}, edition {edition.number}", link, now)

    def issued(self, session: Session, person_key: str, edition: Edition, now: datetime) -> EditionIssued:
        """What one recipient of an issued edition gets. Raises ReportRefused."""
        plan = session.get_one(Plan, edition.plan_id)
        _check_right(session, plan.key, person_key, now)
        report = recompiled(edition)
        meeting = session.get_one(Meeting, edition.meeting_id).held_on if edition.meeting_id else None
        until = issued_until(meeting, now, self.issued_link_days)
        link = ReportLink(person_key, plan.key, now, "", until, edition.number)
        replaces = f"It replaces edition {report.replaces}: {report.replaced_because}" if report.replaces else ""
        ready = self._handed_out(session, report, report.title, link, now)
        return EditionIssued(edition.number, plan.title, ready, replaces)

    def edition_link(self, plan_key: str, person_key: str, number: int, form: str, now: datetime) -> str:
        until = valid_until(now, self.link_hours)
        return self.address_of(ReportLink(person_key, plan_key, now, form, until, number))

    def address_of(self, link: ReportLink) -> str:
        return f"{self.address}/reports/{self.signer.sign(link)}"

    def link(self, token: str, now: datetime) -> ReportLink:
        """What a link stands for. Raises BadLink."""
        link = self.signer.read(token, now)
        if link.form not in FORMATS:
            raise BadLink
        return link

    def offer(self, token: str, now: datetime) -> FileOffer:
        """What the answer to an offer is about. Raises BadLink."""
        offer = self.signer.read_offer(token, now)
        if offer.link.form not in TO_SAVE:
            raise BadLink
        return offer

    def check_right(self, session: Session, link: ReportLink, now: datetime) -> None:
        """Raises ReportRefused, PersonNotFound, PlanNotFound."""
        _check_right(session, link.plan_key, link.person_key, now)

    def file(self, session: Session, link: ReportLink, now: datetime) -> Written:
        """The file itself. Writes nothing, and may take seconds. Raises ReportRefused, PersonNotFound, PlanNotFound,
        BadLink.
        """
        self.check_right(session, link, now)
        return self._edition_file(session, link) if link.edition else self._bare_file(session, link)

    def record_download(
        self, session: Session, link: ReportLink, file: Written, now: datetime, offer: str = ""
    ) -> None:
        """Before the first byte leaves. `offer`: the number of the one by which it goes to its reader's OneDrive."""
        content = {"format": link.form, "sha256": hashlib.sha256(file.content).hexdigest()}
        by_offer = {"to": "OneDrive", "offer": offer} if offer else {}
        self.record(session, link, DOWNLOAD, {**content, **by_offer}, now)

    def record(
        self,
        session: Session,
        link: ReportLink,
        action: str,
        content: Mapping[str, object],
        now: datetime,
        actor: str = "",
    ) -> None:
        """`actor`: who acted, if not the person whose link it is."""
        self.audit.record(
            session,
            plan_key=link.plan_key,
            at=now,
            actor=actor or link.person_key,
            action=action,
            subject=subject_of(link),
            content=content,
        )

    def _handed_out(
        self, session: Session, report: ExceptionReport, title: str, link: ReportLink, now: datetime
    ) -> ReportReady:
        self.record(session, link, "hand_out_links", {"valid_until": link.valid_until.isoformat()}, now)
        addresses = ((name, self.address_of(replace(link, form=form))) for form, name in FORM_NAMES.items())
        tokens = ((FORM_NAMES[form], self.signer.sign(replace(link, form=form))) for form in TO_SAVE)
        return ReportReady(
            title,
            report.summary,
            report.as_at,
            report.status,
            tuple(addresses),
            link.valid_until,
            tuple(tokens) if self.saves else (),
        )

    def _bare_file(self, session: Session, link: ReportLink) -> Written:
        return written(compiled(session, link.plan_key, link.as_at, self.audit), link.form, self.template)

    def _edition_file(self, session: Session, link: ReportLink) -> Written:
        """Frozen files as they are kept; of a draft, and of an edition of a simulated register, made from what is
        stored. Raises BadLink.
        """
        edition = edition_by_number(session, plan_by_key(session, link.plan_key), link.edition or 0)
        if edition is None:
            raise BadLink
        kept = file_of(session, edition, link.form)
        if kept is not None:
            return Written(kept.name, kept.content_type, kept.content)
        return written(recompiled(edition), link.form, self.template)


def compiled(session: Session, plan_key: str, at: datetime, audit: AuditChain) -> ExceptionReport:
    """A bare report: a draft that makes no edition."""
    since = period_of(take_cut(session, plan_key, at)).start
    cut = take_cut(session, plan_key, at, asked_since=since)
    return compile_report(cut, audit_head=audit.head(session, plan_key))


def subject_of(link: ReportLink) -> str:
    """As the audit names what a link leads to."""
    return f"exception {link.edition}" if link.edition else f"exception report as at {link.as_at.isoformat()}"


def words_for(link: ReportLink) -> str:
    """What a link leads to, for its reader."""
    of = f"edition {link.edition}" if link.edition else f"as at {moment_words(link.as_at)}"
    return f"Exception report ({FORM_NAMES[link.form]}), {of}"


def _check_right(session: Session, plan_key: str, person_key: str, now: datetime) -> None:
    person = person_named(session, person_key)
    remit = remit_of(session, person.id or 0, plan_by_key(session, plan_key), london_date(now))
    if not may_have_reports(remit):
        raise ReportRefused
