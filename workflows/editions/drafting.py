"""A draft makes itself at the cut-off. Its data stay as they were then, until somebody decides otherwise."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from store.audit import AuditChain
from store.back_schedule import back_schedule
from store.database import one_at_a_time
from store.queries.asking import closure_days
from store.queries.cycles import MeetingAhead, meeting_by_id, meetings_between
from store.queries.editions import (
    EXCEPTION,
    edition_by_id,
    edition_replacing,
    files_of,
    first_edition_for,
    meetings_with_an_edition,
    next_number,
)
from store.tables import Edition, Meeting, Plan
from store.types import EditionStatus
from store.working_days import WorkingCalendar, london_date
from workflows.editions.keeping import compile_again, cut_for, lapse, store_cut, stored_cut
from workflows.editions.refusals import CutOffAhead, NotADraft, ReplacedAlready
from workflows.editions.step import begin, subject_of
from workflows.editions.told import EditionTold
from workflows.editions.typed import reason_words
from workflows.exception_report.limits import RULES_VERSION
from workflows.language import moment_words
from workflows.updates.actions import Speaker

ACTOR = "editions"
"""In the audit, of what the program does by itself."""

LONGEST_WAIT = timedelta(days=92)
"""No cut-off lies further before its meeting."""


def draft_what_is_due(session: Session, audit: AuditChain, now: datetime) -> list[Edition]:
    """A draft for each meeting ahead whose cut-off has passed and that has none. What it gives back is new.

    A meeting that was held is past reporting to: a register brought in late does not draft its history.
    """
    made: list[Edition] = []
    for ahead in meetings_to_draft(session, now):
        one_at_a_time(session, f"editions of {ahead.plan_key}")
        if first_edition_for(session, ahead.meeting) is None:
            made.append(open_draft(session, audit, ahead.meeting, now))
    return made


def meetings_to_draft(session: Session, now: datetime) -> list[MeetingAhead]:
    """Reads only. Raises BeyondHolidayData."""
    today = london_date(now)
    ahead = meetings_between(session, today, today + LONGEST_WAIT)
    drafted = meetings_with_an_edition(session, [row.meeting.id or 0 for row in ahead])
    waiting = [row for row in ahead if row.meeting.id not in drafted]
    if not waiting:
        return []
    calendar = WorkingCalendar.of_england(closure_days(session))
    return [
        row for row in waiting if back_schedule(row.meeting.held_on, calendar, row.meeting.cut_off_given).cut_off <= now
    ]


def open_draft(session: Session, audit: AuditChain, meeting: Meeting, now: datetime) -> Edition:
    """The meeting's edition, with the data as they stood at its cut-off; the one there is, if there is one.

    Raises CutOffAhead.
    """
    plan = session.get_one(Plan, meeting_by_id(session, meeting.id or 0).plan_id)
    one_at_a_time(session, f"editions of {plan.key}")
    held = first_edition_for(session, meeting)
    if held is not None:
        return held
    calendar = WorkingCalendar.of_england(closure_days(session))
    cut_off = back_schedule(meeting.held_on, calendar, meeting.cut_off_given).cut_off
    if cut_off > now:
        raise CutOffAhead(cut_off)
    edition = new_draft(session, plan, meeting, cut_off, now)
    compile_again(session, audit, plan, edition)
    audit.record(
        session,
        plan_key=plan.key,
        at=now,
        actor=ACTOR,
        action="draft_edition",
        subject=subject_of(edition),
        content={"meeting": meeting.held_on, "cut_off": cut_off, "content_hash": edition.content_hash},
    )
    return edition


def new_draft(
    session: Session,
    plan: Plan,
    meeting: Meeting | None,
    at: datetime,
    now: datetime,
    replaces: Edition | None = None,
) -> Edition:
    """Not compiled yet. Call it with the plan's editions to oneself."""
    edition = Edition(
        plan_id=plan.id or 0,
        meeting_id=meeting.id if meeting else None,
        kind=EXCEPTION,
        number=next_number(session, plan),
        replaces_id=replaces.id if replaces else None,
        cut_off_at=at,
        status=EditionStatus.DRAFT,
        rules_version=RULES_VERSION,
        cut="",
        compiled="",
        content_hash="",
        created_at=now,
    )
    store_cut(edition, cut_for(session, plan.key, at, meeting=meeting, replacing=replaces.number if replaces else None))
    session.add(edition)
    session.flush()
    return edition


def recut_draft(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    edition: Edition,
    reason: str,
    now: datetime,
    seen: str = "",
) -> EditionTold:
    """The data as they stand now, so that what came after the cut-off is in. What was final is a draft again.

    Areas of which it now says something else are to be confirmed again. `seen` is the content hash of what was shown,
    blank where nothing was. Raises EditionRefused.
    """
    step = begin(session, audit, plan, edition, person, "recut_edition", now)
    with step.by_compliance():
        if edition.status is EditionStatus.ISSUED:
            later = edition_replacing(session, edition)
            if later is not None:
                raise ReplacedAlready(edition.number, later.number)
            raise NotADraft(edition)
        step.check_as_seen(seen)
        why = reason_words(stored_cut(edition), reason)
    before = edition.cut_off_at
    meeting = session.get(Meeting, edition.meeting_id) if edition.meeting_id else None
    replaced = edition_by_id(session, edition.replaces_id) if edition.replaces_id else None
    cut = cut_for(session, plan.key, now, meeting=meeting, replacing=replaced.number if replaced else None)
    store_cut(edition, cut)
    to_draft(session, edition)
    compile_again(session, audit, plan, edition)
    step.record({"reason": why, "from": before, "to": now})
    words = f"Edition {edition.number} now holds the data of {moment_words(now)}, and is a draft to be cleared again."
    return EditionTold(edition.number, edition.status, words)


def to_draft(session: Session, edition: Edition) -> None:
    """Whatever was cleared or made final, was cleared and made final as it read then."""
    for file in files_of(session, edition):
        session.delete(file)
    edition.status, edition.final_at = EditionStatus.DRAFT, None
    lapse(edition)
