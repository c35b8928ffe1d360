"""Taking a data cut: one plan as it stood at one moment."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from store.cut import (
    ActionRow,
    AreaRow,
    AskedRow,
    AskRow,
    CallInRow,
    ChallengeRow,
    DataCut,
    DateChangeRow,
    EditionRow,
    EvidenceRow,
    IndicatorRow,
    MeetingRow,
    MilestoneRow,
    ObjectiveRow,
    PlanRow,
    PointRow,
    PostRow,
    RatingRow,
    ReadingRow,
    SignOffRow,
    UpdateRow,
)
from store.queries.plans import plan_by_key
from store.tables import (
    Action,
    ActionLead,
    Appointment,
    AreaSro,
    Ask,
    Board,
    CallIn,
    ClosureDay,
    DateChange,
    Dependency,
    Edition,
    Evidence,
    ImprovementArea,
    Indicator,
    IndicatorAction,
    Meeting,
    Message,
    Milestone,
    Objective,
    Person,
    Plan,
    Post,
    Rating,
    RatingChallenge,
    Reading,
    Request,
    SignOff,
    TrajectoryPoint,
    Update,
)
from store.types import Capacity, DateChangeStatus, EditionStatus, MessageStatus, Rung
from store.working_days import london_date

DECIDED = frozenset({DateChangeStatus.APPROVED, DateChangeStatus.REFUSED})
EDITIONS_REMEMBERED = 6
"""Enough for every rule that looks back: "not reported k cycles running", "Amber for three reports"."""


def take_cut(session: Session, plan_key: str, at: datetime, *, asked_since: datetime | None = None) -> DataCut:
    """The plan at `at`, by effective time: nothing said or decided later is in it.

    Raises PlanNotFound. `asked_since` bounds the count of requests sent.
    """
    plan = plan_by_key(session, plan_key)
    return _Taking(session, plan, at, asked_since).cut()


class _Taking:
    """Names looked up once, shared by the parts of one cut."""

    def __init__(self, session: Session, plan: Plan, at: datetime, asked_since: datetime | None) -> None:
        self.session, self.plan, self.at, self.asked_since = session, plan, at, asked_since
        self.day = london_date(at)
        self.people = {person.id: person.name for person in session.exec(select(Person))}
        self.areas = _sorted(session.exec(select(ImprovementArea).where(ImprovementArea.plan_id == plan.id)))
        self.area_ref = {area.id: area.ref for area in self.areas}
        self.actions = _sorted(session.exec(select(Action).where(Action.plan_id == plan.id)))
        self.action_ref = {action.id: action.ref for action in self.actions}
        action_ids = select(Action.id).where(Action.plan_id == plan.id)
        self.milestones = sorted(
            session.exec(select(Milestone).where(col(Milestone.action_id).in_(action_ids))),
            key=lambda milestone: (self._order(milestone.action_id), milestone.seq),
        )
        self.seq_of = {milestone.id: milestone.seq for milestone in self.milestones}
        self.action_ids = action_ids
        self.posts = self._posts()

    def _order(self, action_id: int) -> int:
        return self._orders[action_id]

    @property
    def _orders(self) -> dict[int | None, int]:
        return {action.id: place for place, action in enumerate(self.actions)}

    def cut(self) -> DataCut:
        updates = self._updates()
        return DataCut(
            taken_at=self.at,
            plan=PlanRow(
                self.plan.key,
                self.plan.title,
                self.plan.local_area,
                self.plan.kind,
                self.plan.period_end,
                self.plan.version,
            ),
            ratings=self._ratings(),
            areas=self._areas(),
            objectives=self._objectives(),
            actions=self._actions(),
            milestones=self._milestones(),
            updates=tuple(updates),
            evidence=self._evidence(),
            date_changes=tuple(self._date_changes()),
            sign_offs=self._sign_offs(),
            asks=self._asks(),
            call_ins=self._call_ins(),
            challenges=self._challenges(),
            indicators=self._indicators(),
            meetings=self._meetings(),
            asked=self._asked(),
            editions=self._editions(),
            closures=tuple(sorted(day.day for day in self.session.exec(select(ClosureDay)))),
        )

    def _posts(self) -> dict[int | None, PostRow]:
        """Every post that this plan names, with who was in it on the day."""
        in_post: dict[tuple[int, Capacity], list[str]] = defaultdict(list)
        appointments = self.session.exec(
            select(Appointment).where(
                Appointment.starts_on <= self.day,
                (col(Appointment.ends_on).is_(None)) | (col(Appointment.ends_on) >= self.day),
            )
        )
        for appointment in appointments:
            in_post[appointment.post_id, appointment.capacity].append(self.people[appointment.person_id])
        return {
            post.id: PostRow(
                post.title,
                post.organisation,
                tuple(sorted(in_post[post.id or 0, Capacity.HOLDER])),
                tuple(sorted(in_post[post.id or 0, Capacity.DEPUTY])),
            )
            for post in self.session.exec(select(Post))
        }

    def _ratings(self) -> tuple[RatingRow, ...]:
        rows = self.session.exec(select(Rating).where(Rating.plan_id == self.plan.id).order_by(col(Rating.position)))
        return tuple(
            RatingRow(r.code, r.label, r.position, r.meaning, r.role, r.rank, r.colour, r.confirmed) for r in rows
        )

    def _areas(self) -> tuple[AreaRow, ...]:
        area_ids = [area.id for area in self.areas]
        sros: dict[int, list[PostRow]] = defaultdict(list)
        rows = self.session.exec(
            select(AreaSro).where(col(AreaSro.area_id).in_(area_ids)).order_by(col(AreaSro.position))
        )
        for row in rows:
            sros[row.area_id].append(self.posts[row.post_id])
        return tuple(AreaRow(area.id or 0, area.ref, area.title, tuple(sros[area.id or 0])) for area in self.areas)

    def _objectives(self) -> tuple[ObjectiveRow, ...]:
        area_ids = [area.id for area in self.areas]
        rows = _sorted(self.session.exec(select(Objective).where(col(Objective.area_id).in_(area_ids))))
        self.objective_ref = {row.id: row.ref for row in rows}
        return tuple(ObjectiveRow(row.ref, self.area_ref[row.area_id], row.title) for row in rows)

    def _actions(self) -> tuple[ActionRow, ...]:
        leads: dict[int, list[PostRow]] = defaultdict(list)
        lead_rows = self.session.exec(
            select(ActionLead).where(col(ActionLead.action_id).in_(self.action_ids)).order_by(col(ActionLead.position))
        )
        for row in lead_rows:
            leads[row.action_id].append(self.posts[row.post_id])
        waits_for: dict[int, list[str]] = defaultdict(list)
        for edge in self.session.exec(select(Dependency).where(col(Dependency.action_id).in_(self.action_ids))):
            waits_for[edge.action_id].append(self.action_ref.get(edge.depends_on_id, "?"))
        return tuple(
            ActionRow(
                id=action.id or 0,
                ref=action.ref,
                sort_key=action.sort_key,
                area_ref=self.area_ref[action.area_id],
                objective_ref=self.objective_ref.get(action.objective_id),
                title=action.title,
                leads=tuple(leads[action.id or 0]),
                lifecycle=action.lifecycle,
                decision_reference=action.decision_reference,
                depends_on=tuple(sorted(waits_for[action.id or 0])),
            )
            for action in self.actions
        )

    def _milestones(self) -> tuple[MilestoneRow, ...]:
        forecasts, completions = self._latest_dates()
        changes: dict[tuple[str, int], list[DateChangeRow]] = defaultdict(list)
        for change in self._date_changes(later=True):
            if change.status is DateChangeStatus.APPROVED:
                changes[change.action_ref, change.seq].append(change)
        rows: list[MilestoneRow] = []
        for milestone in self.milestones:
            ref = self.action_ref[milestone.action_id]
            forecast = forecasts.get(milestone.id)
            completed = completions.get(milestone.id)
            if completed is None and milestone.id not in self.ever_completed:
                # Brought in with the register itself: effective on its own date.
                completed = milestone.completed_on if _by(milestone.completed_on, self.day) else None
            if forecast is None and milestone.id not in self.ever_forecast:
                forecast = milestone.forecast_due
            rows.append(
                MilestoneRow(
                    id=milestone.id or 0,
                    action_ref=ref,
                    seq=milestone.seq,
                    due_text=milestone.due_text,
                    baseline=milestone.baseline_due,
                    current=_current_due(milestone, changes[ref, milestone.seq], self.at),
                    forecast=forecast,
                    completed_on=completed,
                    recurrence=milestone.recurrence,
                    measure=milestone.measure,
                    statutory=milestone.statutory,
                    lifecycle=milestone.lifecycle,
                )
            )
        return tuple(rows)

    def _latest_dates(self) -> tuple[dict[int | None, date | None], dict[int | None, date | None]]:
        """The forecast and the completion last given for each milestone, up to the cut."""
        forecasts: dict[int | None, date | None] = {}
        completions: dict[int | None, date | None] = {}
        self.ever_forecast: set[int | None] = set()
        self.ever_completed: set[int | None] = set()
        corrected = select(Update.corrects_id).where(col(Update.corrects_id).is_not(None), Update.at <= self.at)
        rows = self.session.exec(
            select(Update)
            .where(
                col(Update.action_id).in_(self.action_ids),
                col(Update.milestone_id).is_not(None),
                (col(Update.withdrawn_at).is_(None)) | (col(Update.withdrawn_at) > self.at),
                col(Update.id).not_in(corrected),
                (col(Update.forecast).is_not(None)) | (col(Update.completed_on).is_not(None)),
            )
            .order_by(col(Update.at), col(Update.id))
        )
        for update in rows:
            if update.forecast is not None:
                self.ever_forecast.add(update.milestone_id)
            if update.completed_on is not None:
                self.ever_completed.add(update.milestone_id)
            if update.at <= self.at:
                forecasts[update.milestone_id] = update.forecast or forecasts.get(update.milestone_id)
                completions[update.milestone_id] = update.completed_on or completions.get(update.milestone_id)
        return forecasts, completions

    def _updates(self) -> list[UpdateRow]:
        """The latest accepted update of each item: not withdrawn, not corrected, not later than the cut."""
        corrected = select(Update.corrects_id).where(col(Update.corrects_id).is_not(None), Update.at <= self.at)
        update_id: Any = col(Update.id)
        place: Any = (
            func.row_number()
            .over(
                partition_by=(col(Update.action_id), func.coalesce(Update.milestone_id, 0)),
                order_by=(col(Update.at).desc(), col(Update.id).desc()),
            )
            .label("place")
        )
        ranked = (
            select(update_id.label("id"), place)
            .where(
                col(Update.action_id).in_(self.action_ids),
                Update.at <= self.at,
                (col(Update.withdrawn_at).is_(None)) | (col(Update.withdrawn_at) > self.at),
                col(Update.id).not_in(corrected),
            )
            .subquery()
        )
        rows = self.session.exec(select(Update).join(ranked, ranked.c.id == Update.id).where(ranked.c.place == 1))
        latest = list(rows)
        titles: dict[int | None, list[str]] = defaultdict(list)
        for item in self.session.exec(
            select(Evidence).where(
                col(Evidence.update_id).in_([row.id for row in latest]), Evidence.added_at <= self.at
            )
        ):
            titles[item.update_id].append(item.title)
        place = self._orders
        latest.sort(key=lambda row: (place[row.action_id], self.seq_of.get(row.milestone_id) or 0))
        return [
            UpdateRow(
                id=row.id or 0,
                action_ref=self.action_ref[row.action_id],
                seq=self.seq_of.get(row.milestone_id),
                person=self.people[row.person_id],
                on_behalf_of=self.people.get(row.on_behalf_of_id, ""),
                at=row.at,
                rating_code=row.rating_code,
                narrative=row.narrative,
                cause=row.cause,
                recovery=row.recovery,
                recovery_owner=row.recovery_owner,
                recovery_by=row.recovery_by,
                forecast=row.forecast,
                completed_on=row.completed_on,
                waiting_for=row.waiting_for,
                help_needed=row.help_needed,
                nil_return=row.nil_return,
                evidence=tuple(sorted(titles[row.id])),
            )
            for row in latest
        ]

    def _evidence(self) -> tuple[EvidenceRow, ...]:
        rows = self.session.exec(
            select(Evidence)
            .where(col(Evidence.action_id).in_(self.action_ids), Evidence.added_at <= self.at)
            .order_by(col(Evidence.added_at), col(Evidence.id))
        )
        return tuple(
            EvidenceRow(
                action_ref=self.action_ref[row.action_id],
                seq=self.seq_of.get(row.milestone_id),
                title=row.title,
                added_at=row.added_at,
                accepted_by=self.people.get(row.accepted_by_id, "") if _by(row.accepted_at, self.at) else "",
            )
            for row in rows
        )

    def _date_changes(self, *, later: bool = False) -> list[DateChangeRow]:
        """Those requested by the cut, each as it stood then; with `later`, all of them as they stand now."""
        milestone_ids = [milestone.id for milestone in self.milestones]
        rows = self.session.exec(
            select(DateChange)
            .where(col(DateChange.milestone_id).in_(milestone_ids))
            .order_by(col(DateChange.requested_at), col(DateChange.id))
        )
        ref_of = {milestone.id: self.action_ref[milestone.action_id] for milestone in self.milestones}
        return [
            DateChangeRow(
                action_ref=ref_of[row.milestone_id],
                seq=self.seq_of[row.milestone_id],
                from_due=row.from_due,
                to_due=row.to_due,
                reason=row.reason,
                status=row.status if decided else DateChangeStatus.REQUESTED,
                requested_by=self.people.get(row.requested_by_id, ""),
                requested_at=row.requested_at,
                decided_by=self.people.get(row.decided_by_id, "") if decided else "",
                decided_at=decided_at if decided else None,
            )
            for row in rows
            if later or row.requested_at <= self.at
            # A decision brought in from a file without its day counts from the request.
            for decided_at in [row.decided_at or (row.requested_at if row.status in DECIDED else None)]
            for decided in [later or _by(decided_at, self.at)]
        ]

    def _sign_offs(self) -> tuple[SignOffRow, ...]:
        rows = self.session.exec(
            select(SignOff)
            .where(col(SignOff.action_id).in_(self.action_ids), SignOff.at <= self.at)
            .order_by(col(SignOff.at), col(SignOff.id))
        )
        return tuple(
            SignOffRow(self.action_ref[row.action_id], self.people[row.person_id], row.at, row.accepted, row.reason)
            for row in rows
        )

    def _asks(self) -> tuple[AskRow, ...]:
        rows = self.session.exec(
            select(Ask)
            .where(
                Ask.plan_id == self.plan.id,
                Ask.raised_at <= self.at,
                (col(Ask.closed_at).is_(None)) | (col(Ask.closed_at) > self.at),
            )
            .order_by(col(Ask.raised_at), col(Ask.id))
        )
        return tuple(
            AskRow(
                row.kind,
                row.text,
                row.addressed_to,
                row.by_when,
                tuple(ref for ref in row.action_refs.split(";") if ref),
            )
            for row in rows
        )

    def _call_ins(self) -> tuple[CallInRow, ...]:
        rows = self.session.exec(
            select(CallIn)
            .where(
                col(CallIn.action_id).in_(self.action_ids),
                CallIn.at <= self.at,
                (col(CallIn.closed_at).is_(None)) | (col(CallIn.closed_at) > self.at),
            )
            .order_by(col(CallIn.at), col(CallIn.id))
        )
        return tuple(
            CallInRow(self.action_ref[row.action_id], self.people[row.person_id], row.at, row.by_chair, row.reason)
            for row in rows
        )

    def _challenges(self) -> tuple[ChallengeRow, ...]:
        rows = self.session.exec(
            select(RatingChallenge, Update)
            .join(Update, col(Update.id) == RatingChallenge.update_id)
            .where(
                col(Update.action_id).in_(self.action_ids),
                RatingChallenge.at <= self.at,
                (col(RatingChallenge.settled_at).is_(None)) | (col(RatingChallenge.settled_at) > self.at),
            )
            .order_by(col(RatingChallenge.at), col(RatingChallenge.id))
        )
        return tuple(
            ChallengeRow(
                self.action_ref[update.action_id],
                self.people[challenge.person_id],
                challenge.at,
                challenge.reason,
            )
            for challenge, update in rows
        )

    def _indicators(self) -> tuple[IndicatorRow, ...]:
        rows = _sorted(self.session.exec(select(Indicator).where(Indicator.plan_id == self.plan.id)))
        ids = [row.id for row in rows]
        points: dict[int | None, list[PointRow]] = defaultdict(list)
        for point in self.session.exec(
            select(TrajectoryPoint)
            .where(col(TrajectoryPoint.indicator_id).in_(ids))
            .order_by(col(TrajectoryPoint.position))
        ):
            points[point.indicator_id].append(
                PointRow(point.date_text, point.period_end, point.target, point.target_value)
            )
        readings: dict[int | None, list[ReadingRow]] = defaultdict(list)
        for reading in self.session.exec(
            select(Reading)
            .where(col(Reading.indicator_id).in_(ids), Reading.period_end <= self.day)
            .order_by(col(Reading.period_end), col(Reading.id))
        ):
            readings[reading.indicator_id].append(ReadingRow(reading.period_end, reading.value, reading.source))
        links: dict[int | None, list[str]] = defaultdict(list)
        for link in self.session.exec(select(IndicatorAction).where(col(IndicatorAction.indicator_id).in_(ids))):
            links[link.indicator_id].append(self.action_ref[link.action_id])
        return tuple(
            IndicatorRow(
                ref=row.ref,
                sort_key=row.sort_key,
                area_ref=self.area_ref.get(row.area_id, ""),
                service=row.service,
                title=row.title,
                unit=row.unit,
                direction=row.direction,
                baseline=row.baseline,
                baseline_date=row.baseline_date,
                series=row.series,
                cadence=row.cadence,
                action_refs=tuple(sorted(links[row.id])),
                points=tuple(points[row.id]),
                readings=tuple(readings[row.id]),
            )
            for row in rows
        )

    def _meetings(self) -> tuple[MeetingRow, ...]:
        rows = self.session.exec(
            select(Meeting, Board)
            .join(Board, col(Board.id) == Meeting.board_id)
            .where(Board.plan_id == self.plan.id)
            .order_by(col(Meeting.held_on), col(Board.name))
        )
        return tuple(MeetingRow(board.name, meeting.held_on, meeting.cut_off_given) for meeting, board in rows)

    def _asked(self) -> tuple[AskedRow, ...]:
        """Requests really sent, by action: nobody is reported as silent about what never reached them."""
        statement = (
            select(Request, Message, Person)
            .join(Message, col(Message.id) == Request.message_id)
            .join(Person, col(Person.id) == Request.person_id)
            .where(
                col(Request.action_id).in_(self.action_ids),
                Message.status == MessageStatus.SENT,
                col(Message.sent_at) <= self.at,
            )
        )
        if self.asked_since is not None:
            statement = statement.where(col(Message.sent_at) > self.asked_since)
        sent: dict[str, list[tuple[Request, Message, Person]]] = defaultdict(list)
        for request, message, person in self.session.exec(statement):
            sent[self.action_ref[request.action_id]].append((request, message, person))
        return tuple(
            AskedRow(
                action_ref=ref,
                requests_sent=len({message.id for _, message, _ in rows}),
                last_sent_at=max(message.sent_at for _, message, _ in rows if message.sent_at),
                escalated_to=tuple(
                    sorted({person.name for request, _, person in rows if request.rung in {Rung.SRO, Rung.COMPLIANCE}})
                ),
            )
            for ref, rows in sorted(sent.items())
        )

    def _editions(self) -> tuple[EditionRow, ...]:
        rows = self.session.exec(
            select(Edition)
            .where(
                Edition.plan_id == self.plan.id,
                Edition.kind == "exception",
                Edition.status == EditionStatus.ISSUED,
                col(Edition.cut_off_at) < self.at,
            )
            .order_by(col(Edition.number).desc())
            .limit(EDITIONS_REMEMBERED)
        )
        return tuple(_remembered(row) for row in rows)


def _remembered(edition: Edition) -> EditionRow:
    memory: dict[str, Any] = json.loads(edition.compiled)["memory"]
    return EditionRow(
        number=edition.number,
        cut_off_at=edition.cut_off_at,
        standing=memory["standing"],
        last_rating=memory["last_rating"],
        exceptions={ref: tuple(codes) for ref, codes in memory["exceptions"].items()},
        completed=tuple(memory["completed"]),
    )


def _current_due(milestone: Milestone, approved: list[DateChangeRow], at: datetime) -> date | None:
    """The date in force at `at`: the last move approved by then, else the one before the first move."""
    in_force = [change for change in approved if change.decided_at and change.decided_at <= at]
    if in_force:
        return max(in_force, key=lambda change: change.decided_at or at).to_due
    return approved[0].from_due if approved else milestone.current_due


def _by(moment: Any, at: Any) -> bool:
    return moment is not None and moment <= at


def _sorted(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.sort_key, row.ref))
