"""Whom Teams cannot reach is written to, and the other way round; nobody is tried again who sent the bot away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, time, timedelta

import pytest
from sqlmodel import Session, select

from bot.delivery_faults import DeliveryFault, FaultKind, fault_of
from store import tables
from store.queries.asking import revive_unreached
from store.types import ContactRoute, MessageStatus
from store.working_days import london_moment
from tests.bot.outbox import Outbox, outbox
from tests.bot.stub_messengers import StubMessenger
from tests.conftest import Store
from tests.scenarios.running_bot import LEAD, OFFICER, QUIET, REMINDER

MINUTE = timedelta(minutes=1)
NEXT_RUNG = london_moment(date(2023, 3, 17), time(9, 31))
BLOCKED = fault_of(403, "BotNotInConversationRoster", None)


@pytest.fixture
async def box(sample_store: Store) -> AsyncIterator[Outbox]:
    """Both routes, and everybody has a chat and an address."""
    async with outbox(sample_store, email=StubMessenger()) as one:
        reachable(one)
        yield one


@pytest.fixture
async def without_email(sample_store: Store) -> AsyncIterator[Outbox]:
    async with outbox(sample_store) as one:
        reachable(one)
        yield one


def reachable(box: Outbox) -> None:
    def add(session: Session) -> None:
        for person in session.exec(select(tables.Person)):
            person.email = f"{person.key}@bradford.example"
            session.add(
                tables.Conversation(
                    person_id=person.id, tenant_id="t", service_url="https://teams.example/",
                    conversation_id=f"a:{person.key}", seen_at=QUIET,
                )
            )  # fmt: skip

    box.change(add)


def conversation(box: Outbox) -> tables.Conversation:
    (found,) = box.all(select(tables.Conversation).where(tables.Conversation.conversation_id == f"a:{LEAD}"))
    return found


async def test_somebody_who_blocked_the_bot_gets_the_same_message_by_email(box: Outbox) -> None:
    """`design.md` section 4, promise 5."""
    box.teams.script(LEAD, BLOCKED)
    await box.tick(REMINDER)
    assert box.email is not None
    assert (box.teams.to(LEAD), box.email.reached) == ([], [LEAD])
    (message,) = box.messages_of(LEAD)
    assert (message.status, message.route) == (MessageStatus.SENT, ContactRoute.EMAIL)
    assert message.tried == "teams: unreachable, status 403, BotNotInConversationRoster"
    assert not conversation(box).installed


async def test_teams_is_not_tried_again_until_they_come_back(box: Outbox) -> None:
    """`peers.md`, fault 14: there a 403 is tried again the next time."""
    box.teams.script(LEAD, BLOCKED)
    await box.tick(REMINDER)
    await box.tick(NEXT_RUNG)
    assert box.teams.tried.count(LEAD) == 1
    assert box.email is not None
    assert box.email.reached.count(LEAD) == 2


async def test_nor_is_somebody_in_whose_teams_the_bot_never_was(box: Outbox) -> None:
    box.change(lambda session: session.delete(conversation(box)))
    box.teams.script(LEAD, BLOCKED)
    await box.tick(REMINDER)
    await box.tick(NEXT_RUNG)
    assert box.teams.tried.count(LEAD) == 1
    assert box.email is not None
    assert box.email.reached.count(LEAD) == 2


async def test_an_address_that_the_mail_server_refuses_is_marked_and_teams_is_used_instead(box: Outbox) -> None:
    def by_email(session: Session) -> None:
        session.get_one(tables.Person, box.person(LEAD).id).route = ContactRoute.EMAIL

    box.change(by_email)
    assert box.email is not None
    box.email.script(LEAD, DeliveryFault(FaultKind.UNREACHABLE, 550, "no such mailbox"))
    await box.tick(REMINDER)
    (message,) = box.messages_of(LEAD)
    assert (message.status, message.route) == (MessageStatus.SENT, ContactRoute.TEAMS)
    assert message.tried == "email: unreachable, status 550, no such mailbox"
    assert box.person(LEAD).email_fault == "status 550, no such mailbox"
    assert box.audit_holds()
    await box.tick(NEXT_RUNG)
    assert box.email.tried.count(LEAD) == 1


@pytest.mark.parametrize("fault", [fault_of(502, "", None), DeliveryFault(FaultKind.UNCONFIRMED, 0, "TimeoutError")])
async def test_what_may_have_arrived_does_not_come_a_second_time_by_another_route(
    box: Outbox, fault: DeliveryFault
) -> None:
    box.teams.script(LEAD, fault)
    await box.tick(REMINDER)
    await box.tick(REMINDER + timedelta(hours=3))
    assert box.email is not None
    assert (box.email.tried, box.teams.tried.count(LEAD)) == ([], 1)
    assert box.messages_of(LEAD)[0].status is MessageStatus.UNCONFIRMED


async def test_when_no_route_reaches_somebody_the_compliance_team_is_told_once_that_day(box: Outbox) -> None:
    """`peers.md`, faults 4 and 7: there it counts as reminded, or nobody knows."""
    box.teams.script(LEAD, BLOCKED)
    assert box.email is not None
    box.email.script(LEAD, DeliveryFault(FaultKind.UNREACHABLE, 550, "no such mailbox"))
    await box.tick(REMINDER)
    (failed,) = box.messages_of(LEAD)
    assert (failed.status, failed.fault) == (MessageStatus.FAILED, "unreachable: status 550, no such mailbox")
    await box.tick(REMINDER + 3 * MINUTE)
    (told,) = [reply for reply in box.teams.to(OFFICER) if "did not arrive" in reply.summary]
    assert "Service Manager CAMHS cannot be reached by any route" in str(told.card)
    assert "BotNotInConversationRoster" in str(told.card)
    assert "no such mailbox" in str(told.card)


async def test_nobody_is_told_of_their_own_unreachability(without_email: Outbox) -> None:
    people = [person.key for person in without_email.all(select(tables.Person))]
    for person in people:
        without_email.teams.script(person, *[BLOCKED] * 10)
    await without_email.tick(REMINDER)
    await without_email.tick(REMINDER + MINUTE)
    await without_email.tick(REMINDER + 3 * MINUTE)
    (told,) = [message for message in without_email.messages_of(OFFICER) if message.slot.startswith("notice:undeliver")]
    assert "Service Manager CAMHS cannot be reached" in told.body
    assert "SEND Compliance Officer" not in told.body


async def test_who_comes_back_the_same_day_gets_the_message_in_teams_after_all(box: Outbox) -> None:
    box.teams.script(LEAD, BLOCKED)
    assert box.email is not None
    box.email.script(LEAD, DeliveryFault(FaultKind.UNREACHABLE, 550, "no such mailbox"))
    await box.tick(REMINDER)

    def comes_back(session: Session) -> int:
        person = session.exec(select(tables.Person).where(tables.Person.key == LEAD)).one()
        chat = session.exec(select(tables.Conversation).where(tables.Conversation.person_id == person.id)).one()
        chat.installed = True
        return revive_unreached(session, person.id or 0, REMINDER + MINUTE)

    assert box.do(comes_back) == 1
    await box.tick(REMINDER + MINUTE)
    assert len(box.teams.to(LEAD)) == 1
    assert box.messages_of(LEAD)[0].status is MessageStatus.SENT
