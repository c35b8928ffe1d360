"""A re-issue names the edition it replaces and shows, field by field, what it says otherwise."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from store import tables
from store.queries.cuts import take_cut
from tests.workflows.editions.press import CUT_OFF, GREEN, PLAN, WEDNESDAY, Press, at, red
from workflows.documents.html import write_html
from workflows.editions.differences import differences
from workflows.exception_report.appendix_rows import EditionDifference
from workflows.governing.refusals import ReasonMissing


def begun(press: Press, edition: tables.Edition) -> tables.Edition:
    number = press.reissue(edition).number
    return press.session.exec(select(tables.Edition).where(tables.Edition.number == number)).one()


def test_it_names_the_one_it_replaces_and_why_in_the_document(press: Press) -> None:
    draft = begun(press, press.issued())
    report = press.report(draft)
    assert (report.edition, report.replaces, report.replaced_because) == (2, 1, "A figure was wrong")
    page = write_html(report)
    assert "Edition 1, because: A figure was wrong" in page
    assert "This edition says the same as edition 1, which it replaces." in page


def test_an_update_brought_in_late_shows_as_a_difference_of_the_same_cut_off(press: Press) -> None:
    edition = press.issued()
    press.say(red(), now=CUT_OFF)
    draft = begun(press, edition)
    assert draft.cut_off_at == edition.cut_off_at
    found = press.report(draft).differences
    assert EditionDifference("Full register", "1.1.1", "changed", "rating", "Not reported", "Red") in found
    assert [one.change for one in found if (one.part, one.item) == ("Not reported", "1.1.1")] == ["removed"]
    page = write_html(press.report(draft))
    assert "Differences from edition 1, which this edition replaces" in page


def test_it_goes_through_the_same_gates_and_is_issued_in_its_turn(press: Press) -> None:
    edition = press.issued()
    files = press.files(edition)
    draft = begun(press, edition)
    assert {row.state for row in press.report(draft).sign_off} == {"Not confirmed by SRO"}
    press.see_through(draft, now=WEDNESDAY)
    assert press.files(edition) == files
    assert press.report(draft).status == "FINAL"


def test_a_re_cut_re_issue_is_not_compared_with_the_one_it_replaces_but_with_the_one_before(press: Press) -> None:
    edition = press.issued()
    draft = begun(press, edition)
    press.recut(draft)
    assert {entry.movement for entry in press.report(draft).exceptions} == {"new"}


def test_what_was_replaced_is_no_report_of_its_own_for_the_editions_to_come(press: Press) -> None:
    edition = press.issued()
    draft = begun(press, edition)
    later = at(date(2023, 1, 6))
    assert [row.number for row in take_cut(press.session, PLAN, later).editions] == [1]
    press.see_through(draft, now=WEDNESDAY)
    assert [row.number for row in take_cut(press.session, PLAN, later).editions] == [2]


def test_it_needs_a_reason_and_a_second_click_begins_no_second_draft(press: Press) -> None:
    edition = press.issued()
    with pytest.raises(ReasonMissing):
        press.reissue(edition, reason="")
    assert press.reissue(edition).number == press.reissue(edition).number == 2
    assert len(press.audited("reissue_edition")) == 1


def test_commentary_changed_shows_and_what_only_moved_down_does_not(press: Press) -> None:
    press.say(GREEN)
    draft = press.draft()
    press.comment(draft, "As before", section="2")
    press.see_through(draft)
    again = begun(press, draft)
    press.comment(again, "Put right", section="2")
    parts = {(one.part, one.change) for one in press.report(again).differences}
    assert parts == {("Commentary", "added"), ("Commentary", "removed")}


ROWS = st.dictionaries(
    st.sampled_from(["1.1", "1.2", "2.4"]),
    st.fixed_dictionaries({"title": st.sampled_from(["a", "b"]), "days_late": st.integers(0, 2)}),
)


def report_of(rows: dict[str, dict[str, object]]) -> dict[str, object]:
    return {"position": {"total": len(rows)}, "register": [{"ref": ref, **row} for ref, row in rows.items()]}


@given(ROWS, ROWS)
def test_the_differences_are_all_that_it_takes_to_make_one_report_of_the_other(
    before: dict[str, dict[str, object]], after: dict[str, dict[str, object]]
) -> None:
    made = {ref: {name: str(value) for name, value in row.items()} for ref, row in before.items()}
    for one in differences(report_of(before), report_of(after)):
        if one.part != "Full register":
            continue
        if one.change == "removed":
            del made[one.item]
        elif one.change == "added":
            made[one.item] = {name: str(value) for name, value in after[one.item].items()}
        else:
            assert made[one.item][one.field.replace(" ", "_")] == one.old
            made[one.item][one.field.replace(" ", "_")] = one.new
    assert made == {ref: {name: str(value) for name, value in row.items()} for ref, row in after.items()}


@given(ROWS)
def test_a_report_does_not_differ_from_itself(rows: dict[str, dict[str, object]]) -> None:
    assert differences(report_of(rows), report_of(rows)) == ()
