"""One person leads in two plans: one message asks about both, and each item keeps its own plan's words."""

from __future__ import annotations

from datetime import date, time

from sqlmodel import Session, select

from adaptive_cards import update_request
from store import tables
from store.queries.people import person_named
from store.types import ContactRoute, RatingRole, Rung
from store.working_days import london_moment
from workflows.updates.showing import request_view

LEAD = "service-manager-camhs"
NOW = london_moment(date(2023, 3, 3), time(10))


def second_plan(session: Session) -> tables.Milestone:
    """Of another council, whose Green means completed."""
    plan = tables.Plan(key="other", title="The other plan", local_area="Wharfemoor", kind="SEND_ACTION_PLAN")
    session.add(plan)
    session.flush()
    session.add(
        tables.Rating(
            plan_id=plan.id, code="GREEN", label="Green", position=1, meaning="Completed here", rank=1,
            role=RatingRole.COMPLETE, colour="#00AA00", confirmed=True,
        )
    )  # fmt: skip
    area = tables.ImprovementArea(plan_id=plan.id, ref="9", sort_key="000009", title="Another area")
    session.add(area)
    session.flush()
    action = tables.Action(plan_id=plan.id, area_id=area.id, ref="9.1", sort_key="000009.000001", title="Open a clinic")
    session.add(action)
    session.flush()
    milestone = tables.Milestone(
        action_id=action.id, seq=1, due_text="March 2023", baseline_due=date(2023, 3, 31),
        current_due=date(2023, 3, 31), measure="It is open",
    )  # fmt: skip
    session.add(milestone)
    session.flush()
    return milestone


def test_every_item_shows_the_key_and_the_area_of_its_own_plan(session: Session) -> None:
    person = person_named(session, LEAD)
    first = session.exec(select(tables.Milestone).join(tables.Action).where(tables.Action.ref == "4.2.2")).one()
    second = second_plan(session)
    message = tables.Message(
        person_id=person.id,
        route=ContactRoute.TEAMS,
        day=date(2023, 3, 3),
        slot="requests",
        planned_at=NOW,
        send_at=NOW,
    )
    session.add(message)
    session.flush()
    for milestone in (first, second):
        session.add(
            tables.Request(
                action_id=milestone.action_id, milestone_id=milestone.id, item=f"m:{milestone.id}",
                rung=Rung.BEFORE_20, person_id=person.id, occasion="due:2023-03-31", reason="Due in 20 working days",
                asked_at=NOW, message_id=message.id,
            )
        )  # fmt: skip
    session.flush()
    view = request_view(session, person, message.id or 0, NOW)
    assert view is not None
    meanings = {
        item.local_area: {rating.code: rating.meaning for rating in item.ratings}["GREEN"] for item in view.items
    }
    assert meanings.pop("Wharfemoor") == "Completed here"
    assert list(meanings.values()) == ["Going to plan"]
    assert view.local_area.endswith("and Wharfemoor")
    card = str(update_request.build(view, open_item=f"m:{second.id}"))
    assert "Completed here" in card
    assert "Going to plan" not in card
