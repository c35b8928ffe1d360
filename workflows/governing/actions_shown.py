"""What is shown of an action before its rating is disputed, or it is called in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.cuts import take_cut
from store.queries.disputes import open_call_ins, open_disputes
from store.queries.governing import Governed, governed
from store.tables import Action, CallIn, Person, RatingChallenge
from store.working_days import london_date
from workflows.governing.auditing import refusals_audited
from workflows.governing.call_ins import callers
from workflows.governing.challenges import RATED_IT, rating_given
from workflows.governing.rights import decides
from workflows.governing.views import ActionToCallIn, Named, RatingToDispute, Typed
from workflows.language import day_words
from workflows.standing import period_of, standings
from workflows.updates.actions import Speaker


def rating_to_dispute(
    session: Session, audit: AuditChain, *, person: Speaker, action: Action, typed: Typed, now: datetime
) -> RatingToDispute:
    """Raises GoverningRefused: not theirs to dispute, or not rated."""
    about = governed(session, action, None, london_date(now))
    with refusals_audited(session, audit, person=person, about=about, asked="challenge_rating", now=now):
        decides(about, person)
        given = rating_given(session, about, now)
        update = given.update
        decides(about, person, barred={update.person_id}, because=RATED_IT)
    disputes = open_disputes(session, action)
    return RatingToDispute(
        item=f"a:{action.id}",
        update_id=update.id or 0,
        ref=action.ref,
        title=action.title,
        rating=given.label,
        rating_colour=given.colour,
        rated_by=session.get_one(Person, update.person_id).name,
        rated_at=update.at,
        narrative=update.narrative,
        disputes=tuple(_said(session, one, "Disputed") for one in disputes),
        theirs=_theirs(about, person, disputes),
        typed=typed,
    )


def action_to_call_in(
    session: Session, audit: AuditChain, *, person: Speaker, action: Action, typed: Typed, now: datetime
) -> ActionToCallIn:
    """Raises GoverningRefused: not theirs to call in."""
    about = governed(session, action, None, london_date(now))
    with refusals_audited(session, audit, person=person, about=about, asked="call_in", now=now):
        decides(about, person)
    cut = take_cut(session, about.plan.key, now)
    standing = standings(cut, period_of(cut))[action.ref]
    held = open_call_ins(session, action)
    return ActionToCallIn(
        item=f"a:{action.id}",
        ref=action.ref,
        title=action.title,
        rating=standing.rating_label,
        rating_colour=standing.rating.colour if standing.rating else "",
        called=tuple(_said(session, one, "Called in") for one in held),
        theirs=_theirs(about, person, held),
        callers=tuple(
            Named(one.person.key, f"{one.person.name}, {'as Chair' if one.chair else f'SRO of area {about.area.ref}'}")
            for one in callers(session, about, person)
        ),
        typed=typed,
    )


def _said(session: Session, one: RatingChallenge | CallIn, what: str) -> str:
    by = session.get_one(Person, one.person_id).name
    return f"{what} by {by} on {day_words(london_date(one.at))}: {one.reason}"


def _theirs(about: Governed, person: Speaker, held: Sequence[RatingChallenge | CallIn]) -> bool:
    officer = any(one.id == person.id for one in about.compliance)
    return any(officer or one.person_id == person.id for one in held)
