"""The open risks and issues of a data cut as they are read: scored, the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from store.cut import AssessmentRow, DataCut, RiskRow
from store.refs import ref_sort_key
from store.types import RiskKind
from store.working_days import london_date
from workflows.language import day_words
from workflows.risks.scoring import band_of, movement_of, needs_review, score, score_words

NOT_SCORED = "Not scored yet"


@dataclass(frozen=True, slots=True)
class OpenRisk:
    """`score_words` reads like "15, High, up from 12". `note` is blank, or says since when nobody has reviewed it. One
    that came in from a file without an assessment has no score."""

    kind: str  # "Risk", "Issue"
    ref: str
    text: str
    action_refs: tuple[str, ...]
    likelihood: int | None
    impact: int | None
    score: int | None
    level: str
    movement: str
    score_words: str
    owner: str  # a post
    next_step: str
    next_step_by: date | None
    raised_on: date
    assessed_on: date | None
    note: str


def open_risks(cut: DataCut) -> tuple[OpenRisk, ...]:
    """The highest score first, of the same score an issue before a risk; what has no score comes last."""
    today = london_date(cut.taken_at)
    return tuple(sorted((_open_risk(row, today) for row in cut.risks), key=_place))


def touching(risks: Iterable[OpenRisk], refs: Iterable[str]) -> tuple[OpenRisk, ...]:
    wanted = set(refs)
    return tuple(risk for risk in risks if wanted & set(risk.action_refs))


def _place(risk: OpenRisk) -> tuple[int, bool, str]:
    return -(risk.score or 0), risk.kind != _words(RiskKind.ISSUE), ref_sort_key(risk.ref)


def _words(kind: RiskKind) -> str:
    return kind.value.capitalize()


def _open_risk(row: RiskRow, today: date) -> OpenRisk:
    now, before = row.assessment, row.before
    points, earlier = _points(now), _points(before)
    return OpenRisk(
        kind=_words(row.kind),
        ref=row.ref,
        text=row.title,
        action_refs=row.action_refs,
        likelihood=now.likelihood if now else None,
        impact=now.impact if now else None,
        score=points,
        level="" if points is None else band_of(points).value,
        movement="" if points is None else movement_of(points, earlier),
        score_words=NOT_SCORED if points is None else score_words(points, earlier),
        owner=row.owner.name if row.owner else "",
        next_step=now.next_step if now else "",
        next_step_by=now.next_step_by if now else None,
        raised_on=london_date(row.raised_at),
        assessed_on=london_date(now.at) if now else None,
        note=_note(now, today),
    )


def _points(row: AssessmentRow | None) -> int | None:
    return score(row.likelihood, row.impact) if row else None


def _note(row: AssessmentRow | None, today: date) -> str:
    if row is None or not needs_review(london_date(row.at), today):
        return ""
    return f"Not reviewed since {day_words(london_date(row.at))}"
