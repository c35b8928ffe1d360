"""Cells that name several things in order (leads, SROs, partners, actions), kept as rows of a link table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, select

from store.changes import delete_rows, insert_rows
from store.register_files.plan.settling import id_of


class Links:
    """One link table: what each owner is linked to, as held and as wanted.

    Written in one go at the end, when every owner has an id.
    """

    def __init__(
        self, session: Session, table: Any, owner: str, item: str, owners: Sequence[int], *, ordered: bool = True
    ) -> None:
        self._session, self._table, self._owner, self._item, self._ordered = session, table, owner, item, ordered
        self._held: dict[int, list[Any]] = defaultdict(list)
        self._wanted: list[tuple[Any, list[Any]]] = []
        owner_column, item_column = getattr(table, owner), getattr(table, item)
        rows = session.exec(
            select(owner_column, item_column)
            .where(owner_column.in_(owners))
            .order_by(table.position if ordered else item_column)
        )
        for owner_id, linked in rows:
            self._held[owner_id].append(linked)

    def held(self, record: Any) -> list[Any]:
        return self._held.get(record.id, []) if record.id else []

    def want(self, record: Any, items: Sequence[Any]) -> bool:
        """Whether that is another list than the one held."""
        wanted = list(items) if self._ordered else sorted(items)
        if wanted == self.held(record):
            return False
        self._wanted.append((record, wanted))
        return True

    def write(self) -> None:
        self._session.flush()
        rows: list[dict[str, Any]] = []
        for record, items in self._wanted:
            owner_id = id_of(record)
            if owner_id in self._held:
                delete_rows(self._session, self._table, getattr(self._table, self._owner) == owner_id)
            for position, item in enumerate(items, start=1):
                row = {self._owner: owner_id, self._item: item}
                rows.append(row | {"position": position} if self._ordered else row)
        if rows:
            insert_rows(self._session, self._table, rows)
