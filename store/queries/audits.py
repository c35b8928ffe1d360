"""Reading the audit, entry by entry: a chain may be long, so nobody holds the whole of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from store.tables import AuditEntry, Edition, Plan, Update

AT_A_TIME = 1000
IMPORTED = "_imported"
"""How the action of an import's entry ends: one entry tells of everything that it brought in."""

_AUDIT = AuditEntry.metadata.tables["audit_entry"]


@dataclass(frozen=True, slots=True)
class PrintedHead:
    """The newest link of a plan's chain when something was printed, and what it was printed in: "edition 3"."""

    plan_key: str
    printed_in: str
    head: str


def every_entry(session: Session) -> Iterator[dict[str, Any]]:
    """Every entry as it lies in the database, chain by chain, each in order of position."""
    return _as_they_lie(session, _AUDIT, _AUDIT.c.plan_key, _AUDIT.c.position)


def every_row(session: Session, table: sa.Table) -> Iterator[dict[str, Any]]:
    """Every row of a table as it lies in the database."""
    return _as_they_lie(session, table, *table.primary_key.columns)


def _as_they_lie(session: Session, table: sa.Table, *order: sa.Column[Any]) -> Iterator[dict[str, Any]]:
    """Raw: what somebody wrote past the program need not be a date, or a word of the vocabulary, at all."""
    names = table.columns.keys()
    raw = [sa.type_coerce(table.c[name], sa.types.NullType()).label(name) for name in names]
    rows = session.connection().execute(sa.select(*raw).order_by(*order), execution_options={"yield_per": AT_A_TIME})
    for row in rows:
        yield dict(zip(names, row, strict=True))


def printed_heads(session: Session) -> list[PrintedHead]:
    """The head in each edition of the report, oldest first."""
    found = session.exec(
        select(Plan.key, Edition.number, Edition.audit_head)
        .join(Edition, col(Edition.plan_id) == Plan.id)
        .where(Edition.audit_head != "")
        .order_by(col(Plan.key), col(Edition.created_at), col(Edition.id))
    )
    return [PrintedHead(plan, f"edition {number}", head) for plan, number, head in found]


def entry_at(session: Session, plan_key: str, position: int) -> AuditEntry | None:
    return session.exec(
        select(AuditEntry).where(AuditEntry.plan_key == plan_key, AuditEntry.position == position)
    ).first()


def entries_about(session: Session, plan_key: str, subject: str) -> list[AuditEntry]:
    return list(
        session.exec(
            select(AuditEntry)
            .where(AuditEntry.plan_key == plan_key, AuditEntry.subject == subject)
            .order_by(col(AuditEntry.position))
        )
    )


def entries_beginning(session: Session, plan_key: str, subject: str) -> list[AuditEntry]:
    """Of a plan's chain and of the one that belongs to no plan: about the subject itself, and about what is named by it
    and more words ("exception report", "exception report as at ...")."""
    column = col(AuditEntry.subject)
    parts = (column.startswith(f"{subject}{mark}", autoescape=True) for mark in " /")
    return list(
        session.exec(
            select(AuditEntry)
            .where(col(AuditEntry.plan_key).in_([plan_key, ""]), or_(column == subject, *parts))
            .order_by(col(AuditEntry.at), col(AuditEntry.id))
        )
    )


def history_of(session: Session, plan_key: str, ref: str, until: datetime) -> list[AuditEntry]:
    """What happened to an action and its milestones, oldest first, and the imports that may have brought it in."""
    subject = col(AuditEntry.subject)
    about = or_(subject == ref, subject.startswith(f"{ref}/", autoescape=True))
    return list(
        session.exec(
            select(AuditEntry)
            .where(
                AuditEntry.plan_key == plan_key,
                or_(about, col(AuditEntry.action).endswith(IMPORTED, autoescape=True)),
                AuditEntry.at <= until,
            )
            .order_by(col(AuditEntry.position))
        )
    )


def withdrawn_updates(session: Session, update_ids: Iterable[int]) -> set[int]:
    """Those of these updates that were withdrawn."""
    found = select(Update.id).where(col(Update.id).in_(list(update_ids)), col(Update.withdrawn_at).is_not(None))
    return {update_id or 0 for update_id in session.exec(found)}
