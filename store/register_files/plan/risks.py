"""The risk log beside a plan: risks.csv has each risk and issue, risk_assessments.csv what was thought of it and when.

Only ever added: what the register holds of a risk stays, but that a file may tell of its closing.
"""

from __future__ import annotations

import re

from sqlmodel import col, select

from store.queries.risks import HeldRisk, risk_ref, risks_of
from store.refs import normalised_ref
from store.register_files.errors import RefusedRow
from store.register_files.people.people_named import People
from store.register_files.people.posts import Directory
from store.register_files.plan.importing import Importing, ref_in
from store.register_files.plan.records import Records, read_records
from store.register_files.plan.settling import Values, id_of, values_of
from store.register_files.report import Subject
from store.register_files.sheets.cells import text, whole_number
from store.register_files.sheets.csv_table import Row
from store.register_files.sheets.history_columns import RISK_ASSESSMENTS, RISKS
from store.tables import Post, Risk, RiskAction, RiskAssessment
from store.types import RiskKind

LEAST, MOST = 1, 5
HAPPENED = MOST
"""The likelihood of an issue."""

_BETWEEN = re.compile(r"[;,]")
_CLOSING = {"closed_at": "closed_at", "closed_by_id": "closed_by", "closed_because": "closed_because"}
"""What may come to a risk after it was raised: field of the record, column of the file."""


def read_risks(at: Importing, people: People) -> None:
    log = _Log(at, people)
    log.read_risks()
    log.read_assessments()


class _Log:
    def __init__(self, at: Importing, people: People) -> None:
        self._at, self._people = at, people
        self._posts = Directory.of_register(at.session)
        self._held = {held.risk.ref: held for held in risks_of(at.session, at.plan)}
        self._risks: dict[str, Risk] = {ref: held.risk for ref, held in self._held.items()}

    def read_risks(self) -> None:
        self._at.tally.each(self._at.rows(RISKS), ref_in("ref"), self._take)
        self._at.session.flush()

    def _take(self, row: Row) -> None:
        ref = self._own_ref(row)
        values = self._values(row)
        actions = self._actions(row)
        self._at.tally.once(row, ref, ref)
        held = self._held.get(ref)
        if held is not None:
            self._compare(row, held, values, actions)
            return
        risk = Risk(plan_id=self._at.plan_id, ref=ref, **values)
        self._at.session.add(risk)
        self._at.session.flush()
        self._at.session.add_all(RiskAction(risk_id=id_of(risk), action_id=action) for action in actions)
        self._risks[ref] = risk
        self._at.tally.added.append(Subject("risk", ref))

    def _own_ref(self, row: Row) -> str:
        written = row.text("ref")
        ref = risk_ref(written)
        if ref is None:
            raise RefusedRow(
                written, "Number the risks R1, R2, R3: this ref is none." if written else "No ref is given."
            )
        return ref

    def _values(self, row: Row) -> Values:
        """Of a new risk. One without a day of its own is taken as raised now."""
        values: Values = {"kind": RiskKind.RISK, "raised_at": self._at.now} | {
            field: value for field, value in values_of(row, RISKS).items() if value is not None
        }
        if not values.get("title"):
            raise RefusedRow("", "The row says nothing of what the risk is: give it a title.")
        closed_at = values.get("closed_at")
        if closed_at is not None and closed_at < values["raised_at"] and row.text("raised_at"):
            raise RefusedRow(row.text("closed_at"), "It was closed before it was raised: check both days.")
        if values.get("closed_because") and closed_at is None:
            raise RefusedRow(row.text("closed_because"), "It says why the risk was closed and not when: add closed_at.")
        post = self._owner(row)
        return {
            **values,
            "owner_id": post and post.id,
            "raised_by_id": self._people.id_if_any(row, "raised_by"),
            "closed_by_id": self._people.id_if_any(row, "closed_by"),
        }

    def _owner(self, row: Row) -> Post | None:
        title, organisation = row.text("owner_post"), row.text("owner_organisation")
        if not title:
            return None
        post = self._posts.by_pair.get((title, organisation)) if organisation else self._posts.named(title)
        if post is None:
            name = ", ".join(filter(None, (title, organisation)))
            raise RefusedRow(name, f'There is no one post "{name}": list it in posts.csv, with its organisation.')
        return post

    def _actions(self, row: Row) -> list[int]:
        """Ids in the plan's order."""
        found: dict[int, None] = {}
        for ref in filter(None, map(str.strip, _BETWEEN.split(row.text("action_refs")))):
            action = self._at.actions.get(normalised_ref(ref))
            if action is None:
                raise RefusedRow(ref, f'There is no action "{ref}".')
            found[id_of(action)] = None
        if not found:
            raise RefusedRow("", "The row names no action that the risk touches.")
        return list(found)

    def _compare(self, row: Row, held: HeldRisk, values: Values, actions: list[int]) -> None:
        """What the row says is what is held, or adds its closing. Raises RefusedRow."""
        risk, subject = held.risk, Subject("risk", held.risk.ref)
        said = {field: value for field, value in values.items() if field not in _CLOSING}
        if not row.text("raised_at"):
            del said["raised_at"]
        blank = {"owner_id", "raised_by_id"}
        other = [
            field
            for field, value in said.items()
            if value != _as_read(getattr(risk, field)) and (value or field not in blank)
        ]
        if {action.id for action in held.actions} != set(actions):
            other.append("action_refs")
        if other:
            columns = {"owner_id": "owner_post", "raised_by_id": "raised_by"}
            names = ", ".join(columns.get(field, field) for field in other)
            raise RefusedRow(risk.ref, f"{risk.ref} has another {names} in the register, which stays: raise a new one.")
        for field, column in _CLOSING.items():
            old, new = getattr(risk, field), values.get(field)
            if not new or new == _as_read(old):
                continue
            if old:
                self._at.tally.warn(row, f"The {subject} has another {column} in the register, which stays.")
            else:
                setattr(risk, field, new)
                self._at.tally.change(subject, column, "", row.text(column))

    def read_assessments(self) -> None:
        ids = [risk.id for risk in self._risks.values()]
        held = self._at.session.exec(
            select(RiskAssessment).where(col(RiskAssessment.risk_id).in_(ids)).order_by(col(RiskAssessment.id))
        )
        records = Records(RISK_ASSESSMENTS, RiskAssessment, list(held), self._links, _subject)
        read_records(self._at.session, self._at.tally, self._at.rows(RISK_ASSESSMENTS), records)

    def _links(self, row: Row) -> Values:
        """Raises RefusedRow."""
        risk = self._risks.get(self._own_ref(row))
        if risk is None:
            raise RefusedRow(row.text("ref"), f"There is no risk {row.text('ref')}: list it in {RISKS.file}.")
        if not LEAST <= (row.read("impact", whole_number) or 0) <= MOST:
            raise RefusedRow(row.text("impact"), f"The impact is a number from {LEAST} to {MOST}.")
        return {
            "risk_id": id_of(risk),
            "person_id": self._people.id_if_any(row, "person"),
            "likelihood": _likelihood(row, risk),
        }


def _as_read(value: object) -> object:
    """The space around a text is no difference: no cell can say it."""
    return text(value) if isinstance(value, str) and not isinstance(value, RiskKind) else value


def _likelihood(row: Row, risk: Risk) -> int:
    given = row.read("likelihood", whole_number)
    if risk.kind is RiskKind.ISSUE:
        if given not in (None, HAPPENED):
            raise RefusedRow(str(given), f"{risk.ref} is an issue, which has happened: its likelihood is {HAPPENED}.")
        return HAPPENED
    if given is None or not LEAST <= given <= MOST:
        raise RefusedRow(row.text("likelihood"), f"The likelihood is a number from {LEAST} to {MOST}.")
    return given


def _subject(row: Row) -> Subject:
    who = f" by {row.text('person')}" if row.text("person") else ""
    return Subject("assessment", f"{row.text('ref')}{who} at {row.text('at')}")
