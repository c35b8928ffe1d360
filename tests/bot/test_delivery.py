"""Each answer of the connector, and what becomes of the message (`design.md` section 9, "Asking")."""

from __future__ import annotations

import errno
import socket
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime

import pytest
from sqlmodel import Session, col, select

from bot.database import Database
from bot.delivery import Delivery
from bot.delivery.outcomes import JITTER, MOST_ATTEMPTS
from bot.messenger import Addressee, Receipt
from bot.turns import Replacement, Reply
from store import tables
from store.queries.asking import REQUESTS_SLOT
from store.types import ContactRoute, MessageStatus
from store.working_days import london_moment
from tests.conftest import Store
from tests.scenarios.fake_teams import FakeTeams, Scripted
from tests.scenarios.running_bot import (
    LEAD,
    QUIET,
    REMINDER,
    HandHeldClock,
    Member,
    RunningBot,
    buttons,
    running,
    words,
)

MINUTE = timedelta(minutes=1)
REFUSED_CONNECTION = ConnectionRefusedError(errno.ECONNREFUSED, "refused")


@pytest.fixture
async def lead(bot: RunningBot, clock: HandHeldClock) -> Member:
    """On the morning of a reminder, everybody reachable."""
    bot.everybody_has_the_app()
    clock.now = REMINDER
    return bot.member(LEAD)


def message_of(lead: Member) -> tables.Message:
    (message,) = lead.bot.messages_of(lead)
    return message


async def tick_at(lead: Member, clock: HandHeldClock, moment: datetime) -> None:
    clock.now = moment
    await lead.bot.delivery.tick()


@pytest.mark.parametrize("status", [412, 429, 503])
async def test_what_surely_did_not_arrive_is_tried_again(lead: Member, clock: HandHeldClock, status: int) -> None:
    lead.bot.teams.script(lead.chat, Scripted(status))
    await tick_at(lead, clock, REMINDER)
    assert message_of(lead).status is MessageStatus.PLANNED
    assert MINUTE <= message_of(lead).send_at - REMINDER <= MINUTE * (1 + JITTER)
    await tick_at(lead, clock, REMINDER + MINUTE / 2)
    assert lead.inbox == []
    await tick_at(lead, clock, REMINDER + 2 * MINUTE)
    assert len(lead.inbox) == 1
    message = message_of(lead)
    assert (message.status, message.attempts, message.fault) == (MessageStatus.SENT, 2, "")


@pytest.mark.parametrize("status", [429, 503])
async def test_the_service_says_itself_when_to_come_back(lead: Member, clock: HandHeldClock, status: int) -> None:
    lead.bot.teams.script(lead.chat, Scripted(status, "Throttled", retry_after="600"))
    await tick_at(lead, clock, REMINDER)
    assert REMINDER + 10 * MINUTE <= message_of(lead).send_at <= REMINDER + 11 * MINUTE
    await tick_at(lead, clock, REMINDER + 9 * MINUTE)
    assert lead.inbox == []
    await tick_at(lead, clock, REMINDER + 11 * MINUTE)
    assert len(lead.inbox) == 1


async def test_it_may_say_so_with_a_moment_of_its_own_clock(lead: Member, clock: HandHeldClock) -> None:
    now = datetime.now(UTC)
    lead.bot.teams.script(lead.chat, Scripted(503, retry_after=format_datetime(now + 30 * MINUTE, usegmt=True)))
    await tick_at(lead, clock, REMINDER)
    assert REMINDER + 29 * MINUTE <= message_of(lead).send_at <= REMINDER + 32 * MINUTE


async def test_waiting_grows_with_each_attempt_and_ends(lead: Member, clock: HandHeldClock) -> None:
    lead.bot.teams.script(lead.chat, *[Scripted(503)] * MOST_ATTEMPTS)
    clock.now = REMINDER
    waited: list[timedelta] = []
    for _ in range(MOST_ATTEMPTS - 1):
        await lead.bot.delivery.tick()
        waited.append(message_of(lead).send_at - clock.now)
        clock.now = message_of(lead).send_at
    for number, wait in enumerate(waited):
        assert MINUTE * 2**number <= wait <= MINUTE * 2**number * (1 + JITTER)
    await lead.bot.delivery.tick()
    assert message_of(lead).status is MessageStatus.FAILED
    await tick_at(lead, clock, clock.now + timedelta(hours=3))
    assert lead.inbox == []


async def test_a_refused_connection_is_tried_again(lead: Member, clock: HandHeldClock) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{free.getsockname()[1]}/teams/"

    def set_service(session: Session, url: str) -> None:
        session.exec(
            select(tables.Conversation).where(tables.Conversation.person_id == lead.id)
        ).one().service_url = url

    lead.bot.change(lambda session: set_service(session, closed))
    await tick_at(lead, clock, REMINDER)
    assert message_of(lead).status is MessageStatus.PLANNED
    lead.bot.change(lambda session: set_service(session, lead.bot.teams.service_url))
    await tick_at(lead, clock, REMINDER + 2 * MINUTE)
    assert message_of(lead).status is MessageStatus.SENT


@pytest.mark.parametrize(
    "answer", [Scripted(500), Scripted(502), Scripted(504), Scripted(reset=True)], ids=["500", "502", "504", "reset"]
)
async def test_what_may_have_arrived_is_unconfirmed_and_never_repeated(
    lead: Member, clock: HandHeldClock, answer: Scripted
) -> None:
    lead.bot.teams.script(lead.chat, answer)
    await tick_at(lead, clock, REMINDER)
    assert message_of(lead).status is MessageStatus.UNCONFIRMED
    assert message_of(lead).fault.startswith("unconfirmed")
    for later in (MINUTE, timedelta(hours=3), timedelta(days=3), timedelta(days=4)):
        await tick_at(lead, clock, REMINDER + later)
    assert lead.inbox == []
    assert len(lead.bot.teams.refused) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, "rejected"), (401, "rejected"), (403, "unreachable"), (413, "rejected")],
)
async def test_what_was_refused_has_failed_and_is_shown(
    lead: Member, clock: HandHeldClock, status: int, kind: str
) -> None:
    lead.bot.teams.script(lead.chat, Scripted(status, "SomeCode"))
    await tick_at(lead, clock, REMINDER)
    assert message_of(lead).status is MessageStatus.FAILED
    assert message_of(lead).fault == f"{kind}: status {status}, SomeCode"
    await tick_at(lead, clock, REMINDER + timedelta(hours=1))
    assert lead.inbox == []


async def test_a_chat_whose_history_was_removed_is_opened_again_once(lead: Member, clock: HandHeldClock) -> None:
    """404 ConversationNotFound: "drop the id, recreate once" (`teams-platform.md` 3.3)."""
    lead.bot.teams.script(lead.chat, Scripted(404, "ConversationNotFound"))
    await tick_at(lead, clock, REMINDER)
    await tick_at(lead, clock, REMINDER + MINUTE)
    (created,) = lead.bot.teams.created
    assert created["members"] == [{"id": lead.entra_object_id}]
    assert len(lead.bot.teams.sent_to(f"a:chat-with-{lead.entra_object_id}")) == 1
    assert message_of(lead).status is MessageStatus.SENT


async def test_the_fault_of_one_touches_nobody_else(lead: Member, clock: HandHeldClock) -> None:
    chats = [row.conversation_id for row in lead.bot.all(select(tables.Conversation))]
    for chat, answer in zip(
        chats, [Scripted(403), Scripted(500), Scripted(reset=True), Scripted(503)] * 2, strict=False
    ):
        lead.bot.teams.script(chat, answer)
    await tick_at(lead, clock, REMINDER)
    # The compliance team's notice of it waits a little, for all that goes wrong in the round.
    messages = lead.bot.all(select(tables.Message).where(tables.Message.slot == REQUESTS_SLOT))
    sent = [message for message in messages if message.status is MessageStatus.SENT]
    assert len(sent) == len(lead.bot.teams.sent) == len(messages) - len(lead.bot.teams.refused)
    assert 0 < len(lead.bot.teams.refused) < len(messages)
    assert not [message for message in messages if message.status is MessageStatus.CLAIMED]


async def test_too_many_requests_hold_everybody_up_until_the_service_takes_more(
    lead: Member, clock: HandHeldClock
) -> None:
    chats = [row.conversation_id for row in lead.bot.all(select(tables.Conversation))]
    for chat in chats:
        lead.bot.teams.script(chat, Scripted(429, "Throttled", retry_after="300"))
    await tick_at(lead, clock, REMINDER)
    asked = len(lead.bot.teams.refused)
    assert lead.bot.teams.sent == []
    assert 0 < asked < 20  # those that had left before the first answer came; nobody after it
    waiting = lead.bot.all(select(tables.Message))
    assert {message.status for message in waiting} == {MessageStatus.PLANNED}
    assert sum(message.attempts for message in waiting) == asked
    await tick_at(lead, clock, REMINDER + 4 * MINUTE)
    assert len(lead.bot.teams.refused) == asked
    for chat in chats:
        lead.bot.teams.forget_script(chat)
    await tick_at(lead, clock, REMINDER + 6 * MINUTE)
    assert len(lead.bot.teams.sent) == len(waiting)


async def test_each_outcome_is_audited_and_counted(lead: Member, clock: HandHeldClock) -> None:
    lead.bot.teams.script(lead.chat, Scripted(403, "BotDisabledByAdmin"))
    await tick_at(lead, clock, REMINDER)
    (entry,) = [entry for entry in lead.bot.audited("deliver_message") if entry.subject == LEAD]
    assert "BotDisabledByAdmin" in entry.content
    assert lead.bot.audit_holds()
    async with lead.bot.client.get("/metrics") as answer:
        metrics = await answer.text()
    assert 'sendbot_messages_total{route="teams",status="failed"} 1.0' in metrics
    assert 'sendbot_messages_total{route="teams",status="sent"}' in metrics
    assert "sendbot_messages_waiting 0.0" in metrics


async def test_a_retry_keeps_the_quiet_hours(lead: Member, clock: HandHeldClock) -> None:
    """Nothing after 17:30; it comes on the next working day (`design.md` section 4, promises 4 and 8)."""
    lead.bot.teams.script(lead.chat, Scripted(503, retry_after="1200"))
    await tick_at(lead, clock, london_moment(date(2023, 3, 3), time(17, 20)))
    for quiet in (time(17, 41), time(20, 0), time(23, 59)):
        await tick_at(lead, clock, london_moment(date(2023, 3, 3), quiet))
    await tick_at(lead, clock, london_moment(date(2023, 3, 4), time(11, 0)))  # a Saturday
    assert lead.inbox == []
    await tick_at(lead, clock, london_moment(date(2023, 3, 6), time(9, 31)))
    assert len(lead.inbox) == 1


async def test_a_message_left_over_from_an_earlier_day_does_not_come_beside_todays(
    lead: Member, clock: HandHeldClock
) -> None:
    """One message a person and day, and never the backlog."""
    lead.bot.teams.script(lead.chat, Scripted(503, retry_after="3600"))
    await tick_at(lead, clock, REMINDER)
    await tick_at(lead, clock, london_moment(date(2023, 3, 17), time(9, 31)))
    await tick_at(lead, clock, london_moment(date(2023, 3, 17), time(9, 32)))
    (request,) = lead.inbox
    assert "Update 4.2.2 milestone 1" in words(request.card)


async def test_a_claim_left_by_a_dead_process_is_unconfirmed_at_the_next_start(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock
) -> None:
    async with running(sample_store, teams, clock) as first:
        first.everybody_has_the_app()
        lead = first.member(LEAD)
        teams.script(lead.chat, Scripted(503))
        clock.now = REMINDER
        await first.delivery.tick()

        def die_while_sending(session: Session) -> None:
            message = session.exec(select(tables.Message).where(tables.Message.person_id == lead.id)).one()
            message.status, message.claimed_at = MessageStatus.CLAIMED, REMINDER + MINUTE
            message.claimed_by = "a copy that is no more"

        first.change(die_while_sending)
    sent = len(teams.sent)
    clock.now = REMINDER + 15 * MINUTE  # on PostgreSQL a younger claim may be another live copy's
    async with running(sample_store, teams, clock) as second:
        await second.delivery.tick()
        message = message_of(second.member(LEAD))
        assert message.status is MessageStatus.UNCONFIRMED
        assert "the program stopped" in message.fault
        assert any("the program stopped" in entry.content for entry in second.audited("deliver_message"))
    assert len(teams.sent) == sent


async def test_an_unconfirmed_message_is_answered_like_any_other(lead: Member, clock: HandHeldClock) -> None:
    """It may have arrived after all."""
    lead.bot.teams.script(lead.chat, Scripted(502))
    await tick_at(lead, clock, REMINDER)
    (lost,) = lead.bot.teams.refused
    said = await lead.presses(
        {**buttons(lost.card)["Save update"], "rating": "GREEN", "narrative": "The criteria are out for comment."}
    )
    assert "Recorded: 4.2.2 milestone 1" in words(said.card)


async def test_nobody_is_chased_for_a_message_that_did_not_arrive(lead: Member, clock: HandHeldClock) -> None:
    """The SRO hears only of those who were reached and did not answer (promise 5)."""
    lead.bot.teams.script(lead.chat, *[Scripted(403)] * 40)
    day = date(2023, 3, 31)
    while day < date(2023, 5, 20):
        await tick_at(lead, clock, london_moment(day, time(9, 31)))
        day += timedelta(days=1)
    item = lead.bot.item("4.2.2", 1)
    asked = lead.bot.all(select(tables.Request).where(tables.Request.item == item))
    assert {request.person_id for request in asked} == {lead.id}


# A messenger with a fault of its own, and a connector whose network fails


class OneBreaks:
    """Sends to everybody but one, for whom something unforeseen happens."""

    def __init__(self, unlucky: str) -> None:
        self.unlucky, self.sent = unlucky, []

    async def send(self, addressee: Addressee, reply: Reply) -> Receipt:
        del reply
        if addressee.person_key == self.unlucky:
            raise RuntimeError("something nobody thought of")
        self.sent.append(addressee.person_key)
        return Receipt(f"1:{len(self.sent)}", addressee.place)

    async def replace(self, replacement: Replacement) -> None:
        del replacement


@pytest.fixture
async def database(sample_store: Store) -> AsyncIterator[Database]:
    opened = Database(sample_store.database_url)
    yield opened
    opened.close()


async def test_a_surprise_with_one_person_touches_nobody_else_and_is_never_repeated(
    sample_store: Store, database: Database
) -> None:
    clock, messenger = HandHeldClock(QUIET), OneBreaks(LEAD)
    delivery = Delivery(database, clock, sample_store.audit, {ContactRoute.TEAMS: messenger})
    clock.now = REMINDER
    sent = await delivery.tick()
    assert sent == len(messenger.sent) > 15
    clock.now = REMINDER + timedelta(hours=1)
    assert await delivery.tick() == 0
    with Session(database.engine) as session:
        left = session.exec(select(tables.Message).where(col(tables.Message.status) != MessageStatus.SENT)).all()
    (unlucky,) = left
    assert unlucky.status in {MessageStatus.UNCONFIRMED, MessageStatus.FAILED}
    assert unlucky.fault
