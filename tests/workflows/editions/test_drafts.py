"""A draft makes itself at the cut-off, once, with the data of that moment; only a decision takes others in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from store import tables
from store.types import EditionStatus
from tests.workflows.editions.press import CUT_OFF, GREEN, MEETING, STRANGER, TUESDAY, WEDNESDAY, Press, at, red
from workflows.editions.drafting import draft_what_is_due, open_draft, recut_draft
from workflows.editions.refusals import ComplianceOnly, CutOffAhead, NotADraft
from workflows.governing.refusals import ReasonMissing


def test_nothing_is_drafted_before_the_cut_off(press: Press) -> None:
    assert draft_what_is_due(press.session, press.audit, CUT_OFF - timedelta(seconds=1)) == []
    assert press.session.exec(select(tables.Edition)).all() == []


def test_at_the_cut_off_a_draft_is_made_once_and_by_nobody(press: Press) -> None:
    draft = press.draft()
    assert (draft.number, draft.status, draft.cut_off_at) == (1, EditionStatus.DRAFT, CUT_OFF)
    for later in (CUT_OFF, TUESDAY, WEDNESDAY):
        assert draft_what_is_due(press.session, press.audit, later) == []
    (entry,) = press.audited("draft_edition")
    assert (entry["actor"], entry["subject"]) == ("editions", "exception 1")


def test_a_draft_made_late_holds_the_data_of_the_cut_off(press: Press) -> None:
    press.say(GREEN, now=CUT_OFF)
    press.say(red(), now=TUESDAY)
    report = press.report(press.draft(WEDNESDAY))
    assert (report.as_at, report.meeting_on, report.status) == (CUT_OFF, MEETING, "DRAFT")
    assert next(row for row in report.register if row.ref == "1.1.1").rating.startswith("Green")


def test_a_meeting_that_was_held_is_not_drafted_for_by_itself(press: Press) -> None:
    (draft,) = draft_what_is_due(press.session, press.audit, at(date(2023, 1, 20)))
    assert press.session.get_one(tables.Meeting, draft.meeting_id).held_on == date(2023, 1, 25)


def test_a_draft_for_a_given_meeting_waits_for_its_cut_off(press: Press) -> None:
    meeting = press.session.exec(select(tables.Meeting).where(tables.Meeting.held_on == MEETING)).one()
    with pytest.raises(CutOffAhead, match="7 November 2022, 17:00"):
        open_draft(press.session, press.audit, meeting, CUT_OFF - timedelta(minutes=1))
    made = open_draft(press.session, press.audit, meeting, at(date(2023, 3, 1)))
    assert open_draft(press.session, press.audit, meeting, at(date(2023, 3, 2))).id == made.id


def test_a_step_leaves_the_data_as_they_were_at_the_cut_off(press: Press) -> None:
    draft = press.draft()
    cut = draft.cut
    press.say(red(), now=TUESDAY)
    press.comment(draft, "Read this first", section="1")
    assert draft.cut == cut
    assert "1.1.1" in {row.ref for row in press.report(draft).not_reported}


def test_a_re_cut_takes_in_what_came_since_for_the_same_meeting_and_says_why(press: Press) -> None:
    draft = press.draft()
    press.say(red(), now=TUESDAY)
    told = press.recut(draft)
    report = press.report(draft)
    assert (draft.cut_off_at, report.meeting_on, told.status) == (WEDNESDAY, MEETING, EditionStatus.DRAFT)
    assert "1.1.1" in {row.ref for row in report.exceptions}
    assert "1.1.1" not in {row.ref for row in report.not_reported}
    (entry,) = press.audited("recut_edition")
    assert entry["content"]["reason"] == "A corrected update"


@pytest.mark.parametrize("hour", [9, 16, 18, 23])
def test_a_re_cut_at_any_hour_is_for_the_same_meeting_and_period(press: Press, hour: int) -> None:
    draft = press.draft()
    press.recut(draft, now=at(date(2022, 11, 9), hour))
    report = press.report(draft)
    assert (report.meeting_on, report.period_from) == (MEETING, None)


def test_a_re_cut_needs_a_reason_and_the_compliance_team(press: Press) -> None:
    draft = press.draft()
    with pytest.raises(ReasonMissing):
        press.recut(draft, reason=" ")
    with pytest.raises(ComplianceOnly):
        press.take(recut_draft, draft, by=STRANGER, reason="x")
    assert [entry["content"]["why"] for entry in press.audited("refused")] == ["ReasonMissing", "ComplianceOnly"]
    assert draft.cut_off_at == CUT_OFF


def test_a_re_cut_of_what_is_final_makes_it_a_draft_to_be_cleared_again(press: Press) -> None:
    draft = press.draft()
    press.confirm_all(draft)
    press.clear(draft)
    press.final(draft)
    assert press.files(draft)
    press.recut(draft)
    assert (draft.status, draft.cleared_at, draft.final_at) == (EditionStatus.DRAFT, None, None)
    assert press.files(draft) == {}


def test_what_is_issued_is_never_cut_again(press: Press) -> None:
    edition = press.issued()
    with pytest.raises(NotADraft, match="issue it anew"):
        press.recut(edition)
