"""Who is told what of a decision: the SRO what waits for them, a lead what was decided or disputed.

Each is told once about a thing; whoever covers for somebody is told in their stead, and nobody of what they did.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlmodel import Session

from reminders.notices import NOTICE_SLOT, plan_notice
from store.audit import AuditChain
from store.queries.governing import Governed
from store.queries.people import covers_on
from store.tables import DateChange, Message, Person
from store.types import ContactRoute, DateChangeStatus
from store.working_days import CalendarError, london_date
from workflows.governing.call_ins import CalledIn
from workflows.governing.challenges import RatingDisputed
from workflows.governing.date_changes import DateChangeTold
from workflows.governing.lead_changes import LeadChangeTold
from workflows.governing.sign_offs import CompletionDecided
from workflows.governing.views import Matter
from workflows.language import day_words
from workflows.updates.actions import Speaker

log = structlog.get_logger()

DATE_ASKED = "date_asked"
"""The kind of a notice that is drawn with a button to decide."""

TO_DECIDE = {
    ContactRoute.TEAMS: "The date stays as it is until you decide. To find this again, write “what waits for me”.",
    ContactRoute.EMAIL: "The date stays as it is until you decide: tell the compliance team what you decide.",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One turn's notices. `by` is who acted."""

    session: Session
    audit: AuditChain
    by: Speaker
    now: datetime

    def of_date_asked(self, about: Governed, told: DateChangeTold) -> None:
        """The SROs; where there is none but the one who asks, the compliance team."""
        move = f"from {day_words(told.from_due, 'no date')} to {day_words(told.to_due)}"
        lines = [
            about.action.title,
            f"{told.requested_by} asks to move {told.name} {move}.",
            f"Reason: {told.reason}",
            f"If approved, it will be {told.slip_words}.",
        ]
        sros = [sro for sro in about.sros if sro.id != self.by.id]
        self._tell(sros or about.compliance, DATE_ASKED, str(told.change_id), f"A new date for {told.name}?", lines)

    def of_date_decided(self, about: Governed, told: DateChangeTold) -> None:
        """Whoever asked, and the leads, who now have another date or the old one."""
        change = self.session.get_one(DateChange, told.change_id)
        requester = self.session.get(Person, change.requested_by_id) if change.requested_by_id else None
        why = change.decision_reason
        decided = "approved" if told.status is DateChangeStatus.APPROVED else "refused"
        lines = [about.action.title, told.words, *([f"Reason of {self.by.name}: {why}"] if why else [])]
        people = [*([requester] if requester else []), *about.leads]
        self._tell(people, "date_decided", str(told.change_id), f"New date of {told.name}: {decided}", lines)

    def of_completion(self, about: Governed, told: CompletionDecided) -> None:
        done = "signed off" if told.accepted else "not signed off"
        lines = [
            about.action.title,
            f"{self.by.name} has signed off {told.ref} as complete and embedded."
            if told.accepted
            else f"{self.by.name} sends {told.ref} back: it stays {told.rating_label}, awaiting sign-off.",
            *([f"Reason: {told.reason}"] if told.reason else []),
            *([] if told.accepted else ["Please put right what is missing, and give an update here."]),
        ]
        self._tell(about.leads, "sign_off", f"{told.sign_off_id}", f"{told.ref} is {done}", lines)

    def of_dispute(self, about: Governed, told: RatingDisputed) -> None:
        lines = [
            about.action.title,
            f"{self.by.name} disputes the rating {told.rating_label}.",
            f"Reason: {told.reason}",
            "The rating stays as you gave it, and the report says that it is disputed. If you see it otherwise now, "
            "give an update here; if not, talk to each other.",
        ]
        self._tell(about.leads, "dispute", str(told.challenge_id), f"The rating of {told.ref} is disputed", lines)

    def of_call_in(self, about: Governed, told: CalledIn) -> None:
        who = f"{told.by}, as Chair," if told.chair else told.by
        lines = [
            about.action.title,
            f"{who} wants the board to see {told.ref} whatever its rating.",
            f"Reason: {told.reason}",
            "Please have an update ready for the next cut-off.",
        ]
        self._tell(about.leads, "call_in", str(told.call_in_id), f"{told.ref} is called in", lines)

    def of_lead_change(self, told: LeadChangeTold) -> None:
        lines = [
            f"{self.by.name} says: {told.what}.",
            "The register is unchanged. The compliance team enters who holds the post from when; an action without "
            "anybody in its lead's post is an exception in the report.",
        ]
        about = f"{told.lead or told.refs[0]}:{london_date(self.now).isoformat()}"
        self._tell(told.told, "lead_change", about, f"Change of lead: {told.refs[0]}", lines)

    def _tell(self, people: Iterable[Person], kind: str, about: str, title: str, lines: list[str]) -> None:
        """`lines` of a date that is asked for end with what its reader can do, by the route of their messages."""
        covers = covers_on(self.session, london_date(self.now))
        for person in {one.id: one for one in people}.values():
            to = covers.get(person.id or 0, person)
            if self.by.id in {person.id, to.id}:
                continue
            theirs = [*lines, TO_DECIDE[person.route]] if kind == DATE_ASKED else lines
            if to.id == person.id:
                self._write(to, kind, about, title, theirs)
            elif kind == DATE_ASKED:
                # A cover does not decide: the SRO reads it too, when they are back.
                self._write(to, kind, about, title, [*lines, f"You get this as cover for {person.name}, who decides."])
                self._write(person, kind, about, title, theirs)
            else:
                self._write(to, kind, about, title, [*lines, f"You get this as cover for {person.name}."])

    def _write(self, to: Person, kind: str, about: str, title: str, lines: list[str]) -> None:
        text = "\n\n".join(lines)
        try:
            plan_notice(self.session, self.audit, to=to, kind=kind, about=about, title=title, text=text, now=self.now)
        except CalendarError as error:
            # The decision stands whether or not anybody can be told of it.
            log.error("nobody was told of a decision", action="tell_of_decision", reason=str(error))


@dataclass(frozen=True, slots=True)
class DateAsked:
    """What a notice opens; `waits` is False once it is decided."""

    matter: Matter
    item: str
    waits: bool


def date_asked_of(session: Session, message: Message) -> DateAsked | None:
    """None for any other message."""
    beginning = f"{NOTICE_SLOT}{DATE_ASKED}:"
    if not message.slot.startswith(beginning):
        return None
    change = session.get(DateChange, int(message.slot.removeprefix(beginning)))
    if change is None:
        return None
    return DateAsked(Matter.APPROVAL, f"m:{change.milestone_id}", change.status is DateChangeStatus.REQUESTED)
