"""Ratings and progress that a plan prints, taken as what one person says of it now (`--as`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlmodel import col, select

from store.queries.people import PersonNotFound
from store.register_files.people.people_named import People
from store.register_files.plan.importing import Importing
from store.register_files.plan.plan_items import PlanItems
from store.register_files.plan.settling import id_of
from store.register_files.plan_cells.ratings import read_rating
from store.register_files.report import Subject
from store.register_files.sheets.columns import ACTIONS, MILESTONES
from store.register_files.sheets.csv_table import Row
from store.tables import Rating, Update
from store.types import UpdateSource


def record_what_is_printed(at: Importing, said_by: str) -> None:
    """Raises PersonNotFound.

    A rating outside the plan's confirmed key stays text and is said to; saying the same again adds nothing.
    """
    people = People.of(at.session)
    if said_by not in people.by_key:
        raise PersonNotFound(f'There is no person "{said_by}": bring the people in first with `sendbot people import`.')
    person = id_of(people.by_key[said_by])
    items = PlanItems(at.actions, at.milestones)
    key = _confirmed_key(at)
    last = _last_said(at, items, person)
    for row in at.tally.accepted((*at.rows(ACTIONS), *at.rows(MILESTONES))):
        rating, progress = row.text("rating_text"), row.text("progress_text")
        if not rating and not progress:
            continue
        code = read_rating(rating, "", key).code if rating else ""
        if rating and not code:
            _say_it_stays_text(at, row, rating, key)
            continue
        action, milestone = items.item(row)
        said = code, progress
        item = id_of(action), milestone.id if milestone else None
        if last.get(item) == said:
            continue
        at.session.add(
            Update(
                action_id=item[0],
                milestone_id=item[1],
                person_id=person,
                at=at.now,
                recorded_at=at.now,
                source=UpdateSource.IMPORT,
                rating_code=code,
                narrative=progress,
            )
        )
        name = f"{action.ref}/{milestone.seq}" if milestone else action.ref
        at.tally.follow(Subject("update", f"{name} by {said_by}"), "said", "", "; ".join(filter(None, said)))


def _confirmed_key(at: Importing) -> list[tuple[str, str]]:
    ratings = at.session.exec(select(Rating).where(Rating.plan_id == at.plan_id).order_by(col(Rating.position)))
    return [(one.code, one.label) for one in ratings if one.confirmed]


def _last_said(at: Importing, items: PlanItems, person: int) -> dict[tuple[int, int | None], tuple[str, str]]:
    updates: Sequence[Update] = at.session.exec(
        select(Update)
        .where(col(Update.action_id).in_(items.action_ids), Update.person_id == person)
        .order_by(col(Update.at), col(Update.id))
    ).all()
    last: dict[tuple[int, int | None], tuple[str, str]] = defaultdict(lambda: ("", ""))
    for update in updates:
        last[update.action_id, update.milestone_id] = update.rating_code, update.narrative
    return last


def _say_it_stays_text(at: Importing, row: Row, rating: str, key: list[tuple[str, str]]) -> None:
    codes = ", ".join(code for code, _ in key)
    why = f"is not in the plan's confirmed key ({codes})" if key else "waits for a key: the plan has no confirmed one"
    at.tally.warn(row, f"The rating “{rating}” {why}; it is kept as text, and no update was made of the row.")
