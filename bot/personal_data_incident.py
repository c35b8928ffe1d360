"""Words that may identify a child are taken from view at once, and the information governance contact is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlmodel import Session

from reminders.notices import plan_notice
from store.audit import AuditChain
from store.queries.items import Item, item_by_key
from store.queries.people import PersonNotFound, people_with_role, person_named
from store.queries.plan_settings import settings_held
from store.tables import Action, Person, Update
from store.types import RoleName
from store.working_days import CalendarError, london_date
from workflows.governing.options_erasing import erase_options
from workflows.language import day_words, list_words, moment_words
from workflows.personal_data.settings import contact_of
from workflows.updates.actions import Speaker
from workflows.updates.erasing import erase_words
from workflows.updates.refusals import ItemUnknown
from workflows.updates.withdrawing import item_key_of, withdraw_update

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class TakenDown:
    """`notices` are the messages that had told others of it, by id."""

    item: Item
    words: str
    notices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OptionsTakenDown:
    ref: str
    words: str


def take_down(session: Session, audit: AuditChain, *, person: Speaker, update_id: int, now: datetime) -> TakenDown:
    """Withdraws an update if it stands, blanks its words, and tells the contact. Raises UpdateRefused."""
    update = session.get(Update, update_id)
    item = item_by_key(session, item_key_of(update)) if update else None
    if update is None or item is None:
        raise ItemUnknown
    if update.withdrawn_at is None:
        withdraw_update(session, audit, person=person, update_id=update_id, reason="personal data", now=now)
    given_on = update.at
    erased = erase_words(session, audit, person=person, update=update, item=item, now=now)
    told = _tell(
        session,
        audit,
        person,
        item,
        what=f"the update on {item.name} that was given on {moment_words(given_on)}",
        title=f"Personal data withdrawn from {item.name}",
        left=erased.left,
        about=str(update_id),
        now=now,
    )
    log.info("personal data withdrawn", action="withdraw_personal_data", item=item.subject, person=person.key)
    words = (
        f"Withdrawn: the update on {item.name} of {day_words(london_date(given_on))}. Its words are no longer kept, "
        f"and {list_words(told, none='nobody else')} {'have' if len(told) > 1 else 'has'} been told. "
        "If you wrote them in this chat, please delete your message too: only you can."
    )
    return TakenDown(item, words, tuple(notice.id or 0 for notice in erased.notices))


def take_options_down(
    session: Session, audit: AuditChain, *, person: Speaker, action: Action, now: datetime
) -> OptionsTakenDown:
    """Withdraws the options for an action if any stand, blanks their words, and tells the contact. Raises
    GoverningRefused."""
    left = erase_options(session, audit, person=person, action=action, now=now)
    item = item_by_key(session, f"a:{action.id}")
    told: list[str] = []
    if item is not None:
        told = _tell(
            session,
            audit,
            person,
            item,
            what=f"the options for {action.ref}",
            title=f"Personal data withdrawn from the options for {action.ref}",
            left=left,
            about=f"options:{action.id}:{now:%Y-%m-%dT%H:%M}",
            now=now,
        )
    log.info("personal data withdrawn", action="withdraw_personal_data", item=action.ref, person=person.key)
    words = (
        f"Withdrawn: the options for {action.ref}. Their words are no longer kept, and "
        f"{list_words(told, none='nobody else')} {'have' if len(told) > 1 else 'has'} been told."
    )
    return OptionsTakenDown(action.ref, words)


def _tell(
    session: Session,
    audit: AuditChain,
    person: Speaker,
    item: Item,
    *,
    what: str,
    title: str,
    left: tuple[int, ...],
    about: str,
    now: datetime,
) -> list[str]:
    """Their names. `left`: entries of the audit that could not be blanked; `about` tells one withdrawal from others."""
    text = [
        f"{person.name} withdrew {what}, which held personal data. The words are blanked in the register and in the "
        "audit, and are not repeated here.",
        "Editions made before now, and messages that have left by Teams or email, keep what they held: check the "
        f"editions of the report for {item.ref}.",
    ]
    if left:
        entries = list_words([str(position) for position in left])
        text.append(f"Entries {entries} of the audit could not be blanked: see `sendbot audit verify`.")
    told: list[str] = []
    for contact in contacts(session, item):
        if contact.id == person.id:
            continue
        try:
            plan_notice(
                session,
                audit,
                to=contact,
                kind="personal_data",
                about=about,
                title=title,
                text="\n\n".join(text),
                now=now,
            )
            told.append(contact.name)
        except CalendarError as error:
            log.error("nobody was told of personal data", action="withdraw_personal_data", reason=str(error))
    return told


def contacts(session: Session, item: Item) -> list[Person]:
    """The information governance contact of the plan, else its compliance team."""
    key = contact_of(settings_held(session), item.plan_id)
    if key:
        try:
            return [person_named(session, key)]
        except PersonNotFound:
            log.error("no such contact", action="withdraw_personal_data", contact=key)
    return people_with_role(session, RoleName.COMPLIANCE, item.plan_key)
