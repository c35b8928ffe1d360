"""The exception report at the edge: links to it in chat, and the files behind the links."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.conversation.answering import REPORT_REFUSED, may_have_reports
from bot.links import BadLink, LinkSigner, ReportLink, valid_until
from store.audit import AuditChain
from store.queries.cuts import take_cut
from store.queries.editions import edition_by_number, file_of
from store.queries.people import person_named, remit_of
from store.queries.plans import plan_by_key
from store.tables import Edition
from store.working_days import london_date
from workflows.answers import ReportReady
from workflows.documents.files import FORMATS, file_name
from workflows.editions.keeping import recompiled
from workflows.exception_report.compile import compile_report
from workflows.exception_report.value import ExceptionReport
from workflows.standing import period_of

FORM_NAMES = {"docx": "Word", "xlsx": "Excel", "html": "web page"}


class ReportRefused(Exception):
    """Somebody asked for a report that is not for them."""

    def __init__(self) -> None:
        super().__init__(REPORT_REFUSED)


@dataclass(frozen=True, slots=True)
class ReportFile:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reports:
    """`address` is where this bot's web pages are reached, `link_hours` how long a link holds."""

    signer: LinkSigner
    audit: AuditChain
    address: str
    link_hours: int

    def ready(self, session: Session, plan_key: str, person_key: str, now: datetime) -> ReportReady:
        """Compiles the report as it stands and hands out links to it. Raises ReportRefused."""
        _check_right(session, plan_key, person_key, now)
        report = compiled(session, plan_key, now, self.audit)
        until = valid_until(now, self.link_hours)
        links = tuple(
            (name, f"{self.address}/reports/{self.signer.sign(ReportLink(person_key, plan_key, now, form, until))}")
            for form, name in FORM_NAMES.items()
        )
        return ReportReady(report.title, report.summary, now, report.status, links, until)

    def edition_ready(
        self, session: Session, plan_key: str, person_key: str, edition: Edition, now: datetime
    ) -> ReportReady:
        """Links to one edition: of a draft to the preview as it stands when it is opened, else to the frozen files.

        Raises ReportRefused.
        """
        _check_right(session, plan_key, person_key, now)
        report, until = recompiled(edition), valid_until(now, self.link_hours)
        links = tuple(
            (name, self.edition_link(plan_key, person_key, edition.number, form, now))
            for form, name in FORM_NAMES.items()
        )
        title = f"{report.title}, edition {edition.number}"
        return ReportReady(title, report.summary, edition.cut_off_at, report.status, links, until)

    def edition_link(self, plan_key: str, person_key: str, number: int, form: str, now: datetime) -> str:
        until = valid_until(now, self.link_hours)
        return f"{self.address}/reports/{self.signer.sign(ReportLink(person_key, plan_key, now, form, until, number))}"

    def link(self, token: str, now: datetime) -> ReportLink:
        """What a link stands for. Raises BadLink."""
        link = self.signer.read(token, now)
        if link.form not in FORMATS:
            raise BadLink
        return link

    def file(self, session: Session, link: ReportLink, now: datetime) -> ReportFile:
        """The file itself; the download is audited. Raises ReportRefused, PersonNotFound, PlanNotFound, BadLink."""
        _check_right(session, link.plan_key, link.person_key, now)
        file = _edition_file(session, link) if link.edition else _bare_file(session, link, self.audit)
        subject = f"exception {link.edition}" if link.edition else f"exception report as at {link.as_at.isoformat()}"
        self.audit.record(
            session,
            plan_key=link.plan_key,
            at=now,
            actor=link.person_key,
            action="download_report",
            subject=subject,
            content={"format": link.form, "sha256": hashlib.sha256(file.content).hexdigest()},
        )
        return file


def _bare_file(session: Session, link: ReportLink, audit: AuditChain) -> ReportFile:
    return _written(compiled(session, link.plan_key, link.as_at, audit), link.form)


def _edition_file(session: Session, link: ReportLink) -> ReportFile:
    """Frozen files as they are kept; of a draft, and of an edition of a simulated register, made from what is stored.

    Raises BadLink.
    """
    edition = edition_by_number(session, plan_by_key(session, link.plan_key), link.edition or 0)
    if edition is None:
        raise BadLink
    kept = file_of(session, edition, link.form)
    if kept is not None:
        return ReportFile(kept.name, kept.content_type, kept.content)
    return _written(recompiled(edition), link.form)


def _written(report: ExceptionReport, form: str) -> ReportFile:
    content_type, write = FORMATS[form]
    return ReportFile(file_name(report, form), content_type, write(report))


def compiled(session: Session, plan_key: str, at: datetime, audit: AuditChain) -> ExceptionReport:
    """A bare report: a draft that makes no edition."""
    since = period_of(take_cut(session, plan_key, at)).start
    cut = take_cut(session, plan_key, at, asked_since=since)
    return compile_report(cut, audit_head=audit.head(session, plan_key))


def _check_right(session: Session, plan_key: str, person_key: str, now: datetime) -> None:
    person = person_named(session, person_key)
    remit = remit_of(session, person.id or 0, plan_by_key(session, plan_key), london_date(now))
    if not may_have_reports(remit):
        raise ReportRefused
