"""Rows of updates.csv: what each says, whether the register holds it, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import update as update_of
from sqlmodel import Session, col, select

from store.register_files.errors import RefusedRow
from store.register_files.people.people_named import People
from store.register_files.plan.plan_items import PlanItems
from store.register_files.plan.settling import Values, id_of, values_of
from store.register_files.report import Subject, Tally
from store.register_files.sheets.cells import text, text_list, whole_number, written
from store.register_files.sheets.csv_table import Row, Table
from store.register_files.sheets.history_columns import UPDATES
from store.tables import Evidence, Milestone, Plan, Rating, Request, Update
from store.types import UpdateSource

HOW_IT_CAME = ("source", "recorded_at")
"""Not what was said: two updates are one when all else that the file can say of them is the same."""


class Updates:
    """One import of updates under way. `by_number`: what the file's column `update` numbers."""

    def __init__(
        self, session: Session, plan: Plan, items: PlanItems, people: People, table: Table, now: datetime, tally: Tally
    ) -> None:
        self._session, self._items, self._people, self._table = session, items, people, table
        self._now, self._tally = now, tally
        self._names = items.names()
        ratings = session.exec(select(Rating).where(Rating.plan_id == plan.id).order_by(col(Rating.position))).all()
        # Codes last: where a label of one rating is the code of another, the code is meant.
        self._codes = {rating.label.casefold(): rating.code for rating in ratings}
        self._codes |= {rating.code.casefold(): rating.code for rating in ratings}
        columns = [column.field for column in UPDATES.columns if column.field and column.name in table.columns]
        self._fields = [field for field in columns if field not in HOW_IT_CAME]
        if "on_behalf_of" in table.columns:
            self._fields.append("on_behalf_of_id")
        self._held: dict[tuple[object, ...], list[Update]] = defaultdict(list)
        for update in session.exec(select(Update).where(col(Update.action_id).in_(items.action_ids))):
            self._held[self._identity(update)].append(update)
        self._titles: list[tuple[Update, list[str]]] = []
        self._corrections: list[tuple[Row, Update, int]] = []
        self._new: dict[int, Update] = {}
        self.by_number: dict[int, Update] = {}

    def read(self) -> None:
        rows = self._table.rows
        self._tally.each(rows, lambda row: "/".join(filter(None, map(row.text, ("action_ref", "seq")))), self._take)
        self._session.flush()
        for row, update, number in self._corrections:
            self._correct(row, update, number)
        self._close_requests()

    def _identity(self, update: Update) -> tuple[object, ...]:
        said = (getattr(update, name) for name in self._fields)
        words = (text(value) if isinstance(value, str) else value for value in said)
        return (update.action_id, update.milestone_id, update.person_id, *words)

    def _take(self, row: Row) -> None:
        number, corrects = row.read("update", whole_number), row.read("corrects", whole_number)
        update = self._update(row)
        if number is not None:
            self._tally.once(row, ("update", number), str(number))
        held = self._same(row, update)
        if held is None:
            held = update
            self._session.add(update)
            self._held[self._identity(update)].append(update)
            self._new[id(update)] = update
            self._tally.added.append(self.subject(update))
        if number is not None:
            self.by_number[number] = held
        if corrects is not None:
            self._corrections.append((row, held, corrects))
        self._titles.append((held, text_list(row.text("evidence"))))

    def _same(self, row: Row, update: Update) -> Update | None:
        """The one held that says the same. One learnt at another time is another, unless that was by an import."""
        alike = self._held[self._identity(update)]
        if not row.text("recorded_at"):
            return alike[0] if alike else None
        at_that_time = [one for one in alike if one.recorded_at == update.recorded_at]
        imported = [one for one in alike if one.source is UpdateSource.IMPORT and id(one) not in self._new]
        return next(iter(at_that_time or imported), None)

    def _update(self, row: Row) -> Update:
        """Raises RefusedRow."""
        action, milestone = self._items.item(row)
        values = values_of(row, UPDATES)
        if values["at"] is None:
            raise RefusedRow("", "The row does not say when the update was given (column at).")
        percent = values.get("percent")
        if percent is not None and not 0 <= percent <= 100:
            raise RefusedRow(row.text("percent"), "percent is not between 0 and 100.")
        values["rating_code"] = self._code(row)
        how: Values = {"recorded_at": self._now, "source": UpdateSource.IMPORT}
        return Update(
            action_id=id_of(action),
            milestone_id=milestone and milestone.id,
            person_id=self._people.id_in(row, "person"),
            on_behalf_of_id=self._people.id_if_any(row, "on_behalf_of"),
            **(how | values),
        )

    def _code(self, row: Row) -> str:
        """A code or a label of the plan's key."""
        word = row.text("rating")
        if word and word.casefold() not in self._codes:
            key = ", ".join(dict.fromkeys(self._codes.values())) or "empty"
            raise RefusedRow(word, f'"{word}" is not in the plan\'s key: {key}.')
        return self._codes[word.casefold()] if word else ""

    def _correct(self, row: Row, update: Update, number: int) -> None:
        corrected = self.by_number.get(number)
        if corrected is None or corrected is update:
            self._tally.warn(
                row, f"The update corrects number {number}, which is no other update of the file: left out."
            )
        elif update.corrects_id is None and id(update) in self._new:
            update.corrects_id = id_of(corrected)
        elif update.corrects_id != corrected.id:
            self._tally.warn(row, f"The {self.subject(update)} is no correction of number {number} in the register.")

    def _close_requests(self) -> None:
        """An answer closes what was asked before it was given; what was asked since stays open."""
        for update in sorted(self._new.values(), key=lambda one: one.at):
            item = f"m:{update.milestone_id}" if update.milestone_id else f"a:{update.action_id}"
            self._session.exec(
                update_of(Request)
                .where(col(Request.item) == item, col(Request.closed_at).is_(None), col(Request.asked_at) <= update.at)
                .values(closed_at=update.at, closed_by_update_id=id_of(update))
            )

    def write_titles_of_evidence(self) -> None:
        """What the column `evidence` names and the update does not have yet."""
        had: dict[int, list[str]] = defaultdict(list)
        for item in self._session.exec(select(Evidence).where(col(Evidence.action_id).in_(self._items.action_ids))):
            had[item.update_id or 0].append(item.title)
        for update, titles in self._titles:
            # A title may hold a semicolon, which a file of its own cannot say.
            known = set(text_list(";".join(had[id_of(update)])))
            for title in dict.fromkeys(title for title in titles if title not in known):
                self._session.add(
                    Evidence(
                        action_id=update.action_id,
                        milestone_id=update.milestone_id,
                        update_id=id_of(update),
                        title=title,
                        added_by_id=update.person_id,
                        added_at=update.at,
                    )
                )
                had[id_of(update)].append(title)
                if id(update) not in self._new:
                    self._tally.change(self.subject(update), "evidence", "", title)

    def bring_into_line(self, milestones: Iterable[Milestone]) -> None:
        """The forecast and the completion last given, by `at`, as `store.queries.cuts` reads them too."""
        touched = {update.milestone_id for update in self._new.values() if update.milestone_id is not None}
        corrected = select(Update.corrects_id).where(col(Update.corrects_id).is_not(None))
        given = self._session.exec(
            select(Update)
            .where(
                col(Update.milestone_id).in_(touched),
                col(Update.withdrawn_at).is_(None),
                col(Update.id).not_in(corrected),
            )
            .order_by(col(Update.at), col(Update.id))
        )
        latest: dict[int, dict[str, date]] = defaultdict(dict)
        for update in given:
            if update.forecast:
                latest[update.milestone_id or 0]["forecast_due"] = update.forecast
            if update.completed_on:
                latest[update.milestone_id or 0]["completed_on"] = update.completed_on
        for milestone in milestones:
            for name, new in latest.get(id_of(milestone), {}).items():
                old = getattr(milestone, name)
                if old != new:
                    setattr(milestone, name, new)
                    subject = Subject("milestone", self._names[milestone.action_id, milestone.id])
                    self._tally.follow(subject, name, old, new)

    def subject(self, update: Update) -> Subject:
        item = self._names[update.action_id, update.milestone_id]
        return Subject("update", f"{item} by {self._people.key_of[update.person_id]} at {written(update.at)}")
