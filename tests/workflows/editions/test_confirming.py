"""Every area is its SRO's to confirm, and a confirmation is of what the draft said then."""

from __future__ import annotations

import pytest
from sqlmodel import select

from store import tables
from store.types import EditionStatus
from tests.workflows.editions.press import GREEN, LEAD, OFFICER, SRO_OF, WEDNESDAY, Press, red
from workflows.editions.issuing import findings_of
from workflows.editions.refusals import GatesShut, NotADraft, NotTheSro
from workflows.governing.refusals import ReasonMissing


def states(press: Press, edition: tables.Edition) -> dict[str, str]:
    return {row.area_ref: row.state for row in press.report(edition).sign_off}


def test_a_confirmed_area_prints_the_post_and_the_time_and_the_others_print_that_they_are_not(press: Press) -> None:
    draft = press.draft()
    press.confirm(draft, "3")
    shown = states(press, draft)
    assert shown["3"] == "Confirmed by Director of Public Health, CBMDC, 8 November 2022, 10:00"
    assert {shown[ref] for ref in "1245"} == {"Not confirmed by SRO"}
    assert press.report(draft).status == "DRAFT"


def test_while_an_area_is_not_confirmed_the_edition_stays_a_draft(press: Press) -> None:
    draft = press.draft()
    for ref in ("1", "2", "3", "4"):
        press.confirm(draft, ref)
    press.clear(draft)
    with pytest.raises(GatesShut, match="Area 5 is not confirmed by its SRO"):
        press.final(draft)
    assert draft.status is EditionStatus.DRAFT


def test_an_sro_who_does_not_confirm_gives_a_reason_which_is_printed(press: Press) -> None:
    draft = press.draft()
    with pytest.raises(ReasonMissing):
        press.confirm(draft, "3", confirmed=False)
    press.confirm(draft, "3", confirmed=False, reason="3.2.1 was done in May")
    assert states(press, draft)["3"] == "Not confirmed by SRO"
    assert any(note.endswith("3.2.1 was done in May") for note in press.report(draft).data_notes)
    press.confirm(draft, "3", now=WEDNESDAY)
    assert states(press, draft)["3"].startswith("Confirmed by")


@pytest.mark.parametrize("by", [LEAD, OFFICER, SRO_OF["4"]])
def test_nobody_else_confirms_an_area_that_has_an_sro(press: Press, by: str) -> None:
    draft = press.draft()
    with pytest.raises(NotTheSro, match="Area 3 is confirmed by its SRO"):
        press.confirm(draft, "3", by=by, reason="In their place")
    assert press.audited("refused")[0]["content"]["why"] == "NotTheSro"


def test_of_joint_sros_any_one_confirms(press: Press) -> None:
    area = press.session.exec(select(tables.ImprovementArea).where(tables.ImprovementArea.ref == "3")).first()
    assert area is not None
    other = press.session.exec(
        select(tables.Appointment).where(tables.Appointment.person_id == press.person(SRO_OF["4"]).id)
    ).first()
    assert other is not None
    press.session.add(tables.AreaSro(area_id=area.id, post_id=other.post_id, position=2))
    press.session.flush()
    draft = press.draft()
    press.confirm(draft, "3", by=SRO_OF["4"])
    assert "Director of Integration and Change" in states(press, draft)["3"]


def test_where_the_post_is_vacant_the_compliance_team_says_so_with_a_reason(press: Press) -> None:
    press.vacate(SRO_OF["3"])
    draft = press.draft()
    with pytest.raises(ReasonMissing):
        press.confirm(draft, "3", by=OFFICER)
    press.confirm(draft, "3", by=OFFICER, reason="Read with the deputy director")
    assert "the SRO's post being vacant (Read with the deputy director)" in states(press, draft)["3"]


def test_a_second_click_changes_nothing(press: Press) -> None:
    draft = press.draft()
    press.confirm(draft, "3")
    kept = draft.compiled
    told = press.confirm(draft, "3", now=WEDNESDAY)
    assert (told.repeated, draft.compiled, len(press.audited("confirm_area"))) == (True, kept, 1)


def test_after_a_re_cut_only_the_areas_that_read_otherwise_are_to_be_confirmed_again(press: Press) -> None:
    draft = press.draft()
    press.confirm_all(draft)
    press.say(red(), now=WEDNESDAY, ref="1.1.1")
    press.recut(draft, now=WEDNESDAY)
    gone = {one.place for one in findings_of(draft) if one.gate == "confirmation"}
    assert "area 1" in gone
    assert any("has changed since" in note for note in press.report(draft).data_notes)
    press.confirm(draft, "1", now=WEDNESDAY)
    assert states(press, draft)["1"].startswith("Confirmed by")


def test_commentary_is_the_teams_own_and_asks_no_sro_again(press: Press) -> None:
    press.say(GREEN)
    draft = press.draft()
    press.confirm_all(draft)
    press.comment(draft, "Well done", ref="1.1.1")
    press.ask(draft)
    assert all(state.startswith("Confirmed") for state in states(press, draft).values())


def test_an_sro_cannot_take_a_word_back_once_the_edition_is_issued(press: Press) -> None:
    edition = press.issued()
    with pytest.raises(NotADraft):
        press.confirm(edition, "3", confirmed=False, reason="On second thoughts")
