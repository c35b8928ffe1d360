"""What an SRO is shown of an action rated complete: its milestones, and the evidence to accept one by one."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.cuts import take_cut
from store.queries.governing import evidence_of, governed
from store.tables import Action, Evidence, Person, Update
from store.working_days import london_date
from workflows.exception_report.case import is_open
from workflows.governing.auditing import refusals_audited
from workflows.governing.rights import decides, decides_as_sro
from workflows.governing.sign_offs import LED_OR_RATED_IT, completion_rated, told_or_led
from workflows.governing.views import CompletionToDecide, EvidenceLine, MilestoneDone, Typed
from workflows.standing import period_of, standings
from workflows.updates.actions import Speaker


def completion_to_decide(
    session: Session, audit: AuditChain, *, person: Speaker, action: Action, typed: Typed, now: datetime
) -> CompletionToDecide:
    """For whoever may sign it off; the compliance team sees it too, to accept evidence.

    Raises GoverningRefused: not theirs to decide, or not rated complete.
    """
    about = governed(session, action, None, london_date(now))
    cut = take_cut(session, about.plan.key, now)
    standing = standings(cut, period_of(cut))[action.ref]
    with refusals_audited(session, audit, person=person, about=about, asked="see_completion", now=now):
        decides(about, person)
        if not any(officer.id == person.id for officer in about.compliance):
            decides_as_sro(about, person, barred=told_or_led(session, about, standing), because=LED_OR_RATED_IT)
    rated_by = completion_rated(about, standing)
    update = session.get_one(Update, rated_by.id)
    return CompletionToDecide(
        item=f"a:{action.id}",
        update_id=rated_by.id,
        ref=action.ref,
        title=action.title,
        rating=standing.rating_label,
        rating_colour=standing.rating.colour if standing.rating else "",
        rated_by=session.get_one(Person, update.person_id).name,
        rated_at=rated_by.at,
        narrative=rated_by.narrative,
        milestones=tuple(
            MilestoneDone(one.milestone.seq, one.milestone.measure, one.words, is_open(one))
            for one in standing.milestones
        ),
        evidence=tuple(_line(session, one, person) for one in evidence_of(session, action)),
        typed=typed,
    )


def _line(session: Session, one: Evidence, person: Speaker) -> EvidenceLine:
    accepted = session.get(Person, one.accepted_by_id) if one.accepted_by_id else None
    return EvidenceLine(
        evidence_id=one.id or 0,
        title=one.title,
        added_by=session.get_one(Person, one.added_by_id).name,
        accepted_by=accepted.name if accepted else "",
        theirs=one.added_by_id == person.id,
    )
