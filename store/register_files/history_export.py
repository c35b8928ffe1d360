"""The history of a plan as rows of files: what was said, read off and moved since it was agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlmodel import Session, col, select

from store.register_files.columns import DATE_CHANGES, READINGS, UPDATES, Sheet
from store.register_files.export_cells import Cells, cells_of, in_order
from store.tables import DateChange, Evidence, Indicator, Person, Plan, Reading, Update

Items = Mapping[tuple[int | None, int | None], tuple[str, str]]
"""(action id, milestone id or none) -> its action_ref and seq cells, in the order of the plan."""


def history_rows(session: Session, plan: Plan, items: Items) -> dict[Sheet, list[Cells]]:
    people = {person.id: person.key for person in session.exec(select(Person))}
    return {
        UPDATES: _updates(session, items, people),
        READINGS: _readings(session, plan),
        DATE_CHANGES: _date_changes(session, items, people),
    }


def _updates(session: Session, items: Items, people: Mapping[int | None, str]) -> list[Cells]:
    """As they were given. One that was withdrawn stays behind: its text is not for passing on."""
    evidence: dict[int | None, list[str]] = defaultdict(list)
    for item in session.exec(select(Evidence).order_by(col(Evidence.id))):
        evidence[item.update_id].append(item.title)
    actions = {action_id for action_id, _ in items}
    updates = session.exec(
        select(Update)
        .where(col(Update.action_id).in_(actions), col(Update.withdrawn_at).is_(None))
        .order_by(col(Update.at), col(Update.id))
    )
    return [
        cells_of(
            UPDATES,
            update,
            action_ref=items[update.action_id, update.milestone_id][0],
            seq=items[update.action_id, update.milestone_id][1],
            person=people[update.person_id],
            on_behalf_of=people.get(update.on_behalf_of_id, ""),
            evidence="; ".join(evidence[update.id]),
        )
        for update in updates
    ]


def _readings(session: Session, plan: Plan) -> list[Cells]:
    indicators = in_order(session.exec(select(Indicator).where(Indicator.plan_id == plan.id)))
    ref_of = {indicator.id: indicator.ref for indicator in indicators}
    place = {indicator.id: number for number, indicator in enumerate(indicators)}
    readings = session.exec(select(Reading).where(col(Reading.indicator_id).in_(ref_of)))
    return [
        cells_of(READINGS, one, indicator_ref=ref_of[one.indicator_id])
        for one in sorted(readings, key=lambda one: (place[one.indicator_id], one.period_end, one.source))
    ]


def _date_changes(session: Session, items: Items, people: Mapping[int | None, str]) -> list[Cells]:
    milestones = {milestone_id: cells for (_, milestone_id), cells in items.items() if milestone_id}
    changes = session.exec(
        select(DateChange)
        .where(col(DateChange.milestone_id).in_(milestones))
        .order_by(col(DateChange.requested_at), col(DateChange.id))
    )
    return [
        cells_of(
            DATE_CHANGES,
            change,
            action_ref=milestones[change.milestone_id][0],
            seq=milestones[change.milestone_id][1],
            requested_by=people.get(change.requested_by_id, ""),
            decided_by=people.get(change.decided_by_id, ""),
        )
        for change in changes
    ]
