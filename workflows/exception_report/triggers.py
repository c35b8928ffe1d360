"""Why an action is reported by exception: triggers E1 to E15 (`domain.md` 6.1), each with its reason in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from store.cut import DateChangeRow
from store.types import DateChangeStatus, RatingRole
from store.working_days import london_date
from workflows.exception_report import limits
from workflows.exception_report.case import Case, is_due_soon, is_open
from workflows.exception_report.naming import printed_name
from workflows.indicators import IndicatorState, KpiStatus
from workflows.language import count_words, day_words, list_words, short
from workflows.standing import CLOSED, NOT_REPORTED, is_worse
from workflows.timing import LATE, MilestoneTiming, Timing

SEVERITY_ONE = frozenset({"E1", "E13"})
SEVERITY_TWO = frozenset({"E3", "E5", "E9", "E10", "E12"})

TITLE_LENGTH = 80
"""Of an indicator in a reason: some titles hold their whole trajectory."""


@dataclass(frozen=True, slots=True)
class Trigger:
    code: str
    reason: str
    severity: int


def triggers_of(case: Case) -> tuple[Trigger, ...]:
    """Those that fire, in the order of their codes. A closed action fires none."""
    if case.standing.key == CLOSED:
        return ()
    return tuple(trigger for rule in _RULES for trigger in rule(case))


def severity_of(triggers: tuple[Trigger, ...]) -> int:
    return min(trigger.severity for trigger in triggers)


def _fired(code: str, reason: str, severity: int | None = None) -> Trigger:
    if severity is None:
        severity = 1 if code in SEVERITY_ONE else 2 if code in SEVERITY_TWO else 3
    return Trigger(code, reason, severity)


def e1_rated_off_track(case: Case) -> Iterator[Trigger]:
    rating = case.standing.rating
    if rating and case.standing.role is RatingRole.OFF_TRACK:
        source = f" ({case.standing.because})" if case.standing.because else ""
        yield _fired("E1", f"Rated {rating.label} by the lead{source}")


def e2_late(case: Case) -> Iterator[Trigger]:
    late = case.standing.late
    if not late:
        return
    if len(late) == 1:
        reason = f"Milestone due {day_words(late[0].milestone.current)} not complete, {late[0].words}"
    else:
        each = "; ".join(f"due {day_words(item.milestone.current)}, {item.words}" for item in late)
        reason = f"{len(late)} milestones not complete: {each}"
    yield _fired("E2", reason, 1 if case.standing.timing is Timing.LATE_MAJOR else 3)


def e3_forecast_late(case: Case) -> Iterator[Trigger]:
    beyond = [item for item in case.standing.milestones if _beyond_tolerance(case, item)]
    if not beyond:
        return
    furthest = max(beyond, key=lambda item: (item.forecast_days, -item.milestone.seq)).milestone
    days = max(item.forecast_days for item in beyond)
    against = f"{count_words(days, 'day')} after {day_words(furthest.current)}"
    if furthest.forecast and furthest.forecast < case.today:
        yield _fired("E3", f"The lead's forecast, {day_words(furthest.forecast)}, has passed too: {against}")
    else:
        yield _fired("E3", f"Lead forecasts {day_words(furthest.forecast)}, {against}")


def _beyond_tolerance(case: Case, item: MilestoneTiming) -> bool:
    milestone = item.milestone
    if item.timing not in LATE | {Timing.FORECAST_LATE} or not item.forecast_days or not milestone.forecast:
        return False
    tolerance = limits.FORECAST_TOLERANCE_STATUTORY_DAYS if milestone.statutory else limits.FORECAST_TOLERANCE_DAYS
    after_next = case.period.meeting_after_next
    return item.forecast_days > tolerance or bool(after_next and milestone.forecast > after_next)


def e4_not_reported(case: Case) -> Iterator[Trigger]:
    if case.standing.key != NOT_REPORTED:
        return
    cycles, latest, done = case.cycles_missed, case.standing.latest, case.standing.nothing_open
    last = f"Last update {day_words(london_date(latest.at))}" if latest else "None has ever been received"
    if done:
        last += "; every milestone is complete"
    yield _fired(
        "E4",
        f"No update received ({count_words(cycles, 'cycle')} running). {last}",
        2 if cycles > 1 and not done else 3,
    )


def e5_worse(case: Case) -> Iterator[Trigger]:
    now, before = case.standing.rating, case.previous
    if now and before and now.confirmed and is_worse(now, before):
        yield _fired("E5", f"Down from {before.label} to {now.label}")
    elif now and case.standing.role in {RatingRole.IN_PROGRESS, RatingRole.AT_RISK}:
        worse = [state for state in case.indicators if state.worsening]
        if worse:
            yield _fired("E5", f"{now.label} with a worsening indicator: {_title(worse[0])}")


def e6_conflict(case: Case) -> Iterator[Trigger]:
    standing, rating = case.standing, case.standing.rating
    if rating is None:
        return
    found: list[str] = []
    if standing.role in {RatingRole.ON_TRACK, RatingRole.COMPLETE} and standing.late:
        found.append(f"milestone {count_words(standing.days_late, 'day')} late")
    if standing.role is RatingRole.COMPLETE:
        still_open = sum(is_open(item) for item in standing.milestones)
        if still_open:
            found.append(f"{count_words(still_open, 'milestone')} not complete")
        if not case.accepted_evidence:
            found.append("no accepted evidence")
    if standing.role is RatingRole.WAITING:
        found += _waiting_conflicts(case)
    if found:
        yield _fired("E6", f"Rating and dates disagree: rated {rating.label} by the lead; {'; '.join(found)}")


def _waiting_conflicts(case: Case) -> Iterator[str]:
    standing = case.standing
    said = standing.told.waiting_for if standing.told else ""
    if not standing.action.depends_on and not said:
        yield "nothing named that it waits for"
    for ref in standing.action.depends_on:
        held_by = case.all_standings.get(ref)
        if held_by and held_by.role is RatingRole.COMPLETE:
            yield f"{ref}, which it waits for, is complete"
        elif held_by and held_by.key == CLOSED:
            yield f"{ref}, which it waits for, is {held_by.rating_label.lower()}"
    focus = standing.focus
    due = focus.milestone.current if focus and is_open(focus) else None
    if due and not standing.late and due - case.today <= timedelta(days=limits.GREY_NEAR_DUE_DAYS):
        yield f"due {day_words(due)}, within a month"


def e7_indicator(case: Case) -> Iterator[Trigger]:
    reasons = [(_off_trajectory(state), 1) for state in case.indicators if state.status is KpiStatus.RED]
    unread = {KpiStatus.STALE, KpiStatus.NO_READING}
    reasons += [(_no_reading(state), 3) for state in case.indicators if state.status in unread]
    if reasons:
        yield _fired("E7", "; ".join(text for text, _ in reasons), min(severity for _, severity in reasons))


def _off_trajectory(state: IndicatorState) -> str:
    period = day_words(state.point.period_end if state.point else None)
    return f"{_title(state)}: {state.actual_words} against {state.target_words} for {period}"


def _no_reading(state: IndicatorState) -> str:
    if state.status is KpiStatus.NO_READING and state.point:
        return f"{_title(state)}: no reading for {day_words(state.point.period_end)}"
    return f"{_title(state)}: no reading in the last cycle"


def _title(state: IndicatorState) -> str:
    return short(state.indicator.title, TITLE_LENGTH)


def e8_date_change(case: Case) -> Iterator[Trigger]:
    told = (_date_change(case, change) for change in case.date_changes)
    reasons = [reason for reason in told if reason]
    if reasons:
        yield _fired("E8", "; ".join(reasons))


def _date_change(case: Case, change: DateChangeRow) -> str:
    dates = f"from {day_words(change.from_due)} to {day_words(change.to_due)}"
    if change.status is DateChangeStatus.REQUESTED:
        return f"Move {dates} awaiting approval"
    if change.decided_at is None or not case.period.holds(change.decided_at):
        return ""
    decided = f"on {day_words(london_date(change.decided_at))}"
    if change.decided_by:
        decided = f"by {printed_name(case.cut, change.decided_by)} {decided}"
    if change.status is DateChangeStatus.APPROVED:
        return f"Date moved {dates}, approved {decided}"
    return f"Move {dates} refused {decided}"


def e9_rebaselined(case: Case) -> Iterator[Trigger]:
    moved = case.rebaselined
    if moved:
        times = f" {count_words(moved.moves, 'time')}," if moved.moves else ""
        earlier = " earlier" if moved.days < 0 else ""
        yield _fired("E9", f"Moved{times} {count_words(abs(moved.days), 'day')}{earlier} in all")


def e10_held(case: Case) -> Iterator[Trigger]:
    if case.standing.role is RatingRole.COMPLETE:
        return
    held_by: list[str] = []
    for ref in case.standing.action.depends_on:
        other = case.all_standings.get(ref)
        if other and (other.role is RatingRole.OFF_TRACK or other.late):
            held_by.append(ref)
    if held_by:
        yield _fired("E10", f"Held by {list_words(held_by)}")


def e11_no_lead(case: Case) -> Iterator[Trigger]:
    leads = case.standing.action.leads
    if case.standing.role is RatingRole.COMPLETE:
        return
    if not leads:
        yield _fired("E11", "No lead in post: the plan names none")
        return
    vacant = [post.name for post in leads if not post.holders]
    # Before any people are brought in every post is empty; one data note says so instead of each action.
    if len(vacant) == len(leads) and case.anybody_appointed:
        yield _fired("E11", f"No lead in post: {list_words(vacant)}")


def e12_no_impact(case: Case) -> Iterator[Trigger]:
    off = [s for s in case.indicators if s.status in {KpiStatus.RED, KpiStatus.AMBER}]
    if case.standing.role is RatingRole.COMPLETE and off:
        yield _fired("E12", f"Done, impact not yet seen: {_title(off[0])}")


def e13_statutory(case: Case) -> Iterator[Trigger]:
    key_confirmed = any(rating.confirmed for rating in case.ratings.values())
    if case.standing.role in {RatingRole.ON_TRACK, RatingRole.COMPLETE} or not key_confirmed:
        return
    for item in case.standing.milestones:
        if item.milestone.statutory and is_due_soon(item, case.today):
            yield _fired("E13", f"Due within a month and not on track: {day_words(item.milestone.current)}")
            return


def e14_called_in(case: Case) -> Iterator[Trigger]:
    for call_in in case.cut.call_ins:
        if call_in.action_ref == case.standing.action.ref:
            yield _fired(
                "E14",
                f"Called in by {printed_name(case.cut, call_in.person)}: {call_in.reason}",
                1 if call_in.by_chair else 3,
            )


def e15_stuck(case: Case) -> Iterator[Trigger]:
    before = case.cut.editions[: limits.STUCK_REPORTS - 1]
    rating = case.standing.rating
    if not rating or case.standing.role not in {RatingRole.IN_PROGRESS, RatingRole.AT_RISK}:
        return
    ref = case.standing.action.ref
    if len(before) < limits.STUCK_REPORTS - 1 or any(e.standing.get(ref) != rating.code for e in before):
        return
    done = {f"{ref}/{m.milestone.seq}" for m in case.standing.milestones if m.timing is Timing.DONE}
    if done <= set(before[-1].completed):
        yield _fired("E15", f"{rating.label} for {limits.STUCK_REPORTS} reports, nothing completed")


_RULES = (
    e1_rated_off_track,
    e2_late,
    e3_forecast_late,
    e4_not_reported,
    e5_worse,
    e6_conflict,
    e7_indicator,
    e8_date_change,
    e9_rebaselined,
    e10_held,
    e11_no_lead,
    e12_no_impact,
    e13_statutory,
    e14_called_in,
    e15_stuck,
)
