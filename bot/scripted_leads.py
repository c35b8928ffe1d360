"""How the leads of a simulation behave. Chosen by a seed, so that the same seed plays the same months."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from store.cut import MilestoneRow, RatingRow
from store.types import RatingRole
from workflows.updates.rules import Answer


class Character(StrEnum):
    ON_TIME = "on time"
    LATE = "late"
    SILENT = "silent"
    OPTIMISTIC = "optimistic"


@dataclass(frozen=True, slots=True)
class ScriptedLead:
    """`answers_after` in days; `finishes_after` in days from the due date, before it when negative."""

    key: str
    seed: int
    character: Character
    answers_after: int
    finishes_after: tuple[int, int]


SILENT_ODDS = 4
"""A silent lead answers for one milestone in so many, and for the others not at all."""

_WEIGHTS = (Character.ON_TIME,) * 8 + (Character.LATE,) * 5 + (Character.OPTIMISTIC,) * 4 + (Character.SILENT,) * 3


def character_of(key: str, seed: int) -> ScriptedLead:
    """Eight in twenty are on time, five late, four optimistic, three silent."""
    character = _WEIGHTS[_draw(key, seed, "character") % len(_WEIGHTS)]
    return {
        Character.ON_TIME: ScriptedLead(key, seed, character, 1, (-6, 2)),
        Character.LATE: ScriptedLead(key, seed, character, 5, (10, 60)),
        Character.OPTIMISTIC: ScriptedLead(key, seed, character, 2, (20, 90)),
        Character.SILENT: ScriptedLead(key, seed, character, 12, (5, 40)),
    }[character]


def reply_of(
    lead: ScriptedLead,
    *,
    milestone: MilestoneRow,
    ratings: Sequence[RatingRow],
    first: bool,
    asked_on: date,
    today: date,
    plan_ends: date | None,
) -> Answer | None:
    """What the lead answers today, or None when they stay silent today."""
    due = milestone.current
    if due is None or (today - asked_on).days < lead.answers_after:
        return None
    item = f"{milestone.action_ref}/{milestone.seq}"
    if lead.character is Character.SILENT and _draw(lead.key, lead.seed, item) % SILENT_ODDS:
        return None
    codes = {rating.role: rating for rating in ratings if rating.role}
    finish = due + timedelta(days=_between(lead, item, lead.finishes_after))
    if finish <= today:
        return _done(codes, milestone, finish)
    forecast = _capped(max(finish, today), plan_ends)
    if lead.character is Character.OPTIMISTIC:
        return _going_well(codes, today, due, forecast)
    if due < today or (lead.character is Character.LATE and (due - today).days < 12):
        return _off_track(codes, forecast, today)
    return _under_way(codes, due, first)


def _done(codes: dict[RatingRole, RatingRow], milestone: MilestoneRow, finish: date) -> Answer:
    rating = codes.get(RatingRole.ON_TRACK) or next(iter(codes.values()))
    return Answer(
        rating=rating.code,
        narrative=f"Complete. The test set for this milestone is met: {_lower(milestone.measure)}.",
        completed_on=finish,
        evidence="Note of the workstream meeting, in the evidence log",
    )


def _going_well(codes: dict[RatingRole, RatingRow], today: date, due: date, forecast: date) -> Answer:
    rating = codes.get(RatingRole.ON_TRACK) or next(iter(codes.values()))
    promised = max(due, today + timedelta(days=7))
    return Answer(
        rating=rating.code,
        narrative="Good progress and confident of finishing. The last pieces are being brought together.",
        forecast=promised if due < today else min(promised, max(forecast, today)),
    )


def _off_track(codes: dict[RatingRole, RatingRow], forecast: date, today: date) -> Answer:
    off_track = codes.get(RatingRole.OFF_TRACK) or codes.get(RatingRole.AT_RISK) or next(iter(codes.values()))
    return Answer(
        rating=off_track.code,
        narrative="Work is behind: partners' sign-off is still to come.",
        cause="A vacancy in the team, and partners' comments that came later than agreed.",
        effect="Families wait longer for an answer, and schools go on planning without one.",
        recovery="Weekly working group until it is done; an interim post covers the vacancy.",
        recovery_owner="The lead, with the workstream's programme manager",
        recovery_by=min(forecast, today + timedelta(days=21)),
        forecast=forecast,
    )


def _under_way(codes: dict[RatingRole, RatingRow], due: date, first: bool) -> Answer:
    starting = first and RatingRole.IN_PROGRESS in codes
    rating = codes[RatingRole.IN_PROGRESS] if starting else codes.get(RatingRole.ON_TRACK) or next(iter(codes.values()))
    words = "Started: the group is meeting and a draft is out for comment." if starting else "On course for its date."
    return Answer(rating=rating.code, narrative=words, forecast=due)


def _capped(day: date, plan_ends: date | None) -> date:
    return min(day, plan_ends) if plan_ends else day


def _lower(text: str) -> str:
    """A measure inside a sentence; an acronym keeps its capitals."""
    return text if text[:2].isupper() or not text else text[0].lower() + text[1:].rstrip(".")


def _between(lead: ScriptedLead, item: str, bounds: tuple[int, int]) -> int:
    low, high = bounds
    return low + _draw(lead.key, lead.seed, item) % (high - low + 1)


def _draw(*parts: object) -> int:
    """The same number for the same parts, on every machine."""
    return int.from_bytes(hashlib.sha256("/".join(map(str, parts)).encode()).digest()[:6], "big")
