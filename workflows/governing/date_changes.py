"""Moving a due date: asked for, then approved or refused. The baseline never moves, and a forecast is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.governing import (
    Governed,
    OpenDateChange,
    approved_moves,
    open_date_change,
    open_date_changes,
)
from store.tables import DateChange, Milestone, Person, Plan
from store.types import CLOSED_LIFECYCLES, COMPLETE_LIFECYCLES, DateChangeStatus
from store.working_days import london_date
from workflows.exception_report.case import Rebaselined
from workflows.governing.alone import milestone_alone
from workflows.governing.auditing import record_decision, refusals_audited
from workflows.governing.reasons import reason_about
from workflows.governing.refusals import (
    AskedAlready,
    DateAfterPlan,
    DatePassed,
    DecidedAlready,
    ItemClosed,
    ItemComplete,
    NothingAsked,
    SameDate,
)
from workflows.governing.rights import asks_for, decides, decides_for_sro
from workflows.language import count_words, day_words
from workflows.updates.actions import Speaker

ASKED_FOR_IT = "asked for this date"


@dataclass(frozen=True, slots=True)
class DateChangeTold:
    """One date change as it stands. `slip`: the approved moves and the days from the baseline, with this one in force;
    for a refused one, as they stay."""

    change_id: int
    name: str
    status: DateChangeStatus
    from_due: date | None
    to_due: date
    reason: str
    requested_by: str
    slip: Rebaselined

    @property
    def words(self) -> str:
        move = f"{self.name} from {day_words(self.from_due, 'no date')} to {day_words(self.to_due)}"
        if self.status is DateChangeStatus.REFUSED:
            return f"Refused: {move}. It stays due on {day_words(self.from_due, 'no date')}."
        if self.status is DateChangeStatus.REQUESTED:
            return f"Awaiting approval: {move}. If approved, it will be {self.slip_words}."
        return f"Moved {move}: {self.slip_words}."

    @property
    def slip_words(self) -> str:
        days = self.slip.days
        side = "on" if not days else f"{count_words(abs(days), 'day')} {'after' if days > 0 else 'before'}"
        limit = ", so the report tells the Board" if self.slip.over_limit else ""
        return f"{side} the original date, with {count_words(self.slip.moves, 'approved move')} in all{limit}"


def date_problem(
    about: Governed, milestone: Milestone, to_due: date, waiting: DateChange | None, today: date, *, compliance: bool
) -> None:
    """Raises what is wrong with asking for a date: ItemClosed, ItemComplete, AskedAlready, SameDate, DatePassed,
    DateAfterPlan. The compliance team may ask for one after the plan's end."""
    check_open(about, milestone)
    if waiting is not None:
        raise AskedAlready(about, waiting.to_due)
    if to_due == milestone.current_due:
        raise SameDate(about, to_due)
    if to_due < today:
        raise DatePassed(to_due)
    ends = about.plan.period_end
    if ends is not None and to_due > ends and not compliance:
        raise DateAfterPlan(ends)


def check_open(about: Governed, milestone: Milestone) -> None:
    """Raises ItemClosed, ItemComplete. What is paused may have its date moved before it is taken up again."""
    for item in (milestone, about.action):
        if item.lifecycle in CLOSED_LIFECYCLES:
            raise ItemClosed(about, item.decision_reference)
        if item.lifecycle in COMPLETE_LIFECYCLES:
            raise ItemComplete(about)
    if milestone.completed_on is not None:
        raise ItemComplete(about)


def request_date_change(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    milestone: Milestone,
    to_due: date,
    reason: str,
    now: datetime,
) -> DateChangeTold:
    """Asks for a date; nothing moves until it is approved. Raises GoverningRefused."""
    about = milestone_alone(session, milestone, now)
    with refusals_audited(session, audit, person=person, about=about, asked="request_date_change", now=now):
        on_behalf_of = asks_for(about, person)
        why = reason_about(about, reason)
        compliance = any(officer.id == person.id for officer in about.compliance)
        waiting = open_date_change(session, milestone)
        date_problem(about, milestone, to_due, waiting, london_date(now), compliance=compliance)
    change = DateChange(
        milestone_id=milestone.id or 0,
        from_due=milestone.current_due,
        to_due=to_due,
        reason=why,
        requested_by_id=person.id,
        requested_at=now,
    )
    session.add(change)
    session.flush()
    content = {"date_change": change.id, "from": change.from_due, "to": to_due, "reason": why}
    record_decision(
        session,
        audit,
        person=person,
        about=about,
        action="request_date_change",
        content=content,
        now=now,
        on_behalf_of=on_behalf_of,
    )
    return change_told(session, about.name, milestone, change, person.name)


def approve_date_change(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    milestone: Milestone,
    now: datetime,
    on_behalf_of: Person | None = None,
    seen: int = 0,
) -> DateChangeTold:
    """The date asked for comes into force, and with it a new ladder of requests. Raises GoverningRefused.

    `seen` is the id of the request that the decision is about; 0 for the one that waits.
    """
    return _decide(session, audit, DateChangeStatus.APPROVED, person, milestone, "", now, on_behalf_of, seen)


def refuse_date_change(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    milestone: Milestone,
    reason: str,
    now: datetime,
    on_behalf_of: Person | None = None,
    seen: int = 0,
) -> DateChangeTold:
    """The date stays, with the reason kept beside the request. Raises GoverningRefused. `seen` as in approving."""
    return _decide(session, audit, DateChangeStatus.REFUSED, person, milestone, reason, now, on_behalf_of, seen)


def date_changes_awaiting(session: Session, plan: Plan) -> list[DateChangeTold]:
    """In the order of asking, each with the slip that its approval would bring."""
    return [_waiting(row) for row in open_date_changes(session, plan)]


def _decide(
    session: Session,
    audit: AuditChain,
    status: DateChangeStatus,
    person: Speaker,
    milestone: Milestone,
    reason: str,
    now: datetime,
    on_behalf_of: Person | None,
    seen: int,
) -> DateChangeTold:
    about = milestone_alone(session, milestone, now)
    approves = status is DateChangeStatus.APPROVED
    asked = "approve_date_change" if approves else "refuse_date_change"
    with refusals_audited(session, audit, person=person, about=about, asked=asked, now=now):
        change = open_date_change(session, milestone)
        own = asked_by(change)
        decides(about, person, barred=own, because=ASKED_FOR_IT)
        _check_undecided(session, about, change, seen)
        if change is None:
            raise NothingAsked(about)
        sro = decides_for_sro(about, person, on_behalf_of, barred=own, because=ASKED_FOR_IT)
        why = "" if approves else reason_about(about, reason)
        if approves:
            check_open(about, milestone)
    change.status, change.decision_reason, change.decided_at = status, why, now
    change.decided_by_id = sro.id if sro else person.id
    if approves:
        change.from_due = milestone.current_due  # an import may have moved it since
        milestone.current_due = change.to_due
    content = {"date_change": change.id, "from": change.from_due, "to": change.to_due, "reason": why}
    record_decision(
        session, audit, person=person, about=about, action=asked, content=content, now=now, on_behalf_of=sro
    )
    requested_by = session.get(Person, change.requested_by_id) if change.requested_by_id else None
    return change_told(session, about.name, milestone, change, requested_by.name if requested_by else "")


def asked_by(change: DateChange | None) -> frozenset[int | None]:
    """Who cannot decide on it, being the one who asked."""
    return frozenset({change.requested_by_id} - {None}) if change else frozenset()


def _check_undecided(session: Session, about: Governed, waiting: DateChange | None, seen: int) -> None:
    """Raises DecidedAlready where the request that was seen is not the one that waits."""
    if not seen or (waiting is not None and waiting.id == seen):
        return
    change = session.get(DateChange, seen)
    if change is None or about.milestone is None or change.milestone_id != about.milestone.id:
        raise NothingAsked(about)
    decider = session.get(Person, change.decided_by_id) if change.decided_by_id else None
    raise DecidedAlready(about, change.to_due, change.status.value, decider.name if decider else "")


def _waiting(row: OpenDateChange) -> DateChangeTold:
    name = f"{row.action.ref} milestone {row.milestone.seq}"
    return _with_slip(name, row.milestone, row.change, row.requested_by, row.moves + 1)


def change_told(
    session: Session, name: str, milestone: Milestone, change: DateChange, requested_by: str
) -> DateChangeTold:
    ahead = change.status is DateChangeStatus.REQUESTED
    return _with_slip(name, milestone, change, requested_by, approved_moves(session, milestone) + ahead)


def _with_slip(name: str, milestone: Milestone, change: DateChange, requested_by: str, moves: int) -> DateChangeTold:
    due = milestone.current_due if change.status is DateChangeStatus.REFUSED else change.to_due
    baseline = milestone.baseline_due
    return DateChangeTold(
        change_id=change.id or 0,
        name=name,
        status=change.status,
        from_due=change.from_due,
        to_due=change.to_due,
        reason=change.reason,
        requested_by=requested_by,
        slip=Rebaselined(moves, (due - baseline).days if due and baseline else 0),
    )
