"""Editions are frozen: what is said later changes nothing in them, and they can be made again from their own cut."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, time

from sqlmodel import select

from store import tables
from store.types import EditionStatus
from store.working_days import london_moment
from tests.audits import chains_hold
from tests.workflows.register import GREEN, LATER, LEAD, PLAN, RED, REF, TUESDAY, Register
from workflows.documents.json_document import write_json
from workflows.editions import EditionIssued, issue_edition, recompiled
from workflows.exception_report.compile import compile_report

CUT_OFF = london_moment(date(2022, 11, 7), time(17, 0))
"""Of the Board of 24 November 2022."""

NEXT_CUT_OFF = london_moment(date(2023, 1, 6), time(17, 0))


def issue(register: Register, cut_off: datetime = CUT_OFF, now: datetime | None = None) -> EditionIssued:
    return issue_edition(
        register.session,
        register.audit,
        PLAN,
        cut_off=cut_off,
        meeting_id=None,
        now=now or cut_off,
        actor="compliance-officer",
    )


def edition(register: Register, number: int = 1) -> tables.Edition:
    return register.session.exec(select(tables.Edition).where(tables.Edition.number == number)).one()


def test_an_edition_holds_its_report_and_the_hash_of_it(register: Register) -> None:
    register.record(RED)
    issued = issue(register)
    held = edition(register)
    assert (issued.number, held.number, issued.report.edition) == (1, 1, 1)
    assert issued.content_hash == held.content_hash == hashlib.sha256(held.compiled.encode()).hexdigest()
    assert held.compiled.encode() == write_json(issued.report)
    assert (held.status, held.issued_at, held.cut_off_at) == (EditionStatus.ISSUED, CUT_OFF, CUT_OFF)
    assert issued.report.status == "DRAFT"  # its areas are not confirmed


def test_what_is_said_later_changes_nothing_in_an_edition(register: Register) -> None:
    first = register.record(RED)
    issued = issue(register)
    register.record(replace(GREEN, forecast=date(2022, 11, 30)), seen=first.given.update_id, at=TUESDAY)
    register.milestone.current_due = date(2023, 6, 30)
    register.action.title = "Something else altogether"
    register.session.flush()
    assert recompiled(edition(register)) == issued.report


def test_an_edition_made_again_from_its_own_cut_has_the_same_bytes(register: Register) -> None:
    register.record(RED, at=LATER)
    issue(register)
    held = edition(register)
    assert write_json(recompiled(held)) == held.compiled.encode()


def test_the_number_goes_up_and_each_edition_prints_the_head_of_the_audit_before_it(register: Register) -> None:
    first, second = issue(register), issue(register)
    assert (first.number, second.number) == (1, 2)
    assert first.report.audit_head != second.report.audit_head
    assert edition(register, 2).audit_head == second.report.audit_head
    every = select(tables.AuditEntry).where(tables.AuditEntry.plan_key == PLAN).order_by(tables.AuditEntry.position)
    entries = register.session.exec(every).all()
    assert [entry.subject for entry in entries if entry.action == "issue_edition"] == ["exception 1", "exception 2"]
    assert chains_hold(register.session, register.audit)


def test_the_next_edition_compares_itself_with_the_last(register: Register) -> None:
    register.record(GREEN)
    issue(register)
    first_id = register.updates()[0].id or 0
    register.record(RED, seen=first_id, at=TUESDAY)
    report = issue(register, NEXT_CUT_OFF).report
    entry = next(entry for entry in report.exceptions if entry.ref == REF)
    assert entry.rating_words == "Rated Red, was Green, worse"
    assert "Down from Green to Red" in entry.reasons
    assert report.period_from == date(2022, 11, 8)
    silent = next(row for row in report.not_reported if row.ref == "2.4")
    assert silent.cycles_missed == 2


def test_a_second_edition_at_the_same_cut_off_does_not_compare_itself_with_the_first(register: Register) -> None:
    issue(register)
    again = issue(register, now=TUESDAY)
    assert {entry.movement for entry in again.report.exceptions} == {"new"}


def test_a_rating_of_the_last_edition_is_never_carried_into_the_next(register: Register) -> None:
    register.record(GREEN)
    issue(register)
    report = issue(register, NEXT_CUT_OFF).report
    assert report.memory.standing[REF] == "not_reported"
    assert report.memory.last_rating[REF] == "GREEN"


def test_the_memory_of_an_edition_comes_back_as_it_went_in(register: Register) -> None:
    done = replace(GREEN, completed_on=date(2022, 11, 4))
    register.record(done)
    memory = issue(register).report.memory
    remembered = register.cut(NEXT_CUT_OFF).editions[0]
    assert (remembered.standing, remembered.last_rating) == (memory.standing, memory.last_rating)
    assert (remembered.exceptions, remembered.completed) == (memory.exceptions, memory.completed)
    assert remembered.completed == (f"{REF}/1",)


def test_the_stored_cut_is_all_that_an_edition_rests_on(register: Register) -> None:
    register.record(RED)
    issue(register)
    stored = json.loads(edition(register).cut)
    assert stored["plan"]["key"] == PLAN
    assert [update["narrative"] for update in stored["updates"]] == [RED.narrative]


def test_a_bare_report_makes_no_edition_and_stays_a_draft(register: Register) -> None:
    report = compile_report(register.cut(CUT_OFF))
    assert (report.edition, report.status, report.audit_head) == (None, "DRAFT", "")
    assert register.session.exec(select(tables.Edition)).all() == []


def test_requests_count_from_the_last_cut_off_on(register: Register) -> None:
    person = register.person(LEAD).id or 0
    for day in (date(2022, 11, 4), date(2022, 12, 1), date(2022, 12, 8)):
        sent_at = london_moment(day, time(9, 30))
        message = {"person_id": person, "route": "teams", "day": day, "slot": "requests", "status": "sent"}
        sent = tables.Message(**message, planned_at=sent_at, send_at=sent_at, sent_at=sent_at)
        register.session.add(sent)
        register.session.flush()
        request = {"action_id": register.action_id, "item": "m:1", "person_id": person, "reason": "Due soon"}
        occasion = {"rung": "before_10", "occasion": f"due:{day}", "asked_at": sent_at, "message_id": sent.id}
        register.session.add(tables.Request(**request, **occasion))
    row = next(row for row in issue(register, NEXT_CUT_OFF).report.not_reported if row.ref == REF)
    assert (row.requests_sent, row.last_asked) == (2, date(2022, 12, 8))


def test_a_cut_off_in_utc_and_in_london_is_one_moment(register: Register) -> None:
    report = issue(register, datetime(2022, 11, 7, 17, 0, tzinfo=UTC)).report
    assert (report.meeting_on, report.period_from, report.period_to) == (date(2022, 11, 24), None, date(2022, 11, 7))
