"""Sections 4 and 5: the actions reported by exception, in order of severity (`domain.md` 6.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from store.cut import DataCut, OptionsRow, RatingRow, UpdateRow
from store.types import RatingRole
from workflows.exception_report import limits
from workflows.exception_report.body_rows import MilestoneDates, Recovery, ReportException, ReportOption
from workflows.exception_report.case import Case, is_open
from workflows.exception_report.naming import options_given_by, said_by
from workflows.exception_report.triggers import Trigger, severity_of
from workflows.standing import CLOSED, NOT_RATED, NOT_REPORTED, STATE_LABELS, Standing, is_worse
from workflows.timing import MilestoneTiming, Timing

RECOVERY_CODES = frozenset({"E1", "E9", "E13"})
STILL_SILENT, FALLEN_SILENT, STILL_NOT_RATED = "still not reported", "no longer reported", "still not rated"
SILENT_AGAIN = (STILL_SILENT, STILL_NOT_RATED)
"""The rating's own words say these two already."""


def exception_entries(fired: Mapping[str, tuple[Case, tuple[Trigger, ...]]]) -> tuple[ReportException, ...]:
    """Ordered by severity, then the earliest current date, then the natural order of refs."""
    ordered = sorted(
        fired.values(),
        key=lambda pair: (
            severity_of(pair[1]),
            _focus_due(pair[0].standing) or date.max,
            pair[0].standing.action.sort_key,
            pair[0].standing.action.ref,
        ),
    )
    entries = [_entry(case, triggers) for case, triggers in ordered]
    full = [entry.ref for entry in entries if entry.severity < 3][: limits.FULL_ENTRIES]
    return tuple(replace(entry, full_entry=entry.ref in full) for entry in entries)


def recovery_required(standing: Standing, triggers: Iterable[Trigger]) -> bool:
    """Red, over a month late, re-baselined too often, or statutory and not on track (`domain.md` 6.4)."""
    codes = {trigger.code for trigger in triggers}
    return bool(codes & RECOVERY_CODES) or standing.timing is Timing.LATE_MAJOR


def recovery_of(update: UpdateRow | None) -> Recovery | None:
    if update is None or not update.recovery:
        return None
    return Recovery(update.recovery, update.recovery_owner, update.recovery_by, update.forecast)


def movement_of(case: Case) -> str:
    """The rating against the one in the last edition, in a word or two. Silence is never "no change"."""
    now, previous, before = case.standing.rating, case.previous, case.previous_key
    if not before:
        return "new"
    if before == CLOSED:
        return "reopened"
    if case.standing.key == NOT_RATED:
        return _moved_to_not_rated(case)
    if now is None:
        return STILL_SILENT if before == NOT_REPORTED else FALLEN_SILENT
    if before == NOT_RATED:
        return "newly rated"
    if previous is None:
        return "reported again" if case.reported_before else "first reported"
    return "no change" if now.code == previous.code else _moved(now, previous)


def _moved_to_not_rated(case: Case) -> str:
    if case.previous_key == NOT_REPORTED:
        return "reported again" if case.reported_before else "first reported"
    return STILL_NOT_RATED if case.previous_key == NOT_RATED else "no longer rated"


def _moved(now: RatingRow, previous: RatingRow) -> str:
    if not now.confirmed:
        return "changed"
    if previous.role is RatingRole.WAITING:
        return "started"
    if now.role is RatingRole.WAITING:
        return "paused"
    return "worse" if is_worse(now, previous) else "better"


def _previous_label(case: Case) -> str:
    """The rating printed in the last edition."""
    if case.previous:
        return case.previous.label
    return STATE_LABELS.get(case.previous_key, "None")


def _entry(case: Case, triggers: tuple[Trigger, ...]) -> ReportException:
    standing = case.standing
    action, focus = standing.action, standing.focus
    # The words that explain the rating printed, not those said since about another of its milestones.
    told = standing.told
    milestone = focus.milestone if focus else None
    before_board = options_of(case)
    before, movement = _previous_label(case), movement_of(case)
    return ReportException(
        ref=action.ref,
        title=action.title,
        area_ref=standing.area.ref,
        area_title=standing.area.title,
        sros=tuple(post.name for post in standing.area.sros),
        lead_posts=tuple(post.name for post in action.leads),
        rating=standing.rating_label,
        rating_words=_rating_words(standing, before, movement),
        previous_rating=before,
        movement=movement,
        codes=tuple(trigger.code for trigger in triggers),
        reasons=tuple(trigger.reason for trigger in triggers),
        severity=severity_of(triggers),
        baseline=milestone.baseline if milestone else None,
        current=milestone.current if milestone else None,
        forecast=milestone.forecast if milestone else None,
        days_late=focus.days_late if focus else 0,
        days_late_baseline=focus.days_late_baseline if focus and focus.timing is not Timing.DONE else 0,
        milestones=tuple(_dates(item) for item in standing.milestones),
        full_entry=False,
        update_text=told.narrative if told else "",
        update_by=_said(told, standing) if told else "",
        update_at=told.at if told else None,
        cause=told.cause if told else "",
        effect=told.effect if told else "",
        recovery=recovery_of(told),
        recovery_required=recovery_required(standing, triggers),
        waiting_for=told.waiting_for if told else "",
        help_needed=told.help_needed if told else "",
        evidence=told.evidence if told else (),
        options_required=options_required(case),
        ask_numbers=(),
        update_id=told.id if told else None,
        options=tuple(ReportOption(row.position + 1, row.text, row.effect) for row in before_board.options)
        if before_board
        else (),
        recommended=before_board.recommended + 1 if before_board else 0,
        recommendation=before_board.recommendation if before_board else "",
        lesson=before_board.lesson if before_board else "",
        options_by=options_given_by(case.cut, before_board, action) if before_board else "",
        options_at=before_board.at if before_board else None,
        options_minute=options_minute(case.cut, before_board) if before_board else "",
    )


def _dates(item: MilestoneTiming) -> MilestoneDates:
    return MilestoneDates(
        seq=item.milestone.seq,
        measure=item.milestone.measure,
        due_text=item.milestone.due_text,
        baseline=item.milestone.baseline,
        current=item.milestone.current,
        forecast=item.milestone.forecast,
        completed_on=item.milestone.completed_on,
        timing=item.words,
        days_late=item.days_late,
        days_late_baseline=item.days_late_baseline,
    )


def options_required(case: Case) -> bool:
    """Red and long late, or moved too often: the Board needs options to choose from (`domain.md` 3.2)."""
    late = case.standing.days_late > limits.OPTIONS_REQUIRED_LATE_DAYS
    return case.standing.role is RatingRole.OFF_TRACK and (late or case.rebaselined is not None)


def options_of(case: Case) -> OptionsRow | None:
    """Those given for an action that is off track: for one that has recovered there is nothing to choose."""
    if case.standing.role is not RatingRole.OFF_TRACK:
        return None
    return next((row for row in case.cut.options if row.action_ref == case.standing.action.ref), None)


def options_minute(cut: DataCut, options: OptionsRow) -> str:
    """Of the report in which the Board received them: what it chose stands there. Blank while they are to be put."""
    return next((row.minute for row in reversed(cut.editions) if row.minute and row.cut_off_at >= options.at), "")


def _said(update: UpdateRow, standing: Standing) -> str:
    """Who said it, and of which milestone where there are several."""
    who = said_by(update, standing.action)
    return f"{who}, on milestone {update.seq}" if update.seq and len(standing.milestones) > 1 else who


def _rating_words(standing: Standing, before: str, movement: str) -> str:
    """What a screen reader should say: "Rated Red, was Amber, worse", and nothing twice."""
    now = f"Rated {standing.rating_label}" if standing.rating else standing.rating_label
    was = f", was {before}" if before not in {"None", standing.rating_label} else ""
    if movement == FALLEN_SILENT:
        return f"{now}{was}"
    return f"{now}{was}, {'as in the last report' if movement in SILENT_AGAIN else movement}"


def _focus_due(standing: Standing) -> date | None:
    """Of what is open; an action with nothing open comes last."""
    focus = standing.focus
    return focus.milestone.current if focus and is_open(focus) else None
