"""The history beside a plan: who accepted, challenged, paused, asked for and called in what."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from store.register_files.errors import RefusedRow
from store.register_files.people.people_named import People
from store.register_files.plan.importing import Importing
from store.register_files.plan.options import read_options
from store.register_files.plan.plan_items import PlanItems
from store.register_files.plan.readings_import import read_readings
from store.register_files.plan.records import Records, read_records
from store.register_files.plan.risks import read_risks
from store.register_files.plan.settling import Values, id_of
from store.register_files.plan.updates import Updates
from store.register_files.report import Subject
from store.register_files.sheets.cells import day, whole_number
from store.register_files.sheets.csv_table import Row
from store.register_files.sheets.history_columns import (
    ASKS,
    CALL_INS,
    CHALLENGES,
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
    Evidence,
    LifecycleChange,
    Meeting,
    Milestone,
    RatingChallenge,
    SignOff,
    Update,
)


def read_history(at: Importing, milestones_before: list[Milestone]) -> None:
    """Everything but the date changes, which are read with the milestones, and what depends on what.

    A milestone that came in with this import has its dates from its own row; one that was held before follows what
    the updates say.
    """
    people = People.of(at.session)
    items = PlanItems(at.actions, at.milestones)
    read_readings(at.session, at.plan, at.rows(READINGS), at.now, at.tally)
    updates = Updates(at.session, at.plan, items, people, at.table(UPDATES), at.now, at.tally)
    updates.read()
    history = _History(at, items, people, updates)
    history.read_evidence()
    updates.write_titles_of_evidence()
    updates.bring_into_line(milestones_before)
    history.read_sign_offs()
    history.read_challenges()
    history.read_lifecycle_changes()
    history.read_asks()
    history.read_call_ins()
    read_options(at, items, people)
    read_risks(at, people)


class _History:
    def __init__(self, at: Importing, items: PlanItems, people: People, updates: Updates) -> None:
        self._at, self._items, self._people, self._updates = at, items, people, updates

    def _held(self, table: Any, owner: Any) -> list[Any]:
        found = self._at.session.exec(select(table).where(owner.in_(self._items.action_ids)).order_by(table.id))
        return list(found)

    def _read(self, records: Records) -> None:
        read_records(self._at.session, self._at.tally, self._at.rows(records.sheet), records)

    def _update(self, row: Row) -> Update | None:
        """Raises RefusedRow."""
        number = row.read("update", whole_number)
        if number is not None and number not in self._updates.by_number:
            raise RefusedRow(str(number), f"There is no update {number} in {UPDATES.file}.")
        return None if number is None else self._updates.by_number[number]

    def _needed_update(self, row: Row) -> Update:
        update = self._update(row)
        if update is None:
            raise RefusedRow("", "The row does not say which update it is about.")
        return update

    def _item(self, row: Row) -> Values:
        action, milestone = self._items.item(row)
        return {"action_id": id_of(action), "milestone_id": milestone and milestone.id}

    def read_evidence(self) -> None:
        def links(row: Row) -> Values:
            update = self._update(row)
            return {
                **self._item(row),
                "update_id": update and update.id,
                "added_by_id": self._people.id_in(row, "added_by"),
                "accepted_by_id": self._people.id_if_any(row, "accepted_by"),
            }

        self._read(
            Records(
                EVIDENCE,
                Evidence,
                self._held(Evidence, Evidence.action_id),
                links,
                lambda row: Subject("evidence", f"{_item_in(row)} “{row.text('title')}”"),
                later={"accepted_by_id": "accepted_by", "accepted_at": "accepted_at"},
            )
        )

    def read_sign_offs(self) -> None:
        def links(row: Row) -> Values:
            return {
                "action_id": id_of(self._items.action(row)),
                "update_id": id_of(self._needed_update(row)),
                "person_id": self._people.id_in(row, "person"),
            }

        held = self._held(SignOff, SignOff.action_id)
        self._read(Records(SIGN_OFFS, SignOff, held, links, lambda row: _subject("sign-off", row)))

    def read_challenges(self) -> None:
        def links(row: Row) -> Values:
            self._items.action(row)
            return {
                "update_id": id_of(self._needed_update(row)),
                "person_id": self._people.id_in(row, "person"),
            }

        of_plan = select(Update.id).where(col(Update.action_id).in_(self._items.action_ids))
        held = self._at.session.exec(select(RatingChallenge).where(col(RatingChallenge.update_id).in_(of_plan)))
        later = {"settled_at": "settled_at"}
        self._read(
            Records(CHALLENGES, RatingChallenge, held, links, lambda row: _subject("challenge", row), later=later)
        )

    def read_lifecycle_changes(self) -> None:
        """The history, and then what this very import changed without a row of history for it."""

        def links(row: Row) -> Values:
            successor = self._items.action(row, "successor") if row.text("successor") else None
            return {
                **self._item(row),
                "successor_id": successor and successor.id,
                "person_id": self._people.id_if_any(row, "person"),
            }

        held = self._held(LifecycleChange, LifecycleChange.action_id)
        known = {id_of(one) for one in held}
        self._read(
            Records(LIFECYCLE_CHANGES, LifecycleChange, held, links, lambda row: _subject("lifecycle change", row))
        )
        told = {
            (one.action_id, one.milestone_id, one.after)
            for one in self._held(LifecycleChange, LifecycleChange.action_id)
            if id_of(one) not in known
        }
        self._at.session.add_all(
            one for one in self._at.lifecycle_changes if (one.action_id, one.milestone_id, one.after) not in told
        )

    def read_asks(self) -> None:
        boards = self._at.session.exec(
            select(Meeting, Board.name).join(Board).where(col(Board.plan_id) == self._at.plan_id)
        )
        meetings = {(name, meeting.held_on): id_of(meeting) for meeting, name in boards}

        def links(row: Row) -> Values:
            board, held_on = row.text("board"), row.read("held_on", day)
            meeting = meetings.get((board, held_on)) if held_on else None
            if meeting is None and (board or held_on):
                raise RefusedRow(board, f'There is no meeting of "{board}" on {held_on}: list it in meetings.csv.')
            return {
                "plan_id": self._at.plan_id,
                "meeting_id": meeting,
                "raised_by_id": self._people.id_if_any(row, "raised_by"),
            }

        held = self._at.session.exec(select(Ask).where(Ask.plan_id == self._at.plan_id).order_by(col(Ask.id)))
        self._read(
            Records(
                ASKS,
                Ask,
                held,
                links,
                lambda row: Subject("ask", f"“{row.text('text')}”"),
                later={"closed_at": "closed_at"},
            )
        )

    def read_call_ins(self) -> None:
        def links(row: Row) -> Values:
            return {"action_id": id_of(self._items.action(row)), "person_id": self._people.id_in(row, "person")}

        held = self._held(CallIn, CallIn.action_id)
        later = {"closed_at": "closed_at"}
        self._read(Records(CALL_INS, CallIn, held, links, lambda row: _subject("call-in", row), later=later))


def _item_in(row: Row) -> str:
    return "/".join(filter(None, map(row.text, ("action_ref", "seq"))))


def _subject(kind: str, row: Row) -> Subject:
    who = f" by {row.text('person')}" if row.text("person") else ""
    return Subject(kind, f"{_item_in(row)}{who} at {row.text('at')}")
