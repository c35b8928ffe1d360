"""Recording that nothing has changed: possible only where nothing has and nothing is late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from store.audit import AuditChain
from store.tables import Milestone
from store.types import CLOSED_LIFECYCLES, COMPLETE_LIFECYCLES, Lifecycle, UpdateSource
from store.working_days import london_date
from workflows.language import list_words
from workflows.updates.actions import Speaker, UpdateRecorded, item_for, record_update
from workflows.updates.no_change import unchanged, why_something_changed
from workflows.updates.refusals import SomethingChanged
from workflows.updates.showing import item_request_view
from workflows.updates.views import ItemView, NoChangeToConfirm

_NOT_LATE = CLOSED_LIFECYCLES | COMPLETE_LIFECYCLES | {Lifecycle.PAUSED}


def no_change_to_confirm(
    session: Session, person: Speaker, item_keys: Iterable[str], now: datetime
) -> NoChangeToConfirm:
    """Which of these items may be said to be unchanged. Raises UpdateRefused for one that is not theirs."""
    items: list[ItemView] = []
    instead: list[tuple[ItemView, str]] = []
    for key in item_keys:
        item, _ = item_for(session, person, key, now)
        view = item_request_view(session, person, item, now).items[0]
        why = why_not_unchanged(session, view, london_date(now))
        if why:
            instead.append((view, why))
        else:
            items.append(view)
    return NoChangeToConfirm(tuple(items), tuple(instead))


def why_not_unchanged(session: Session, view: ItemView, today: date) -> str:
    """Blank where "no change" can be said."""
    latest = view.latest
    late = view.timing if view.late else ""
    if view.seq is None:
        late = _late_milestones(session, int(view.item.removeprefix("a:")), today)
    said_on = london_date(latest.at) if latest else None
    return why_something_changed(view.name, latest, said_on, view.ratings, view.facts, late, today)


def record_no_change(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    items: Iterable[tuple[str, int]],
    now: datetime,
    source: UpdateSource,
) -> list[UpdateRecorded]:
    """One press for several items, each with the id of the update seen; all are recorded or none.

    Raises UpdateRefused: SomethingChanged, and what `record_update` raises.
    """
    asked = list(items)
    confirmed = no_change_to_confirm(session, person, [key for key, _ in asked], now)
    if confirmed.instead:
        raise SomethingChanged(" ".join(why for _, why in confirmed.instead))
    done: list[UpdateRecorded] = []
    for key, seen in asked:
        answer = next(
            unchanged(view.latest, london_date(view.latest.at))
            for view in confirmed.items
            if view.item == key and view.latest
        )
        done.append(
            record_update(session, audit, person=person, item_key=key, answer=answer, seen=seen, now=now, source=source)
        )
    return done


def _late_milestones(session: Session, action_id: int, today: date) -> str:
    late = session.exec(
        select(Milestone.seq)
        .where(
            Milestone.action_id == action_id,
            col(Milestone.completed_on).is_(None),
            col(Milestone.lifecycle).not_in(_NOT_LATE),
            col(Milestone.current_due) < today,
        )
        .order_by(col(Milestone.seq))
    ).all()
    if not late:
        return ""
    which = list_words([str(seq) for seq in late])
    return f"late: milestone{'s' if len(late) > 1 else ''} {which} {'are' if len(late) > 1 else 'is'} past the date"
