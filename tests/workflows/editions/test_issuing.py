"""Cleared, final, issued, received: by the right people, once each, and frozen from final on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session, select

from store import tables
from store.audit import AuditChain
from store.database import open_engine, transaction
from store.types import EditionStatus
from tests.audits import chains_hold
from tests.conftest import Store
from tests.workflows.editions.press import GREEN, OFFICER, STRANGER, TUESDAY, WEDNESDAY, Press, at, red
from workflows.documents.files import FORMATS
from workflows.editions.refusals import ComplianceOnly, EditionRefused, NotADraft, NotFinal, NotIssued


def test_an_edition_goes_from_draft_to_issued_and_prints_who_cleared_it(press: Press) -> None:
    edition = press.issued()
    report = press.report(edition)
    assert (edition.status, report.status, edition.issued_at) == (EditionStatus.ISSUED, "FINAL", TUESDAY)
    assert report.cleared_by == "SEND Compliance Officer, 8 November 2022, 10:00"
    assert set(press.files(edition)) == set(FORMATS)
    assert edition.content_hash == hashlib.sha256(edition.compiled.encode()).hexdigest()
    assert press.files(edition)["json"].decode() == edition.compiled
    assert edition.audit_head in {entry["previous"] for entry in press.audited("make_final")}
    assert chains_hold(press.session, press.audit)


def test_issuing_changes_nothing_in_what_was_made_final(press: Press) -> None:
    draft = press.draft()
    press.confirm_all(draft)
    press.clear(draft)
    press.final(draft)
    files, kept = press.files(draft), (draft.compiled, draft.content_hash, draft.audit_head, draft.cut)
    press.issue(draft)
    assert (press.files(draft), (draft.compiled, draft.content_hash, draft.audit_head, draft.cut)) == (files, kept)


def test_only_the_compliance_team_takes_an_edition_on(press: Press) -> None:
    draft = press.draft()
    steps: tuple[Callable[..., object], ...] = (press.clear, press.final, press.issue, press.received)
    for step in steps:
        with pytest.raises(ComplianceOnly):
            step(draft, by=STRANGER)
    with pytest.raises(ComplianceOnly):
        press.comment(draft, "Mine", by=STRANGER)
    with pytest.raises(ComplianceOnly):
        press.ask(draft, by=STRANGER)
    assert draft.status is EditionStatus.DRAFT
    assert {entry["actor"] for entry in press.audited("refused")} == {STRANGER}


def test_a_step_out_of_turn_is_refused(press: Press) -> None:
    draft = press.draft()
    with pytest.raises(NotFinal):
        press.issue(draft)
    with pytest.raises(NotIssued):
        press.received(draft)
    with pytest.raises(NotIssued):
        press.reissue(draft)


def test_every_second_click_changes_nothing_and_is_audited_once(press: Press) -> None:
    edition = press.issued()
    before = edition.model_dump()
    again = [press.issue(edition, now=WEDNESDAY)]
    press.received(edition)
    again.append(press.received(edition))
    assert [told.repeated for told in again] == [True, True]
    assert {name: value for name, value in edition.model_dump().items() if value != before[name]}.keys() == {
        "minute_reference",
        "received_at",
    }
    for action in ("clear_edition", "make_final", "issue_edition", "receive_edition"):
        assert len(press.audited(action)) == 1, action


def test_whoever_clears_second_is_told_who_cleared_first(press: Press) -> None:
    other, draft = press.second_officer(), press.draft()
    press.clear(draft)
    told = press.clear(draft, by=other, now=WEDNESDAY)
    assert told.repeated
    assert told.words == "Edition 1 was cleared by SEND Compliance Officer, 8 November 2022, 10:00."
    assert draft.cleared_by_id == press.person(OFFICER).id


def test_what_is_changed_after_clearing_is_to_be_cleared_again(press: Press) -> None:
    draft = press.draft()
    changes: tuple[Callable[[], object], ...] = (
        lambda: press.comment(draft, "Read this", section="1"),
        lambda: press.ask(draft),
        lambda: press.withdraw(draft),
        lambda: press.confirm(draft, "3", confirmed=False, reason="No"),
        lambda: press.send_back(draft),
        lambda: press.recut(draft),
    )
    for change in changes:
        press.clear(draft)
        change()
        assert (draft.cleared_at, press.report(draft).cleared_by) == (None, "")
    press.clear(draft)
    press.confirm(draft, "3")
    assert draft.cleared_at is not None


def test_the_chairs_minute_stands_beside_the_edition_whose_files_stay(press: Press) -> None:
    draft = press.draft()
    press.ask(draft)
    press.see_through(draft)
    files = press.files(draft)
    told = press.received(draft)
    assert told.words == "Edition 1 was received by the Chair, minute SSPB 2022/14."
    assert (draft.minute_reference, press.files(draft)) == ("SSPB 2022/14", files)
    assert all(ask.closed_at for ask in press.session.exec(select(tables.Ask)))


def test_nothing_that_happens_later_changes_a_file_of_a_frozen_edition(press: Press) -> None:
    press.say(red())
    edition = press.issued()
    files, kept = press.files(edition), edition.compiled
    press.say(GREEN, now=at(date(2022, 11, 10)))
    for action in press.session.exec(select(tables.Action)):
        action.title = "Something else altogether"
    for milestone in press.session.exec(select(tables.Milestone)):
        milestone.current_due = date(2023, 6, 30)
    for person in press.session.exec(select(tables.Person)):
        person.name = f"Another {person.id}"
    press.session.flush()
    for step in (
        lambda: press.comment(edition, "Late"),
        lambda: press.ask(edition),
        lambda: press.confirm(edition, "3", confirmed=False, reason="No"),
        lambda: press.send_back(edition),
        lambda: press.recut(edition),
        lambda: press.clear(edition),
    ):
        with pytest.raises(NotADraft):
            step()
    press.received(edition)
    press.reissue(edition)
    assert (press.files(edition), edition.compiled) == (files, kept)


def test_after_a_restart_the_life_of_an_edition_goes_on_where_it_was(sample_store: Store) -> None:
    """Each step in a process of its own, one of which dies before it has committed."""
    steps: tuple[Callable[[Press, tables.Edition], object], ...] = (
        lambda press, edition: press.confirm_all(edition),
        lambda press, edition: press.clear(edition),
        lambda press, edition: press.final(edition),
        lambda press, edition: press.issue(edition),
    )
    _in_a_process(sample_store, lambda press: press.draft())
    for step in steps:
        with pytest.raises(_Dies):
            _in_a_process(sample_store, lambda press, step=step: _die_after(step, press))
        _in_a_process(sample_store, lambda press, step=step: step(press, _the_edition(press.session)))
    engine = open_engine(sample_store.database_url)
    with transaction(engine, reads_only=True) as session:
        press = Press(session, sample_store.audit)
        edition = _the_edition(session)
        assert edition.status is EditionStatus.ISSUED
        assert [len(press.audited(name)) for name in ("draft_edition", "make_final", "issue_edition")] == [1, 1, 1]
        assert chains_hold(session, sample_store.audit)
    engine.dispose()


class _Dies(Exception):
    pass


def _die_after(step: Callable[[Press, tables.Edition], object], press: Press) -> None:
    step(press, _the_edition(press.session))
    raise _Dies


def _the_edition(session: Session) -> tables.Edition:
    return session.exec(select(tables.Edition)).one()


def _in_a_process(store: Store, work: Callable[[Press], object]) -> None:
    engine = open_engine(store.database_url)
    try:
        with transaction(engine) as session:
            work(Press(session, AuditChain(store.audit.key)))
    finally:
        engine.dispose()


def test_a_refusal_is_one_sentence_that_says_what_to_do(press: Press) -> None:
    edition = press.issued()
    with pytest.raises(EditionRefused) as refused:
        press.comment(edition, "Late")
    assert str(refused.value) == (
        "Edition 1 is issued, so nothing in it changes any more: issue it anew if something is wrong."
    )
