"""The history of an action is told from the audit, and repeats nothing that was erased or withdrawn."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlmodel import select

from store import tables
from store.erasing import erase_content
from tests.workflows.register import DEPUTY, GREEN, LATER, LEAD, MONDAY, PLAN, RED, REF, TUESDAY, Register
from workflows.history import HistoryLine, history

ALWAYS = datetime(2030, 1, 1, tzinfo=UTC)


def told(register: Register, ref: str = REF, until: datetime = ALWAYS) -> list[HistoryLine]:
    plan = register.session.exec(select(tables.Plan).where(tables.Plan.key == PLAN)).one()
    return list(history(register.session, plan, ref, until))


def said(register: Register) -> tuple[str, ...]:
    return tuple(line.text for line in told(register)[1:])


def test_it_begins_with_what_brought_the_action_in(register: Register) -> None:
    (first,) = told(register)
    assert first.text == (
        f"1 November 2022, 08:00, sample, {REF}: action {REF}, milestone {REF}/1 from bradford-wsoa-2022"
    )


def test_each_update_says_who_for_whom_and_what_is_otherwise_than_before(register: Register) -> None:
    seen = register.record(RED).given.update_id
    register.record(GREEN, by=DEPUTY, seen=seen, at=TUESDAY)
    assert said(register) == (
        f"7 November 2022, 10:00, Strategic Manager SEND, {REF}/1: rating Red; forecast 16 December 2022; "
        "said “Two partners have not agreed”; cause “A vacancy”; recovery “A meeting each week”; "
        "recovery owner “The lead”; recovery by 30 November 2022",
        f"8 November 2022, 10:00, SEND Transformation Manager for Strategic Manager SEND, {REF}/1: "
        "rating Red to Green; forecast taken back; said “The group has met”; cause taken back; recovery taken back; "
        "recovery owner taken back; recovery by taken back",
    )


def test_it_ends_where_it_is_asked_to_end(register: Register) -> None:
    seen = register.record(RED).given.update_id
    register.record(GREEN, seen=seen, at=TUESDAY)
    assert len(told(register, until=LATER)) == 2


def test_another_action_whose_ref_begins_alike_is_not_meant(register: Register) -> None:
    for subject in ("1.1.10", "1.1.10/1", "1.1.1/1"):
        register.audit.record(
            register.session, plan_key=PLAN, at=MONDAY, actor=LEAD, action="x", subject=subject, content={}
        )
    assert [line.item for line in told(register)] == [REF, f"{REF}/1"]


def test_a_decision_is_told_in_the_same_plain_words(register: Register) -> None:
    register.audit.record(
        register.session,
        plan_key=PLAN,
        at=MONDAY,
        actor=LEAD,
        action="request_date_change",
        subject=f"{REF}/1",
        content={"date_change": 1, "from": date(2022, 11, 30), "to": date(2022, 12, 31), "reason": "Two vacancies"},
    )
    (line,) = said(register)
    assert line.endswith("request date change: due 30 November 2022 to 31 December 2022; reason “Two vacancies”")


def test_what_was_erased_is_told_of_and_not_repeated(register: Register) -> None:
    seen = register.record(RED).given.update_id
    register.record(GREEN, seen=seen, at=TUESDAY)
    erased = told(register)[1].position
    erase_content(register.session, register.audit, PLAN, erased, actor=LEAD, now=TUESDAY, reason="It named a child")
    lines = said(register)
    assert lines[0].endswith("record update (what it said has been erased)")
    assert not [line for line in lines if "partners" in line or "vacancy" in line]


def test_what_was_withdrawn_is_told_of_and_not_repeated(register: Register) -> None:
    register.record(RED)
    (update,) = register.updates()
    update.withdrawn_at = LATER
    register.session.flush()
    (line,) = said(register)
    assert line.endswith("record update (withdrawn since)")
