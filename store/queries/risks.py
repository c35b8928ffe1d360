"""The risk log of a plan: each line with the actions it touches, its owner and its assessments."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from sqlmodel import Session, col, select

from store.refs import normalised_ref, ref_sort_key
from store.tables import Action, ActionLead, AreaSro, ImprovementArea, Plan, Post, Risk, RiskAction, RiskAssessment

_REF = re.compile(r"(?:r)?0*([1-9]\d{0,3})")


@dataclass(frozen=True, slots=True)
class HeldRisk:
    """`actions` are in the plan's order; of `assessments` the latest stands first."""

    risk: Risk
    actions: tuple[Action, ...]
    owner: Post | None
    assessments: tuple[RiskAssessment, ...]

    @property
    def latest(self) -> RiskAssessment | None:
        return self.assessments[0] if self.assessments else None


def risk_ref(text: str) -> str | None:
    """ "r 3" and "3" are R3; None for what is no ref of the log."""
    found = _REF.fullmatch(normalised_ref(text))
    return f"R{found[1]}" if found else None


def risks_of(session: Session, plan: Plan) -> list[HeldRisk]:
    """Open and closed, by ref."""
    rows = session.exec(select(Risk).where(Risk.plan_id == plan.id)).all()
    ids = [risk.id for risk in rows]
    touched: dict[int, list[Action]] = defaultdict(list)
    links = session.exec(
        select(RiskAction, Action)
        .join(Action, col(Action.id) == RiskAction.action_id)
        .where(col(RiskAction.risk_id).in_(ids))
        .order_by(col(Action.sort_key), col(Action.ref))
    )
    for link, action in links:
        touched[link.risk_id].append(action)
    assessed: dict[int, list[RiskAssessment]] = defaultdict(list)
    assessments = session.exec(
        select(RiskAssessment)
        .where(col(RiskAssessment.risk_id).in_(ids))
        .order_by(col(RiskAssessment.at).desc(), col(RiskAssessment.id).desc())
    )
    for assessment in assessments:
        assessed[assessment.risk_id].append(assessment)
    owners = {post.id: post for post in session.exec(select(Post).where(col(Post.id).in_([r.owner_id for r in rows])))}
    return [
        HeldRisk(risk, tuple(touched[risk.id or 0]), owners.get(risk.owner_id), tuple(assessed[risk.id or 0]))
        for risk in sorted(rows, key=lambda risk: ref_sort_key(risk.ref))
    ]


def risk_by_ref(session: Session, plan: Plan, ref: str) -> HeldRisk | None:
    """However the ref is written."""
    wanted = risk_ref(ref)
    return next((held for held in risks_of(session, plan) if held.risk.ref == wanted), None)


def risk_with_plan(session: Session, risk_id: int) -> tuple[Risk, Plan] | None:
    risk = session.get(Risk, risk_id)
    return (risk, session.get_one(Plan, risk.plan_id)) if risk else None


def next_risk_ref(session: Session, plan: Plan) -> str:
    """One more than the highest: the ref of a closed risk is never given again."""
    refs = session.exec(select(Risk.ref).where(Risk.plan_id == plan.id))
    return f"R{max((int(ref.removeprefix('R')) for ref in refs), default=0) + 1}"


def posts_of_plan(session: Session, plan: Plan) -> list[Post]:
    """Every post that leads an action of the plan or is SRO of an area of it, by name."""
    leads = (
        select(ActionLead.post_id).join(Action, col(Action.id) == ActionLead.action_id).where(Action.plan_id == plan.id)
    )
    sros = (
        select(AreaSro.post_id)
        .join(ImprovementArea, col(ImprovementArea.id) == AreaSro.area_id)
        .where(ImprovementArea.plan_id == plan.id)
    )
    rows = session.exec(
        select(Post)
        .where(col(Post.id).in_(leads) | col(Post.id).in_(sros))
        .order_by(col(Post.title), col(Post.organisation), col(Post.id))
    )
    return list(rows)


def lead_posts_of(session: Session, action: Action) -> list[Post]:
    rows = session.exec(
        select(Post)
        .join(ActionLead, col(ActionLead.post_id) == Post.id)
        .where(ActionLead.action_id == action.id)
        .order_by(col(ActionLead.position))
    )
    return list(rows)


def post_called(session: Session, name: str) -> Post | None:
    """By title and organisation, or by a title that only one post has; capitals and spaces do not matter."""
    wanted = " ".join(name.split()).casefold()
    posts = session.exec(select(Post).order_by(col(Post.id))).all()
    named = [post for post in posts if post_name(post).casefold() == wanted]
    titled = [post for post in posts if post.title.casefold() == wanted]
    if named:
        return named[0]
    return titled[0] if len(titled) == 1 else None


def post_name(post: Post) -> str:
    return f"{post.title}, {post.organisation}" if post.organisation else post.title
