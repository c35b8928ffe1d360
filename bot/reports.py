"""The exception report at the edge: links to it in chat, and the files behind the links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.conversation.answering import REPORT_REFUSED, may_have_reports
from bot.links import BadLink, LinkSigner, ReportLink, valid_until
from store.audit import AuditChain
from store.queries.cuts import take_cut
from store.queries.people import person_named, remit_of
from store.queries.plans import plan_by_key
from store.working_days import london_date
from workflows.answers import ReportReady
from workflows.documents.files import FORMATS, file_name
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

    def link(self, token: str, now: datetime) -> ReportLink:
        """What a link stands for. Raises BadLink."""
        link = self.signer.read(token, now)
        if link.form not in FORMATS:
            raise BadLink
        return link

    def file(self, session: Session, link: ReportLink, now: datetime) -> ReportFile:
        """The file itself; the download is audited. Raises ReportRefused, PersonNotFound, PlanNotFound."""
        _check_right(session, link.plan_key, link.person_key, now)
        report = compiled(session, link.plan_key, link.as_at, self.audit)
        content_type, write = FORMATS[link.form]
        self.audit.record(
            session,
            plan_key=link.plan_key,
            at=now,
            actor=link.person_key,
            action="download_report",
            subject=f"exception report as at {link.as_at.isoformat()}",
            content={"format": link.form},
        )
        return ReportFile(file_name(report, link.form), content_type, write(report))


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
