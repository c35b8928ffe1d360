"""An action, or one of its milestones, is paused, merged, superseded, withdrawn, or taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.governing import Governed, open_requests_about
from store.tables import Action, LifecycleChange, Milestone
from store.types import CLOSED_LIFECYCLES, COMPLETE_LIFECYCLES, Lifecycle
from workflows.governing.alone import action_alone
from workflows.governing.auditing import record_decision, refusals_audited
from workflows.governing.reasons import reason_about, the_decision, words_about
from workflows.governing.refusals import ItemClosed, ItemComplete, ItemPaused, NotTakenUp, SuccessorMissing
from workflows.governing.rights import decides
from workflows.language import count_words
from workflows.standing import SETTLED
from workflows.updates.actions import Speaker

_DECIDED = {
    Lifecycle.PAUSED: "paused",
    Lifecycle.WITHDRAWN: "withdrawn",
    Lifecycle.MERGED_INTO: "merged",
    Lifecycle.SUPERSEDED: "superseded",
    Lifecycle.IN_PROGRESS: "taken up again",
}
"""What can be decided. That something is complete is the lead's to say, that it is embedded the SRO's to sign off."""


@dataclass(frozen=True, slots=True)
class LifecycleDecided:
    name: str
    lifecycle: Lifecycle
    decision_reference: str
    successor: str  # a ref, or blank
    requests_closed: int

    @property
    def words(self) -> str:
        what = f"{self.name} is {_DECIDED[self.lifecycle]}"
        if self.successor:
            what += f" {'into' if self.lifecycle is Lifecycle.MERGED_INTO else 'by'} {self.successor}"
        if self.decision_reference:
            what += f", decision {self.decision_reference}"
        if self.requests_closed:
            what += f"; {count_words(self.requests_closed, 'open request')} about it closed"
        return f"{what}."


def check_lifecycle(about: Governed, to: Lifecycle, successor: Action | None) -> None:
    """Raises ItemClosed, ItemPaused, ItemComplete, NotTakenUp, SuccessorMissing."""
    item = about.milestone or about.action
    if about.milestone and about.action.lifecycle in CLOSED_LIFECYCLES:
        raise ItemClosed(about, about.action.decision_reference)
    if to is Lifecycle.IN_PROGRESS:
        if item.lifecycle not in SETTLED:
            raise NotTakenUp(about)
        return
    if item.lifecycle in CLOSED_LIFECYCLES:
        raise ItemClosed(about, item.decision_reference)
    if item.lifecycle in COMPLETE_LIFECYCLES or (about.milestone and about.milestone.completed_on):
        raise ItemComplete(about)
    if to is item.lifecycle:
        raise ItemPaused(about)
    if to is Lifecycle.MERGED_INTO and successor is None:
        raise SuccessorMissing(about)
    if successor is not None and not _takes_its_place(about, successor):
        raise SuccessorMissing(about)


def _takes_its_place(about: Governed, successor: Action) -> bool:
    other = successor.id != about.action.id and successor.plan_id == about.plan.id
    return other and successor.lifecycle not in SETTLED


def change_lifecycle(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    action: Action,
    milestone: Milestone | None,
    to: Lifecycle,
    decision_reference: str,
    reason: str,
    successor: Action | None,
    now: datetime,
) -> LifecycleDecided:
    """By an SRO of the area or the compliance team. All but taking up again need a decision's reference, merging also
    the action that takes its place (`domain.md` 1.4). Nobody is asked any more about what is set aside.

    Raises GoverningRefused. `to` is one of paused, merged_into, superseded, withdrawn, in_progress.
    """
    about = action_alone(session, action, now, milestone)
    with refusals_audited(session, audit, person=person, about=about, asked="change_lifecycle", now=now):
        decides(about, person)
        check_lifecycle(about, to, successor)
        sets_aside = to in SETTLED
        reference = the_decision(decision_reference) if sets_aside else decision_reference.strip()
        decision, why = words_about(about, reference), reason_about(about, reason)
    item = milestone or action
    session.add(
        LifecycleChange(
            action_id=action.id or 0,
            milestone_id=milestone.id if milestone else None,
            before=item.lifecycle,
            after=to,
            decision_reference=decision,
            reason=why,
            successor_id=successor.id if successor else None,
            person_id=person.id,
            at=now,
        )
    )
    content = {"old": item.lifecycle.value, "new": to.value, "decision": decision, "reason": why}
    item.lifecycle, item.decision_reference = to, decision
    closed = open_requests_about(session, action, milestone) if sets_aside else []
    for request in closed:
        request.closed_at = now
    if successor is not None:
        content["successor"] = successor.ref
    record_decision(session, audit, person=person, about=about, action="change_lifecycle", content=content, now=now)
    return LifecycleDecided(about.name, to, decision, successor.ref if successor else "", len(closed))
