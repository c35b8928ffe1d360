"""The risk log of a plan: who enters, assesses and closes what, and what is kept of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from store.tables import Appointment, Post
from store.types import RiskKind
from tests.workflows.governing.office import (
    DEPUTY,
    LEAD,
    MONDAY,
    OFFICER,
    OTHER_SRO,
    SRO,
    STRANGER,
    TUESDAY,
    WEDNESDAY,
)
from tests.workflows.risks.log import BY, TITLE, Log
from workflows.governing.refusals import GoverningRefused, ReasonMissing
from workflows.risks.refusals import (
    ActionsMissing,
    AssessedSince,
    ClosedAlready,
    HeldAlready,
    IdentifiesAChild,
    ImpactMissing,
    KindMissing,
    LikelihoodMissing,
    NextStepAfterPlan,
    NextStepByMissing,
    NextStepMissing,
    NextStepPassed,
    NoSuchAction,
    NoSuchPost,
    NoSuchRisk,
    NotYoursToClose,
    NotYoursToEnter,
    OwnerMissing,
    TitleMissing,
    TooLong,
)

CHILD = "Jacob, aged 7, still waits"


@pytest.mark.parametrize("by", [LEAD, DEPUTY, SRO, OFFICER])
def test_a_lead_their_deputy_the_sro_and_the_compliance_team_enter_a_risk(log: Log, by: str) -> None:
    told = log.raise_(by=by)
    assert told.ref == "R1"
    assert told.words.startswith("R1 is in the log: 16, High, first assessment. Its owner is ")
    assert told.words.endswith("the next step is due by 16 December 2022.")
    (row,) = log.open_at(MONDAY)
    assert (row.kind, row.title, row.action_refs) == (RiskKind.RISK, TITLE, ("1.1.1",))
    assert row.owner is not None
    assert row.owner.title == log.owner.title
    (entry,) = log.audited("raise_risk")
    assert (entry["subject"], entry["content"]["likelihood"], entry["content"]["actions"]) == ("risk R1", 4, ["1.1.1"])


@pytest.mark.parametrize("by", [STRANGER, OTHER_SRO])
def test_others_enter_assess_and_close_nothing_and_the_audit_knows(log: Log, by: str) -> None:
    with pytest.raises(NotYoursToEnter):
        log.raise_(by=by)
    log.raise_()
    with pytest.raises(NotYoursToEnter):
        log.assess(by=by, now=TUESDAY)
    with pytest.raises(NotYoursToClose):
        log.close(by=by, now=TUESDAY)
    refused = [(entry["content"]["asked"], entry["subject"]) for entry in log.audited("refused")]
    assert refused == [("raise_risk", log.plan.key), ("assess_risk", "risk R1"), ("close_risk", "risk R1")]
    assert len(log.assessments()) == 1


def test_one_who_has_a_say_in_one_of_its_actions_may_enter_a_risk_on_several(log: Log) -> None:
    told = log.raise_(actions="3.1.1 and 1.1.1; 1.1.1", by=LEAD)
    assert log.open_at(MONDAY)[0].action_refs == ("1.1.1", "3.1.1")
    assert log.assess(told.ref, by=OTHER_SRO, now=TUESDAY, impact=5).words.startswith(
        "R1 is assessed: 20, High, up from 16."
    )


def test_an_issue_is_certain_whatever_is_said_of_its_likelihood(log: Log) -> None:
    log.raise_(kind=RiskKind.ISSUE, likelihood=1)
    assert log.assessments()[0].likelihood == 5


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"actions": " "}, ActionsMissing),
        ({"actions": "1.1.1, 9.9.9"}, NoSuchAction),
        ({"kind": None}, KindMissing),
        ({"title": "  "}, TitleMissing),
        ({"title": "x" * 301}, TooLong),
        ({"title": CHILD}, IdentifiesAChild),
        ({"owner": ""}, OwnerMissing),
        ({"owner": "99999999"}, NoSuchPost),
        ({"owner": "Director of Nowhere"}, NoSuchPost),
        ({"likelihood": None}, LikelihoodMissing),
        ({"impact": None}, ImpactMissing),
        ({"impact": 6}, ImpactMissing),
        ({"next_step": ""}, NextStepMissing),
        ({"next_step": CHILD}, IdentifiesAChild),
        ({"next_step": "x" * 10_000}, TooLong),
        ({"next_step_by": None}, NextStepByMissing),
        ({"next_step_by": date(2022, 11, 6)}, NextStepPassed),
    ],
)
def test_what_a_line_must_say_is_refused_in_one_sentence_without_it(
    log: Log, changes: dict[str, object], refusal: type[GoverningRefused]
) -> None:
    with pytest.raises(refusal) as refused:
        log.raise_(**changes)
    assert "\n" not in str(refused.value)
    assert "Jacob" not in str(refused.value)
    assert log.risks() == []
    (entry,) = log.audited("refused")
    assert entry["content"] == {"asked": "raise_risk", "why": refusal.__name__}


def test_a_next_step_lies_between_today_and_the_end_of_the_plan(log: Log) -> None:
    log.plan.period_end = BY
    log.session.flush()
    assert log.raise_(next_step_by=BY).ref == "R1"
    assert log.raise_(title="Another", next_step_by=MONDAY.date()).ref == "R2"
    with pytest.raises(NextStepAfterPlan):
        log.raise_(title="A third", next_step_by=BY + timedelta(days=1))


def test_an_owner_may_be_named_in_words(log: Log) -> None:
    name = f"{log.owner.title},  {log.owner.organisation.upper()}"
    log.raise_(owner=name)
    assert log.risks()[0].owner_id == log.owner.id


def test_who_holds_the_post_that_owns_a_risk_assesses_it_though_they_lead_none_of_its_actions(log: Log) -> None:
    stranger = log.person(STRANGER)
    post = log.session.exec(
        select(Post).join(Appointment).where(Appointment.person_id == stranger.id).order_by(col(Post.id))
    ).first()
    assert post is not None
    log.raise_(owner=str(post.id))
    assert log.assess(by=STRANGER, now=TUESDAY, impact=5).ref == "R1"
    with pytest.raises(NotYoursToClose):
        log.close(by=STRANGER, now=TUESDAY)


def test_the_same_press_twice_is_one_line_and_one_assessment(log: Log) -> None:
    assert [log.raise_().ref, log.raise_().ref] == ["R1", "R1"]
    log.assess(now=TUESDAY, likelihood=3)
    assert "already" in log.assess(now=TUESDAY, likelihood=3).words
    log.close(now=WEDNESDAY)
    assert "already" in log.close(now=WEDNESDAY).words
    assert (len(log.risks()), len(log.assessments())) == (1, 2)
    kept = [len(log.audited(action)) for action in ("raise_risk", "assess_risk", "close_risk")]
    assert kept == [1, 1, 1]


def test_somebody_else_who_raises_the_same_is_sent_to_the_line_there_is(log: Log) -> None:
    log.raise_()
    with pytest.raises(HeldAlready, match="R1 says the same"):
        log.raise_(by=SRO, title=TITLE.upper())
    log.close(now=TUESDAY)
    assert log.raise_(by=SRO, now=TUESDAY).ref == "R2"


def test_the_same_score_on_a_later_day_is_a_review_of_its_own(log: Log) -> None:
    log.raise_()
    assert log.assess(now=TUESDAY).words.startswith("R1 is assessed: 16, High, unchanged.")
    assert len(log.assessments()) == 2


def test_assessments_are_added_and_the_one_before_is_kept(log: Log) -> None:
    log.raise_()
    log.assess("r 1", now=TUESDAY, likelihood=2, next_step="Wait for the reply")
    (row,) = log.open_at(TUESDAY)
    assert row.assessment is not None
    assert row.before is not None
    assert (row.assessment.likelihood, row.assessment.next_step, row.before.likelihood) == (2, "Wait for the reply", 4)
    (then,) = log.open_at(MONDAY)
    assert then.assessment is not None
    assert (then.assessment.likelihood, then.before) == (4, None)


def test_an_assessment_made_of_an_old_card_is_refused_and_says_who_was_quicker(log: Log) -> None:
    log.raise_()
    seen = log.assessments()[0].id
    log.assess(now=TUESDAY, likelihood=3, seen=seen)
    with pytest.raises(AssessedSince, match="assessed R1 on 8 November 2022"):
        log.assess(now=TUESDAY, by=SRO, likelihood=5, seen=seen)
    assert "already" in log.assess(now=TUESDAY, likelihood=3, seen=seen).words


def test_only_an_sro_or_the_compliance_team_closes_with_a_reason_and_it_stays_in_the_log(log: Log) -> None:
    log.raise_()
    for by in (LEAD, DEPUTY):
        with pytest.raises(NotYoursToClose):
            log.close(by=by, now=TUESDAY)
    with pytest.raises(ReasonMissing):
        log.close(now=TUESDAY, reason=" ")
    with pytest.raises(IdentifiesAChild):
        log.close(now=TUESDAY, reason=CHILD)
    assert log.close(now=TUESDAY).words == "R1 is closed: The dates are agreed"
    assert log.open_at(TUESDAY) == ()
    assert len(log.open_at(MONDAY)) == 1
    (held,) = log.risks()
    assert (held.closed_because, held.closed_at) == ("The dates are agreed", TUESDAY)
    with pytest.raises(ClosedAlready, match="closed on 8 November 2022"):
        log.assess(now=WEDNESDAY)


def test_what_is_not_in_the_log_is_said_to_be_missing(log: Log) -> None:
    with pytest.raises(NoSuchRisk, match="no risk or issue R9"):
        log.assess("R9", now=MONDAY)
    with pytest.raises(NoSuchRisk):
        log.close("nonsense", now=MONDAY)
