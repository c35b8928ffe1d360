"""A message as it reads at the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from adaptive_cards import decision_notice, edition_issued, notice
from bot.decision_notices import date_asked_of
from bot.edition_notices import asked_by_notice, edition_of_notice
from bot.email.composing import needed_words
from bot.email.letters import Letters
from bot.redrawing import message_card
from bot.reports import ReportRefused, Reports
from bot.turns import Reply
from reminders.notices import NOTICE_SLOT, title_and_text
from reminders.still_wanted import reason_to_drop, reasons_in_words
from store.queries.editions import edition_replacing
from store.queries.sending import asked_items
from store.tables import Edition, Message, Person
from store.types import ContactRoute, EditionStatus
from workflows.updates.showing import request_view
from workflows.updates.views import ItemView


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing in it is to be asked or told any more."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """`letters` is None where nothing goes by email, `reports` where there are no web pages to link to."""

    letters: Letters | None
    reports: Reports | None

    def render(self, session: Session, message: Message, person: Person, now: datetime) -> Reply | NotSent:
        """Requests that no longer stand are closed on the way."""
        letters = self.letters if message.route is ContactRoute.EMAIL else None
        if not message.slot.startswith(NOTICE_SLOT):
            return _requests(session, message, person, letters, now)
        edition = edition_of_notice(session, message) if self.reports else None
        if self.reports is not None and edition is not None:
            return _issued(session, message, person, edition, self.reports, letters, now)
        title, text = title_and_text(message.body)
        letter = letters.of_notice(message, person, title, text.split("\n\n"), now) if letters else None
        asked = date_asked_of(session, message)
        if asked is None:
            card = notice.build(title, text, choices=asked_by_notice(session, message))
            return Reply(title, card, letter)
        if not asked.waits:
            return NotSent("decided meanwhile")
        return Reply(title, decision_notice.build(title, text, asked.matter, asked.item), letter)


def _issued(
    session: Session,
    message: Message,
    person: Person,
    edition: Edition,
    reports: Reports,
    letters: Letters | None,
    now: datetime,
) -> Reply | NotSent:
    """The links are made now, so that none is older than its message, and none lies in the database."""
    replacing = edition_replacing(session, edition)
    if replacing is not None and replacing.status is EditionStatus.ISSUED:
        return NotSent(f"edition {replacing.number} is issued in its place")
    try:
        issued = reports.issued(session, person.key, edition, now)
    except ReportRefused:
        return NotSent("no longer one of those whom the report goes to")
    title, _ = title_and_text(message.body)
    letter = letters.of_edition(message, person, title, issued, now) if letters else None
    return Reply(title, edition_issued.build(issued), letter)


def _requests(
    session: Session, message: Message, person: Person, letters: Letters | None, now: datetime
) -> Reply | NotSent:
    asked = asked_items(session, message.id or 0)
    reasons = {item.request.item: reason for item in asked if (reason := reason_to_drop(item))}
    answered = {item.request.item for item in asked if item.request.closed_at is not None}
    for item in asked:
        if item.request.item in reasons and item.request.closed_at is None:
            item.request.closed_at = now
    session.flush()
    view = request_view(session, person, message.id or 0, now)
    if view is None or all(item.item in reasons for item in view.items):
        return NotSent(reasons_in_words(reasons.values()))
    view = replace(view, items=tuple(i for i in view.items if i.item not in reasons or i.item in answered))
    summary = _summary([item for item in view.items if item.item not in reasons])
    letter = letters.of_requests(session, message, person, view, summary, now) if letters else None
    return Reply(summary, message_card(view), letter)


def _summary(waiting: list[ItemView]) -> str:
    """What a notification shows, and the subject of an email."""
    first = waiting[0]
    words = f"Update needed: {needed_words(waiting)}, first {first.name}"
    return f"{words}, {first.timing}" if first.timing else words
