"""Whether the audit holds: each chain in itself, against the heads that were printed, and against the register.

Entries and rows are read in a stream. What is kept meanwhile is one seal a governed row, not one an entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection, select
from sqlmodel import Session

from store.audit import ERASED, ROWS, START, AuditChain, digest_of, erased_position
from store.queries.audits import PrintedHead, every_entry, every_row, printed_heads
from store.seals import GOVERNED, KEYS, Seals, differing, row_name, seals_of

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """`broken` holds the first fault of the chain in itself, then every head that is not in it; each a sentence."""

    plan_key: str
    entries: int
    head: str
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """`changed` names what was changed behind the program's back; empty, too, where a chain is broken and its seals
    prove nothing (`compared` is then False)."""

    chains: tuple[ChainVerdict, ...]
    changed: tuple[str, ...]
    compared: bool

    @property
    def holds(self) -> bool:
        return not self.changed and not any(chain.broken for chain in self.chains)


def check_audit(session: Session, audit: AuditChain, given: Iterable[PrintedHead] = ()) -> AuditVerdict:
    """`given` are heads that somebody reads from a printed edition, beside those of the editions held."""
    heads = [*printed_heads(session), *given]
    chains, seals = _read(session, audit, heads)
    sound = all(not chain.fault for chain in chains.values())
    changed = tuple(_changed_rows(session, audit.key, seals)) if sound else ()
    return AuditVerdict(tuple(chain.verdict() for chain in chains.values()), changed, compared=sound)


def last_seals(session: Session, audit: AuditChain, rows: Iterable[str]) -> dict[str, Seals] | None:
    """What the audit says now of these rows; {} for one that was removed. None if a chain does not hold."""
    chains, seals = _read(session, audit, [])
    if any(chain.fault for chain in chains.values()):
        return None
    return {row: seals.pop(row) for row in rows}


def _read(session: Session, audit: AuditChain, heads: list[PrintedHead]) -> tuple[dict[str, _Chain], _LastSeals]:
    chains: dict[str, _Chain] = {}
    seals = _LastSeals()
    for head in heads:
        chains.setdefault(head.plan_key, _Chain(audit, head.plan_key)).missing.append(head)
    for entry in every_entry(session):
        chain = chains.setdefault(entry["plan_key"], _Chain(audit, entry["plan_key"]))
        if chain.takes(entry):
            seals.take(entry)
    return dict(sorted(chains.items())), seals


@dataclass(slots=True)
class _Chain:
    """One chain as it is read."""

    audit: AuditChain
    plan_key: str
    missing: list[PrintedHead] = field(default_factory=list[PrintedHead])  # heads not met yet
    length: int = 0
    head: str = START
    last_id: int = 0
    broken: str = ""
    erased: set[int] = field(default_factory=set[int])  # positions without content that no entry has told of yet

    def takes(self, entry: Entry) -> bool:
        """Whether the entry follows and is as it was written. After the first that is not, none is taken."""
        position = self.length + 1
        self.broken = self.broken or self._fault_of(entry, position)
        if self.broken:
            return False
        self.length, self.head, self.last_id = position, entry["link"], entry["id"]
        if self.missing:
            self.missing = [head for head in self.missing if head.head != self.head]
        if entry["content"] is None:
            self.erased.add(position)
        if entry["action"] == ERASED:
            self.erased.discard(erased_position(entry["subject"]))
        return True

    def _fault_of(self, entry: Entry, position: int) -> str:
        content = entry["content"]
        if entry["position"] != position:
            return f"entry {position} is missing"
        if entry["previous"] != self.head:
            return f"entry {position} does not follow entry {position - 1}"
        if not self._is_as_written(entry):
            return f"entry {position} was changed after it was written"
        if content is not None and digest_of(entry["salt"], content) != entry["digest"]:
            return f"the content of entry {position} was changed"
        if (content is None and entry["salt"]) or entry["id"] <= self.last_id:
            return f"entry {position} was changed after it was written"
        return ""

    def _is_as_written(self, entry: Entry) -> bool:
        try:
            return entry["link"] == self.audit.link_of(entry)
        except ValueError:
            return False  # its moment is no moment

    @property
    def fault(self) -> str:
        if not self.broken and self.erased:
            return f"the content of entry {min(self.erased)} was removed, and no later entry says so"
        return self.broken

    def verdict(self) -> ChainVerdict:
        # Behind an entry that does not hold nothing is read, so a head may well stand there.
        gone = () if self.fault else (head for head in self.missing if head.head != START)
        cut_off = tuple(
            f"the head printed in {head.printed_in} is not in the chain: entries were cut off after "
            f"entry {self.length}, or others were put in their place"
            for head in gone
        )
        return ChainVerdict(self.plan_key, self.length, self.head, (self.fault,) if self.fault else cut_off)


_WHOLE = ""
"""Stands among a row's columns for the entry that told of the whole row last."""


class _LastSeals:
    """The last seal of each column of each row, with the id of its entry: two chains may tell of one row (a post,
    say), and the later one wins."""

    def __init__(self) -> None:
        self._rows: dict[str, str] = {}  # each row's as JSON, which takes a tenth of the room

    def take(self, entry: Entry) -> None:
        if entry["content"] is None:
            return
        told = orjson.loads(entry["content"]).get(ROWS, {})
        for how in ("removed", "added", "changed"):
            for row, seals in told.get(how, {}).items():
                self._put(row, entry["id"], seals, whole=how != "changed")

    def _put(self, row: str, number: int, seals: Seals, *, whole: bool) -> None:
        held: dict[str, tuple[int, str | None]] = orjson.loads(self._rows.get(row, "{}"))
        if held.get(_WHOLE, (0,))[0] > number:
            return
        if whole:
            held = {column: told for column, told in held.items() if told[0] > number} | {_WHOLE: (number, None)}
        for column, seal in seals.items():
            if held.get(column, (0,))[0] <= number:
                held[column] = number, seal
        self._rows[row] = orjson.dumps(held).decode()

    def pop(self, row: str) -> Seals:
        """Columns that are not blank; none at all for a row that was removed, or of which no entry tells."""
        held = orjson.loads(self._rows.pop(row, "{}"))
        return {column: seal for column, (_, seal) in held.items() if seal}

    def left(self) -> list[str]:
        return [row for row in sorted(self._rows) if self.pop(row)]


def _changed_rows(session: Session, secret: bytes, told: _LastSeals) -> Iterator[str]:
    connection = session.connection()
    for name, table in GOVERNED.items():
        for values in every_row(session, table):
            row = row_name(name, (values[key] for key in KEYS[name]))
            then, now = told.pop(row), seals_of(secret, row, values, blanks=False)
            if not then:
                yield f"{_words(connection, name, values)} was added behind the program's back"
            elif columns_changed := differing(then, now):
                what = ", ".join(columns_changed)
                yield f"{_words(connection, name, values)}: {what} changed behind the program's back"
    for row in told.left():
        yield f"{row.replace('_', ' ').replace(':', ' ')} was removed behind the program's back"


def _words(connection: Connection, table: str, values: Mapping[str, Any]) -> str:
    """ "milestone 1.1.1/2", "update 12 of action 1.1.1": by the ref where there is one."""
    noun = table.replace("_", " ")
    name = values.get("ref") or values.get("key") or ",".join(str(values[key]) for key in KEYS[table])
    if values.get("action_id") is None:
        return f"{noun} {name}"
    action = GOVERNED["action"]
    ref = connection.execute(select(action.c.ref).where(action.c.id == values["action_id"])).scalar() or "?"
    return f"milestone {ref}/{values['seq']}" if table == "milestone" else f"{noun} {name} of action {ref}"
