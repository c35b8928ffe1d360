"""Links for one person and a while: signed, so that a link can be neither guessed nor turned into another."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

SALT = "report-link"


class BadLink(Exception):
    """What a link stands for is not to be had with it."""

    def __init__(self) -> None:
        super().__init__("This link does not hold any more: ask the bot for the report again to get a fresh one.")


@dataclass(frozen=True, slots=True)
class ReportLink:
    """A report of a plan as at a moment, in one format, for one person, until `valid_until`."""

    person_key: str
    plan_key: str
    as_at: datetime
    form: str
    valid_until: datetime


class LinkSigner:
    def __init__(self, key: bytes) -> None:
        self._serializer = URLSafeSerializer(key, salt=SALT)

    @classmethod
    def from_file(cls, path: Path) -> LinkSigner:
        """The key in a file, made on first use and readable by its owner alone."""
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32), encoding="ascii")
        return cls(bytes.fromhex(path.read_text(encoding="ascii").strip()))

    def sign(self, link: ReportLink) -> str:
        fields = [
            link.person_key,
            link.plan_key,
            link.as_at.astimezone(UTC).isoformat(),
            link.form,
            link.valid_until.astimezone(UTC).isoformat(),
        ]
        return str(self._serializer.dumps(fields))

    def read(self, token: str, now: datetime) -> ReportLink:
        """Raises BadLink for one that was changed or has run out."""
        try:
            fields: Any = self._serializer.loads(token)
            person, plan, as_at, form, until = fields
            link = ReportLink(person, plan, datetime.fromisoformat(as_at), form, datetime.fromisoformat(until))
        except (BadData, ValueError, TypeError) as error:
            raise BadLink from error
        if now > link.valid_until:
            raise BadLink
        return link


def valid_until(now: datetime, hours: int) -> datetime:
    return now + timedelta(hours=hours)
