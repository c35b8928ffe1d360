"""A small plan in memory, with a row of every kind to change at will. Its council, posts and facts are made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from store.cut import (
    ActionRow,
    AreaRow,
    AssessmentRow,
    DataCut,
    DateChangeRow,
    EditionRow,
    EvidenceRow,
    IndicatorRow,
    MeetingRow,
    MilestoneRow,
    OptionRow,
    OptionsRow,
    PlanRow,
    PointRow,
    PostRow,
    RatingRow,
    ReadingRow,
    RiskRow,
    SignOffRow,
    UpdateRow,
)
from store.refs import ref_sort_key
from store.types import DateChangeStatus, Direction, Lifecycle, RatingRole, RiskKind
from store.working_days import london_moment
from workflows.exception_report.assess import assess
from workflows.exception_report.triggers import Trigger
from workflows.standing import Standing

TODAY = date(2023, 3, 6)
NOW = london_moment(TODAY, time(17, 0))
"""The cut-off of the Board of 23 March 2023, to the minute."""

LAST_CUT_OFF = london_moment(date(2023, 1, 6), time(17, 0))
IN_PERIOD = london_moment(date(2023, 2, 20), time(10, 0))
BEFORE_PERIOD = london_moment(date(2022, 12, 12), time(10, 0))
NEXT_BOARD = date(2023, 3, 23)
BOARD_AFTER = date(2023, 5, 25)
SOON = date(2023, 3, 31)
FAR = date(2023, 12, 31)
COLOURS = {"BLUE": "#1D70B8", "GREEN": "#00703C", "AMBER": "#F4A024", "RED": "#D4351C", "GREY": "#505A5F"}


def a_rating(code: str, role: RatingRole | None, rank: int | None, **changes: Any) -> RatingRow:
    plain: dict[str, Any] = {
        "code": code,
        "label": code.capitalize(),
        "position": list(COLOURS).index(code) + 1,
        "meaning": f"What {code.capitalize()} means here",
        "role": role,
        "rank": rank,
        "colour": COLOURS[code],
        "confirmed": True,
    }
    return RatingRow(**{**plain, **changes})


BLUE = a_rating("BLUE", RatingRole.COMPLETE, 1)
GREEN = a_rating("GREEN", RatingRole.ON_TRACK, 2)
AMBER = a_rating("AMBER", RatingRole.IN_PROGRESS, 3)
RED = a_rating("RED", RatingRole.OFF_TRACK, 4)
GREY = a_rating("GREY", RatingRole.WAITING, 0)
KEY = (BLUE, GREEN, AMBER, RED, GREY)
UNCONFIRMED = tuple(
    RatingRow(r.code, r.label, r.position, r.meaning, r.role, r.rank, r.colour, confirmed=False) for r in KEY
)


def a_post(title: str, **changes: Any) -> PostRow:
    plain: dict[str, Any] = {"organisation": "Wharfeside", "holders": (f"Holder of {title}",), "deputies": ()}
    return PostRow(title, **{**plain, **changes})


DIRECTOR = a_post("Director of Learning", holders=("Ada Byron",))
MANAGER = a_post("Plans Manager", holders=("Ben Okafor",), deputies=("Cal Price",))


def an_area(ref: str = "1", **changes: Any) -> AreaRow:
    plain: dict[str, Any] = {"id": int(ref), "title": f"What area {ref} is about", "sros": (DIRECTOR,)}
    return AreaRow(ref=ref, **{**plain, **changes})


def an_action(ref: str = "1.1", **changes: Any) -> ActionRow:
    plain: dict[str, Any] = {
        "id": _number(ref),
        "sort_key": ref_sort_key(ref),
        "area_ref": ref.split(".")[0],
        "objective_ref": None,
        "title": f"Do what {ref} promises",
        "leads": (MANAGER,),
        "lifecycle": Lifecycle.IN_PROGRESS,
        "decision_reference": "",
        "depends_on": (),
    }
    return ActionRow(ref=ref, **{**plain, **changes})


def a_milestone(ref: str = "1.1", seq: int = 1, due: date | None = FAR, **changes: Any) -> MilestoneRow:
    """`due` is both dates: give `baseline` or `current` to set them apart."""
    plain: dict[str, Any] = {
        "id": 10 * _number(ref) + seq,
        "due_text": "as printed",
        "baseline": due,
        "current": due,
        "forecast": None,
        "completed_on": None,
        "recurrence": "",
        "measure": f"Measure {seq} of {ref}",
        "statutory": False,
        "lifecycle": Lifecycle.NOT_STARTED,
    }
    return MilestoneRow(action_ref=ref, seq=seq, **{**plain, **changes})


def an_update(ref: str = "1.1", rating: str = "GREEN", seq: int | None = None, **changes: Any) -> UpdateRow:
    plain: dict[str, Any] = {
        "id": 10 * _number(ref) + (seq or 0),
        "person": "Ben Okafor",
        "on_behalf_of": "",
        "at": IN_PERIOD,
        "narrative": f"What was done about {ref}",
        "cause": "",
        "effect": "",
        "recovery": "",
        "recovery_owner": "",
        "recovery_by": None,
        "forecast": None,
        "completed_on": None,
        "waiting_for": "",
        "help_needed": "",
        "nil_return": False,
        "evidence": (),
    }
    return UpdateRow(action_ref=ref, seq=seq, rating_code=rating, **{**plain, **changes})


def a_date_change(ref: str = "1.1", seq: int = 1, **changes: Any) -> DateChangeRow:
    """Asked for in the period and waiting; with another status, decided three days later."""
    decided = "status" in changes and changes["status"] is not DateChangeStatus.REQUESTED
    plain: dict[str, Any] = {
        "from_due": SOON,
        "to_due": date(2023, 4, 30),
        "reason": "The contract was signed late",
        "status": DateChangeStatus.REQUESTED,
        "requested_by": "Ben Okafor",
        "requested_at": IN_PERIOD,
        "decided_by": "Ada Byron" if decided else "",
        "decided_at": london_moment(date(2023, 2, 23), time(9, 0)) if decided else None,
    }
    return DateChangeRow(action_ref=ref, seq=seq, **{**plain, **changes})


def a_sign_off(ref: str = "1.1", **changes: Any) -> SignOffRow:
    plain: dict[str, Any] = {"person": "Ada Byron", "at": IN_PERIOD, "accepted": True, "reason": ""}
    return SignOffRow(action_ref=ref, **{**plain, **changes})


def evidence_of(ref: str = "1.1", **changes: Any) -> EvidenceRow:
    plain: dict[str, Any] = {"seq": 1, "title": "Minutes", "added_at": IN_PERIOD, "accepted_by": ""}
    return EvidenceRow(action_ref=ref, **{**plain, **changes})


def an_assessment(likelihood: int = 4, impact: int = 4, **changes: Any) -> AssessmentRow:
    plain: dict[str, Any] = {
        "person": "Ben Okafor",
        "at": IN_PERIOD,
        "next_step": "Meet the provider",
        "next_step_by": SOON,
    }
    return AssessmentRow(likelihood=likelihood, impact=impact, **{**plain, **changes})


def a_risk(ref: str = "R1", *action_refs: str, **changes: Any) -> RiskRow:
    """On action 1.1 unless others are named, owned by the post that leads it."""
    plain: dict[str, Any] = {
        "kind": RiskKind.RISK,
        "title": f"What {ref} is about",
        "action_refs": action_refs or ("1.1",),
        "owner": MANAGER,
        "raised_by": "Ben Okafor",
        "raised_at": BEFORE_PERIOD,
        "assessment": an_assessment(),
        "before": None,
    }
    return RiskRow(ref=ref, **{**plain, **changes})


def options_for(ref: str = "1.1", **changes: Any) -> OptionsRow:
    plain: dict[str, Any] = {
        "person": "Ben Okafor",
        "on_behalf_of": "",
        "at": IN_PERIOD,
        "options": (
            OptionRow(0, "Do nothing", "Families go on waiting"),
            OptionRow(1, "Buy in an agency", "Waits fall by half"),
        ),
        "recommended": 1,
        "recommendation": "It is the quickest",
        "lesson": "Posts need cover before they fall vacant",
    }
    return OptionsRow(action_ref=ref, **{**plain, **changes})


def an_indicator(
    readings: Sequence[tuple[date, float]] = (), points: Sequence[tuple[date, float]] = (), **changes: Any
) -> IndicatorRow:
    plain: dict[str, Any] = {
        "ref": "I1",
        "area_ref": "1",
        "service": "",
        "title": "Plans on time",
        "unit": "percent",
        "direction": Direction.UP,
        "baseline": "",
        "baseline_date": "",
        "series": "point",
        "cadence": "quarterly",
        "action_refs": ("1.1",),
        "points": tuple(PointRow(day.isoformat(), day, f"{target}", target) for day, target in points),
        "readings": tuple(ReadingRow(day, value, "Dashboard") for day, value in readings),
    }
    row = {**plain, **changes}
    return IndicatorRow(**row, sort_key=ref_sort_key(row["ref"]))


def an_edition(number: int = 1, standing: dict[str, str] | None = None, **changes: Any) -> EditionRow:
    """By default every standing that is a rating was known, and nothing was an exception or complete."""
    stood = standing or {}
    plain: dict[str, Any] = {
        "cut_off_at": LAST_CUT_OFF,
        "last_rating": {ref: key for ref, key in stood.items() if key.isupper()},
        "exceptions": {},
        "completed": (),
    }
    return EditionRow(number=number, standing=stood, **{**plain, **changes})


def a_cut(*actions: ActionRow, **changes: Any) -> DataCut:
    """Areas follow from the actions, which by default are 1.1 alone; there are no updates."""
    held = actions or (an_action(),)
    plain: dict[str, Any] = {
        "taken_at": NOW,
        "plan": PlanRow("wharfeside", "Wharfeside WSOA", "Wharfeside", "WSOA", date(2025, 12, 31), 1),
        "ratings": KEY,
        "areas": tuple(an_area(ref) for ref in sorted({action.area_ref for action in held})),
        "objectives": (),
        "milestones": tuple(a_milestone(action.ref) for action in held),
        "meetings": tuple(MeetingRow("Board", day, None) for day in (date(2023, 1, 25), NEXT_BOARD, BOARD_AFTER)),
    }
    empty: dict[str, Any] = dict.fromkeys(
        "updates evidence date_changes sign_offs asks call_ins challenges indicators asked editions closures".split(),
        (),
    )
    return DataCut(actions=held, **{**empty, **plain, **changes})


def a_plan_of_four(**changes: Any) -> DataCut:
    """1.1 Green and due soon; 1.2 Red and 34 days late; 2.1 silent; 2.2 Blue, complete and signed off."""
    plain: dict[str, Any] = {
        "milestones": (
            a_milestone("1.1", due=SOON),
            a_milestone("1.2", due=date(2023, 1, 31)),
            a_milestone("2.1"),
            a_milestone("2.2", due=date(2023, 2, 28), completed_on=date(2023, 2, 20)),
        ),
        "updates": (
            an_update("1.1", "GREEN"),
            an_update("1.2", "RED", cause="Two vacancies", recovery="Agency staff", recovery_by=SOON, forecast=SOON),
            an_update("2.2", "BLUE", evidence=("Minutes",)),
        ),
        "sign_offs": (a_sign_off("2.2"),),
    }
    actions = (an_action("1.1"), an_action("1.2"), an_action("2.1"), an_action("2.2"))
    return a_cut(*actions, **{**plain, **changes})


def standing_of(cut: DataCut, ref: str = "1.1") -> Standing:
    return assess(cut).standings[ref]


def fired(cut: DataCut, ref: str = "1.1") -> dict[str, Trigger]:
    """The triggers of one action by their codes."""
    found = assess(cut).fired.get(ref)
    return {trigger.code: trigger for trigger in found[1]} if found else {}


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return london_moment(day, time(hour, minute))


def _number(ref: str) -> int:
    return int("".join(part.zfill(2) for part in ref.split(".")))
