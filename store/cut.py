"""The data cut: one plan as it stood at one moment, as plain values.

Rules, answers and reports read this and nothing else, so the same cut gives the same words and the same bytes.
Identity inside a cut is the ref (and `seq` for a milestone); `id` is carried for cards alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from store.types import AskKind, DateChangeStatus, Direction, Lifecycle, RatingRole, RiskKind


@dataclass(frozen=True, slots=True)
class PlanRow:
    """`for_publication` are the kinds of paper that the plan has marked so; None: as is usual."""

    key: str
    title: str
    local_area: str
    kind: str
    period_end: date | None
    version: int
    approved_on: date | None = None
    for_publication: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class RatingRow:
    code: str
    label: str
    position: int
    meaning: str
    role: RatingRole | None
    rank: int | None
    colour: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class PostRow:
    """`holders` and `deputies` are the names of the people in post on the day of the cut; none: vacant."""

    title: str
    organisation: str
    holders: tuple[str, ...]
    deputies: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.title}, {self.organisation}" if self.organisation else self.title


@dataclass(frozen=True, slots=True)
class AreaRow:
    id: int
    ref: str
    title: str
    sros: tuple[PostRow, ...]


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """The difference that an area is meant to make, in the plan's words."""

    area_ref: str
    text: str


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    ref: str
    area_ref: str
    title: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    id: int
    ref: str
    sort_key: str
    area_ref: str
    objective_ref: str | None
    title: str
    leads: tuple[PostRow, ...]
    lifecycle: Lifecycle
    decision_reference: str
    depends_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    id: int
    action_ref: str
    seq: int
    due_text: str
    baseline: date | None
    current: date | None
    forecast: date | None
    completed_on: date | None
    recurrence: str
    measure: str
    statutory: bool
    lifecycle: Lifecycle


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """The latest accepted word on one item, or the latest with a rating where the latest has none; `seq` is empty for
    the action as a whole."""

    id: int
    action_ref: str
    seq: int | None
    person: str
    on_behalf_of: str
    at: datetime
    rating_code: str
    narrative: str
    cause: str
    recovery: str
    recovery_owner: str
    recovery_by: date | None
    forecast: date | None
    completed_on: date | None
    waiting_for: str
    help_needed: str
    nil_return: bool
    evidence: tuple[str, ...]
    effect: str = ""  # cuts stored before it was asked for have none


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    action_ref: str
    seq: int | None
    title: str
    added_at: datetime
    accepted_by: str


@dataclass(frozen=True, slots=True)
class DateChangeRow:
    action_ref: str
    seq: int
    from_due: date | None
    to_due: date
    reason: str
    status: DateChangeStatus
    requested_by: str
    requested_at: datetime
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class LifecycleChangeRow:
    """`seq` is empty for the action as a whole, `by` for what came in with a plan version."""

    action_ref: str
    seq: int | None
    before: Lifecycle
    after: Lifecycle
    decision_reference: str
    reason: str
    successor_ref: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SignOffRow:
    action_ref: str
    person: str
    at: datetime
    accepted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class AskRow:
    kind: AskKind
    text: str
    addressed_to: str
    by_when: date | None
    action_refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallInRow:
    action_ref: str
    person: str
    at: datetime
    by_chair: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ChallengeRow:
    action_ref: str
    person: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """What somebody thought of a risk; `person` is blank for one that came in with a file."""

    person: str
    at: datetime
    likelihood: int
    impact: int
    next_step: str
    next_step_by: date | None


@dataclass(frozen=True, slots=True)
class RiskRow:
    """Open at the cut, with the assessment that stood then and the one before it; one from a file may have none."""

    ref: str
    kind: RiskKind
    title: str
    action_refs: tuple[str, ...]
    owner: PostRow | None
    raised_by: str
    raised_at: datetime
    assessment: AssessmentRow | None
    before: AssessmentRow | None = None


@dataclass(frozen=True, slots=True)
class OptionRow:
    """`effect` is on children and families; position 0 is doing nothing."""

    position: int
    text: str
    effect: str


@dataclass(frozen=True, slots=True)
class OptionsRow:
    """What the Board could choose for an action; `recommended` is a position, `recommendation` why that one."""

    action_ref: str
    person: str
    on_behalf_of: str
    at: datetime
    options: tuple[OptionRow, ...]
    recommended: int
    recommendation: str
    lesson: str


@dataclass(frozen=True, slots=True)
class PointRow:
    """A trajectory point."""

    date_text: str
    period_end: date | None
    target: str
    target_value: float | None


@dataclass(frozen=True, slots=True)
class ReadingRow:
    period_end: date
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    ref: str
    sort_key: str
    area_ref: str
    service: str
    title: str
    unit: str
    direction: Direction
    baseline: str
    baseline_date: str
    series: str
    cadence: str
    action_refs: tuple[str, ...]
    points: tuple[PointRow, ...]
    readings: tuple[ReadingRow, ...]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    board: str
    held_on: date
    cut_off_given: date | None


@dataclass(frozen=True, slots=True)
class GovernanceRow:
    """A report that the plan promises: how often, and to whom."""

    cadence: str
    product: str
    audience: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """What the ledger holds about one action since the last meeting's cut-off."""

    action_ref: str
    requests_sent: int
    last_sent_at: datetime | None
    escalated_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConfirmationRow:
    """An SRO has confirmed what an edition says of their area."""

    area_ref: str
    by: str  # the post
    at: datetime


@dataclass(frozen=True, slots=True)
class EditionRow:
    """What later editions compare themselves with: each action's standing in an issued one, newest first."""

    number: int
    cut_off_at: datetime
    standing: dict[str, str]  # action ref -> rating code, "not_rated", "not_reported" or "closed"
    last_rating: dict[str, str]  # action ref -> the rating last known at that cut, reported or not
    exceptions: dict[str, tuple[str, ...]]  # action ref -> codes
    completed: tuple[str, ...]  # "ref/seq" of milestones complete at that cut
    minute: str = ""  # of the Chair who received it; blank until then


@dataclass(frozen=True, slots=True)
class DataCut:
    taken_at: datetime
    plan: PlanRow
    ratings: tuple[RatingRow, ...]
    areas: tuple[AreaRow, ...]
    objectives: tuple[ObjectiveRow, ...]
    actions: tuple[ActionRow, ...]
    milestones: tuple[MilestoneRow, ...]
    updates: tuple[UpdateRow, ...]
    evidence: tuple[EvidenceRow, ...]
    date_changes: tuple[DateChangeRow, ...]
    sign_offs: tuple[SignOffRow, ...]
    asks: tuple[AskRow, ...]
    call_ins: tuple[CallInRow, ...]
    challenges: tuple[ChallengeRow, ...]
    indicators: tuple[IndicatorRow, ...]
    meetings: tuple[MeetingRow, ...]
    asked: tuple[AskedRow, ...]
    editions: tuple[EditionRow, ...]
    closures: tuple[date, ...]
    governance: tuple[GovernanceRow, ...] = ()
    impacts: tuple[ImpactRow, ...] = ()
    lifecycle_changes: tuple[LifecycleChangeRow, ...] = ()
    confirmations: tuple[ConfirmationRow, ...] = ()  # of the edition made from this cut
    risks: tuple[RiskRow, ...] = ()
    options: tuple[OptionsRow, ...] = ()
