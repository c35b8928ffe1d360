"""What an import leaves in the audit: one entry for itself, and one for each item it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.register_files.report import Changed, Subject, Tally


@dataclass(frozen=True, slots=True)
class Imported:
    """One import, named by what it read; `action` is a fact: register_imported."""

    action: str
    source: str
    plan_key: str
    actor: str
    at: datetime


def record_import(
    session: Session, audit: AuditChain, imported: Imported, tally: Tally, *, own_entry: Container[str] = ()
) -> None:
    """Kinds in `own_entry` get an entry for each item changed; the import's entry holds all other changes."""
    items: dict[Subject, list[Changed]] = defaultdict(list)
    others: list[Changed] = []
    for subject, changed in tally.changes:
        (items[subject] if subject.kind in own_entry else others).append(changed)
    report = tally.report(version=None)
    _record(
        session,
        audit,
        imported,
        imported.action,
        imported.source,
        {
            "rows_read": report.rows_read,
            "added": report.added,
            "changed": report.changed,
            "unchanged": report.unchanged,
            "refused": len(report.refused),
            "gone": report.gone,
            "new": [str(subject) for subject in tally.added],
            "changes": [_values(changed, whole=True) for changed in others],
        },
    )
    for subject, changes in items.items():
        content: dict[str, object] = {"changes": [_values(changed) for changed in changes]}
        _record(session, audit, imported, f"{subject.kind}_changed", subject.ref, content)


def _record(
    session: Session,
    audit: AuditChain,
    imported: Imported,
    action: str,
    subject: str,
    content: dict[str, object],
) -> None:
    audit.record(
        session,
        plan_key=imported.plan_key,
        at=imported.at,
        actor=imported.actor,
        action=action,
        subject=subject,
        content=content,
    )


def _values(changed: Changed, *, whole: bool = False) -> dict[str, str]:
    values = {"field": changed.field, "old": changed.old, "new": changed.new}
    return {"subject": changed.subject, **values} if whole else values
