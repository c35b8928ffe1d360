"""Somebody says that an action's lead has changed. The register stays as it is: who is in post is for the compliance
team to put right, and until then the vacancy does not show (`domain.md` section 5, LEAD_CHANGE; 6.1, E11).

No reason is asked for and none is kept: why somebody left does not enter the register (`domain.md` 8.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.governing import Governed, actions_led_by, governed
from store.tables import Action, Person, Plan
from store.working_days import london_date
from workflows.governing.auditing import record_decision, refusals_audited
from workflows.governing.dispute_refusals import LeadsNothing
from workflows.governing.refusals import NotYoursToAsk
from workflows.governing.rights import asks_for
from workflows.governing.views import LeadChangeToTell
from workflows.language import day_words, list_words
from workflows.updates.actions import Speaker

NAMED = 8
"""Refs in a sentence; the rest are counted."""


@dataclass(frozen=True, slots=True)
class ChangeOfLead:
    """What somebody says. Without an `action` it is of all that the lead leads; nobody need know the `successor`."""

    action: Action | None
    lead: Person | None
    successor: Person | None
    day: date | None

    @property
    def keys(self) -> dict[str, str]:
        return {
            "lead": self.lead.key if self.lead else "",
            "successor": self.successor.key if self.successor else "",
        }


@dataclass(frozen=True, slots=True)
class LeadChangeTold:
    """`sros` and `officers` are those who are told, whoever says it left out."""

    by: str
    lead: str
    refs: tuple[str, ...]
    sros: tuple[Person, ...]
    officers: tuple[Person, ...]
    successor: str = ""
    day: date | None = None

    @property
    def told(self) -> tuple[Person, ...]:
        return tuple({person.id: person for person in (*self.sros, *self.officers)}.values())

    @property
    def what(self) -> str:
        """Ada Byron no longer leads 3.2.1; Ben Okafor is said to take over."""
        more = f" and {len(self.refs) - NAMED} more" if len(self.refs) > NAMED else ""
        whose = f"{self.lead} no longer leads" if self.lead else "There is another lead for"
        takes_over = f"; {self.successor} is said to take over" if self.successor else ""
        since = f" from {day_words(self.day)}" if self.day else ""
        return f"{whose} {list_words(self.refs[:NAMED])}{more}{since}{takes_over}"

    @property
    def words(self) -> str:
        told = list_words([person.name for person in self.told], none="nobody else")
        return (
            f"Passed on to {told}: {self.what}. I have changed nothing: {self._stays} until the compliance team has "
            "entered who holds the post."
        )

    @property
    def _stays(self) -> str:
        return f"{self.lead} is still asked" if self.lead else "the register names the same lead"


def _lead_change(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    change: ChangeOfLead,
    now: datetime,
) -> tuple[LeadChangeTold, Governed]:
    """What would be passed on: about one action, or about all that the lead leads and the speaker has a say in; and the
    first of these. Raises LeadsNothing, NotYoursToAsk.
    """
    today = london_date(now)
    lead, successor = change.lead, change.successor
    led = actions_led_by(session, plan, lead.id or 0, today) if lead and change.action is None else []
    actions = [change.action] if change.action else led
    abouts = [governed(session, one, None, today) for one in actions]
    if not abouts:
        raise LeadsNothing(lead.name if lead else person.name)
    with refusals_audited(session, audit, person=person, about=abouts[0], asked="report_lead_change", now=now):
        theirs = [about for about in abouts if _has_a_say(about, person)]
        if not theirs:
            raise NotYoursToAsk(abouts[0])
    told = LeadChangeTold(
        by=person.name,
        lead=lead.name if lead else "",
        refs=tuple(about.action.ref for about in theirs),
        sros=tuple({sro.id: sro for about in theirs for sro in about.sros if sro.id != person.id}.values()),
        officers=tuple(officer for officer in theirs[0].compliance if officer.id != person.id),
        successor=successor.name if successor else "",
        day=change.day,
    )
    return told, theirs[0]


def lead_change_to_tell(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    change: ChangeOfLead,
    now: datetime,
) -> LeadChangeToTell:
    """Raises GoverningRefused."""
    told, _ = _lead_change(session, audit, person=person, plan=plan, change=change, now=now)
    return LeadChangeToTell(
        **change.keys,
        item=f"a:{change.action.id}" if change.action else "",
        day=change.day,
        what=told.what,
        told=tuple(one.name for one in told.told),
    )


def report_lead_change(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    change: ChangeOfLead,
    now: datetime,
) -> LeadChangeTold:
    """Kept in the audit alone; whoever calls this tells the people named. Raises GoverningRefused."""
    told, about = _lead_change(session, audit, person=person, plan=plan, change=change, now=now)
    content = {"actions": list(told.refs), **change.keys, "from": change.day}
    record_decision(session, audit, person=person, about=about, action="report_lead_change", content=content, now=now)
    return told


def _has_a_say(about: Governed, person: Speaker) -> bool:
    try:
        asks_for(about, person)
    except NotYoursToAsk:
        return False
    return True
