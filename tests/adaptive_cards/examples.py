"""Made-up people, milestones and answers, with keyword overrides."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from store.cut import RatingRow
from store.types import RatingRole
from workflows.updates.rules import Answer, Field, ItemFacts, Problem
from workflows.updates.views import GivenAnswer, ItemView, RequestView

TODAY = date(2031, 3, 3)
NOW = datetime(2031, 3, 3, 10, 2, tzinfo=UTC)

BLUE, RED, AMBER, GREEN, GREY = "#1D70B8", "#D4351C", "#F4A024", "#00703C", "#505A5F"


def rating(code: str, position: int, meaning: str, role: RatingRole | None, rank: int, colour: str) -> RatingRow:
    return RatingRow(code, code.capitalize(), position, meaning, role, rank, colour, confirmed=role is not None)


RATINGS = (
    rating("BLUE", 1, "Finished and now part of normal practice", RatingRole.COMPLETE, 1, BLUE),
    rating("RED", 2, "Seriously behind schedule", RatingRole.OFF_TRACK, 4, RED),
    rating("AMBER", 3, "Some delay, with a way back", RatingRole.AT_RISK, 3, AMBER),
    rating("GREEN", 4, "Going to plan", RatingRole.ON_TRACK, 2, GREEN),
    rating("GREY", 5, "Not begun: waits for other actions", RatingRole.WAITING, 0, GREY),
)

RED_ANSWER = Answer(
    rating="RED",
    narrative="The panel met twice. Two of five schools have sent their data; the others were asked again.",
    cause="The analyst's post has been vacant since January.",
    effect="Families will not see what is on offer near them before the summer.",
    recovery="Borrow an analyst from public health for six weeks",
    recovery_owner="Head of Performance",
    recovery_by=date(2031, 4, 11),
    forecast=date(2031, 5, 30),
    help_needed="The partnership's agreement to share the analyst.",
)
GREEN_ANSWER = Answer(
    rating="GREEN",
    narrative="All nine settings have a named contact. The first drop-in was held on 20 February.",
    forecast=date(2031, 3, 28),
)
BLUE_ANSWER = Answer(
    rating="BLUE",
    narrative="The guide was published and every school has confirmed that it uses it.",
    completed_on=date(2031, 2, 27),
    evidence="Guide on the local offer, version 2; list of confirmations in the SEND team's folder.",
)


def given(answer: Answer = GREEN_ANSWER, **changes: Any) -> GivenAnswer:
    row = next(row for row in RATINGS if row.code == answer.rating)
    values: dict[str, Any] = {
        "update_id": 41,
        "person_id": 7,
        "by": "Asha Iqbal",
        "on_behalf_of": "",
        "at": NOW,
        "rating_label": row.label,
        "rating_colour": row.colour,
        "answer": answer,
        "awaiting_sign_off": answer.rating == "BLUE",
    }
    return GivenAnswer(**values | changes)


def item(number: int = 1, **changes: Any) -> ItemView:
    due: date | None = changes.get("due", date(2031, 3, 31))
    values: dict[str, Any] = {
        "item": f"m:{number}",
        "local_area": "Wharfemoor",
        "ratings": RATINGS,
        "ref": f"2.1.{number}",
        "seq": 1,
        "title": "Give every early-years setting a named contact in the inclusion team",
        "measure": "Nine settings have a contact, and each has met theirs once",
        "due": due,
        "due_original": due,
        "timing": "Due 31 March 2031",
        "late": False,
        "reason": "Due in 20 working days",
        "facts": ItemFacts(True, due, None, date(2032, 3, 31)),
        "latest": None,
        "answered": False,
    }
    return ItemView(**values | changes)


def late_item(number: int = 2, **changes: Any) -> ItemView:
    return item(
        number,
        **{
            "title": "Share one set of waiting-time figures between education, health and care",
            "measure": "One dashboard, refreshed each month, seen by all three services",
            "due": date(2031, 1, 31),
            "due_original": date(2030, 10, 31),
            "timing": "31 days late against the current date, 123 against the original",
            "late": True,
            "reason": "Reminder 2 of 3, 31 days past its date",
        }
        | changes,
    )


def answered_item(number: int = 3, answer: Answer = GREEN_ANSWER, **changes: Any) -> ItemView:
    return item(number, **{"latest": given(answer), "answered": True} | changes)


def whole_action(number: int = 4, **changes: Any) -> ItemView:
    return item(
        number,
        **{
            "item": f"a:{number}",
            "seq": None,
            "measure": "",
            "due": None,
            "timing": "No date",
            "reason": "For the board of 24 March 2031",
            "facts": ItemFacts(False, None, None, date(2032, 3, 31)),
        }
        | changes,
    )


def request(*items: ItemView, **changes: Any) -> RequestView:
    values: dict[str, Any] = {
        "person": "Asha Iqbal",
        "message_id": 12,
        "items": items or (item(1), late_item(2), answered_item(3)),
        "today": TODAY,
    }
    return RequestView(**values | changes)


def long_item(number: int, **changes: Any) -> ItemView:
    """As long as the longest titles of real plans, and then some."""
    words = "co-produce, agree and publish with parents and carers, schools, health and care partners "
    return late_item(
        number,
        **{
            "ref": f"1.10.{number}",
            "title": (f"{number}: " + words * 6)[:500],
            "measure": ("All partners have agreed the text, “as published”, and " * 10)[:500],
            "reason": "Passed to you as the area's SRO: no answer from the lead, 31 days past its date",
        }
        | changes,
    )


PROBLEMS = (
    Problem(Field.CAUSE, "Red needs its cause: say why."),
    Problem(Field.RECOVERY, "Red needs a recovery: say what will be done."),
    Problem(Field.FORECAST, "28 February 2031 has passed: give a day from today on."),
)
HALF_TYPED = Answer(
    rating="RED",
    narrative="Nothing has moved since January.\nThe supplier has not answered.",
    forecast=date(2031, 2, 28),
)
