"""Entering a risk or an issue, assessing it again, closing it. Each is kept beside what was said before."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.database import one_at_a_time
from store.queries.risks import HeldRisk, next_risk_ref, post_name, risk_by_ref, risks_of
from store.tables import Action, Person, Plan, Risk, RiskAction, RiskAssessment
from store.types import RiskKind
from store.working_days import london_date
from workflows.governing.refusals import GoverningRefused
from workflows.language import day_words
from workflows.risks.lookup import actions_named, known_words, open_risk, owner_named
from workflows.risks.refusals import AssessedSince, HeldAlready
from workflows.risks.rights import assesses, closes, enters, those_about
from workflows.risks.rules import Assessed, assessed, closed_because, title_of
from workflows.risks.scoring import score, score_words
from workflows.risks.views import RiskTyped
from workflows.updates.speaker import Speaker


@dataclass(frozen=True, slots=True)
class RiskRecorded:
    ref: str
    words: str


def raise_risk(
    session: Session, audit: AuditChain, *, person: Speaker, plan: Plan, typed: RiskTyped, now: datetime
) -> RiskRecorded:
    """Pressed twice it is one line of the log. Raises GoverningRefused."""
    today = london_date(now)
    with risk_refusals_audited(session, audit, person=person, plan=plan, asked="raise_risk", now=now):
        actions = actions_named(session, plan, typed.actions)
        abouts = those_about(session, actions, today)
        enters(abouts, person)
        known = known_words(plan, abouts)
        kind, title = title_of(typed, known)
        owner = owner_named(session, typed.owner)
        said = assessed(kind, typed, today=today, plan_ends=plan.period_end, known=known)
        one_at_a_time(session, f"risks of {plan.key}")
        same = _the_same(session, plan, kind, title, actions)
        if same is not None and not _said_already(same, said, person, now):
            raise HeldAlready(same.risk.ref)
    if same is not None:
        return RiskRecorded(same.risk.ref, f"{same.risk.ref} is in the log already, as you raised it today.")
    risk = Risk(
        plan_id=plan.id or 0,
        ref=next_risk_ref(session, plan),
        kind=kind,
        title=title,
        owner_id=owner.id,
        raised_by_id=person.id,
        raised_at=now,
    )
    session.add(risk)
    session.flush()
    session.add_all(RiskAction(risk_id=risk.id or 0, action_id=action.id or 0) for action in actions)
    _add_assessment(session, risk, said, person, now)
    content = {
        "kind": kind.value,
        "title": title,
        "actions": [action.ref for action in actions],
        "owner": post_name(owner),
        **_content(said),
    }
    _record(session, audit, person, plan, risk, "raise_risk", content, now)
    points = score_words(score(said.likelihood, said.impact), None)
    return RiskRecorded(
        risk.ref,
        f"{risk.ref} is in the log: {points}. Its owner is {post_name(owner)}; the next step is due by "
        f"{day_words(said.next_step_by)}.",
    )


def assess_risk(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    ref: str,
    typed: RiskTyped,
    now: datetime,
    seen: int | None = None,
) -> RiskRecorded:
    """`seen` is the id of the assessment that the form was made of, None where none was shown. Raises
    GoverningRefused."""
    today = london_date(now)
    with risk_refusals_audited(session, audit, person=person, plan=plan, asked="assess_risk", now=now, subject=ref):
        one_at_a_time(session, f"risks of {plan.key}")
        held = open_risk(session, plan, ref)
        abouts = those_about(session, held.actions, today)
        assesses(session, held, abouts, person, today)
        known = known_words(plan, abouts)
        said = assessed(held.risk.kind, typed, today=today, plan_ends=plan.period_end, known=known)
        before, again = held.latest, _said_already(held, said, person, now)
        if before is not None and seen is not None and seen != before.id and not again:
            raise AssessedSince(held.risk.ref, _name(session, before.person_id), london_date(before.at))
    points = score(before.likelihood, before.impact) if before else None
    if again:
        return RiskRecorded(held.risk.ref, f"{held.risk.ref} stands at that already, as you assessed it today.")
    _add_assessment(session, held.risk, said, person, now)
    _record(session, audit, person, plan, held.risk, "assess_risk", _content(said), now)
    words = score_words(score(said.likelihood, said.impact), points)
    return RiskRecorded(
        held.risk.ref,
        f"{held.risk.ref} is assessed: {words}. The next step is due by {day_words(said.next_step_by)}.",
    )


def close_risk(
    session: Session, audit: AuditChain, *, person: Speaker, plan: Plan, ref: str, reason: str, now: datetime
) -> RiskRecorded:
    """It stays in the log. Raises GoverningRefused."""
    with risk_refusals_audited(session, audit, person=person, plan=plan, asked="close_risk", now=now, subject=ref):
        one_at_a_time(session, f"risks of {plan.key}")
        closed = risk_by_ref(session, plan, ref)
        if closed is not None and _closed_so(closed.risk, person, reason):
            return RiskRecorded(closed.risk.ref, f"{closed.risk.ref} is closed already, as you said.")
        held = open_risk(session, plan, ref)
        abouts = those_about(session, held.actions, london_date(now))
        closes(held.risk.ref, abouts, person)
        why = closed_because(RiskTyped(reason=reason), known_words(plan, abouts))
    held.risk.closed_by_id, held.risk.closed_at, held.risk.closed_because = person.id, now, why
    _record(session, audit, person, plan, held.risk, "close_risk", {"reason": why}, now)
    return RiskRecorded(held.risk.ref, f"{held.risk.ref} is closed: {why}")


@contextmanager
def risk_refusals_audited(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    asked: str,
    now: datetime,
    subject: str = "",
) -> Generator[None]:
    """Every rule is checked before anything is written. Nothing of what was typed is kept, but the ref of a risk."""
    try:
        yield
    except GoverningRefused as refusal:
        held = risk_by_ref(session, plan, subject) if subject else None
        audit.record(
            session,
            plan_key=plan.key,
            at=now,
            actor=person.key,
            action="refused",
            subject=f"risk {held.risk.ref}" if held else plan.key,
            content={"asked": asked, "why": type(refusal).__name__},
        )
        raise


def _the_same(session: Session, plan: Plan, kind: RiskKind, title: str, actions: tuple[Action, ...]) -> HeldRisk | None:
    """An open one that says the same of the same actions."""
    wanted = kind, title.casefold(), {action.id for action in actions}
    return next(
        (
            held
            for held in risks_of(session, plan)
            if held.risk.closed_at is None
            and (held.risk.kind, held.risk.title.casefold(), {action.id for action in held.actions}) == wanted
        ),
        None,
    )


def _said_already(held: HeldRisk, said: Assessed, person: Speaker, now: datetime) -> bool:
    """The same press once more: the same words by the same person on the same day."""
    latest = held.latest
    if latest is None or latest.person_id != person.id or london_date(latest.at) != london_date(now):
        return False
    stands = latest.likelihood, latest.impact, latest.next_step, latest.next_step_by
    return stands == (said.likelihood, said.impact, said.next_step, said.next_step_by)


def _closed_so(risk: Risk, person: Speaker, reason: str) -> bool:
    return risk.closed_at is not None and (risk.closed_by_id, risk.closed_because) == (person.id, reason.strip())


def _add_assessment(session: Session, risk: Risk, said: Assessed, person: Speaker, now: datetime) -> None:
    session.add(
        RiskAssessment(
            risk_id=risk.id or 0,
            person_id=person.id,
            at=now,
            likelihood=said.likelihood,
            impact=said.impact,
            next_step=said.next_step,
            next_step_by=said.next_step_by,
        )
    )


def _content(said: Assessed) -> dict[str, object]:
    return {
        "likelihood": said.likelihood,
        "impact": said.impact,
        "next_step": said.next_step,
        "next_step_by": said.next_step_by,
    }


def _record(
    session: Session,
    audit: AuditChain,
    person: Speaker,
    plan: Plan,
    risk: Risk,
    action: str,
    content: dict[str, object],
    now: datetime,
) -> None:
    audit.record(
        session,
        plan_key=plan.key,
        at=now,
        actor=person.key,
        action=action,
        subject=f"risk {risk.ref}",
        content=content,
    )


def _name(session: Session, person_id: int | None) -> str:
    person = session.get(Person, person_id) if person_id else None
    return person.name if person else ""
