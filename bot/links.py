"""Links for one person and a while: signed, so that a link can be neither guessed nor turned into another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from store.key_file import key_in
from store.working_days import end_of_day, london_date

SALT = "report-link"
ANSWER_SALT = "answer-link"
OFFER_SALT = "file-offer"


class BadLink(Exception):
    """What a link stands for is not to be had with it."""

    def __init__(self) -> None:
        super().__init__("This link does not hold any more: ask the bot for the report again to get a fresh one.")


class ReportLinkOver(BadLink):
    """A link that was good, and whose time is over."""

    def __init__(self, link: ReportLink) -> None:
        self.link = link
        super().__init__()


class NoSuchLink(Exception):
    """This link is not one of ours: open it from the email once more, or copy the whole of it."""


class LinkOver(Exception):
    """A link that was good, and whose time is over."""

    def __init__(self, link: AnswerLink) -> None:
        self.link = link
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class ReportLink:
    """A report of a plan as at a moment, in one format, for one person, until `valid_until`.

    With `edition`, its number, it is that edition, and the moment is when the link was made.
    """

    person_key: str
    plan_key: str
    as_at: datetime
    form: str
    valid_until: datetime
    edition: int | None = None


@dataclass(frozen=True, slots=True)
class FileOffer:
    """A report offered for somebody's own OneDrive. `number` is drawn for each offer, so that it is taken up once."""

    link: ReportLink
    number: str


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """The web form of one message of requests and all its items, for one person, to the second of `valid_until`."""

    person_key: str
    message_id: int
    valid_until: datetime


class LinkSigner:
    def __init__(self, key: bytes) -> None:
        self._serializer = URLSafeSerializer(key, salt=SALT)
        self._answers = URLSafeSerializer(key, salt=ANSWER_SALT)
        self._offers = URLSafeSerializer(key, salt=OFFER_SALT)

    @classmethod
    def from_file(cls, path: Path) -> LinkSigner:
        """Raises KeyDamaged."""
        return cls(key_in(path))

    def sign(self, link: ReportLink) -> str:
        return str(self._serializer.dumps(_fields_of(link)))

    def read(self, token: str, now: datetime) -> ReportLink:
        """Raises BadLink for one that was changed, ReportLinkOver for one that has run out."""
        try:
            link = _link_of(self._serializer.loads(token))
        except (BadData, ValueError, TypeError) as error:
            raise BadLink from error
        if now > link.valid_until:
            raise ReportLinkOver(link)
        return link

    def sign_offer(self, offer: FileOffer) -> str:
        return str(self._offers.dumps([offer.number, *_fields_of(offer.link)]))

    def read_offer(self, token: str, now: datetime) -> FileOffer:
        """Raises BadLink for one that was changed or has run out."""
        try:
            number, *fields = self._offers.loads(token)
            offer = FileOffer(_link_of(fields), str(number))
        except (BadData, ValueError, TypeError) as error:
            raise BadLink from error
        if now > offer.link.valid_until:
            raise BadLink
        return offer

    def sign_answer(self, link: AnswerLink) -> str:
        return str(self._answers.dumps([link.person_key, link.message_id, int(link.valid_until.timestamp())]))

    def read_answer(self, token: str, now: datetime) -> AnswerLink:
        """Raises NoSuchLink for one that was changed, LinkOver for one that has run out."""
        try:
            fields: Any = self._answers.loads(token)
            person, message, until = fields
            link = AnswerLink(str(person), int(message), datetime.fromtimestamp(int(until), UTC))
        except (BadData, ValueError, TypeError, OverflowError, OSError) as error:
            raise NoSuchLink(NoSuchLink.__doc__) from error
        if now > link.valid_until:
            raise LinkOver(link)
        return link


def _fields_of(link: ReportLink) -> list[Any]:
    return [
        link.person_key,
        link.plan_key,
        link.as_at.astimezone(UTC).isoformat(),
        link.form,
        link.valid_until.astimezone(UTC).isoformat(),
        link.edition,
    ]


def _link_of(fields: Any) -> ReportLink:
    """Raises ValueError and TypeError for what is no link."""
    person, plan, as_at, form, until, edition = fields
    return ReportLink(person, plan, datetime.fromisoformat(as_at), form, datetime.fromisoformat(until), edition)


def valid_until(now: datetime, hours: int) -> datetime:
    return now + timedelta(hours=hours)


def answers_until(cut_offs: Sequence[datetime], dues: Sequence[date], now: datetime, days: int) -> datetime:
    """When a link to the form of a message ends: at the cut-off of the cycle it asks for, the last one of several;
    else `days` after the latest due date among its items, and no sooner than `days` from now, at the end of that day.
    """
    to_come = [cut_off for cut_off in cut_offs if cut_off > now]
    if to_come:
        return max(to_come)
    return end_of_day(max([*dues, london_date(now)]) + timedelta(days=days))


def issued_until(meeting: date | None, now: datetime, days: int) -> datetime:
    """When the links to an issued edition end: `days` after its meeting, and no sooner than `days` from now, at the end
    of that day. A paper is read after the meeting too, and by people who were away.
    """
    today = london_date(now)
    return end_of_day(max(meeting or today, today) + timedelta(days=days))
