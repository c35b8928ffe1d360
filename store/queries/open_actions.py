"""Actions of which a board still wants to hear, and when they were last spoken of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from store.queries.asking import NOT_ASKED
from store.queries.cuts import take_cut
from store.tables import Action, ActionLead, AreaSro, Milestone, Plan, Rating, SignOff, Update
from store.types import RatingRole


@dataclass(frozen=True, slots=True)
class OpenWholeAction:
    """An action not complete and not set aside, with something left to do."""

    plan: Plan
    action: Action
    lead_post_ids: tuple[int, ...]
    sro_post_ids: tuple[int, ...]


def open_actions_of(session: Session, plan_ids: Iterable[int], *, at: datetime | None = None) -> list[OpenWholeAction]:
    """In the order of the plans and their refs; with `at`, as things stood then by effective time."""
    wanted = list(plan_ids)
    rows = session.exec(
        select(Action, Plan)
        .join(Plan, col(Plan.id) == Action.plan_id)
        .where(col(Action.plan_id).in_(wanted))
        .order_by(col(Plan.key), col(Action.sort_key), col(Action.id))
    ).all()
    if at is None:
        finished = _nothing_left(session, wanted)
        rows = [row for row in rows if row[0].lifecycle not in NOT_ASKED and row[0].id not in finished]
    else:
        live = _live_at(session, {plan.key for _, plan in rows}, at)
        rows = [row for row in rows if row[0].id in live]
    complete = _rated_complete(session, wanted, at)
    leads: dict[int, list[int]] = defaultdict(list)
    actions = select(Action.id).where(col(Action.plan_id).in_(wanted))
    for lead in session.exec(
        select(ActionLead).where(col(ActionLead.action_id).in_(actions)).order_by(col(ActionLead.position))
    ):
        leads[lead.action_id].append(lead.post_id)
    sros: dict[int, list[int]] = defaultdict(list)
    areas = {action.area_id for action, _ in rows}
    for sro in session.exec(select(AreaSro).where(col(AreaSro.area_id).in_(areas)).order_by(col(AreaSro.position))):
        sros[sro.area_id].append(sro.post_id)
    return [
        OpenWholeAction(plan, action, tuple(leads[action.id or 0]), tuple(sros[action.area_id]))
        for action, plan in rows
        if action.id not in complete
    ]


def _nothing_left(session: Session, plan_ids: list[int]) -> set[int]:
    """Actions that have milestones, none of them open: nobody is asked any more, whatever the rating."""
    open_milestone = col(Milestone.completed_on).is_(None) & col(Milestone.lifecycle).not_in(NOT_ASKED)
    of_plans = select(Milestone.action_id).join(Action).where(col(Action.plan_id).in_(plan_ids)).distinct()
    return set(session.exec(of_plans)) - set(session.exec(of_plans.where(open_milestone)))


def _live_at(session: Session, plan_keys: set[str], at: datetime) -> set[int]:
    live: set[int] = set()
    for cut in (take_cut(session, key, at) for key in sorted(plan_keys)):
        open_refs = {
            row.action_ref for row in cut.milestones if row.completed_on is None and row.lifecycle not in NOT_ASKED
        }
        finished = {row.action_ref for row in cut.milestones} - open_refs
        live |= {
            action.id for action in cut.actions if action.lifecycle not in NOT_ASKED and action.ref not in finished
        }
    return live


def _rated_complete(session: Session, plan_ids: list[int], at: datetime | None) -> set[int]:
    """Actions whose last whole-action rating says complete, by a key that somebody confirmed, unless the SRO has
    refused to sign that off."""
    said = (
        select(Update)
        .join(Action, col(Action.id) == Update.action_id)
        .where(
            col(Action.plan_id).in_(plan_ids), col(Update.milestone_id).is_(None), col(Update.withdrawn_at).is_(None)
        )
        .order_by(col(Update.at), col(Update.id))
    )
    last = {update.action_id: update for update in session.exec(said if at is None else said.where(Update.at <= at))}
    refusals = select(SignOff.update_id).where(
        col(SignOff.update_id).in_([update.id for update in last.values()]), col(SignOff.accepted).is_(False)
    )
    refused = set(session.exec(refusals if at is None else refusals.where(SignOff.at <= at)))
    complete = set(
        session.exec(
            select(Rating.code, Action.id)
            .join(Action, col(Action.plan_id) == Rating.plan_id)
            .where(col(Action.id).in_(list(last)), Rating.role == RatingRole.COMPLETE, col(Rating.confirmed))
        )
    )
    return {
        action_id
        for action_id, update in last.items()
        if update.id not in refused and (update.rating_code, action_id) in complete
    }


def last_said_of(session: Session, plan_ids: Iterable[int], *, at: datetime | None = None) -> dict[int, datetime]:
    """By action id: the last word on the action or on any of its milestones; with `at`, the last up to that moment."""
    statement = (
        select(Update.action_id, func.max(Update.at))
        .join(Action, col(Action.id) == Update.action_id)
        .where(col(Action.plan_id).in_(list(plan_ids)), col(Update.withdrawn_at).is_(None))
        .group_by(col(Update.action_id))
    )
    return dict(session.exec(statement if at is None else statement.where(Update.at <= at)).all())


@dataclass(frozen=True, slots=True)
class OpenItemOf:
    """The action as a whole, or one of its open milestones. `seq` is None for the action."""

    key: str
    name: str
    seq: int | None


def open_items_of(session: Session, action: Action) -> list[OpenItemOf]:
    """All that can be asked about one action, the action itself first."""
    milestones = session.exec(
        select(Milestone)
        .where(
            Milestone.action_id == action.id,
            col(Milestone.completed_on).is_(None),
            col(Milestone.lifecycle).not_in(NOT_ASKED),
        )
        .order_by(col(Milestone.seq))
    )
    return [
        OpenItemOf(f"a:{action.id}", action.ref, None),
        *(OpenItemOf(f"m:{one.id}", f"{action.ref} milestone {one.seq}", one.seq) for one in milestones),
    ]


def open_milestones_of(session: Session, action_id: int) -> tuple[int, ...]:
    """Their numbers, in order."""
    still_open = select(Milestone.seq).where(
        Milestone.action_id == action_id,
        col(Milestone.completed_on).is_(None),
        col(Milestone.lifecycle).not_in(NOT_ASKED),
    )
    return tuple(session.exec(still_open.order_by(col(Milestone.seq))))
