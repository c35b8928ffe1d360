"""Editions: a report frozen at its cut, so that later updates never change it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import func
from sqlmodel import Session, select

from store import tables
from store.audit import AuditChain
from store.cut import ConfirmationRow, DataCut
from store.queries.cuts import take_cut
from store.queries.plans import plan_by_key
from store.types import EditionStatus
from workflows.documents.json_document import write_json
from workflows.exception_report.compile import compile_report
from workflows.exception_report.limits import RULES_VERSION
from workflows.exception_report.value import ExceptionReport
from workflows.standing import period_of

KIND = "exception"
_CUTS: TypeAdapter[DataCut] = TypeAdapter(DataCut)


@dataclass(frozen=True, slots=True)
class EditionIssued:
    number: int
    report: ExceptionReport
    content_hash: str


def issue_edition(
    session: Session,
    audit: AuditChain,
    plan_key: str,
    *,
    cut_off: datetime,
    meeting_id: int | None,
    now: datetime,
    actor: str,
    confirmations: tuple[ConfirmationRow, ...] = (),
) -> EditionIssued:
    """Takes the cut, compiles and freezes it. It stays a draft while its counts do not reconcile or an area is not
    confirmed."""
    plan = plan_by_key(session, plan_key)
    since = period_of(take_cut(session, plan_key, cut_off)).start
    cut = replace(take_cut(session, plan_key, cut_off, asked_since=since), confirmations=confirmations)
    highest = session.exec(
        select(func.max(tables.Edition.number)).where(tables.Edition.plan_id == plan.id, tables.Edition.kind == KIND)
    ).one()
    number = (highest or 0) + 1
    head = audit.head(session, plan_key)
    report = compile_report(cut, edition=number, final=True, audit_head=head)
    compiled = write_json(report)
    content_hash = hashlib.sha256(compiled).hexdigest()
    session.add(
        tables.Edition(
            plan_id=plan.id or 0,
            meeting_id=meeting_id,
            kind=KIND,
            number=number,
            cut_off_at=cut_off,
            status=EditionStatus.ISSUED if report.reconciles else EditionStatus.DRAFT,
            rules_version=RULES_VERSION,
            cut=_CUTS.dump_json(cut).decode(),
            compiled=compiled.decode(),
            content_hash=content_hash,
            audit_head=head,
            created_at=now,
            issued_at=now if report.reconciles else None,
        )
    )
    content: dict[str, Any] = {"content_hash": content_hash, "rules_version": RULES_VERSION, "cut_off": cut_off}
    audit.record(
        session,
        plan_key=plan_key,
        at=now,
        actor=actor,
        action="issue_edition",
        subject=f"{KIND} {number}",
        content=content,
    )
    return EditionIssued(number, report, content_hash)


def recompiled(edition: tables.Edition) -> ExceptionReport:
    """The same report again, from the stored cut alone."""
    cut = _CUTS.validate_json(edition.cut)
    final = edition.status is EditionStatus.ISSUED
    return compile_report(cut, edition=edition.number, final=final, audit_head=edition.audit_head)
