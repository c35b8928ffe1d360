"""Partners who are asked by email and answer behind a personal link."""

from __future__ import annotations

from datetime import date, time, timedelta
from urllib.parse import urljoin

from sqlmodel import Session, col, select

from store import tables
from store.types import ContactRoute, MessageStatus, UpdateSource
from store.working_days import london_moment
from tests.conftest import Store
from tests.scenarios.fake_teams import FakeTeams, Scripted
from tests.scenarios.mail_server import HANG_UP, MailServer, part
from tests.scenarios.partner import ADDRESS, MAIL_FROM, Partner, answers_by_email, bot_with_mail, mail, partner
from tests.scenarios.running_bot import (
    BUSY_LEAD,
    LEAD,
    REMINDER,
    HandHeldClock,
    RunningBot,
    words,
)

__all__ = ["mail", "partner"]

ITEM = "4.2.2 milestone 1"
MINUTE = timedelta(minutes=1)


async def days(bot: RunningBot, clock: HandHeldClock, first: date, last: date) -> None:
    """Each morning's tick."""
    day = first
    while day <= last:
        clock.now = london_moment(day, time(9, 31))
        await bot.delivery.tick()
        day += timedelta(days=1)


async def test_a_partner_answers_by_email_from_the_request_to_the_record(
    partner: Partner, clock: HandHeldClock
) -> None:
    (email,) = partner.mail.to(ADDRESS)
    assert email["Subject"] == f"Update needed: 1 milestone and 1 action, first {ITEM}, Due 31 March 2023"
    assert ITEM in part(email, "plain")
    assert partner.member.inbox == []
    before = partner.bot.updates()
    where = partner.form_link("4.2.2", 1)

    for _ in range(2):  # a mail filter follows the link, and whatever it finds behind it
        listed = await partner.opens()
        assert "2 of 2 updates still to give" in listed.words
        for href in listed.links.values():
            assert (await partner.opens(urljoin(partner.link, href))).status == 200
    assert partner.bot.updates() == before

    said = "The criteria wait for the Trust’s sign-off."
    form = await partner.opens(where)
    refused = await partner.sends(form, where, rating="RED", narrative=said)
    assert refused.status == 422
    assert "Red needs its cause" in refused.words
    assert (refused.fields["rating"], refused.fields["narrative"]) == ("RED", said)
    assert partner.bot.updates() == before

    recorded = await partner.sends(
        refused,
        where,
        cause="The panel meets in April.",
        recovery="Ask the panel to decide in writing.",
        forecast="28/4/2023",
    )
    listed = await partner.follows(recorded, where)
    assert f"Recorded: {ITEM}" in listed.words
    assert "The panel meets in April." in listed.words
    assert "1 of 2 updates still to give" in listed.words
    (update,) = partner.bot.updates()[len(before) :]
    assert (update.person_id, update.source, update.rating_code) == (partner.member.id, UpdateSource.WEB, "RED")
    assert (update.forecast, update.narrative) == (date(2023, 4, 28), said)

    whole = urljoin(partner.link, listed.links["Update 4.2.2"])
    await partner.sends(await partner.opens(whole), whole, rating="GREEN", narrative="All else is going to plan.")
    requests = partner.bot.all(select(tables.Request).where(tables.Request.person_id == partner.member.id))
    assert requests
    assert all(request.closed_by_update_id for request in requests)
    assert partner.bot.audit_holds()

    # What was asked before the answer is not asked again: the next rung is ten working days before the date.
    await days(partner.bot, clock, date(2023, 3, 4), date(2023, 3, 16))
    assert len(partner.mail.to(ADDRESS)) == 1


async def test_the_link_of_a_single_item_leads_straight_to_its_form(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock, mail: MailServer
) -> None:
    async with bot_with_mail(sample_store, teams, clock, mail) as bot:
        partner = Partner(answers_by_email(bot), mail)
        bot.change(_no_board_meets)
        clock.now = REMINDER
        await bot.delivery.tick()
        form = await partner.opens()
        assert form.action == "./" + bot.item("4.2.2", 1)
        listed = await partner.follows(await partner.sends(form, rating="GREEN", narrative="All are agreed."))
        assert "Answered, thank you" in listed.words


def _no_board_meets(session: Session) -> None:
    for table in (tables.Cycle, tables.Meeting):
        for row in session.exec(select(table)):
            session.delete(row)


async def test_a_later_request_stands_in_the_thread_of_the_first(partner: Partner, clock: HandHeldClock) -> None:
    await days(partner.bot, clock, date(2023, 3, 17), date(2023, 3, 17))
    first, second = partner.mail.to(ADDRESS)
    assert second["In-Reply-To"] == first["Message-ID"]
    assert first["Message-ID"] != second["Message-ID"]
    message = partner.bot.messages_of(partner.member)[0]
    assert (message.status, message.activity_id) == (MessageStatus.SENT, first["Message-ID"])
    assert message.conversation_id is None


async def test_an_address_that_the_server_refuses_is_marked_and_not_written_to_again(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock, mail: MailServer
) -> None:
    mail.script.refused[ADDRESS] = "550 5.1.1 No such mailbox at the trust"
    async with bot_with_mail(sample_store, teams, clock, mail) as bot:
        member = answers_by_email(bot)
        clock.now = REMINDER
        await bot.delivery.tick()
        person = bot.one(select(tables.Person).where(tables.Person.key == LEAD))
        assert "No such mailbox at the trust" in person.email_fault
        (message,) = bot.messages_of(member)
        assert message.status is MessageStatus.FAILED
        assert "No such mailbox" in message.fault
        assert bot.audit_holds()

        mail.script.refused.clear()
        await days(bot, clock, date(2023, 3, 4), date(2023, 3, 17))
        assert mail.to(ADDRESS) == []


async def test_whom_teams_cannot_reach_is_written_to_by_email(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock, mail: MailServer
) -> None:
    async with bot_with_mail(sample_store, teams, clock, mail) as bot:
        bot.everybody_has_the_app()
        member = answers_by_email(bot)

        def by_teams(session: Session) -> None:
            session.get_one(tables.Person, member.id).route = ContactRoute.TEAMS

        bot.change(by_teams)
        teams.script(member.chat, Scripted(403, "BotDisabledByAdmin"))
        clock.now = REMINDER
        await bot.delivery.tick()
        assert member.inbox == []
        assert len(mail.to(ADDRESS)) == 1
        form = await Partner(member, mail).opens()
        assert form.status == 200


async def test_a_server_that_hangs_up_after_the_text_gets_it_no_second_time(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock, mail: MailServer
) -> None:
    mail.script.data = HANG_UP
    async with bot_with_mail(sample_store, teams, clock, mail) as bot:
        member = answers_by_email(bot)
        clock.now = REMINDER
        await bot.delivery.tick()
        mail.script.data = "250 OK"
        for minutes in (1, 5, 60):
            clock.now = REMINDER + minutes * MINUTE
            await bot.delivery.tick()
        (message,) = bot.messages_of(member)
        assert message.status is MessageStatus.UNCONFIRMED
        assert mail.to(ADDRESS) == []


async def test_a_greylisting_server_gets_it_again_a_little_later(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock, mail: MailServer
) -> None:
    mail.script.refused[ADDRESS] = "451 4.7.1 Greylisted, come back"
    async with bot_with_mail(sample_store, teams, clock, mail) as bot:
        member = answers_by_email(bot)
        clock.now = REMINDER
        await bot.delivery.tick()
        (message,) = bot.messages_of(member)
        assert message.status is MessageStatus.PLANNED
        mail.script.refused.clear()
        clock.now = message.send_at + MINUTE
        await bot.delivery.tick()
        assert len(mail.to(ADDRESS)) == 1


async def test_an_answer_on_the_web_shows_on_the_card_of_a_co_lead(partner: Partner) -> None:
    """Theirs is the same item, and their card still asks for it."""
    bot = partner.bot
    colleague = bot.member(BUSY_LEAD)
    message = bot.messages_of(partner.member)[0]

    def ask_colleague_too(session: Session) -> None:
        asked = session.exec(
            select(tables.Request).where(
                tables.Request.message_id == message.id, col(tables.Request.milestone_id).is_not(None)
            )
        ).first()
        theirs = session.exec(select(tables.Message).where(tables.Message.person_id == colleague.id)).first()
        assert asked
        assert theirs
        values = asked.model_dump(exclude={"id"}) | {"person_id": colleague.id, "message_id": theirs.id}
        session.add(tables.Request(**values))

    bot.change(ask_colleague_too)
    where = partner.form_link("4.2.2", 1)
    await partner.sends(await partner.opens(where), where, rating="GREEN", narrative="The criteria are agreed.")
    await bot.teams.until(lambda: bool(bot.teams.replaced_in(colleague.chat)))
    shown = words(bot.teams.replaced_in(colleague.chat)[-1].card)
    assert f"{ITEM}" in shown
    assert "Recorded: Green" in shown


async def test_the_address_that_it_comes_from_is_the_one_set(partner: Partner) -> None:
    (email,) = partner.mail.to(ADDRESS)
    assert MAIL_FROM in email["From"]
