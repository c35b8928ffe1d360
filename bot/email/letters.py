"""Drawing up the letters: what is asked, the personal link to the form, and the thread it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlmodel import Session

from bot.email.letter import Letter, RequestsToAnswer
from bot.links import AnswerLink, LinkSigner, answers_until
from store.queries.letters import cut_offs_of, earlier_letters
from store.tables import Message
from workflows.answers import EditionIssued
from workflows.updates.views import RequestView


class Recipient(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Letters:
    """`address` is where this bot's web pages are reached, `link_days` how long a link outlives the due dates."""

    signer: LinkSigner
    address: str
    link_days: int

    def of_requests(
        self, session: Session, message: Message, person: Recipient, view: RequestView, subject: str, now: datetime
    ) -> Letter:
        dues = [item.due for item in view.items if item.due]
        ends = answers_until(cut_offs_of(session, message.id or 0), dues, now, self.link_days)
        token = self.signer.sign_answer(AnswerLink(person.key, message.id or 0, ends))
        only = f"/{view.items[0].item}" if len(view.items) == 1 else ""  # straight to its form
        asked = RequestsToAnswer(view, f"{self.address}/answer/{token}{only}", ends)
        return Letter(_reference(message), person.name, subject, now, asked, follows=earlier_letters(session, message))

    def of_edition(
        self, message: Message, person: Recipient, subject: str, issued: EditionIssued, now: datetime
    ) -> Letter:
        return Letter(_reference(message), person.name, subject, now, issued)

    def of_notice(
        self, message: Message, person: Recipient, subject: str, paragraphs: Iterable[str], now: datetime
    ) -> Letter:
        return Letter(_reference(message), person.name, subject, now, tuple(paragraphs))


def _reference(message: Message) -> str:
    """The same for every attempt at one message, and another for each message of this or of any other register."""
    return f"{message.planned_at:%Y%m%d%H%M%S%f}.{message.id}"
