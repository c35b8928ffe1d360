"""An SRO signs off an action as complete and embedded (Bradford's Blue), or says why not. The rating stays as rated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.cut import UpdateRow
from store.queries.cuts import take_cut
from store.queries.governing import Governed, last_sign_off
from store.tables import Action, LifecycleChange, SignOff, Update
from store.types import CLOSED_LIFECYCLES, Lifecycle, RatingRole
from workflows.exception_report.case import is_open
from workflows.governing.alone import action_alone
from workflows.governing.auditing import record_decision, refusals_audited
from workflows.governing.reasons import reason_about, words_about
from workflows.governing.refusals import (
    ItemClosed,
    ItemPaused,
    MilestonesOpen,
    NoAcceptedEvidence,
    NotRatedComplete,
    NotSaidEmbedded,
    RatedSince,
    SentBackAlready,
    SignedOffAlready,
)
from workflows.governing.rights import decides_as_sro
from workflows.standing import Standing, period_of, standings
from workflows.updates.actions import Speaker

LED_OR_RATED_IT = "lead or rated this action"


@dataclass(frozen=True, slots=True)
class CompletionDecided:
    sign_off_id: int
    ref: str
    accepted: bool
    rating_label: str
    reason: str

    @property
    def words(self) -> str:
        if self.accepted:
            return f"{self.ref} is signed off as complete and embedded."
        return (
            f"{self.ref} is not signed off: it stays {self.rating_label}, awaiting sign-off, and your reason is kept."
        )


def completion_rated(about: Governed, standing: Standing) -> UpdateRow:
    """The update that rates the action complete. Raises ItemClosed, ItemPaused, NotRatedComplete."""
    if about.action.lifecycle in CLOSED_LIFECYCLES:
        raise ItemClosed(about, about.action.decision_reference)
    if about.action.lifecycle is Lifecycle.PAUSED:
        raise ItemPaused(about)
    if standing.role is not RatingRole.COMPLETE or standing.rated_by is None:
        raise NotRatedComplete(about)
    return standing.rated_by


def check_completion(about: Governed, standing: Standing, *, evidence_accepted: bool) -> None:
    """What an SRO cannot sign off. Raises SignedOffAlready, MilestonesOpen, NoAcceptedEvidence."""
    if standing.signed_off and about.action.lifecycle is Lifecycle.EMBEDDED:
        raise SignedOffAlready(about)
    still_open = [item.milestone.seq for item in standing.milestones if is_open(item)]
    if still_open:
        raise MilestonesOpen(about, still_open)
    if not evidence_accepted:
        raise NoAcceptedEvidence(about)


def sign_off_completion(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    action: Action,
    accepted: bool,
    reason: str,
    now: datetime,
    embedded: bool = True,
    seen: int = 0,
) -> CompletionDecided:
    """By an SRO of the area who does not lead the action; where there is none, by the compliance team with a reason.

    Not accepted, it needs a reason, and a sign-off given before is taken back. Raises GoverningRefused. Not `embedded`,
    it cannot be accepted. `seen` is the id of the update that was read, 0 for the one that rates now.
    """
    about = action_alone(session, action, now)
    cut = take_cut(session, about.plan.key, now)
    standing = standings(cut, period_of(cut))[action.ref]
    with refusals_audited(session, audit, person=person, about=about, asked="sign_off_completion", now=now):
        decides_as_sro(about, person, barred=told_or_led(session, about, standing), because=LED_OR_RATED_IT)
        update = completion_rated(about, standing)
        if seen and update.id != seen:
            raise RatedSince(about)
        if accepted and not embedded:
            raise NotSaidEmbedded(about)
        if accepted:
            known = any(row.accepted_by for row in cut.evidence if row.action_ref == action.ref)
            check_completion(about, standing, evidence_accepted=known)
        in_own_area = any(sro.id == person.id for sro in about.sros)
        free = accepted and in_own_area
        why = words_about(about, reason.strip()) if free else reason_about(about, reason)
        if not accepted and _said_so_already(session, person, update, why):
            raise SentBackAlready(about)
    given = SignOff(
        action_id=action.id or 0, update_id=update.id, person_id=person.id or 0, at=now, accepted=accepted, reason=why
    )
    session.add(given)
    _follow(session, person, action, accepted, why, now)
    content = {"update": update.id, "accepted": accepted, "reason": why, "lifecycle": action.lifecycle.value}
    record_decision(session, audit, person=person, about=about, action="sign_off_completion", content=content, now=now)
    return CompletionDecided(given.id or 0, action.ref, accepted, standing.rating.label if standing.rating else "", why)


def told_or_led(session: Session, about: Governed, standing: Standing) -> frozenset[int | None]:
    """Who cannot sign it off, being who leads the action or rated it."""
    rated_by = standing.rated_by
    told_by = session.get_one(Update, rated_by.id).person_id if rated_by else None
    return frozenset({lead.id for lead in about.leads} | {told_by}) - {None}


def _said_so_already(session: Session, person: Speaker, update: UpdateRow, why: str) -> bool:
    """A second press says the same of the same update."""
    last = last_sign_off(session, update.id)
    return last is not None and not last.accepted and (last.person_id, last.reason) == (person.id, why)


def _follow(session: Session, person: Speaker, action: Action, accepted: bool, why: str, now: datetime) -> None:
    """Signed off, an action is embedded; with its sign-off taken back, it is in progress again."""
    before = action.lifecycle
    after = Lifecycle.EMBEDDED if accepted else Lifecycle.IN_PROGRESS if before is Lifecycle.EMBEDDED else before
    if after is before:
        return
    action.lifecycle = after
    session.add(
        LifecycleChange(action_id=action.id or 0, before=before, after=after, reason=why, person_id=person.id, at=now)
    )
