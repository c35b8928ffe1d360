"""An edition's row: its data cut and workflow stored, compiled again at each step, and frozen with its files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter
from sqlmodel import Session

from store import tables
from store.audit import AuditChain
from store.back_schedule import CUT_OFF_AT, back_schedule
from store.cut import DataCut
from store.database import one_at_a_time
from store.queries.cuts import take_cut
from store.queries.editions import edition_by_id
from store.tables import Edition, EditionFile, Plan
from store.types import EditionStatus
from store.working_days import WorkingCalendar, london_date, london_moment
from workflows.documents.files import FORMATS
from workflows.documents.json_document import write_json
from workflows.documents.written import written
from workflows.editions.compiling import compile_edition
from workflows.editions.differences import differences
from workflows.editions.workflow import Workflow, workflow_of
from workflows.exception_report.limits import RULES_VERSION
from workflows.exception_report.value import ExceptionReport
from workflows.standing import period_of

_CUTS: TypeAdapter[DataCut] = TypeAdapter(DataCut)
_WORKFLOWS: TypeAdapter[Workflow] = TypeAdapter(Workflow)


def cut_for(
    session: Session, plan_key: str, at: datetime, *, meeting: tables.Meeting | None, replacing: int | None = None
) -> DataCut:
    """The data of an edition for a meeting, as they stood at `at`.

    A cut after the meeting's own cut-off is still for that meeting, and an edition is not compared with the one that
    it replaces.
    """
    first = _for_meeting(take_cut(session, plan_key, at), meeting)
    cut = _for_meeting(take_cut(session, plan_key, at, asked_since=period_of(first).start), meeting)
    return replace(cut, editions=tuple(row for row in cut.editions if row.number != replacing))


def _for_meeting(cut: DataCut, meeting: tables.Meeting | None) -> DataCut:
    """With the meeting's cut-off where the cut was really taken, if that was later."""
    if meeting is None:
        return cut
    calendar = WorkingCalendar.of_england(cut.closures)
    if back_schedule(meeting.held_on, calendar, meeting.cut_off_given).cut_off >= cut.taken_at:
        return cut
    day = london_date(cut.taken_at)
    moved = day if london_moment(day, CUT_OFF_AT) >= cut.taken_at else day + timedelta(days=1)
    return replace(
        cut,
        meetings=tuple(
            replace(row, cut_off_given=moved) if row.held_on == meeting.held_on else row for row in cut.meetings
        ),
    )


def store_cut(edition: Edition, cut: DataCut) -> None:
    edition.cut, edition.cut_off_at = _CUTS.dump_json(cut).decode(), cut.taken_at


def stored_cut(edition: Edition) -> DataCut:
    return _CUTS.validate_json(edition.cut)


def stored_workflow(edition: Edition) -> Workflow:
    return _WORKFLOWS.validate_json(edition.workflow) if edition.workflow else Workflow()


def take_up(session: Session, plan: Plan, edition: Edition) -> Edition:
    """The edition as it stands now; whoever else wants to change it waits until this turn is over."""
    one_at_a_time(session, f"editions of {plan.key}")
    session.refresh(edition)
    return edition


def lapse(edition: Edition) -> None:
    """What was cleared was cleared as it read."""
    edition.cleared_by_id, edition.cleared_at = None, None


def compile_again(
    session: Session, audit: AuditChain, plan: Plan, edition: Edition, *, final: bool = False, because: str = ""
) -> ExceptionReport:
    """After a step: the stored cut with all that people have said by now, by the rules in force; what was cleared under
    others is cleared no more. `because`: why a re-issue is made."""
    if edition.rules_version != RULES_VERSION:
        lapse(edition)
    session.flush()
    kept = because or stored_workflow(edition).replaced_because
    workflow = workflow_of(session, edition, replaced_because=kept)
    cut, head = stored_cut(edition), audit.head(session, plan.key)
    report = compile_edition(cut, workflow, number=edition.number, final=final, audit_head=head)
    replaced = edition_by_id(session, edition.replaces_id) if edition.replaces_id else None
    if replaced is not None:
        found = differences(json.loads(replaced.compiled), json.loads(write_json(report)))
        workflow, report = replace(workflow, differences=found), replace(report, differences=found)
    compiled = write_json(report)
    edition.workflow = _WORKFLOWS.dump_json(workflow).decode()
    edition.compiled, edition.content_hash = compiled.decode(), hashlib.sha256(compiled).hexdigest()
    edition.rules_version, edition.audit_head = RULES_VERSION, head
    return report


def recompiled(edition: Edition) -> ExceptionReport:
    """The same report again, from what is stored of it alone."""
    return compile_edition(
        stored_cut(edition),
        stored_workflow(edition),
        number=edition.number,
        final=edition.status is not EditionStatus.DRAFT,
        audit_head=edition.audit_head,
    )


def keep_files(session: Session, edition: Edition, report: ExceptionReport, template: Path | None) -> str:
    """As they are now, for ever: neither the register, nor the Word template, nor another version of the program
    changes them. Gives why the Word file is not in the look of the template; blank as a rule.
    """
    own_look = ""
    for form in FORMATS:
        file = written(report, form, template)
        own_look = own_look or file.own_look
        session.add(
            EditionFile(
                edition_id=edition.id or 0,
                form=form,
                name=file.name,
                content_type=file.content_type,
                content=file.content,
            )
        )
    return own_look
