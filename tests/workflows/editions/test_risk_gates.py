"""The risk log before final: passed next steps and a child's data are found, and once mended let pass."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from sqlmodel import select

from store import tables
from store.types import RiskKind
from tests.workflows.editions.press import CUT_OFF, EARLIER, OFFICER, TUESDAY, Press
from workflows.editions.differences import differences
from workflows.editions.finding import Gate
from workflows.editions.issuing import findings_of
from workflows.risks.actions import assess_risk, close_risk
from workflows.risks.views import RiskTyped

CHILD = "Oliver, aged 7, may be left without a place"


@pytest.fixture
def planted(press: Press) -> tables.RiskAssessment:
    """A risk on 1.1.1 as a file may bring it in, past the checks of what is typed."""
    action = press.session.exec(select(tables.Action).where(tables.Action.ref == "1.1.1")).one()
    risk = tables.Risk(plan_id=action.plan_id, ref="R1", kind=RiskKind.RISK, title="The panel stops", raised_at=EARLIER)
    press.session.add(risk)
    press.session.flush()
    press.session.add(tables.RiskAction(risk_id=risk.id or 0, action_id=action.id or 0))
    said = tables.RiskAssessment(
        risk_id=risk.id or 0, at=EARLIER, likelihood=3, impact=3, next_step="Meet", next_step_by=date(2022, 12, 1)
    )
    press.session.add(said)
    press.session.flush()
    return said


def reassess(press: Press, now: datetime = TUESDAY) -> None:
    typed = RiskTyped(likelihood=2, impact=3, next_step="Meet again", next_step_by=date(2022, 12, 9))
    officer = press.person(OFFICER)
    assess_risk(press.session, press.audit, person=officer, plan=press.plan, ref="R1", typed=typed, now=now)


def test_a_log_in_order_is_no_finding(press: Press, planted: tables.RiskAssessment) -> None:
    assert planted.risk_id
    assert press.gates(press.draft()) == {}


def test_a_next_step_before_the_cut_off_is_found_until_it_is_assessed_again_and_cut_in(
    press: Press, planted: tables.RiskAssessment
) -> None:
    planted.next_step_by = date(2022, 11, 6)
    press.session.flush()
    draft = press.draft()
    assert press.gates(draft) == {"risk R1, next step": Gate.NEXT_STEP}
    (found,) = [one for one in findings_of(draft) if one.gate is Gate.NEXT_STEP]
    assert found.sentence == (
        "R1 gives a next step dated 6 November 2022, before the cut-off: have it assessed again or closed, then re-cut "
        "the draft."
    )
    reassess(press)
    press.recut(draft)
    assert press.gates(draft) == {}
    assert press.report(draft).open_risks[0].score_words == "6, Low, down from 9"


def test_a_next_step_on_the_day_of_the_cut_off_is_not_before_it(press: Press, planted: tables.RiskAssessment) -> None:
    planted.next_step_by = CUT_OFF.date()
    press.session.flush()
    assert press.gates(press.draft()) == {}


def test_a_closed_risk_leaves_the_next_cut(press: Press, planted: tables.RiskAssessment) -> None:
    planted.next_step_by = date(2022, 11, 6)
    press.session.flush()
    draft = press.draft()
    officer = press.person(OFFICER)
    close_risk(press.session, press.audit, person=officer, plan=press.plan, ref="R1", reason="It is over", now=TUESDAY)
    press.recut(draft)
    assert press.gates(draft) == {}
    assert press.report(draft).open_risks == ()


def test_a_childs_data_in_the_log_is_found_with_its_place(press: Press, planted: tables.RiskAssessment) -> None:
    planted.next_step = CHILD
    risk = press.session.get_one(tables.Risk, planted.risk_id)
    risk.title = CHILD
    press.session.flush()
    draft = press.draft()
    assert press.gates(draft) == {"risk R1, title": Gate.PERSONAL_DATA, "risk R1, next step": Gate.PERSONAL_DATA}
    assert all("Oliver" not in one.sentence for one in findings_of(draft))
    assert any("close it and raise it again without them" in one.sentence for one in findings_of(draft))


def test_a_small_count_in_the_log_prints_suppressed(press: Press, planted: tables.RiskAssessment) -> None:
    planted.next_step = "The panel saw 3 children this month"
    press.session.flush()
    draft = press.draft()
    assert press.gates(draft) == {"risk R1, next step": Gate.SMALL_COUNT}
    assert "saw 3 children" not in draft.compiled


def test_an_issued_edition_keeps_the_log_as_it_stood(press: Press, planted: tables.RiskAssessment) -> None:
    assert planted.risk_id
    edition = press.issued()
    reassess(press, now=edition.issued_at or TUESDAY)
    assert press.report(edition).open_risks[0].score_words == "9, Medium, first assessment"


def test_a_re_issue_says_which_risk_is_scored_otherwise(press: Press, planted: tables.RiskAssessment) -> None:
    before = json.loads(press.draft().compiled)
    after = {**before, "open_risks": [{**before["open_risks"][0], "score": 12, "score_words": "12, Medium, up from 9"}]}
    told = [(one.part, one.item, one.field, one.old, one.new) for one in differences(before, after)]
    assert told == [
        ("Risks and issues", "R1", "score", "9", "12"),
        ("Risks and issues", "R1", "score words", "9, Medium, first assessment", "12, Medium, up from 9"),
    ]
    assert planted.risk_id


def test_an_edition_from_before_the_log_is_compared_by_its_sentences(press: Press) -> None:
    after = json.loads(press.draft().compiled)
    after["risks"] = [{"kind": "Dependency", "ref": "1.1.1", "text": "1.1.1: Held by 1.1.2"}]
    before = {**after, "risks": ["1.1.1: Held by 1.1.2", "1.1.2 waits for: the panel"]}
    del before["open_risks"]
    told = [(one.part, one.change, one.old) for one in differences(before, after)]
    assert told == [("Dependencies", "removed", "1.1.2 waits for: the panel")]
