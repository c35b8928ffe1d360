"""A single item of a draft goes back to its lead, with the reason. Their answer comes in by a re-cut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.editions import sent_back_of
from store.queries.governing import governed
from store.tables import Action, Edition, Person, Plan, SentBack
from store.types import EditionStatus
from store.working_days import london_date
from workflows.editions.keeping import stored_cut
from workflows.editions.step import begin
from workflows.editions.typed import reason_words
from workflows.language import list_words
from workflows.updates.actions import Speaker


@dataclass(frozen=True, slots=True)
class ItemReturned:
    """`leads` are to be told, once each, under the name `about`; by post nobody may be in, the area's SROs instead."""

    number: int
    status: EditionStatus
    ref: str
    leads: tuple[Person, ...]
    about: str
    title: str
    text: str

    @property
    def words(self) -> str:
        told = list_words([person.name for person in self.leads], "nobody, there being neither a lead nor an SRO")
        return f"{self.ref} goes back from edition {self.number} to {told}."


def send_back(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    edition: Edition,
    action: Action,
    reason: str,
    now: datetime,
) -> ItemReturned:
    """Raises EditionRefused. Sent back again for the same reason, nobody is told twice."""
    step = begin(session, audit, plan, edition, person, "send_back", now)
    with step.by_compliance_on_a_draft():
        why = reason_words(stored_cut(edition), reason)
    about = governed(session, action, None, london_date(now))
    row = next(
        (row for row, of in sent_back_of(session, edition) if of.id == action.id and row.reason == why),
        None,
    )
    if row is None:
        row = SentBack(
            edition_id=edition.id or 0, action_id=action.id or 0, reason=why, person_id=person.id or 0, at=now
        )
        session.add(row)
        session.flush()
        step.keep({"ref": action.ref, "reason": why})
    return ItemReturned(
        edition.number,
        edition.status,
        action.ref,
        about.leads or about.sros,
        str(row.id),
        f"{action.ref} comes back to you",
        f"{action.title}\n\n{person.name} of the compliance team asks you to look again at what the draft report says "
        f"of {action.ref}.\n\nReason: {why}\n\nPlease record a corrected update: write “update {action.ref}” here.",
    )
