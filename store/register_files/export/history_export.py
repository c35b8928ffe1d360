"""The history of a plan as rows of files: what was said, decided, read off and moved since it was agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from store.register_files.export.option_export import option_rows
from store.register_files.export.risk_export import risk_rows
from store.register_files.sheets.columns import Sheet
from store.register_files.sheets.export_cells import Cells, cells_of, in_order
from store.register_files.sheets.history_columns import (
    ASKS,
    CALL_INS,
    CHALLENGES,
    DATE_CHANGES,
    DEPENDENCIES,
    EVIDENCE,
    LIFECYCLE_CHANGES,
    READINGS,
    SIGN_OFFS,
    UPDATES,
)
from store.tables import (
    Ask,
    Board,
    CallIn,
    DateChange,
    Dependency,
    Evidence,
    Indicator,
    LifecycleChange,
    Meeting,
    Person,
    Plan,
    RatingChallenge,
    Reading,
    SignOff,
    Update,
)

Items = Mapping[tuple[int | None, int | None], tuple[str, str]]
"""(action id, milestone id or none) -> its action_ref and seq cells, in the order of the plan."""


def history_rows(session: Session, plan: Plan, items: Items) -> dict[Sheet, list[Cells]]:
    """In the order in which it was told.

    An update that was withdrawn stays behind, with its evidence and what was decided on it: its text is not for
    passing on.
    """
    return _History(session, plan, items).sheets()


class _History:
    def __init__(self, session: Session, plan: Plan, items: Items) -> None:
        self._session, self._plan, self._items = session, plan, items
        self._people: dict[int | None, str] = {one.id: one.key for one in session.exec(select(Person))}
        self._ref_of = {action: cells[0] for (action, milestone), cells in items.items() if milestone is None}
        self._updates = [one for one in self._told(Update, Update.at) if one.withdrawn_at is None]
        self._number = {one.id: str(place) for place, one in enumerate(self._updates, start=1)}
        self._evidence = [
            one
            for one in self._told(Evidence, Evidence.added_at)
            if one.update_id is None or one.update_id in self._number
        ]

    def _told(self, table: Any, at: Any) -> list[Any]:
        """Of the plan's actions, by when each was told."""
        of_plan = select(table).where(table.action_id.in_(self._ref_of)).order_by(at, table.id)
        return list(self._session.exec(of_plan))

    def _item(self, record: Any) -> dict[str, str]:
        ref, seq = self._items[record.action_id, record.milestone_id]
        return {"action_ref": ref, "seq": seq}

    def sheets(self) -> dict[Sheet, list[Cells]]:
        return {
            DATE_CHANGES: self._date_changes(),
            UPDATES: self._update_rows(),
            READINGS: self._readings(),
            EVIDENCE: [
                cells_of(
                    EVIDENCE,
                    one,
                    **self._item(one),
                    update=self._number.get(one.update_id, ""),
                    added_by=self._people[one.added_by_id],
                    accepted_by=self._people.get(one.accepted_by_id, ""),
                )
                for one in self._evidence
            ],
            SIGN_OFFS: [
                cells_of(
                    SIGN_OFFS,
                    one,
                    action_ref=self._ref_of[one.action_id],
                    update=self._number[one.update_id],
                    person=self._people[one.person_id],
                )
                for one in self._told(SignOff, SignOff.at)
                if one.update_id in self._number
            ],
            CHALLENGES: self._challenges(),
            LIFECYCLE_CHANGES: [
                cells_of(
                    LIFECYCLE_CHANGES,
                    one,
                    **self._item(one),
                    successor=self._ref_of.get(one.successor_id, ""),
                    person=self._people.get(one.person_id, ""),
                )
                for one in self._told(LifecycleChange, LifecycleChange.at)
            ],
            ASKS: self._asks(),
            CALL_INS: [
                cells_of(CALL_INS, one, action_ref=self._ref_of[one.action_id], person=self._people[one.person_id])
                for one in self._told(CallIn, CallIn.at)
            ],
            DEPENDENCIES: self._dependencies(),
            **option_rows(self._session, self._ref_of, self._people),
            **risk_rows(self._session, self._plan, self._people),
        }

    def _update_rows(self) -> list[Cells]:
        titles: dict[int | None, list[str]] = defaultdict(list)
        for item in self._evidence:
            titles[item.update_id].append(item.title)
        return [
            cells_of(
                UPDATES,
                update,
                **self._item(update),
                person=self._people[update.person_id],
                on_behalf_of=self._people.get(update.on_behalf_of_id, ""),
                evidence="; ".join(titles[update.id]),
                update=self._number[update.id],
                corrects=self._number.get(update.corrects_id, ""),
            )
            for update in self._updates
        ]

    def _readings(self) -> list[Cells]:
        indicators = in_order(self._session.exec(select(Indicator).where(Indicator.plan_id == self._plan.id)))
        ref_of = {indicator.id: indicator.ref for indicator in indicators}
        place = {indicator.id: number for number, indicator in enumerate(indicators)}
        readings = self._session.exec(select(Reading).where(col(Reading.indicator_id).in_(ref_of)))
        return [
            cells_of(READINGS, one, indicator_ref=ref_of[one.indicator_id])
            for one in sorted(readings, key=lambda one: (place[one.indicator_id], one.period_end, one.source))
        ]

    def _date_changes(self) -> list[Cells]:
        milestones = {milestone_id: cells for (_, milestone_id), cells in self._items.items() if milestone_id}
        changes = self._session.exec(
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
                requested_by=self._people.get(change.requested_by_id, ""),
                decided_by=self._people.get(change.decided_by_id, ""),
            )
            for change in changes
        ]

    def _challenges(self) -> list[Cells]:
        action_of = {update.id: update.action_id for update in self._updates}
        challenges = self._session.exec(
            select(RatingChallenge)
            .where(col(RatingChallenge.update_id).in_(action_of))
            .order_by(col(RatingChallenge.at), col(RatingChallenge.id))
        )
        return [
            cells_of(
                CHALLENGES,
                one,
                action_ref=self._ref_of[action_of[one.update_id]],
                update=self._number[one.update_id],
                person=self._people[one.person_id],
            )
            for one in challenges
        ]

    def _asks(self) -> list[Cells]:
        boards = self._session.exec(select(Meeting, Board.name).join(Board).where(Board.plan_id == self._plan.id))
        meetings = {meeting.id: (name, meeting.held_on.isoformat()) for meeting, name in boards}
        asks = self._session.exec(
            select(Ask).where(Ask.plan_id == self._plan.id).order_by(col(Ask.raised_at), col(Ask.id))
        )
        rows: list[Cells] = []
        for one in asks:
            board, held_on = meetings.get(one.meeting_id, ("", ""))
            raised_by = self._people.get(one.raised_by_id, "")
            rows.append(cells_of(ASKS, one, board=board, held_on=held_on, raised_by=raised_by))
        return rows

    def _dependencies(self) -> list[Cells]:
        place = {action: number for number, action in enumerate(self._ref_of)}
        edges = self._session.exec(select(Dependency).where(col(Dependency.action_id).in_(self._ref_of)))
        return [
            cells_of(
                DEPENDENCIES,
                edge,
                action_ref=self._ref_of[edge.action_id],
                depends_on=self._ref_of[edge.depends_on_id],
            )
            for edge in sorted(edges, key=lambda edge: (place[edge.action_id], place[edge.depends_on_id]))
        ]
