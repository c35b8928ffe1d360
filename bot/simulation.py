"""Playing a register through time: the real planning, delivery, updates and reports, on a simulated clock."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, select

from bot.database import Database
from bot.delivery import Delivery
from bot.messenger import Addressee, Receipt
from bot.scripted_leads import ScriptedLead, character_of, reply_of
from bot.scripted_risks import ScriptedRisk, enter
from bot.turns import Replacement, Reply
from reminders.ladder import CHASES, ESCALATIONS
from store import migrate, tables
from store.audit import AuditChain
from store.back_schedule import BackSchedule, back_schedule
from store.cut import ConfirmationRow, MilestoneRow
from store.queries.asking import closure_days
from store.queries.cuts import take_cut
from store.queries.items import Item, item_by_key, latest_updates, ratings_of
from store.queries.open_actions import open_items_of
from store.queries.plans import plan_by_key
from store.types import ContactRoute, MessageStatus, Rung, UpdateSource
from store.working_days import WorkingCalendar, london_date, london_moment
from workflows.documents.files import write_all
from workflows.editions import issue_edition
from workflows.language import count_words, day_words
from workflows.updates.actions import record_update
from workflows.updates.refusals import UpdateRefused
from workflows.updates.rules import Answer

ANSWERS_AT = time(14, 0)
ACTOR = "simulation"
TOLD_OF_SILENCE = (*ESCALATIONS, Rung.CYCLE_SRO)
"""Whoever is asked on these rungs leaves the answer to the lead."""


@dataclass
class SimulationSummary:
    """What happened, in figures, and where each edition was written."""

    start: date
    end: date
    seed: int
    leads: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    messages_sent: int = 0
    most_messages_in_a_day_to_one_person: int = 0
    requests_made: int = 0
    requests_by_rung: dict[str, int] = field(default_factory=dict[str, int])
    answers_recorded: int = 0
    answers_refused: int = 0
    chased: int = 0
    escalated: int = 0
    milestones_completed: int = 0
    editions: list[dict[str, object]] = field(default_factory=list[dict[str, object]])

    def words(self) -> str:
        people = ", ".join(f"{count_words(len(names), 'lead')} {kind}" for kind, names in sorted(self.leads.items()))
        lines = [
            f"{day_words(self.start)} to {day_words(self.end)}, seed {self.seed}: {people}.",
            f"Asked: {count_words(self.requests_made, 'request')} in {count_words(self.messages_sent, 'message')}, "
            f"at most {self.most_messages_in_a_day_to_one_person} a day to one person.",
            f"Answered: {count_words(self.answers_recorded, 'update')} recorded, "
            f"{count_words(self.milestones_completed, 'milestone')} completed.",
            f"Chased: {count_words(self.chased, 'request')} after the date or the day of asking. "
            f"Escalated: {count_words(self.escalated, 'request')}.",
        ]
        lines += [
            f"Edition {edition['number']} (cut-off {edition['cut_off']}, board {edition['meeting']}): "
            f"{edition['summary']}"
            for edition in self.editions
        ]
        return "\n".join(lines)


class SimulatedTeams:
    """Everybody can be reached, and every message arrives."""

    def __init__(self) -> None:
        self._sent = 0

    async def send(self, addressee: Addressee, reply: Reply) -> Receipt:
        del addressee, reply
        self._sent += 1
        return Receipt(f"simulated-{self._sent}", None)

    async def replace(self, replacement: Replacement) -> None:
        del replacement


def simulate(source: Engine, plan_key: str, start: date, end: date, out: Path | None, seed: int) -> SimulationSummary:
    """On a copy of the register, which is thrown away: the register itself is only read."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'simulation.db'}"
        copy_register(source, url)
        return asyncio.run(play(url, simulated_audit(), plan_key, start, end, out, seed))


def simulated_audit() -> AuditChain:
    """Nothing in a simulation is secret: with salts that can be told beforehand the same seed gives the same bytes."""
    numbers = count(1)
    return AuditChain(b"simulation" * 4, lambda: f"{next(numbers):032x}")


def copy_register(source: Engine, database_url: str) -> None:
    """Every row of every table, into a fresh database."""
    database = Database(database_url)
    migrate.upgrade(database.engine)
    with source.connect() as reading, database.engine.begin() as writing:
        for table in SQLModel.metadata.sorted_tables:
            rows = [dict(row) for row in reading.execute(table.select()).mappings()]
            if table is tables.Update.metadata.tables["update"]:
                rows.sort(key=lambda row: row["id"])  # a correction comes after what it corrects
            if rows:
                writing.execute(table.insert(), rows)
    database.close()


async def play(
    database_url: str,
    audit: AuditChain,
    plan_key: str,
    start: date,
    end: date,
    out: Path | None,
    seed: int,
    *,
    risks: Sequence[ScriptedRisk] = (),
) -> SimulationSummary:
    """From the first day to the last, into the database given. `risks` are entered each on its day."""
    player = _Player(Database(database_url), audit, plan_key, out, SimulationSummary(start, end, seed), risks)
    try:
        day = start
        while day <= end:
            await player.live(day)
            day += timedelta(days=1)
        await player.finish()
    finally:
        player.database.close()
    return player.summary


class _Player:
    def __init__(
        self,
        database: Database,
        audit: AuditChain,
        plan_key: str,
        out: Path | None,
        summary: SimulationSummary,
        risks: Sequence[ScriptedRisk],
    ) -> None:
        self.database, self.audit, self.plan_key, self.out, self.summary = database, audit, plan_key, out, summary
        self.risks = risks
        self.now = london_moment(summary.start, time(0, 0))
        by_any_route = dict.fromkeys(ContactRoute, SimulatedTeams())
        self.delivery = Delivery(database, lambda: self.now, audit, by_any_route)
        self.leads: dict[int, ScriptedLead] = {}
        self.meetings: dict[date, int | None] = {}

    async def live(self, day: date) -> None:
        self.now = london_moment(day, time(9, 30))
        await self.delivery.tick()
        self.now = london_moment(day, ANSWERS_AT)
        await self.database.write(self._answers)
        for risk in [risk for risk in self.risks if risk.on == day]:
            await self.database.write(
                lambda session, risk=risk: enter(session, self.audit, self.plan_key, risk, self.now)
            )
        self.now = london_moment(day, time(17, 0))
        await self.database.write(lambda session: self._editions(session, day))

    async def finish(self) -> None:
        await self.database.write(self._count)

    def _answers(self, session: Session) -> None:
        """Each lead answers what lies open before them, as their character and the day will have it."""
        rows = session.exec(
            select(tables.Request, tables.Message)
            .join(tables.Message, col(tables.Message.id) == tables.Request.message_id)
            .where(col(tables.Request.closed_at).is_(None), tables.Message.status == MessageStatus.SENT)
            .order_by(col(tables.Request.id))
        ).all()
        answered: set[str] = set()
        for request, message in rows:
            if request.rung in TOLD_OF_SILENCE or request.item in answered or message.sent_at is None:
                continue
            person = session.get_one(tables.Person, request.person_id)
            if self._answer(session, person, request.item, london_date(message.sent_at)):
                answered.add(request.item)

    def _lead(self, person: tables.Person) -> ScriptedLead:
        return self.leads.setdefault(person.id or 0, character_of(person.key, self.summary.seed))

    def _answer(self, session: Session, person: tables.Person, item_key: str, asked_on: date) -> bool:
        lead = self._lead(person)
        item = item_by_key(session, item_key)
        step = _step_of(session, item) if item else None
        if item is None or step is None:
            return False
        latest = latest_updates(session, [item]).get(item.key)
        reply = reply_of(
            lead,
            milestone=step,
            ratings=ratings_of(session, item.plan_id),
            first=latest is None,
            asked_on=asked_on,
            today=london_date(self.now),
            plan_ends=item.plan_ends,
        )
        if reply is None:
            return False
        if item.milestone is None and reply.completed_on:
            # The step is complete, the action is not: both are said.
            self._record(session, person, f"m:{step.id}", reply)
            reply = replace(reply, completed_on=None)
        return self._record(session, person, item.key, reply)

    def _record(self, session: Session, person: tables.Person, item_key: str, reply: Answer) -> bool:
        item = item_by_key(session, item_key)
        latest = latest_updates(session, [item]).get(item_key) if item else None
        try:
            record_update(
                session,
                self.audit,
                person=person,
                item_key=item_key,
                answer=reply,
                seen=latest.id if latest else 0,
                now=self.now,
                source=UpdateSource.SIMULATION,
            )
        except UpdateRefused:
            self.summary.answers_refused += 1
            return False
        self.summary.answers_recorded += 1
        return True

    def _editions(self, session: Session, day: date) -> None:
        """An edition at the cut-off of each board."""
        for schedule in self._schedules(session):
            if schedule.cut_off != self.now or schedule.meeting < day:
                continue
            issued = issue_edition(
                session,
                self.audit,
                self.plan_key,
                cut_off=schedule.cut_off,
                meeting_id=self.meetings[schedule.meeting],
                now=self.now,
                actor=ACTOR,
                confirmations=self._confirmations(session, schedule.cut_off),
            )
            files = write_all(issued.report, self.out) if self.out else []
            self.summary.editions.append(
                {
                    "number": issued.number,
                    "cut_off": schedule.cut_off.date().isoformat(),
                    "meeting": schedule.meeting.isoformat(),
                    "summary": issued.report.summary,
                    "content_hash": issued.content_hash,
                    "files": [path.name for path in files],
                }
            )

    def _confirmations(self, session: Session, cut_off: datetime) -> tuple[ConfirmationRow, ...]:
        """Every SRO confirms their area at once; a vacant post confirms nothing."""
        return tuple(
            ConfirmationRow(area.ref, area.sros[0].name, self.now)
            for area in take_cut(session, self.plan_key, cut_off).areas
            if area.sros and area.sros[0].holders
        )

    def _schedules(self, session: Session) -> list[BackSchedule]:
        """The dates of each meeting of the plan's board."""
        plan = plan_by_key(session, self.plan_key)
        calendar = WorkingCalendar.of_england(closure_days(session))
        meetings = session.exec(
            select(tables.Meeting)
            .join(tables.Board, col(tables.Board.id) == tables.Meeting.board_id)
            .where(tables.Board.plan_id == plan.id)
            .order_by(col(tables.Meeting.held_on))
        ).all()
        self.meetings = {meeting.held_on: meeting.id for meeting in meetings}
        return [back_schedule(meeting.held_on, calendar, meeting.cut_off_given) for meeting in meetings]

    def _count(self, session: Session) -> None:
        summary = self.summary
        requests = session.exec(select(tables.Request)).all()
        messages = session.exec(select(tables.Message)).all()
        rungs = Counter(request.rung for request in requests)
        summary.requests_made = len(requests)
        summary.requests_by_rung = {rung.value: rungs[rung] for rung in Rung if rungs[rung]}
        summary.messages_sent = sum(message.status is MessageStatus.SENT for message in messages)
        a_day = Counter((message.person_id, message.day) for message in messages)
        summary.most_messages_in_a_day_to_one_person = max(a_day.values(), default=0)
        chases = (Rung.OVERDUE, *CHASES, Rung.CYCLE_REMIND, Rung.CYCLE_LAST)
        summary.chased = sum(rungs[rung] for rung in chases)
        summary.escalated = sum(rungs[rung] for rung in TOLD_OF_SILENCE)
        milestones = session.exec(select(tables.Milestone)).all()
        summary.milestones_completed = sum(milestone.completed_on is not None for milestone in milestones)
        for person_id, lead in self.leads.items():
            person = session.get_one(tables.Person, person_id)
            summary.leads.setdefault(lead.character.value, []).append(person.key)


def _step_of(session: Session, item: Item) -> MilestoneRow | None:
    """What an answer is about: of a whole action its next open step."""
    if item.milestone is not None:
        return item.milestone
    action = session.get_one(tables.Action, item.action_id)
    steps = [one.key for one in open_items_of(session, action) if one.seq is not None]
    found = item_by_key(session, steps[0]) if steps else None
    return found.milestone if found else None
