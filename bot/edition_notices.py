"""Who is told what in the life of an edition: SROs of a draft, a lead of an item sent back, and all of an issue.

Each is told once about a thing, whatever is run again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from reminders.notices import NOTICE_SLOT, plan_notice
from store.audit import AuditChain
from store.queries.editions import areas_of, edition_by_id, sros_of_area
from store.queries.people import people_with_role
from store.tables import Action, Edition, Message, Person, Plan, SentBack
from store.types import RoleName
from store.working_days import london_date
from workflows.answers import Choice
from workflows.editions.keeping import recompiled
from workflows.editions.sending_back import ItemReturned
from workflows.language import list_words, moment_words

ISSUED = "edition_issued"
"""The kind of a notice that is drawn as a card of its own."""

DRAFTED, SENT_BACK = "edition_draft", "edition_sent_back"
"""The kinds of notices that are drawn with a button for what they ask for."""


def tell_sros(session: Session, audit: AuditChain, plan: Plan, edition: Edition, now: datetime) -> list[str]:
    """That a draft waits for their word on their areas; where a post is vacant, the compliance team. Gives keys."""
    asked: dict[str, tuple[Person, list[str]]] = {}
    for area in areas_of(session, plan):
        sros = [sro.person for sro in sros_of_area(session, area, london_date(now))]
        for person in sros or people_with_role(session, RoleName.COMPLIANCE, plan.key):
            asked.setdefault(person.key, (person, []))[1].append(area.ref)
    for person, refs in asked.values():
        areas = f"{'area' if len(refs) == 1 else 'areas'} {list_words(refs)}"
        plan_notice(
            session,
            audit,
            to=person,
            kind=DRAFTED,
            about=f"{edition.id}:{edition.cut_off_at.isoformat()}",
            title=f"Please confirm {areas} of the draft report",
            text=f"The data cut-off of {moment_words(edition.cut_off_at)} has passed and draft edition "
            f"{edition.number} of the exception report is made. Write “confirm edition” here to read what it says of "
            f"{areas}, and confirm it or say what is wrong.",
            now=now,
        )
    return list(asked)


def tell_leads(session: Session, audit: AuditChain, returned: ItemReturned, now: datetime) -> None:
    for person in returned.leads:
        plan_notice(
            session,
            audit,
            to=person,
            kind=SENT_BACK,
            about=returned.about,
            title=returned.title,
            text=returned.text,
            now=now,
        )


def tell_recipients(session: Session, audit: AuditChain, plan: Plan, edition: Edition, now: datetime) -> list[str]:
    """The compliance team and the Board get an issued edition, each with links of their own, which are made when the
    message leaves. Gives keys.

    Board members without Teams get them by email, the route by which all of their messages go.
    """
    people = _once(
        [
            *people_with_role(session, RoleName.COMPLIANCE, plan.key),
            *people_with_role(session, RoleName.BOARD, plan.key),
        ]
    )
    report = recompiled(edition)
    for person in people:
        plan_notice(
            session,
            audit,
            to=person,
            kind=ISSUED,
            about=str(edition.id),
            title=f"{report.title}: edition {edition.number} is issued",
            text=report.summary,
            now=now,
        )
    return [person.key for person in people]


def send_again(session: Session, audit: AuditChain, person: Person, edition: Edition, now: datetime) -> None:
    """Fresh links for one whose links have run out, by the route of their messages; once a day however often asked."""
    report = recompiled(edition)
    plan_notice(
        session,
        audit,
        to=person,
        kind=ISSUED,
        about=f"{edition.id}:{london_date(now).isoformat()}",
        title=f"{report.title}: fresh links to edition {edition.number}",
        text=report.summary,
        now=now,
    )


def edition_of_notice(session: Session, message: Message) -> Edition | None:
    """The edition whose issue a message tells of; None for any other message."""
    beginning = f"{NOTICE_SLOT}{ISSUED}:"
    if not message.slot.startswith(beginning):
        return None
    return edition_by_id(session, int(message.slot.removeprefix(beginning).partition(":")[0]))


def asked_by_notice(session: Session, message: Message) -> tuple[Choice, ...]:
    """What a notice asks its reader to do; nothing where it only tells."""
    if message.slot.startswith(f"{NOTICE_SLOT}{DRAFTED}:"):
        return (Choice("Read it and confirm", "confirm edition"),)
    sent_back = f"{NOTICE_SLOT}{SENT_BACK}:"
    if not message.slot.startswith(sent_back):
        return ()
    returned = session.get_one(SentBack, int(message.slot.removeprefix(sent_back)))
    ref = session.get_one(Action, returned.action_id).ref
    return (Choice(f"Update {ref}", f"update {ref}"),)


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.id: person for person in people}.values())
