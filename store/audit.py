"""The audit: one chain a plan, over salted digests, keyed from outside the database.

A link is HMAC(key, previous link + everything in the row but its content). The content itself is held to the chain
by a salted digest, so it can be erased (under a tombstone) and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, insert
from sqlmodel import Session, col, select

from store.database import connection_of
from store.tables import AuditEntry

START = "0" * 64
KEY_BYTES = 32
_LAST = (
    select(AuditEntry.position, AuditEntry.link)
    .where(col(AuditEntry.plan_key) == bindparam("plan"))
    .order_by(col(AuditEntry.position).desc())
    .limit(1)
)
_INSERT = insert(AuditEntry)
_SEPARATOR = "\x1f"


class AuditKeyDamaged(Exception):
    """The key's file is empty or cut short, and a chain under such a key would prove nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The audit key in {path} is damaged: restore it from a backup, or no chain can be verified.")


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where a chain does not hold, in one sentence."""

    plan_key: str
    position: int
    sentence: str


@dataclass(frozen=True, slots=True)
class AuditChain:
    """Writes and verifies the chains with one secret key. `new_salt` is drawn for each entry."""

    key: bytes
    new_salt: Callable[[], str] = field(default=lambda: secrets.token_hex(16), repr=False)

    @classmethod
    def from_file(cls, path: Path) -> AuditChain:
        """The key in a file, made on first use and readable by its owner alone."""
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(KEY_BYTES), encoding="ascii")
        key = path.read_text(encoding="ascii").strip()
        if len(key) != 2 * KEY_BYTES:
            raise AuditKeyDamaged(path)
        return cls(bytes.fromhex(key))

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
    ) -> None:
        """Adds one entry. `content` holds old and new values and is written as JSON."""
        connection = connection_of(session)
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
            "digest": _digest(salt, text),
            "previous": previous,
        }
        connection.execute(_INSERT, {**entry, "link": self._link(entry)})

    def head(self, session: Session, plan_key: str) -> str:
        """The newest link of a plan's chain: printed in each edition, so that a cut-off tail shows."""
        last = connection_of(session).execute(_LAST, {"plan": plan_key}).first()
        return last[1] if last else START

    def verify(self, entries: Iterable[AuditEntry]) -> Broken | None:
        """Entries of one plan in order of position."""
        previous = START
        for position, entry in enumerate(entries, start=1):
            if entry.position != position:
                return Broken(entry.plan_key, position, f"entry {position} is missing")
            if entry.previous != previous:
                return Broken(entry.plan_key, position, f"entry {position} does not follow entry {position - 1}")
            if not hmac.compare_digest(entry.link, self._link(entry.model_dump())):
                return Broken(entry.plan_key, position, f"entry {position} was changed after it was written")
            if entry.content is not None and _digest(entry.salt, entry.content) != entry.digest:
                return Broken(entry.plan_key, position, f"the content of entry {position} was changed")
            previous = entry.link
        return None

    def _link(self, entry: Mapping[str, Any]) -> str:
        at = entry["at"].astimezone(UTC).isoformat()
        names = ("actor", "on_behalf_of", "action", "subject", "digest")
        parts = [entry["previous"], entry["plan_key"], str(entry["position"]), at, *(entry[name] for name in names)]
        return hmac.new(self.key, _SEPARATOR.join(parts).encode(), hashlib.sha256).hexdigest()


def _digest(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}{_SEPARATOR}{text}".encode()).hexdigest()
