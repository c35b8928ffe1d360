"""Erasing what an entry of the audit says, when it should never have been written down (`domain.md` 8.3)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from sqlmodel import Session

from store.audit import ERASED, ROWS, AuditChain, erased_subject
from store.audit_check import last_seals
from store.queries.audits import entries_about, entry_at

WORDS_OF_ONES_OWN = 12
"""Letters: a shorter text is a code or a date, which many entries share."""


class ErasingRefused(Exception):
    """What was asked for cannot be erased; the message says why."""


def erase_content(
    session: Session, audit: AuditChain, plan_key: str, position: int, *, actor: str, now: datetime, reason: str
) -> list[int]:
    """Blanks the content and the salt of one entry, and writes an entry that says so: by whom and why, not what.

    The link is over the digest, so the chain still verifies, and without the salt nobody can try words out against
    it. What the audit says of the rows concerned is said again, in seals. Answers with the positions of the entries
    about the same subject that repeat words of it. Raises ErasingRefused.
    """
    entry = entry_at(session, plan_key, position)
    if entry is None:
        raise ErasingRefused(f'There is no entry {position} in the audit of "{plan_key}": see its history.')
    if entry.action == ERASED:
        raise ErasingRefused(f"Entry {position} is itself the record of an erasing, and stays.")
    if entry.content is None:
        raise ErasingRefused(f"The content of entry {position} has been erased already.")
    if not reason.strip():
        raise ErasingRefused("Give a reason: it is all that will be left to explain the erasing.")
    told: dict[str, Any] = json.loads(entry.content)
    sealed = told.pop(ROWS, {})
    seals = last_seals(session, audit, [row for rows in sealed.values() for row in rows])
    if seals is None:
        raise ErasingRefused("The audit does not hold: see `sendbot audit verify` before anything is erased.")
    entry.content, entry.salt = None, ""
    audit.record(
        session,
        plan_key=plan_key,
        at=now,
        actor=actor,
        action=ERASED,
        subject=erased_subject(position),
        content={"reason": reason.strip()},
        sealed_again=seals,
    )
    words = {json.dumps(said, ensure_ascii=False)[1:-1] for said in _said(told)}
    others = entries_about(session, plan_key, entry.subject)
    return [other.position for other in others if any(said in (other.content or "") for said in words)]


def _said(value: object) -> Iterator[str]:
    """Every text in the content that is long enough to be somebody's own words."""
    match value:
        case str() if len(value) >= WORDS_OF_ONES_OWN:
            yield value
        case dict():
            yield from _said(list(cast("dict[str, object]", value).values()))
        case list():
            for part in cast("list[object]", value):
                yield from _said(part)
        case _:
            pass
