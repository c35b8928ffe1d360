"""Blue is complete and embedded: milestones done, evidence accepted, signed off by somebody who does not lead it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from store import tables
from store.types import Lifecycle
from tests.workflows.governing.office import (
    BLUE,
    DEPUTY,
    LEAD,
    MONDAY,
    OFFICER,
    OTHER_SRO,
    SRO,
    STRANGER,
    TUESDAY,
    WEDNESDAY,
    Office,
    at,
)
from tests.workflows.register import GREEN
from workflows.exception_report.assess import assess
from workflows.governing.refusals import (
    EvidenceAlreadyAccepted,
    ItemClosed,
    ItemPaused,
    MilestonesOpen,
    NoAcceptedEvidence,
    NotOnesOwn,
    NotRatedComplete,
    NotYoursToDecide,
    ReasonMissing,
    SignedOffAlready,
    SroDecides,
)

THURSDAY = at(date(2022, 11, 10))


def test_an_action_rated_complete_with_accepted_evidence_is_signed_off_and_embedded(office: Office) -> None:
    office.say(BLUE)
    assert office.accept() == 'Accepted as evidence of 1.1.1 milestone 1: "Minutes of May".'
    assert office.sign_off().words == "1.1.1 is signed off as complete and embedded."
    assert office.action().lifecycle is Lifecycle.EMBEDDED
    standing = assess(office.cut(THURSDAY)).standings["1.1.1"]
    assert (standing.rating_label, standing.signed_off) == ("Blue", True)
    (entry,) = office.audited("sign_off_completion")
    assert (entry["actor"], entry["content"]["accepted"]) == (SRO, True)


def test_until_then_it_reads_as_awaiting_sign_off_and_a_cut_of_that_day_still_does(office: Office) -> None:
    office.say(BLUE)
    office.accept()
    office.sign_off()
    before = assess(office.cut(TUESDAY)).standings["1.1.1"]
    assert (before.rating_label, before.action.lifecycle) == ("Blue, awaiting sign-off", Lifecycle.IN_PROGRESS)


def test_without_accepted_evidence_nothing_is_signed_off(office: Office) -> None:
    office.say(BLUE)
    with pytest.raises(NoAcceptedEvidence):
        office.sign_off()
    assert office.action().lifecycle is Lifecycle.IN_PROGRESS


def test_what_is_not_rated_complete_cannot_be_signed_off(office: Office) -> None:
    with pytest.raises(NotRatedComplete):
        office.sign_off()
    office.say(GREEN)
    with pytest.raises(NotRatedComplete):
        office.sign_off(accepted=False, reason="Not yet")


def test_an_open_milestone_is_named(office: Office) -> None:
    action = office.action()
    office.session.add(tables.Milestone(action_id=action.id or 0, seq=2, baseline_due=date(2023, 6, 30)))
    office.say(BLUE)
    office.accept()
    office.session.add(
        tables.Update(
            action_id=action.id or 0,
            person_id=office.person(LEAD).id or 0,
            at=MONDAY,
            recorded_at=MONDAY,
            source="card",
            rating_code="BLUE",
        )
    )
    office.session.flush()
    with pytest.raises(MilestonesOpen, match=r"Milestone 2 of 1\.1\.1 is not complete"):
        office.sign_off()


def test_a_refusal_needs_a_reason_and_leaves_the_rating_as_rated(office: Office) -> None:
    office.say(BLUE)
    with pytest.raises(ReasonMissing):
        office.sign_off(accepted=False)
    told = office.sign_off(accepted=False, reason="Parents have not been asked")
    assert told.words == "1.1.1 is not signed off: it stays Blue, awaiting sign-off, and your reason is kept."
    assert office.action().lifecycle is Lifecycle.IN_PROGRESS
    standing = assess(office.cut(THURSDAY)).standings["1.1.1"]
    assert standing.rating_label == "Blue, awaiting sign-off"
    office.accept(now=WEDNESDAY)
    office.sign_off(now=THURSDAY)  # and may be thought better of
    assert office.action().lifecycle is Lifecycle.EMBEDDED


def test_a_sign_off_can_be_taken_back_and_not_be_given_twice(office: Office) -> None:
    office.say(BLUE)
    office.accept()
    office.sign_off()
    with pytest.raises(SignedOffAlready):
        office.sign_off(now=THURSDAY)
    office.sign_off(accepted=False, reason="The inspectors saw otherwise", now=THURSDAY)
    assert office.action().lifecycle is Lifecycle.IN_PROGRESS
    standing = assess(office.cut(THURSDAY)).standings["1.1.1"]
    assert standing.rating_label == "Blue, awaiting sign-off"


@pytest.mark.parametrize("by", [LEAD, DEPUTY, STRANGER, OTHER_SRO])
def test_only_the_areas_sro_signs_off_or_accepts(office: Office, by: str) -> None:
    office.say(BLUE)
    with pytest.raises(NotYoursToDecide):
        office.accept(by=by)
    office.accept()
    with pytest.raises(NotYoursToDecide):
        office.sign_off(by=by)


def test_the_compliance_team_does_not_sign_off_while_an_sro_can(office: Office) -> None:
    office.say(BLUE)
    office.accept(by=OFFICER)
    with pytest.raises(SroDecides, match="Assistant Director SEND and Inclusion, SRO of area 1, can decide"):
        office.sign_off(by=OFFICER, reason="They asked me to")


def test_a_lead_who_is_the_sro_does_not_sign_off_their_own_blue(office: Office) -> None:
    office.appoint(LEAD, "Assistant Director SEND and Inclusion")
    office.leave_post(SRO, date(2022, 11, 1))
    office.say(BLUE)
    with pytest.raises(NotOnesOwn, match="You gave this evidence"):
        office.accept(by=LEAD)
    with pytest.raises(NotOnesOwn, match="You lead or rated this action"):
        office.sign_off(by=LEAD)
    office.accept(by=OFFICER)
    with pytest.raises(ReasonMissing):
        office.sign_off(by=OFFICER)
    office.sign_off(by=OFFICER, reason="The only SRO leads it; evidence seen on 8 November")
    assert office.action().lifecycle is Lifecycle.EMBEDDED


def test_an_sro_who_rated_it_in_the_leads_stead_does_not_sign_it_off(office: Office) -> None:
    office.appoint(OTHER_SRO, "Assistant Director SEND and Inclusion")
    office.say(BLUE, by=DEPUTY)
    office.appoint(DEPUTY, "Assistant Director SEND and Inclusion")
    office.accept()
    with pytest.raises(NotOnesOwn):
        office.sign_off(by=DEPUTY)
    office.sign_off(by=OTHER_SRO)


def test_evidence_is_accepted_once(office: Office) -> None:
    office.say(BLUE)
    office.accept()
    with pytest.raises(EvidenceAlreadyAccepted, match='"Minutes of May" was accepted already'):
        office.accept(by=OFFICER, now=WEDNESDAY)
    held = office.evidence()
    assert (held.accepted_by_id, held.accepted_at) == (office.person(SRO).id, TUESDAY)


def test_what_is_set_aside_is_not_signed_off(office: Office) -> None:
    office.say(BLUE)
    office.accept()
    office.decide(Lifecycle.PAUSED)
    with pytest.raises(ItemPaused):
        office.sign_off()
    office.decide(Lifecycle.WITHDRAWN, now=WEDNESDAY)
    with pytest.raises(ItemClosed):
        office.sign_off()
    assert office.session.exec(select(tables.SignOff)).all() == []
