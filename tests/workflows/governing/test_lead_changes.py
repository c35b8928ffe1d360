"""A change of lead is passed on to those who can put it right, and changes nothing by itself."""

from __future__ import annotations

from datetime import date

import pytest

from store.tables import Action, Person
from tests.workflows.governing.office import DEPUTY, LEAD, MONDAY, OFFICER, REF, SRO, STRANGER, Office
from workflows.governing.dispute_refusals import LeadsNothing
from workflows.governing.lead_changes import ChangeOfLead, LeadChangeTold, report_lead_change
from workflows.governing.refusals import NotYoursToAsk


def tell(
    office: Office,
    *,
    by: str = LEAD,
    action: Action | None = None,
    lead: Person | None = None,
    successor: Person | None = None,
    day: date | None = None,
) -> LeadChangeTold:
    return report_lead_change(
        office.session,
        office.audit,
        person=office.person(by),
        plan=office.plan,
        change=ChangeOfLead(action, lead, successor, day),
        now=MONDAY,
    )


def test_the_sro_and_the_compliance_team_are_to_be_told_and_nobody_else(office: Office) -> None:
    told = tell(office, action=office.action(), lead=office.person(LEAD), day=date(2022, 12, 1))
    assert told.what == f"{office.person(LEAD).name} no longer leads 1.1.1 from 1 December 2022"
    assert [person.key for person in told.told] == [SRO, OFFICER]
    assert "I have changed nothing" in told.words
    (entry,) = office.audited("report_lead_change")
    assert entry["content"] == {"actions": [REF], "lead": LEAD, "successor": "", "from": "2022-12-01"}


def test_whoever_says_it_is_not_told_it_back(office: Office) -> None:
    assert [person.key for person in tell(office, by=SRO, action=office.action()).told] == [OFFICER]


def test_somebody_else_of_the_same_name_is_told_all_the_same(office: Office) -> None:
    office.person(SRO).name = office.person(OFFICER).name = office.person(LEAD).name
    assert [person.key for person in tell(office, action=office.action()).told] == [SRO, OFFICER]


def test_of_somebody_who_has_left_it_is_all_that_they_lead_and_the_speaker_has_a_say_in(office: Office) -> None:
    office.appoint(LEAD, "Service Manager CAMHS")
    every = tell(office, by=OFFICER, lead=office.person(LEAD)).refs
    theirs = tell(office, by=SRO, lead=office.person(LEAD)).refs
    assert "4.2.2" in set(every) - set(theirs), "the SRO of area 1 has no say in area 4"
    assert REF in theirs


def test_who_takes_over_is_named_and_still_nothing_changes(office: Office) -> None:
    told = tell(office, by=DEPUTY, action=office.action(), successor=office.person(STRANGER))
    assert told.what == f"There is another lead for 1.1.1; {office.person(STRANGER).name} is said to take over"
    assert "the register names the same lead" in told.words


def test_whoever_has_no_say_passes_nothing_on(office: Office) -> None:
    with pytest.raises(NotYoursToAsk):
        tell(office, by=STRANGER, action=office.action())
    with pytest.raises(LeadsNothing):
        tell(office, by=OFFICER, lead=office.person("board-chair"))
    assert [entry["actor"] for entry in office.audited("refused")] == [STRANGER]
    assert office.audited("report_lead_change") == []
