"""What a form of the risk log names, found in the register."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlmodel import Session

from store.queries.governing import Governed, action_by_ref
from store.queries.risks import HeldRisk, lead_posts_of, post_called, post_name, posts_of_plan, risk_by_ref
from store.refs import ref_sort_key
from store.tables import Action, Plan, Post
from store.working_days import london_date
from workflows.risks.refusals import ActionsMissing, ClosedAlready, NoSuchAction, NoSuchPost, NoSuchRisk, OwnerMissing
from workflows.risks.views import PostToChoose, RiskTyped

_ID = re.compile(r"[1-9][0-9]{0,8}")
_BETWEEN = re.compile(r"[;,&\s]+(?:and\s+)?")
LONGEST_REF = 20


def actions_named(session: Session, plan: Plan, refs: str) -> tuple[Action, ...]:
    """Of "4.2.1, 4.2.2 and 4.3.1", in the plan's order. Raises ActionsMissing, NoSuchAction."""
    found: dict[str, Action] = {}
    for ref in filter(None, _BETWEEN.split(refs.strip())):
        action = action_by_ref(session, plan, ref)
        if action is None:
            raise NoSuchAction(ref[:LONGEST_REF])
        found[action.ref] = action
    if not found:
        raise ActionsMissing
    return tuple(sorted(found.values(), key=lambda action: (ref_sort_key(action.ref), action.ref)))


def owner_named(session: Session, owner: str) -> Post:
    """By its id or its name. Raises OwnerMissing, NoSuchPost."""
    wanted = owner.strip()
    if not wanted:
        raise OwnerMissing
    post = session.get(Post, int(wanted)) if _ID.fullmatch(wanted) else post_called(session, wanted)
    if post is None:
        raise NoSuchPost(wanted[:100])
    return post


def posts_to_choose(session: Session, plan: Plan, actions: Sequence[Action]) -> tuple[PostToChoose, ...]:
    """Those that lead the actions come first, then every other post of the plan by name."""
    posts = [post for action in actions for post in lead_posts_of(session, action)] + posts_of_plan(session, plan)
    return tuple(PostToChoose(key, post_name(post)) for key, post in {post.id or 0: post for post in posts}.items())


def open_risk(session: Session, plan: Plan, ref: str) -> HeldRisk:
    """Raises NoSuchRisk, ClosedAlready."""
    held = risk_by_ref(session, plan, ref)
    if held is None:
        raise NoSuchRisk(ref.strip()[:LONGEST_REF])
    if held.risk.closed_at is not None:
        raise ClosedAlready(held.risk.ref, london_date(held.risk.closed_at))
    return held


def known_words(plan: Plan, abouts: Sequence[Governed]) -> frozenset[str]:
    """The plan's own words and the names of those who have a say: they identify no child."""
    words = {plan.title}
    for about in abouts:
        words |= {about.area.title, about.action.title}
        words |= {person.name for person in (*about.leads, *about.deputies, *about.sros, *about.compliance)}
    return frozenset(text.casefold() for text in words if text)


def typed_of(held: HeldRisk) -> RiskTyped:
    """As it stands: what a form for assessing it again begins with."""
    latest = held.latest
    return RiskTyped(
        kind=held.risk.kind,
        title=held.risk.title,
        actions=", ".join(action.ref for action in held.actions),
        owner=str(held.owner.id) if held.owner else "",
        likelihood=latest.likelihood if latest else None,
        impact=latest.impact if latest else None,
        next_step=latest.next_step if latest else "",
        next_step_by=latest.next_step_by if latest else None,
    )
