"""The part of a data cut that people made: what was said, decided, asked and issued, each as it stood then."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from store.cut import (
    AskedRow,
    AskRow,
    CallInRow,
    ChallengeRow,
    DateChangeRow,
    EditionRow,
    EvidenceRow,
    SignOffRow,
    UpdateRow,
)
from store.queries.cut_frame import Frame, by
from store.tables import (
    Ask,
    CallIn,
    DateChange,
    Edition,
    Evidence,
    Message,
    Person,
    RatingChallenge,
    Request,
    SignOff,
    Update,
)
from store.types import DateChangeStatus, EditionStatus, MessageStatus, Rung

DECIDED = frozenset({DateChangeStatus.APPROVED, DateChangeStatus.REFUSED})
EDITIONS_REMEMBERED = 6
"""Enough for every rule that looks back: "not reported k cycles running", "Amber for three reports"."""


@dataclass(frozen=True, slots=True)
class SaidDates:
    """By milestone: the forecast and the completion last given up to the cut, and who ever gave one, even later."""

    forecasts: dict[int | None, date | None]
    completions: dict[int | None, date | None]
    ever_forecast: set[int | None]
    ever_completed: set[int | None]


def dates_said(frame: Frame) -> SaidDates:
    said = SaidDates({}, {}, set(), set())
    corrected = select(Update.corrects_id).where(col(Update.corrects_id).is_not(None), Update.at <= frame.at)
    rows = frame.session.exec(
        select(Update)
        .where(
            col(Update.action_id).in_(frame.action_ids),
            col(Update.milestone_id).is_not(None),
            (col(Update.withdrawn_at).is_(None)) | (col(Update.withdrawn_at) > frame.at),
            col(Update.id).not_in(corrected),
            (col(Update.forecast).is_not(None)) | (col(Update.completed_on).is_not(None)),
        )
        .order_by(col(Update.at), col(Update.id))
    )
    for update in rows:
        if update.forecast is not None:
            said.ever_forecast.add(update.milestone_id)
        if update.completed_on is not None:
            said.ever_completed.add(update.milestone_id)
        if update.at <= frame.at:
            said.forecasts[update.milestone_id] = update.forecast or said.forecasts.get(update.milestone_id)
            said.completions[update.milestone_id] = update.completed_on or said.completions.get(update.milestone_id)
    return said


def updates(frame: Frame) -> list[UpdateRow]:
    """Of each item the latest accepted update, and the latest with a rating where that is an earlier one, newest first:
    neither withdrawn nor corrected, not later than the cut."""
    corrected = select(Update.corrects_id).where(col(Update.corrects_id).is_not(None), Update.at <= frame.at)
    update_id: Any = col(Update.id)
    rated: Any = col(Update.rating_code) != ""
    place: Any = (
        func.row_number()
        .over(
            partition_by=(col(Update.action_id), func.coalesce(Update.milestone_id, 0), rated),
            order_by=(col(Update.at).desc(), col(Update.id).desc()),
        )
        .label("place")
    )
    ranked = (
        select(update_id.label("id"), place)
        .where(
            col(Update.action_id).in_(frame.action_ids),
            Update.at <= frame.at,
            (col(Update.withdrawn_at).is_(None)) | (col(Update.withdrawn_at) > frame.at),
            col(Update.id).not_in(corrected),
        )
        .subquery()
    )
    rows = frame.session.exec(select(Update).join(ranked, ranked.c.id == Update.id).where(ranked.c.place == 1))
    latest = _without_overtaken(rows)
    titles: dict[int | None, list[str]] = defaultdict(list)
    for item in frame.session.exec(
        select(Evidence).where(col(Evidence.update_id).in_([row.id for row in latest]), Evidence.added_at <= frame.at)
    ):
        titles[item.update_id].append(item.title)
    place = frame.order
    latest.sort(key=lambda row: (place[row.action_id], frame.seq_of.get(row.milestone_id) or 0))  # keeps newest first
    return [
        UpdateRow(
            id=row.id or 0,
            action_ref=frame.action_ref[row.action_id],
            seq=frame.seq_of.get(row.milestone_id),
            person=frame.people[row.person_id],
            on_behalf_of=frame.people.get(row.on_behalf_of_id, ""),
            at=row.at,
            rating_code=row.rating_code,
            narrative=row.narrative,
            cause=row.cause,
            effect=row.effect,
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


def _without_overtaken(rows: Iterable[Update]) -> list[Update]:
    """Newest first, without those that gave no rating and were followed by one that did."""
    kept: list[Update] = []
    overtaken: set[tuple[int, int | None]] = set()
    for row in sorted(rows, key=lambda row: (row.at, row.id or 0), reverse=True):
        item = (row.action_id, row.milestone_id)
        if item not in overtaken:
            kept.append(row)
        if row.rating_code:
            overtaken.add(item)
    return kept


def evidence(frame: Frame) -> tuple[EvidenceRow, ...]:
    rows = frame.session.exec(
        select(Evidence)
        .where(col(Evidence.action_id).in_(frame.action_ids), Evidence.added_at <= frame.at)
        .order_by(col(Evidence.added_at), col(Evidence.id))
    )
    return tuple(
        EvidenceRow(
            action_ref=frame.action_ref[row.action_id],
            seq=frame.seq_of.get(row.milestone_id),
            title=row.title,
            added_at=row.added_at,
            accepted_by=frame.people.get(row.accepted_by_id, "") if by(row.accepted_at, frame.at) else "",
        )
        for row in rows
    )


def date_changes(frame: Frame, *, later: bool = False) -> list[DateChangeRow]:
    """Those requested by the cut, each as it stood then; with `later`, all of them as they stand now."""
    milestone_ids = [milestone.id for milestone in frame.milestones]
    rows = frame.session.exec(
        select(DateChange)
        .where(col(DateChange.milestone_id).in_(milestone_ids))
        .order_by(col(DateChange.requested_at), col(DateChange.id))
    )
    ref_of = {milestone.id: frame.action_ref[milestone.action_id] for milestone in frame.milestones}
    return [
        DateChangeRow(
            action_ref=ref_of[row.milestone_id],
            seq=frame.seq_of[row.milestone_id],
            from_due=row.from_due,
            to_due=row.to_due,
            reason=row.reason,
            status=row.status if decided else DateChangeStatus.REQUESTED,
            requested_by=frame.people.get(row.requested_by_id, ""),
            requested_at=row.requested_at,
            decided_by=frame.people.get(row.decided_by_id, "") if decided else "",
            decided_at=decided_at if decided else None,
        )
        for row in rows
        if later or row.requested_at <= frame.at
        # A decision brought in from a file without its day counts from the request.
        for decided_at in [row.decided_at or (row.requested_at if row.status in DECIDED else None)]
        for decided in [later or by(decided_at, frame.at)]
    ]


def sign_offs(frame: Frame) -> tuple[SignOffRow, ...]:
    rows = frame.session.exec(
        select(SignOff)
        .where(col(SignOff.action_id).in_(frame.action_ids), SignOff.at <= frame.at)
        .order_by(col(SignOff.at), col(SignOff.id))
    )
    return tuple(
        SignOffRow(frame.action_ref[row.action_id], frame.people[row.person_id], row.at, row.accepted, row.reason)
        for row in rows
    )


def asks(frame: Frame) -> tuple[AskRow, ...]:
    rows = frame.session.exec(
        select(Ask)
        .where(
            Ask.plan_id == frame.plan.id,
            Ask.raised_at <= frame.at,
            (col(Ask.closed_at).is_(None)) | (col(Ask.closed_at) > frame.at),
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


def call_ins(frame: Frame) -> tuple[CallInRow, ...]:
    rows = frame.session.exec(
        select(CallIn)
        .where(
            col(CallIn.action_id).in_(frame.action_ids),
            CallIn.at <= frame.at,
            (col(CallIn.closed_at).is_(None)) | (col(CallIn.closed_at) > frame.at),
        )
        .order_by(col(CallIn.at), col(CallIn.id))
    )
    return tuple(
        CallInRow(frame.action_ref[row.action_id], frame.people[row.person_id], row.at, row.by_chair, row.reason)
        for row in rows
    )


def challenges(frame: Frame) -> tuple[ChallengeRow, ...]:
    rows = frame.session.exec(
        select(RatingChallenge, Update)
        .join(Update, col(Update.id) == RatingChallenge.update_id)
        .where(
            col(Update.action_id).in_(frame.action_ids),
            RatingChallenge.at <= frame.at,
            (col(RatingChallenge.settled_at).is_(None)) | (col(RatingChallenge.settled_at) > frame.at),
        )
        .order_by(col(RatingChallenge.at), col(RatingChallenge.id))
    )
    return tuple(
        ChallengeRow(
            frame.action_ref[update.action_id],
            frame.people[challenge.person_id],
            challenge.at,
            challenge.reason,
        )
        for challenge, update in rows
    )


def asked(frame: Frame) -> tuple[AskedRow, ...]:
    """Requests really sent, by action: nobody is reported as silent about what never reached them."""
    statement = (
        select(Request, Message, Person)
        .join(Message, col(Message.id) == Request.message_id)
        .join(Person, col(Person.id) == Request.person_id)
        .where(
            col(Request.action_id).in_(frame.action_ids),
            Message.status == MessageStatus.SENT,
            col(Message.sent_at) <= frame.at,
        )
    )
    if frame.asked_since is not None:
        statement = statement.where(col(Message.sent_at) > frame.asked_since)
    sent: dict[str, list[tuple[Request, Message, Person]]] = defaultdict(list)
    for request, message, person in frame.session.exec(statement):
        sent[frame.action_ref[request.action_id]].append((request, message, person))
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


def editions(frame: Frame) -> tuple[EditionRow, ...]:
    """Those issued before the cut, but for those that a re-issue has replaced."""
    replaced = select(Edition.replaces_id).where(
        col(Edition.replaces_id).is_not(None), Edition.status == EditionStatus.ISSUED
    )
    rows = frame.session.exec(
        select(Edition)
        .where(
            Edition.plan_id == frame.plan.id,
            Edition.kind == "exception",
            Edition.status == EditionStatus.ISSUED,
            col(Edition.cut_off_at) < frame.at,
            col(Edition.id).not_in(replaced),
        )
        .order_by(col(Edition.number).desc())
        .limit(EDITIONS_REMEMBERED)
    )
    return tuple(remembered(row, frame.at) for row in rows)


def remembered(edition: Edition, at: datetime) -> EditionRow:
    memory: dict[str, Any] = json.loads(edition.compiled)["memory"]
    return EditionRow(
        number=edition.number,
        cut_off_at=edition.cut_off_at,
        standing=memory["standing"],
        last_rating=memory["last_rating"],
        exceptions={ref: tuple(codes) for ref, codes in memory["exceptions"].items()},
        completed=tuple(memory["completed"]),
        minute=edition.minute_reference if by(edition.received_at, at) else "",
    )
