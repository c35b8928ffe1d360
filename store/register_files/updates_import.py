"""Updates from a CSV file: history is taken as it is, once."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session, col, select

from store.audit import AuditChain
from store.queries.plans import plan_by_key
from store.refs import normalised_ref
from store.register_files.auditing import Imported, record_import
from store.register_files.cells import text, text_list, whole_number, written
from store.register_files.columns import UPDATES
from store.register_files.csv_table import Row, Table, read_table
from store.register_files.errors import RefusedRow
from store.register_files.register_import import warn_of_unread_columns
from store.register_files.report import ImportReport, Subject, Tally
from store.register_files.settling import id_of, values_of
from store.tables import Action, Evidence, Milestone, Person, Plan, Rating, Update
from store.types import UpdateSource


def import_updates(
    session: Session, file: Path, *, now: datetime, audit: AuditChain, actor: str, plan_key: str
) -> ImportReport:
    """Adds the updates that the register does not hold yet, with their evidence.

    Forecasts and completions of milestones follow. What a rating demands is not checked here.

    Raises PlanNotFound, and a RegisterFileError if the file cannot be read. Does not commit.
    """
    table = read_table(file, UPDATES.required_names)
    plan = plan_by_key(session, plan_key)
    at = _Updates(session, plan, table, now)
    warn_of_unread_columns(at.tally, table, UPDATES)
    at.tally.each(table.rows, lambda row: "/".join(filter(None, map(row.text, ("action_ref", "seq")))), at.take)
    at.write_evidence()
    at.bring_milestones_into_line()
    session.flush()
    if at.tally.touched:
        record_import(session, audit, Imported("updates_imported", file.name, plan.key, actor, now), at.tally)
    return at.tally.report(plan.version)


class _Updates:
    """One import under way."""

    def __init__(self, session: Session, plan: Plan, table: Table, now: datetime) -> None:
        self.session, self.plan, self.now = session, plan, now
        self.tally = Tally()
        self.people = {person.key: person for person in session.exec(select(Person))}
        self.actions = {
            normalised_ref(action.ref): action
            for action in session.exec(select(Action).where(Action.plan_id == plan.id))
        }
        ids = [id_of(action) for action in self.actions.values()]
        self.milestones = {
            (one.action_id, one.seq): one
            for one in session.exec(select(Milestone).where(col(Milestone.action_id).in_(ids)))
        }
        self.key_of = {person.id: person.key for person in self.people.values()}
        ref_of = {action.id: action.ref for action in self.actions.values()}
        self.item_of: dict[tuple[int, int | None], str] = {(key or 0, None): ref for key, ref in ref_of.items()}
        for one in self.milestones.values():
            self.item_of[one.action_id, one.id] = f"{ref_of[one.action_id]}/{one.seq}"
        ratings = session.exec(select(Rating).where(Rating.plan_id == plan.id).order_by(col(Rating.position))).all()
        # Codes last: where a label of one rating is the code of another, the code is meant.
        self.codes = {rating.label.casefold(): rating.code for rating in ratings}
        self.codes |= {rating.code.casefold(): rating.code for rating in ratings}
        # Two updates are one when all that this file can say of them is the same.
        columns = [column.field for column in UPDATES.columns if column.field and column.name in table.columns]
        self.fields = columns + (["on_behalf_of_id"] if "on_behalf_of" in table.columns else [])
        self.held = {
            self._identity(update): update
            for update in session.exec(select(Update).where(col(Update.action_id).in_(ids)))
        }
        self.evidence: dict[int, list[str]] = defaultdict(list)
        for item in session.exec(select(Evidence).where(col(Evidence.action_id).in_(ids))):
            self.evidence[item.update_id or 0].append(item.title)
        self.evidence_given: list[tuple[Update, bool, list[str]]] = []  # the update, whether it is new, titles
        self.touched: set[int] = set()  # milestones

    def _identity(self, update: Update) -> tuple[object, ...]:
        said = (getattr(update, name) for name in self.fields)
        return (
            update.action_id,
            update.milestone_id,
            update.person_id,
            *(text(value) if isinstance(value, str) else value for value in said),
        )

    def take(self, row: Row) -> None:
        update = self._update(row)
        held = self.held.setdefault(self._identity(update), update)
        new = held is update
        if new:
            self.session.add(update)
            self.tally.added.append(self._subject(held))
            if update.milestone_id is not None:
                self.touched.add(update.milestone_id)
        self.evidence_given.append((held, new, text_list(row.text("evidence"))))

    def _update(self, row: Row) -> Update:
        """Raises RefusedRow."""
        ref = row.text("action_ref")
        action = self.actions.get(normalised_ref(ref))
        if action is None:
            raise RefusedRow(ref, f'There is no action "{ref}".')
        seq = row.read("seq", whole_number)
        milestone = self.milestones.get((id_of(action), seq)) if seq is not None else None
        if seq is not None and milestone is None:
            raise RefusedRow(row.text("seq"), f"The action {action.ref} has no milestone {seq}.")
        values = values_of(row, UPDATES)
        if values["at"] is None:
            raise RefusedRow("", "The row does not say when the update was given (column at).")
        percent = values.get("percent")
        if percent is not None and not 0 <= percent <= 100:
            raise RefusedRow(row.text("percent"), "percent is not between 0 and 100.")
        values["rating_code"] = self._code(row)
        behalf = self._person(row, "on_behalf_of") if row.text("on_behalf_of") else None
        return Update(
            action_id=id_of(action),
            milestone_id=milestone and milestone.id,
            person_id=id_of(self._person(row, "person")),
            on_behalf_of_id=behalf and behalf.id,
            recorded_at=self.now,
            source=UpdateSource.IMPORT,
            **values,
        )

    def _person(self, row: Row, column: str) -> Person:
        key = row.text(column)
        if key not in self.people:
            raise RefusedRow(key, f'There is no person "{key}".' if key else "The row names no person.")
        return self.people[key]

    def _code(self, row: Row) -> str:
        """A code or a label of the plan's key."""
        word = row.text("rating")
        if word and word.casefold() not in self.codes:
            key = ", ".join(dict.fromkeys(self.codes.values())) or "empty"
            raise RefusedRow(word, f'"{word}" is not in the plan\'s key: {key}.')
        return self.codes[word.casefold()] if word else ""

    def write_evidence(self) -> None:
        """Titles that the update does not have yet."""
        self.session.flush()
        for update, new, titles in self.evidence_given:
            had = self.evidence[id_of(update)]
            # A title may hold a semicolon, which a file of its own cannot say.
            known = set(text_list(";".join(had)))
            for title in dict.fromkeys(title for title in titles if title not in known):
                self.session.add(
                    Evidence(
                        action_id=update.action_id,
                        milestone_id=update.milestone_id,
                        update_id=id_of(update),
                        title=title,
                        added_by_id=update.person_id,
                        added_at=update.at,
                    )
                )
                had.append(title)
                if not new:
                    self.tally.change(self._subject(update), "evidence", "", title)

    def bring_milestones_into_line(self) -> None:
        """The forecast and the completion last given, by `at`, as `store.queries.cuts` reads them too."""
        corrected = select(Update.corrects_id).where(col(Update.corrects_id).is_not(None))
        given = self.session.exec(
            select(Update)
            .where(
                col(Update.milestone_id).in_(self.touched),
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
        for milestone in self.milestones.values():
            for name, new in latest.get(id_of(milestone), {}).items():
                old = getattr(milestone, name)
                if old != new:
                    setattr(milestone, name, new)
                    subject = Subject("milestone", self.item_of[milestone.action_id, milestone.id])
                    self.tally.follow(subject, name, old, new)

    def _subject(self, update: Update) -> Subject:
        item = self.item_of[update.action_id, update.milestone_id]
        return Subject("update", f"{item} by {self.key_of[update.person_id]} at {written(update.at)}")
