"""Reading the register for the ladder, and writing what is to be asked into the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session

from reminders.due import AskedBefore, DueMessage, OpenMilestone, Person, Recipient, due, sending_time
from reminders.ladder import DEFAULT_LADDER, LadderSettings, last_due_with_a_rung
from store import tables
from store.audit import AuditChain
from store.queries.asking import (
    REQUESTS_SLOT,
    OpenItem,
    asked_about,
    closure_days,
    last_update_times,
    messaged_on,
    open_items_due_by,
    requests_unsent,
)
from store.queries.people import InPost, away_on, in_post_on, people_with_role, post_names
from store.types import Capacity, MessageStatus, RoleName
from store.working_days import WorkingCalendar, london_date, london_moment


def what_is_due(
    session: Session,
    now: datetime,
    *,
    plan_id: int | None = None,
    settings: LadderSettings = DEFAULT_LADDER,
) -> tuple[DueMessage, ...]:
    """The messages of the day of `now` by what was said and sent until then; nothing is written.

    Raises BeyondHolidayData.
    """
    calendar = WorkingCalendar.of_england(closure_days(session))
    if sending_time(now, calendar, settings) is None:
        return ()
    return _due_messages(session, now, plan_id, calendar, settings, at=now)


def plan_messages(
    session: Session,
    audit: AuditChain,
    now: datetime,
    *,
    plan_id: int | None = None,
    settings: LadderSettings = DEFAULT_LADDER,
) -> list[tables.Message]:
    """Writes today's messages and their requests, once it is time to send them. Asking twice writes nothing twice:
    who has had a message today, and which rungs were asked, is read from the ledger itself."""
    calendar = WorkingCalendar.of_england(closure_days(session))
    start = sending_time(now, calendar, settings)
    _postpone_unsent(session, audit, now, start, calendar, settings)
    if start is None or start > now:
        return []
    planned: list[tables.Message] = []
    for message in _due_messages(session, now, plan_id, calendar, settings, at=None):
        row = tables.Message(
            person_id=message.recipient.id,
            route=message.recipient.route,
            day=london_date(message.send_at),
            slot=REQUESTS_SLOT,
            planned_at=now,
            send_at=message.send_at,
            status=MessageStatus.PLANNED,
        )
        session.add(row)
        session.flush()
        session.add_all(
            tables.Request(
                action_id=item.milestone.action_id,
                milestone_id=item.milestone.milestone_id,
                item=f"m:{item.milestone.milestone_id}",
                rung=item.rung,
                person_id=message.recipient.id,
                occasion=item.milestone.occasion,
                reason=item.reason,
                asked_at=now,
                message_id=row.id or 0,
            )
            for item in message.items
        )
        planned.append(row)
        items = [f"{item.milestone.ref}/{item.milestone.seq} {item.rung.value}" for item in message.items]
        _record(session, audit, now, "plan_message", message.recipient.key, {"items": items})
    session.flush()
    return planned


def _postpone_unsent(
    session: Session,
    audit: AuditChain,
    now: datetime,
    start: datetime | None,
    calendar: WorkingCalendar,
    settings: LadderSettings,
) -> None:
    """What an outage kept from going out on its day goes out as the one message of a later day, at its sending time;
    what still waits when the quiet hours begin, or for somebody on leave, waits for the next working day."""
    unsent = requests_unsent(session, now)
    if not unsent:
        return
    today = london_date(now)
    away = away_on(session, today)
    tomorrow = calendar.add(today, 1)
    for message, person in unsent:
        day, send_at = today, start
        if send_at is None or message.person_id in away:
            day, send_at = tomorrow, london_moment(tomorrow, settings.send_at)
        if day != message.day:
            message.day, message.send_at = day, max(message.send_at, send_at)
            _record(session, audit, now, "postpone_message", person.key, {"message": message.id, "day": day})
    session.flush()


def _record(
    session: Session, audit: AuditChain, now: datetime, action: str, subject: str, content: dict[str, object]
) -> None:
    audit.record(session, plan_key="", at=now, actor="reminders", action=action, subject=subject, content=content)


def _due_messages(
    session: Session,
    now: datetime,
    plan_id: int | None,
    calendar: WorkingCalendar,
    settings: LadderSettings,
    *,
    at: datetime | None,
) -> tuple[DueMessage, ...]:
    """With `at`, as things stood then. Without, as they stand: an answer that came in since the clock was read, a
    moment ago, counts."""
    today = london_date(now)
    items = open_items_due_by(session, last_due_with_a_rung(today, calendar, settings), plan_id, at=at)
    away, messaged = away_on(session, today), messaged_on(session, today, at=at)
    diaries = [Person(person, person in away, person in messaged) for person in away | messaged]
    return due(_open_milestones(session, items, today, at), diaries, now, calendar, settings)


def _open_milestones(session: Session, items: list[OpenItem], today: date, at: datetime | None) -> list[OpenMilestone]:
    posts = {post for item in items for post in item.lead_post_ids + item.sro_post_ids}
    in_post = in_post_on(session, posts, today)
    names = post_names(session, posts)
    compliance = {
        plan.key: tuple(_recipient(p) for p in people_with_role(session, RoleName.COMPLIANCE, plan.key))
        for plan in {item.plan.key: item.plan for item in items}.values()
    }
    ids = [item.milestone.id or 0 for item in items]
    asked = asked_about(session, [f"m:{milestone_id}" for milestone_id in ids])
    updated = last_update_times(session, ids, at=at)

    def people(post_ids: Iterable[int], capacity: Capacity) -> tuple[Recipient, ...]:
        found = [entry for post in post_ids for entry in in_post.get(post, []) if entry.capacity is capacity]
        return tuple(dict.fromkeys(_recipient(entry.person) for entry in found))

    result: list[OpenMilestone] = []
    for item in items:
        milestone, action = item.milestone, item.action
        if milestone.id is None or action.id is None:
            continue
        occasion = f"due:{item.due.isoformat()}"
        result.append(
            OpenMilestone(
                milestone_id=milestone.id,
                action_id=action.id,
                ref=action.ref,
                sort_key=action.sort_key,
                seq=milestone.seq,
                title=action.title,
                measure=milestone.measure,
                due=item.due,
                leads=people(item.lead_post_ids, Capacity.HOLDER),
                deputies=people(item.lead_post_ids, Capacity.DEPUTY),
                sros=people(item.sro_post_ids, Capacity.HOLDER),
                compliance=compliance[item.plan.key],
                vacant=tuple(names[post] for post in item.lead_post_ids if not _held(in_post.get(post, []))),
                last_update_on=london_date(updated[milestone.id]) if milestone.id in updated else None,
                asked=tuple(
                    AskedBefore(
                        rung=request.rung,
                        person_id=request.person_id,
                        delivered_on=london_date(sent) if (sent := _by(message.sent_at, at)) else None,
                        is_open=_by(request.closed_at, at) is None and not _answers(updated.get(milestone.id), sent),
                    )
                    for request, message in asked[f"m:{milestone.id}"]
                    if request.occasion == occasion and _by(request.asked_at, at)
                ),
            )
        )
    return result


def _answers(said: datetime | None, sent: datetime | None) -> bool:
    """What came in by an import says nothing of requests, yet was said since the message arrived."""
    return said is not None and sent is not None and said >= sent


def _by(moment: datetime | None, at: datetime | None) -> datetime | None:
    """The moment, unless it lies after the one that is looked back to."""
    return moment if moment and (at is None or moment <= at) else None


def _held(entries: list[InPost]) -> bool:
    return any(entry.capacity is Capacity.HOLDER for entry in entries)


def _recipient(person: tables.Person) -> Recipient:
    return Recipient(person.id or 0, person.key, person.name, person.route)
