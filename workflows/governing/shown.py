"""What is shown of a matter before it is decided, whichever it is."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.governing import governed
from store.tables import Action, Milestone
from store.working_days import london_date
from workflows.governing.actions_shown import action_to_call_in, rating_to_dispute
from workflows.governing.completion_shown import completion_to_decide
from workflows.governing.dates_shown import date_to_ask, date_to_decide
from workflows.governing.refusals import NothingAsked
from workflows.governing.views import Decision, Matter, Typed
from workflows.updates.actions import Speaker


def decision_shown(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    matter: Matter,
    action: Action,
    milestone: Milestone | None,
    typed: Typed,
    now: datetime,
) -> Decision:
    """Raises GoverningRefused, which is audited where a right is missing."""
    match matter:
        case Matter.DATE:
            return date_to_ask(session, audit, person=person, action=action, typed=typed, now=now)
        case Matter.APPROVAL:
            if milestone is None:
                raise NothingAsked(governed(session, action, None, london_date(now)))
            return date_to_decide(session, audit, person=person, milestone=milestone, typed=typed, now=now)
        case Matter.COMPLETION:
            return completion_to_decide(session, audit, person=person, action=action, typed=typed, now=now)
        case Matter.DISPUTE:
            return rating_to_dispute(session, audit, person=person, action=action, typed=typed, now=now)
        case Matter.CALL_IN:
            return action_to_call_in(session, audit, person=person, action=action, typed=typed, now=now)
