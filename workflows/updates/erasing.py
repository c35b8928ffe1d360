"""An update that holds what may identify a child: its words go, and only the fact stays (`domain.md` 8.1)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.erasing import ErasingRefused, erase_content
from store.queries.audits import entries_about
from store.queries.given_updates import evidence_given_with, notices_of_update, with_those_it_corrects
from store.queries.items import Item
from store.tables import AuditEntry, Message, Update
from store.types import MessageStatus
from workflows.updates.actions import Speaker

REASON = "Withdrawn as holding personal data"
WITHDRAWN = "An update was withdrawn\n\nThe update that this told of was withdrawn; what it said is no longer kept."

_WORDS = ("narrative", "cause", "effect", "recovery", "recovery_owner", "waiting_for", "help_needed")


@dataclass(frozen=True, slots=True)
class Erased:
    """`notices` had told others of the update, and now say that it was withdrawn. `left`: entries of the audit that
    could not be blanked, by position.
    """

    notices: tuple[Message, ...]
    left: tuple[int, ...]


def erase_words(
    session: Session, audit: AuditChain, *, person: Speaker, update: Update, item: Item, now: datetime
) -> Erased:
    """Blanks the texts of an update that was withdrawn, and of those that it corrected; those of their evidence, and
    what notices and the audit say of them. A notice not yet sent is never sent.
    """
    chain = with_those_it_corrects(session, update)
    ids = {one.id or 0 for one in chain}
    for one in chain:
        for name in _WORDS:
            setattr(one, name, "")
        for evidence in evidence_given_with(session, one.id or 0):
            evidence.title = "Withdrawn"
    audit.record(
        session,
        plan_key=item.plan_key,
        at=now,
        actor=person.key,
        action="erase_update",
        subject=item.subject,
        content={"updates": sorted(ids)},
    )

    def recorded(entry: AuditEntry) -> bool:
        return entry.action == "record_update" and json.loads(entry.content or "{}").get("update") in ids

    left = erase_entries(
        session, audit, person=person, plan_key=item.plan_key, subject=item.subject, recorded=recorded, now=now
    )
    notices = [notice for update_id in sorted(ids) for notice in notices_of_update(session, update_id)]
    for notice in notices:
        notice.body = WITHDRAWN
        if notice.status is MessageStatus.PLANNED:
            notice.status, notice.fault = MessageStatus.DROPPED, "the update was withdrawn"
    session.flush()
    return Erased(tuple(notices), tuple(left))


def erase_entries(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan_key: str,
    subject: str,
    recorded: Callable[[AuditEntry], bool],
    now: datetime,
) -> list[int]:
    """The entries that recorded what is erased, and every other one that repeats words of them; the positions of those
    left."""
    entries = {entry.position: entry for entry in entries_about(session, plan_key, subject)}
    waiting = [position for position, entry in entries.items() if recorded(entry)]
    seen: set[int] = set()
    left: list[int] = []
    while waiting:
        position = waiting.pop()
        if position in seen or entries[position].content is None:
            continue
        seen.add(position)
        try:
            waiting += erase_content(session, audit, plan_key, position, actor=person.key, now=now, reason=REASON)
        except ErasingRefused:
            left.append(position)
    return left
