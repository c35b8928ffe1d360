"""The report put into its reader's own OneDrive: offered, allowed or declined, and everything that can go wrong."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.links import FileOffer, LinkSigner, ReportLink
from store import tables
from tests.conftest import Store
from tests.scenarios.fake_teams import Call, FakeTeams, press
from tests.scenarios.onedrive import OneDrive, answers, consent_card, onedrive
from tests.scenarios.running_bot import (
    CHAIR,
    LEAD,
    OFFICER,
    PLAN,
    REMINDER,
    HandHeldClock,
    Member,
    RunningBot,
    buttons,
    links,
    running,
    without_cycles,
    words,
)

__all__ = ["onedrive"]

TO_ONEDRIVE = {"Word to my OneDrive": "docx", "Excel to my OneDrive": "xlsx", "PDF to my OneDrive": "pdf"}


@pytest.fixture
async def bot(sample_store: Store, teams: FakeTeams, clock: HandHeldClock) -> AsyncIterator[RunningBot]:
    without_cycles(sample_store)
    async with running(sample_store, teams, clock, upload_hosts=("127.0.0.1", "sharepoint.com")) as started:
        clock.now = REMINDER
        yield started


async def is_offered(member: Member, button: str = "Word to my OneDrive") -> Call:
    """The card by which Teams asks for consent, after the button of a report's card was pressed."""
    report = await member.writes("exception report now")
    return await presses_for(member, buttons(report.card)[button])


async def presses_for(member: Member, data: dict[str, Any]) -> Call:
    before = len(member.inbox)
    assert "Teams then asks" in (await member.presses(data)).message
    await member.bot.teams.until(lambda: len(member.inbox) > before)
    return member.inbox[-1]


async def hears(member: Member, count: int = 1) -> Call:
    """What comes into the chat next."""
    await member.bot.teams.until(lambda: len(member.inbox) >= count)
    return member.inbox[-1]


def outcome(bot: RunningBot) -> dict[str, Any]:
    (entry,) = bot.audited("save_file")
    return json.loads(entry.content)


@pytest.mark.parametrize(("button", "form"), TO_ONEDRIVE.items())
async def test_an_allowed_file_arrives_in_onedrive_and_in_the_chat(
    bot: RunningBot, onedrive: OneDrive, button: str, form: str
) -> None:
    officer = bot.member(OFFICER)
    offered = await is_offered(officer, button)
    card = consent_card(offered)
    assert card["name"] == f"exception-report-{PLAN}-2023-03-03.{form}"
    assert card["content"]["description"].startswith("Exception report (")
    before = len(officer.inbox)

    said = await answers(officer, offered, upload_url=onedrive.session())
    assert (said.status, said.text) == (200, "")
    await bot.teams.until(lambda: bool(bot.teams.deleted))

    (upload,) = onedrive.taken
    size = len(upload.content)
    assert upload.range == f"bytes 0-{size - 1}/{size}"
    assert upload.authorization == ""  # the bot's own token is for the connector alone
    (told,) = officer.inbox[before:]
    (info,) = told.body["attachments"]
    assert info == {
        "contentType": "application/vnd.microsoft.teams.card.file.info",
        "contentUrl": onedrive.session(),
        "name": card["name"],
        "content": {"uniqueId": "1150D938-8870-4044-9F2C-5BBDEBA70C9D", "fileType": form},
    }
    (gone,) = bot.teams.deleted
    assert (gone.conversation_id, gone.activity_id) == (officer.chat, offered.activity_id)
    (entry,) = bot.audited("download_report")
    content = json.loads(entry.content)
    assert (entry.plan_key, entry.actor, content["format"], content["to"]) == (PLAN, OFFICER, form, "OneDrive")
    assert content["sha256"] == hashlib.sha256(upload.content).hexdigest()
    assert outcome(bot)["saved"] is True
    assert bot.audit_holds()


async def test_the_size_that_is_offered_is_that_of_the_file(bot: RunningBot, onedrive: OneDrive) -> None:
    offered = await is_offered(bot.member(OFFICER), "Excel to my OneDrive")
    await answers(bot.member(OFFICER), offered, upload_url=onedrive.session())
    await bot.teams.until(lambda: bool(bot.teams.deleted))
    # The head of the audit is printed in the report, and it has moved on since the offer.
    assert abs(consent_card(offered)["content"]["sizeInBytes"] - len(onedrive.taken[0].content)) < 200


async def test_a_declined_file_is_not_saved_and_its_offer_goes_away(bot: RunningBot, onedrive: OneDrive) -> None:
    officer = bot.member(OFFICER)
    offered = await is_offered(officer)
    assert (await answers(officer, offered)).status == 200
    await bot.teams.until(lambda: bool(bot.teams.deleted))
    assert officer.inbox[-1].text == "Nothing was saved. The links to the report hold as before."
    assert onedrive.tried == 0
    assert [entry.actor for entry in bot.audited("decline_file")] == [OFFICER]
    assert bot.audited("download_report") == []


async def test_a_second_press_saves_no_second_file(bot: RunningBot, onedrive: OneDrive) -> None:
    officer = bot.member(OFFICER)
    offered = await is_offered(officer)
    await answers(officer, offered, upload_url=onedrive.session("1"))
    await bot.teams.until(lambda: bool(bot.teams.deleted))
    heard = len(officer.inbox)
    await answers(officer, offered, upload_url=onedrive.session("2"))
    await bot.stop()  # lets what was begun end
    assert len(onedrive.taken) == 1
    assert len(officer.inbox) == heard


async def test_an_offer_whose_file_was_on_its_way_when_the_program_stopped_is_not_met_with_silence(
    bot: RunningBot, onedrive: OneDrive
) -> None:
    officer = bot.member(OFFICER)
    offered = await is_offered(officer)
    signer = LinkSigner.from_file(bot.store.secrets / "links.key")
    offer = signer.read_offer(consent_card(offered)["content"]["acceptContext"]["offer"], REMINDER)

    def begun(session: Session) -> None:
        bot.audit.record(
            session,
            plan_key=PLAN,
            at=REMINDER - timedelta(minutes=3),
            actor=OFFICER,
            action="download_report",
            subject=f"exception report as at {offer.link.as_at.isoformat()}",
            content={"offer": offer.number},
        )

    bot.change(begun)
    await answers(officer, offered, upload_url=onedrive.session())
    await bot.teams.until(lambda: bool(bot.teams.deleted))
    assert "look there first" in words(officer.inbox[-1].card)
    assert onedrive.tried == 0


async def test_the_right_to_the_report_is_looked_up_again_when_it_is_allowed(
    bot: RunningBot, onedrive: OneDrive
) -> None:
    officer = bot.member(OFFICER)
    offered = await is_offered(officer)

    def no_role(session: Session) -> None:
        for role in session.exec(select(tables.Role)):
            session.delete(role)

    bot.change(no_role)
    await answers(officer, offered, upload_url=onedrive.session())
    await bot.teams.until(lambda: bool(bot.teams.deleted))
    assert "ask one of them for it" in officer.inbox[-1].text
    assert onedrive.tried == 0
    assert [entry.actor for entry in bot.audited("refused")] == [OFFICER]


async def test_an_offer_and_a_button_are_one_persons(bot: RunningBot, onedrive: OneDrive) -> None:
    officer, chair = bot.member(OFFICER), bot.member(CHAIR)
    report = await officer.writes("exception report now")
    offered = await presses_for(officer, buttons(report.card)["Word to my OneDrive"])
    assert "offered to somebody else" in (await chair.presses(buttons(report.card)["Word to my OneDrive"])).message
    await answers(chair, offered, upload_url=onedrive.session())
    assert "offered to somebody else" in chair.inbox[-1].text
    assert onedrive.tried == 0
    assert [entry.actor for entry in bot.audited("refused")] == [CHAIR, CHAIR]


def signed_offer(signer: LinkSigner, **others: Any) -> dict[str, Any]:
    fields = {"form": "docx", "valid_until": REMINDER + timedelta(hours=1)} | others
    link = ReportLink(OFFICER, PLAN, REMINDER, **fields)
    return {"offer": signer.sign_offer(FileOffer(link, "00"))}


@pytest.mark.parametrize("forged", ["key", "over", "form", "a link", "no token", "no text", "long"])
async def test_an_offer_that_is_not_the_bots_or_is_over_saves_nothing(
    bot: RunningBot, onedrive: OneDrive, forged: str
) -> None:
    officer = bot.member(OFFICER)
    offered = await is_offered(officer)
    signer = LinkSigner.from_file(bot.store.secrets / "links.key")
    link = ReportLink(OFFICER, PLAN, REMINDER, "docx", REMINDER + timedelta(hours=1))
    context: dict[str, Any] = {
        "key": signed_offer(LinkSigner(b"a guess" * 5)),
        "over": signed_offer(signer, valid_until=REMINDER - timedelta(seconds=1)),
        "form": signed_offer(signer, form="exe"),
        "a link": {"offer": signer.sign(link)},
        "no token": {},
        "no text": {"offer": 7},
        "long": {"offer": "a" * 100_000},
    }[forged]
    offered.body["attachments"][0]["content"]["acceptContext"] = context
    said = await answers(officer, offered, upload_url=onedrive.session())
    assert said.status in {200, 400}
    if said.status == 200:
        assert "That offer has run out and nothing was saved" in officer.inbox[-1].text
    assert onedrive.tried == 0
    assert bot.audited("download_report") == []


@pytest.mark.parametrize(
    "value",
    [None, "x", {}, {"action": "accept"}, {"action": "steal", "context": {"offer": "x"}},
     {"action": "accept", "context": {"offer": "x"}, "uploadInfo": {"uploadUrl": 7}}],
)  # fmt: skip
async def test_nonsense_in_place_of_an_answer_is_refused(bot: RunningBot, value: Any) -> None:
    officer = bot.member(OFFICER)
    said = await bot.post(officer.activity(type="invoke", name="fileConsent/invoke", value=value))
    assert said.status == 400
    assert officer.inbox == []


@pytest.mark.parametrize("place", ["upload_url", "content_url"])
async def test_nothing_is_sent_to_a_place_that_is_not_the_councils_onedrive(
    bot: RunningBot, onedrive: OneDrive, place: str
) -> None:
    officer = bot.member(OFFICER)
    offered = await is_offered(officer)
    given = {"upload_url": onedrive.session(), "content_url": onedrive.session()}
    await answers(officer, offered, **{**given, place: "https://sharepoint.com.attacker.example/put"})
    await bot.teams.until(lambda: bool(bot.teams.deleted))
    assert "not in your organisation's OneDrive" in officer.inbox[-1].text
    assert onedrive.tried == 0
    (refused,) = bot.audited("refused")
    assert json.loads(refused.content)["host"] == "sharepoint.com.attacker.example"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "The time to save the file was over"),
        (410, "The time to save the file was over"),
        (400, "did not take the file"),
        (507, "did not take the file"),
        (302, "did not take the file"),
        (202, "did not take the file"),
        (429, "could not be reached"),
        (503, "could not be reached"),
        (500, "did not say whether it has the file"),
    ],
)
async def test_a_file_that_does_not_arrive_is_told_in_one_sentence_and_can_be_tried_again(
    bot: RunningBot, onedrive: OneDrive, status: int, sentence: str
) -> None:
    officer = bot.member(OFFICER)
    onedrive.status = status
    offered = await is_offered(officer)
    await answers(officer, offered, upload_url=onedrive.session("1"))
    await bot.teams.until(lambda: bool(bot.teams.deleted))
    told = officer.inbox[-1]
    assert told.text == "The file was not saved"
    assert sentence in words(told.card)
    assert list(links(told.card)) == ["Download it"]
    assert (onedrive.tried, outcome(bot)["saved"]) == (1, False)

    onedrive.status = 201
    again = await presses_for(officer, buttons(told.card)["Try again"])
    await answers(officer, again, upload_url=onedrive.session("2"))
    await bot.teams.until(lambda: len(bot.teams.deleted) == 2)
    assert len(onedrive.taken) == 1


async def test_a_broken_connection_leaves_it_open_whether_the_file_arrived(bot: RunningBot, onedrive: OneDrive) -> None:
    officer = bot.member(OFFICER)
    onedrive.reset = True
    await answers(officer, await is_offered(officer), upload_url=onedrive.session())
    await bot.teams.until(lambda: bool(bot.teams.deleted))
    assert "look there first" in words(officer.inbox[-1].card)


async def test_a_onedrive_that_cannot_be_reached_is_said(bot: RunningBot) -> None:
    officer = bot.member(OFFICER)
    async with OneDrive() as closed:
        nowhere = closed.session()
    await answers(officer, await is_offered(officer), upload_url=nowhere)
    await bot.teams.until(lambda: bool(bot.teams.deleted))
    assert "could not be reached" in words(officer.inbox[-1].card)
    assert outcome(bot)["fault"] == "UploadNotReached"


async def test_the_chat_is_answered_while_a_file_is_on_its_way(bot: RunningBot, onedrive: OneDrive) -> None:
    officer, chair = bot.member(OFFICER), bot.member(CHAIR)
    offered = await is_offered(officer)
    onedrive.hold = asyncio.Event()
    assert (await answers(officer, offered, upload_url=onedrive.session())).status == 200
    assert (await chair.writes("help")).text
    assert bot.audited("save_file") == []
    onedrive.hold.set()
    await bot.teams.until(lambda: bool(bot.teams.deleted))
    assert outcome(bot)["saved"] is True


async def test_a_lead_who_may_not_have_the_report_is_not_offered_it(bot: RunningBot, onedrive: OneDrive) -> None:
    signer = LinkSigner.from_file(bot.store.secrets / "links.key")
    token = signer.sign(ReportLink(LEAD, PLAN, REMINDER, "docx", REMINDER + timedelta(hours=1)))
    said = await bot.member(LEAD).presses({"sendbot": {"do": "file", "token": token}})
    assert "ask one of them for it" in said.message
    assert "does not hold any more" in (await bot.member(LEAD).presses({"sendbot": {"do": "file"}})).message
    assert bot.audited("offer_file") == []
    assert onedrive.tried == 0


async def test_a_file_is_neither_offered_nor_saved_outside_a_personal_chat(bot: RunningBot, onedrive: OneDrive) -> None:
    officer = bot.member(OFFICER)
    offered = await is_offered(officer)
    group = {"conversation": {"conversationType": "groupChat", "tenantId": "t", "id": "19:group"}}
    await answers(officer, offered, upload_url=onedrive.session(), **group)
    signer = LinkSigner.from_file(bot.store.secrets / "links.key")
    token = signer.sign(ReportLink(OFFICER, PLAN, REMINDER, "docx", REMINDER + timedelta(hours=1)))
    await bot.post(officer.activity(**{**press({"sendbot": {"do": "file", "token": token}}), **group}))
    assert onedrive.tried == 0
    assert len(bot.audited("offer_file")) == 1  # the one in the personal chat
    assert bot.audited("download_report") == []
