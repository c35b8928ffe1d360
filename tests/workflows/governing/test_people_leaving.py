"""A lead who leaves in mid-plan: the next holder is asked, the last one may not answer any more, nothing stays open."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlmodel import select

from reminders.planning import plan_messages
from store import tables
from store.types import MessageStatus
from store.working_days import london_moment
from tests.workflows.governing.office import DEPUTY, LEAD, OFFICER, SRO, STRANGER, Office, at
from tests.workflows.register import GREEN
from workflows.governing.refusals import NotYoursToAsk
from workflows.updates.refusals import NotYours

FIRST_RUNG, SECOND_RUNG = date(2022, 11, 2), date(2022, 11, 16)
LAST_DAY, FIRST_DAY = date(2022, 11, 8), date(2022, 11, 9)
SUCCESSOR = STRANGER


@pytest.fixture
def office(office: Office) -> Office:
    """The lead of 1.1.1 was asked on 2 November and leaves on the 8th without an answer."""
    plan_messages(office.session, office.audit, london_moment(FIRST_RUNG, time(9, 30)), plan_id=office.plan.id)
    for message in office.session.exec(select(tables.Message)):
        message.status, message.sent_at = MessageStatus.SENT, at(FIRST_RUNG)
    office.leave_post(LEAD, LAST_DAY)
    return office


def succeed(office: Office) -> None:
    office.appoint(SUCCESSOR, "Strategic Manager SEND", starts=FIRST_DAY)


def open_requests(office: Office) -> list[tables.Request]:
    mine = select(tables.Request).where(
        tables.Request.milestone_id == office.milestone().id, tables.Request.closed_at.is_(None)
    )
    return list(office.session.exec(mine))


def test_on_their_last_day_they_still_answer_and_on_the_next_they_do_not(office: Office) -> None:
    succeed(office)
    office.say(GREEN, now=at(LAST_DAY))
    with pytest.raises(NotYours):
        office.say(GREEN, now=at(FIRST_DAY))
    with pytest.raises(NotYoursToAsk):
        office.request(date(2023, 1, 31), now=at(FIRST_DAY))


def test_the_next_holder_is_asked_from_their_first_day_on_and_the_last_one_is_not(office: Office) -> None:
    succeed(office)
    assert {person for person, _, _ in office.asked_on(LAST_DAY)} == set()
    assert {person for person, _, _ in office.asked_on(FIRST_DAY)} == {SUCCESSOR}
    assert {person for person, _, _ in office.asked_on(SECOND_RUNG)} == {SUCCESSOR}


def test_the_next_holders_answer_closes_what_the_last_one_was_asked(office: Office) -> None:
    succeed(office)
    assert [request.person_id for request in open_requests(office)] == [office.person(LEAD).id]
    recorded = office.say(GREEN, by=SUCCESSOR, now=at(FIRST_DAY))
    assert recorded.given.on_behalf_of == ""
    assert open_requests(office) == []


def test_with_the_post_vacant_the_deputy_is_asked_and_with_no_deputy_the_sro(office: Office) -> None:
    assert {person for person, _, _ in office.asked_on(SECOND_RUNG)} == {DEPUTY}
    office.leave_post(DEPUTY, LAST_DAY)
    assert {person for person, _, _ in office.asked_on(SECOND_RUNG)} == {SRO}


def test_a_deputy_of_a_vacant_post_speaks_in_their_own_name(office: Office) -> None:
    assert office.say(GREEN, by=DEPUTY, now=at(FIRST_DAY)).given.on_behalf_of == ""
    assert office.request(date(2023, 1, 31), by=DEPUTY, now=at(FIRST_DAY)).requested_by == (office.person(DEPUTY).name)


def test_what_a_lead_asked_for_before_leaving_is_still_decided(office: Office) -> None:
    office.request(date(2023, 1, 31), now=at(LAST_DAY))
    told = office.approve(by=OFFICER, on_behalf_of=SRO, now=at(FIRST_DAY))
    assert (told.to_due, told.requested_by) == (date(2023, 1, 31), office.person(LEAD).name)
