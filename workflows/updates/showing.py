"""What a message of requests shows now: always from the register, never from the card that was sent."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from store.queries.items import Item, RequestedItem, items_of_message, latest_updates, ratings_of
from store.working_days import london_date
from workflows.timing import LATE, milestone_timing
from workflows.updates.actions import Speaker, UpdateRecorded, given_answer, item_facts
from workflows.updates.views import ItemView, RequestView


def request_view(
    session: Session, person: Speaker, message_id: int, now: datetime, just: UpdateRecorded | None = None
) -> RequestView | None:
    """None when the message is not this person's. `just` is what this turn recorded, so that it is not read again."""
    asked = [row for row in items_of_message(session, message_id) if row.person_id == person.id]
    return _view(session, person, message_id, asked, now, just) if asked else None


def item_request_view(
    session: Session, person: Speaker, item: Item, now: datetime, just: UpdateRecorded | None = None
) -> RequestView:
    """The same for an item that a person opens unasked; there is no message behind it."""
    return _view(session, person, 0, [RequestedItem(person.id or 0, "", False, item)], now, just)


def _view(
    session: Session,
    person: Speaker,
    message_id: int,
    asked: list[RequestedItem],
    now: datetime,
    just: UpdateRecorded | None,
) -> RequestView:
    known = {just.item.key: just.given} if just else {}
    keys = {just.item.plan_id: just.ratings} if just else {}
    for plan_id in {row.item.plan_id for row in asked} - keys.keys():
        keys[plan_id] = ratings_of(session, plan_id)
    others = {row.item.key: row.item for row in asked if row.item.key not in known}
    latest = latest_updates(session, others.values()) if others else {}
    given = known | {key: given_answer(found, keys[others[key].plan_id]) for key, found in latest.items()}
    views: list[ItemView] = []
    for row in asked:
        item, milestone = row.item, row.item.milestone
        timed = milestone_timing(milestone, london_date(now)) if milestone else None
        views.append(
            ItemView(
                item=item.key,
                local_area=item.local_area,
                ratings=keys[item.plan_id],
                ref=item.ref,
                seq=milestone.seq if milestone else None,
                title=item.title,
                measure=milestone.measure if milestone else "",
                due=milestone.current if milestone else None,
                due_original=milestone.baseline if milestone else None,
                timing=timed.words if timed else "",
                late=timed is not None and timed.timing in LATE,
                reason=row.reason,
                facts=item_facts(item),
                latest=given.get(item.key),
                answered=row.answered or item.key in known,
            )
        )
    return RequestView(
        person=person.name,
        message_id=message_id,
        items=tuple(views),
        today=london_date(now),
    )
