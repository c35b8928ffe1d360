"""The audit: one chain a plan, over salted digests, keyed from outside the database.

A link is HMAC(key, previous link + everything in the row but its content). The content itself is held to the chain
by a salted digest, so it can be erased (under a tombstone) and the chain still verifies. An entry's content also holds
the seals of the rows it tells of (`store.seals`).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, insert
from sqlmodel import Session, col, select

from store.changes import changes_of
from store.database import connection_of, one_at_a_time
from store.key_file import key_in
from store.seals import Seals
from store.tables import AuditEntry

START = "0" * 64
_LAST = (
    select(AuditEntry.position, AuditEntry.link)
    .where(col(AuditEntry.plan_key) == bindparam("plan"))
    .order_by(col(AuditEntry.position).desc())
    .limit(1)
)
_INSERT = insert(AuditEntry)
ROWS = "rows"
"""Where an entry's content holds the seals."""

ERASED = "content_erased"
"""The action of an entry that tells of an erasing. Its subject names the entry that was blanked."""
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class AuditChain:
    """Writes and verifies the chains with one secret key. `new_salt` is drawn for each entry."""

    key: bytes
    new_salt: Callable[[], str] = field(default=lambda: secrets.token_hex(16), repr=False)

    @classmethod
    def from_file(cls, path: Path) -> AuditChain:
        """Raises KeyDamaged."""
        return cls(key_in(path))

    def record(
        self,
        session: Session,
        *,
        plan_key: str,
        at: datetime,
        actor: str,
        action: str,
        subject: str,
        content: Mapping[str, object],
        on_behalf_of: str = "",
        sealed_again: Mapping[str, Seals] | None = None,
    ) -> None:
        """Adds one entry. `content` holds old and new values and is written as JSON.

        With it go the seals of all governed rows that the session changed since its last entry, and those of rows
        whose seals stood in an entry that is erased.
        """
        session.flush()
        changes = changes_of(session)
        rows = changes.take(self.key) if changes else {}
        if sealed_again:
            rows["added"] = {**sealed_again, **rows.get("added", {})}
        if rows:
            content = {**content, ROWS: rows}
        connection = connection_of(session)
        one_at_a_time(session, f"audit of {plan_key}")
        last = connection.execute(_LAST, {"plan": plan_key}).first()
        position, previous = (last[0] + 1, last[1]) if last else (1, START)
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        salt = self.new_salt()
        entry = {
            "plan_key": plan_key,
            "position": position,
            "at": at,
            "actor": actor,
            "on_behalf_of": on_behalf_of,
            "action": action,
            "subject": subject,
            "content": text,
            "salt": salt,
            "digest": digest_of(salt, text),
            "previous": previous,
        }
        connection.execute(_INSERT, {**entry, "link": self.link_of(entry)})

    def head(self, session: Session, plan_key: str) -> str:
        """The newest link of a plan's chain: printed in each edition, so that a cut-off tail shows."""
        last = connection_of(session).execute(_LAST, {"plan": plan_key}).first()
        return last[1] if last else START

    def link_of(self, entry: Mapping[str, Any]) -> str:
        """What the entry's link must be, from its other columns."""
        at = _utc(entry["at"]).isoformat()
        names = ("actor", "on_behalf_of", "action", "subject", "digest")
        parts = [entry["previous"], entry["plan_key"], entry["position"], at, *(entry[name] for name in names)]
        return hmac.new(self.key, _SEPARATOR.join(map(str, parts)).encode(), hashlib.sha256).hexdigest()


def _utc(at: datetime | str) -> datetime:
    """SQLite keeps a moment as a text, in UTC. Raises ValueError for what is no moment."""
    return datetime.fromisoformat(at).replace(tzinfo=UTC) if isinstance(at, str) else at.astimezone(UTC)


def erased_subject(position: int) -> str:
    return f"entry {position}"


def erased_position(subject: str) -> int:
    """Of the entry that was blanked, from the subject of the entry that tells of it."""
    return int(subject.removeprefix("entry "))


def digest_of(salt: str, text: str) -> str:
    """What holds an entry's content to its chain."""
    return hashlib.sha256(f"{salt}{_SEPARATOR}{text}".encode()).hexdigest()
