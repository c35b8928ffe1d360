"""Who is to get which report, and when the boards meet."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from store.register_files.errors import RefusedRow
from store.register_files.plan.importing import Importing
from store.register_files.plan.settling import Listed, id_of, settle, values_of
from store.register_files.report import Subject
from store.register_files.sheets.cells import day
from store.register_files.sheets.columns import GOVERNANCE, MEETINGS
from store.register_files.sheets.csv_table import Row
from store.tables import Board, GovernanceProduct, Meeting


def read_governance(at: Importing) -> None:
    held = list(
        at.session.exec(
            select(GovernanceProduct)
            .where(GovernanceProduct.plan_id == at.plan_id)
            .order_by(col(GovernanceProduct.position))
        )
    )
    at.mirror(
        Listed(
            GOVERNANCE,
            "governance",
            owner_of=lambda _row: at.plan,
            ref_of=lambda _plan_id: "",
            make=lambda plan_id, position: GovernanceProduct(
                plan_id=plan_id, position=position, cadence="", product="", audience=""
            ),
            held={at.plan_id: held} if held else {},
        ),
    )


def read_meetings(at: Importing) -> None:
    boards = {board.name: board for board in at.session.exec(select(Board).where(Board.plan_id == at.plan_id))}
    name_of = {board.id: name for name, board in boards.items()}
    meetings = {
        (name_of[meeting.board_id], meeting.held_on): meeting
        for meeting in at.session.exec(select(Meeting).where(col(Meeting.board_id).in_(name_of)))
    }
    held = {key: Subject("meeting", f"{key[0]} {key[1]}") for key in meetings}

    def handle(row: Row) -> None:
        name, held_on = row.text("board"), row.read("held_on", day)
        if not name or held_on is None:
            raise RefusedRow("", "The row names no board." if not name else "The row has no held_on.")
        key: tuple[str, date] = name, held_on
        subject = Subject("meeting", f"{name} {held_on}")
        at.tally.once(row, key, str(held_on))
        values = values_of(row, MEETINGS)
        if key in meetings:
            settle(at.tally, meetings[key], MEETINGS, values, subject)
            return
        if name not in boards:
            boards[name] = Board(plan_id=at.plan_id, name=name)
            at.session.add(boards[name])
            at.session.flush()
        meetings[key] = Meeting(board_id=id_of(boards[name]), **values)
        at.session.add(meetings[key])
        at.tally.added.append(subject)

    at.tally.each(at.rows(MEETINGS), lambda row: row.text("held_on"), handle)
    at.missing(MEETINGS, held)
