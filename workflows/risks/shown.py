"""The forms of the risk log as they are shown, to those who may fill them in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.risks import HeldRisk, post_name
from store.tables import Person, Plan
from store.types import RiskKind
from store.working_days import london_date
from workflows.language import day_words
from workflows.risks.actions import risk_refusals_audited
from workflows.risks.lines import NOT_SCORED
from workflows.risks.lookup import actions_named, known_words, open_risk, posts_to_choose, typed_of
from workflows.risks.refusals import ActionsMissing, NoSuchAction
from workflows.risks.rights import assesses, enters, may_close, those_about
from workflows.risks.rules import to_give_back
from workflows.risks.scoring import score, score_words
from workflows.risks.views import RiskToAssess, RiskToRaise, RiskTyped
from workflows.updates.speaker import Speaker


def risk_to_raise(
    session: Session, audit: AuditChain, *, person: Speaker, plan: Plan, typed: RiskTyped, now: datetime
) -> RiskToRaise:
    """Where it names actions, only for those who may enter a risk on one of them. Raises NotYoursToEnter."""
    try:
        actions = actions_named(session, plan, typed.actions)
    except (ActionsMissing, NoSuchAction):
        actions = ()
    abouts = those_about(session, actions, london_date(now))
    if actions:
        with risk_refusals_audited(session, audit, person=person, plan=plan, asked="raise_risk", now=now):
            enters(abouts, person)
    posts = posts_to_choose(session, plan, actions)
    given = to_give_back(typed, known_words(plan, abouts))
    owner = given.owner or (str(posts[0].id) if actions and posts else "")
    return RiskToRaise(plan.key, posts, replace(given, kind=given.kind or RiskKind.RISK, owner=owner))


def risk_to_assess(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    ref: str,
    now: datetime,
    typed: RiskTyped | None = None,
) -> RiskToAssess:
    """With what was typed, or as it stands. Raises NotYoursToEnter, NoSuchRisk, ClosedAlready."""
    with risk_refusals_audited(session, audit, person=person, plan=plan, asked="assess_risk", now=now, subject=ref):
        held = open_risk(session, plan, ref)
        today = london_date(now)
        abouts = those_about(session, held.actions, today)
        assesses(session, held, abouts, person, today)
    latest = held.latest
    given = to_give_back(typed or typed_of(held), known_words(plan, abouts))
    return RiskToAssess(
        risk_id=held.risk.id or 0,
        ref=held.risk.ref,
        kind=held.risk.kind,
        title=held.risk.title,
        action_refs=tuple(action.ref for action in held.actions),
        owner=post_name(held.owner) if held.owner else "",
        score_words=_score(held),
        assessed=_assessed(session, held),
        seen=latest.id or 0 if latest else 0,
        may_close=may_close(abouts, person),
        typed=given,
    )


def _score(held: HeldRisk) -> str:
    points = [score(one.likelihood, one.impact) for one in held.assessments[:2]]
    return score_words(points[0], points[1] if len(points) > 1 else None) if points else NOT_SCORED


def _assessed(session: Session, held: HeldRisk) -> str:
    latest = held.latest
    if latest is None:
        return ""
    person = session.get(Person, latest.person_id) if latest.person_id else None
    by = f"by {person.name} " if person else ""
    return f"{by}on {day_words(london_date(latest.at))}"
