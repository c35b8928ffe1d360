"""Disputing a rating: logged, told to the lead and printed in the report's data notes. The rating stays the lead's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.cuts import take_cut
from store.queries.disputes import dispute_by, open_disputes
from store.queries.governing import Governed
from store.tables import Action, RatingChallenge, Update
from store.working_days import london_date
from workflows.governing.alone import action_alone
from workflows.governing.auditing import record_decision, refusals_audited
from workflows.governing.dispute_refusals import DisputedAlready, NothingDisputed, NothingToDispute
from workflows.governing.reasons import reason_about
from workflows.governing.refusals import RatedSince
from workflows.governing.rights import decides
from workflows.language import day_words
from workflows.standing import CLOSED, period_of, standings
from workflows.updates.actions import Speaker

RATED_IT = "gave this rating"


@dataclass(frozen=True, slots=True)
class RatingDisputed:
    challenge_id: int
    ref: str
    rating_label: str
    reason: str

    @property
    def words(self) -> str:
        return (
            f"Logged: you dispute the rating {self.rating_label} of {self.ref}. The rating stays the lead's; the "
            "report says in its data notes that it is disputed."
        )


@dataclass(frozen=True, slots=True)
class DisputeWithdrawn:
    ref: str

    @property
    def words(self) -> str:
        return f"The dispute about the rating of {self.ref} is withdrawn: the report does not mention it any more."


@dataclass(frozen=True, slots=True)
class RatingGiven:
    """The rating that an action has, or had last: an SRO reads the draft after its cut-off, when a new period runs."""

    update: Update
    label: str
    colour: str


def rating_given(session: Session, about: Governed, now: datetime) -> RatingGiven:
    """Raises NothingToDispute."""
    cut = take_cut(session, about.plan.key, now)
    standing = standings(cut, period_of(cut))[about.action.ref]
    rating, rated_by = standing.rating, standing.rated_by
    if rating and rated_by:
        return RatingGiven(session.get_one(Update, rated_by.id), standing.rating_label, rating.colour)
    last, at = standing.last_known, standing.last_known_at
    of_it = (update for update in cut.updates if update.action_ref == about.action.ref)
    told = next((one for one in of_it if last and (one.at, one.rating_code) == (at, last.code)), None)
    if last is None or told is None or standing.key == CLOSED:
        raise NothingToDispute(about)
    label = f"{last.label}, as at {day_words(london_date(told.at))}"
    return RatingGiven(session.get_one(Update, told.id), label, last.colour)


def challenge_rating(
    session: Session, audit: AuditChain, *, person: Speaker, action: Action, reason: str, now: datetime, seen: int = 0
) -> RatingDisputed:
    """By an SRO of the area or the compliance team, but nobody disputes what they said themselves.

    `seen` is the id of the update that is disputed, 0 for the one that rates now. Raises GoverningRefused.
    """
    about = action_alone(session, action, now)
    with refusals_audited(session, audit, person=person, about=about, asked="challenge_rating", now=now):
        decides(about, person)
        given = rating_given(session, about, now)
        update = given.update
        decides(about, person, barred={update.person_id}, because=RATED_IT)
        if seen and update.id != seen:
            raise RatedSince(about)
        if dispute_by(session, update, person.id or 0) is not None:
            raise DisputedAlready(about)
        why = reason_about(about, reason)
    challenge = RatingChallenge(update_id=update.id or 0, person_id=person.id or 0, at=now, reason=why)
    session.add(challenge)
    session.flush()
    content = {"challenge": challenge.id, "update": update.id, "reason": why}
    record_decision(session, audit, person=person, about=about, action="challenge_rating", content=content, now=now)
    return RatingDisputed(challenge.id or 0, action.ref, given.label, why)


def withdraw_challenge(
    session: Session, audit: AuditChain, *, person: Speaker, action: Action, now: datetime
) -> DisputeWithdrawn:
    """By whoever disputes; the compliance team settles what others dispute too. Raises GoverningRefused."""
    about = action_alone(session, action, now)
    with refusals_audited(session, audit, person=person, about=about, asked="withdraw_challenge", now=now):
        decides(about, person)
        officer = any(one.id == person.id for one in about.compliance)
        theirs = [one for one in open_disputes(session, action) if officer or one.person_id == person.id]
        if not theirs:
            raise NothingDisputed(about)
    for challenge in theirs:
        challenge.settled_at = now
    content = {"challenges": [challenge.id for challenge in theirs]}
    record_decision(session, audit, person=person, about=about, action="withdraw_challenge", content=content, now=now)
    return DisputeWithdrawn(action.ref)
