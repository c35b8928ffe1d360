"""An edition goes out: a card with links of their own for each recipient, an email for those without Teams, and fresh
links once they have run out."""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pytest
from sqlmodel import Session, col, select

from bot.app import NotReadyToServe, build_app
from bot.links import LinkSigner
from store import tables
from store.types import MessageStatus
from tests.conftest import Store
from tests.scenarios.fake_teams import Call, FakeTeams
from tests.scenarios.mail_server import MailServer, part
from tests.scenarios.onedrive import OneDrive, answers, consent_card, onedrive
from tests.scenarios.partner import Page, answers_by_email, bot_with_mail, mail
from tests.scenarios.press_room import ISSUED, issues_it_again, issues_the_edition
from tests.scenarios.running_bot import (
    CHAIR,
    LEAD,
    OFFICER,
    PUBLIC_URL,
    HandHeldClock,
    Member,
    RunningBot,
    buttons,
    links,
    running,
    settings_for,
    words,
)
from workflows.documents.word_template import write_template

__all__ = ["mail", "onedrive"]

FORMS = {"Download Word", "Download Excel", "Download PDF", "Open web page"}
CHAIR_ADDRESS = "chair@partner.example"


def issue_told(member: Member) -> list[Call]:
    return [call for call in member.inbox if "edition 1" in call.text]


async def fetch(bot: RunningBot, address: str) -> tuple[int, bytes]:
    async with bot.client.get(urlsplit(address).path) as answer:
        return answer.status, await answer.read()


async def opens(bot: RunningBot, address: str, post: bool = False) -> Page:
    send = bot.client.post if post else bot.client.get
    async with send(urlsplit(address).path, allow_redirects=False) as answer:
        return Page(answer.status, answer.headers.copy(), await answer.text())


def template_in(folder: Path, title_colour: str = "7B1FA2") -> Path:
    """A Word file whose title has a colour that no other has."""
    document = docx.Document(io.BytesIO(write_template()))
    document.styles["Title"].font.color.rgb = docx.shared.RGBColor.from_string(title_colour)
    path = folder / "council.docx"
    document.save(str(path))
    return path


def title_colour(content: bytes) -> str:
    return str(docx.Document(io.BytesIO(content)).styles["Title"].font.color.rgb)


async def test_each_recipient_gets_a_card_with_links_of_their_own(bot: RunningBot, clock: HandHeldClock) -> None:
    await issues_the_edition(bot, clock)
    addresses: list[str] = []
    for person in (OFFICER, CHAIR):
        (told,) = issue_told(bot.member(person))
        assert told.text.endswith("edition 1 is issued")
        shown = words(told.card)
        assert "Edition 1 is issued" in shown
        assert "Data of 6 March 2023, 17:00" in shown
        assert "http" not in shown
        assert set(links(told.card)) == FORMS
        addresses += links(told.card).values()
    assert issue_told(bot.member(LEAD)) == []
    assert len(set(addresses)) == 2 * len(FORMS)
    for address in addresses:
        assert (await fetch(bot, address))[0] == 200
    assert bot.audit_holds()


async def test_no_link_lies_in_the_database(bot: RunningBot, clock: HandHeldClock) -> None:
    await issues_the_edition(bot, clock)
    told = bot.all(select(tables.Message).where(col(tables.Message.slot).startswith("notice:edition_issued")))
    assert len(told) == 2
    assert not any("/reports/" in message.body for message in told)


async def test_what_was_handed_out_and_what_was_fetched_is_in_the_audit(bot: RunningBot, clock: HandHeldClock) -> None:
    await issues_the_edition(bot, clock)
    (told,) = issue_told(bot.member(CHAIR))
    _, content = await fetch(bot, links(told.card)["Download PDF"])
    handed = bot.audited("hand_out_links")
    assert {(entry.actor, entry.subject) for entry in handed} >= {(OFFICER, "exception 1"), (CHAIR, "exception 1")}
    (fetched,) = bot.audited("download_report")
    assert (fetched.actor, fetched.subject) == (CHAIR, "exception 1")
    assert json.loads(fetched.content) == {"format": "pdf", "sha256": hashlib.sha256(content).hexdigest()}


async def test_the_links_hold_until_two_weeks_after_the_board_has_met(bot: RunningBot, clock: HandHeldClock) -> None:
    await issues_the_edition(bot, clock)
    (told,) = issue_told(bot.member(CHAIR))
    assert "hold until 6 April 2023, 23:59" in words(told.card)
    address = links(told.card)["Open web page"]
    clock.now = ISSUED + timedelta(days=30)
    assert (await fetch(bot, address))[0] == 200
    clock.now = ISSUED + timedelta(days=31)
    assert (await fetch(bot, address))[0] == 410


async def test_whoever_lost_the_role_before_the_message_left_is_told_nothing(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    member = bot.member(CHAIR)

    def no_role(session: Session) -> None:
        for role in session.exec(select(tables.Role).where(tables.Role.person_id == member.id)):
            session.delete(role)

    await issues_the_edition(bot, clock)
    before = len(member.inbox)
    await issues_it_again(bot, "A slip in section 3")
    bot.change(no_role)
    clock.now = ISSUED + timedelta(minutes=1)
    await bot.delivery.tick()
    assert len(member.inbox) == before
    (dropped,) = [message for message in bot.messages_of(member) if message.status is MessageStatus.DROPPED]
    assert dropped.fault == "no longer one of those whom the report goes to"


async def test_a_re_issue_says_what_it_replaces_and_overtakes_what_was_not_sent(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    await issues_the_edition(bot, clock)
    chair = bot.member(CHAIR)

    def waits_again(session: Session) -> None:
        for message in session.exec(select(tables.Message).where(tables.Message.person_id == chair.id)):
            message.status = MessageStatus.PLANNED

    before = len(chair.inbox)
    await issues_it_again(bot, "A slip in section 3")
    bot.change(waits_again)
    clock.now = ISSUED + timedelta(minutes=1)
    await bot.delivery.tick()
    (told,) = [call for call in chair.inbox[before:] if "is issued" in call.text]
    assert "It replaces edition 1: A slip in section 3" in words(told.card)
    assert any(message.fault == "edition 2 is issued in its place" for message in bot.messages_of(chair))


async def test_an_issued_file_goes_to_onedrive_byte_for_byte(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock, onedrive: OneDrive
) -> None:
    async with running(sample_store, teams, clock, upload_hosts=("127.0.0.1",)) as bot:
        await issues_the_edition(bot, clock)
        chair = bot.member(CHAIR)
        (told,) = issue_told(chair)
        _, downloaded = await fetch(bot, links(told.card)["Download Word"])
        heard = len(chair.inbox)
        await chair.presses(buttons(told.card)["Word to my OneDrive"])
        await teams.until(lambda: len(chair.inbox) > heard)
        offered = chair.inbox[-1]
        assert consent_card(offered)["content"]["sizeInBytes"] == len(downloaded)
        assert consent_card(offered)["content"]["description"] == "Exception report (Word), edition 1"
        await answers(chair, offered, upload_url=onedrive.session())
        await teams.until(lambda: bool(teams.deleted))
        assert onedrive.taken[0].content == downloaded


async def test_a_board_member_without_teams_gets_an_email_with_links(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock, mail: MailServer
) -> None:
    async with bot_with_mail(sample_store, teams, clock, mail) as bot:
        answers_by_email(bot, CHAIR, CHAIR_ADDRESS)
        await issues_the_edition(bot, clock)
        (letter,) = [one for one in mail.to(CHAIR_ADDRESS) if "edition 1" in str(one["Subject"])]
        page = Page(200, letter.items(), part(letter, "html"))
        assert list(page.links)[:4] == [
            "Edition 1 as Word", "Edition 1 as Excel", "Edition 1 as PDF", "Edition 1 as web page",
        ]  # fmt: skip
        assert "http" not in page.words
        assert "Edition 1, from the data of 6 March 2023, 17:00" in page.words
        plain = re.findall(rf"^({re.escape(PUBLIC_URL)}/reports/\S+?)\r?$", part(letter, "plain"), re.MULTILINE)
        assert plain == list(page.links.values())[:4]
        for address in plain:
            assert (await fetch(bot, address))[0] == 200


async def test_a_link_that_is_over_sends_its_reader_fresh_ones_once_a_day(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    await issues_the_edition(bot, clock)
    chair = bot.member(CHAIR)
    (told,) = issue_told(chair)
    old = links(told.card)["Download Word"]
    clock.now = ISSUED + timedelta(days=35)  # the first working morning after Easter
    over = await opens(bot, old)
    assert (over.status, "Send me fresh links" in over.words) == (410, True)
    assert "the bot can send you fresh links" in over.words
    assert len(issue_told(chair)) == 1  # looking at the page sends nothing
    for _ in range(2):
        assert (await opens(bot, old, post=True)).status == 200
    await bot.delivery.tick()
    _, fresh = issue_told(chair)
    assert fresh.text.endswith("fresh links to edition 1")
    assert (await fetch(bot, links(fresh.card)["Download Word"]))[0] == 200
    assert bot.audit_holds()


async def test_fresh_links_are_sent_to_nobody_who_may_not_have_them_and_for_no_made_up_link(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    await issues_the_edition(bot, clock)
    (told,) = issue_told(bot.member(CHAIR))
    signer = LinkSigner.from_file(bot.store.secrets / "links.key")
    good = links(told.card)["Download Word"]
    link = signer.read(good.rpartition("/")[2], clock.now)
    over = ISSUED - timedelta(days=1)
    made_up = (
        LinkSigner(b"a guess" * 5).sign(replace(link, valid_until=over)),
        signer.sign(replace(link, valid_until=over, person_key=LEAD)),
        signer.sign(replace(link, valid_until=over, person_key="nobody")),
        signer.sign(replace(link, valid_until=over, edition=7)),
        signer.sign(replace(link, valid_until=over, edition=None)),
    )
    messages = bot.rows_of_every_table()["message"]
    for token in made_up:
        page = await opens(bot, f"/reports/{token}", post=True)
        assert (page.status, "Send me fresh links" in page.words) == (410, False)
        assert "ask the bot for the report again" in page.words
    assert bot.rows_of_every_table()["message"] == messages
    still_good = await opens(bot, good, post=True)
    assert (still_good.status, still_good.headers["Location"]) == (303, urlsplit(good).path)


async def test_the_word_file_is_in_the_councils_look_and_stays_so_when_the_template_changes(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock, tmp_path: Path
) -> None:
    template = template_in(tmp_path)
    async with running(sample_store, teams, clock, word_template=template) as bot:
        assert "own look" not in await issues_the_edition(bot, clock, template)
        (told,) = issue_told(bot.member(CHAIR))
        address = links(told.card)["Download Word"]
        _, first = await fetch(bot, address)
        assert title_colour(first) == "7B1FA2"
        template_in(tmp_path, "00695C")
        assert (await fetch(bot, address))[1] == first
        now = await bot.member(OFFICER).writes("exception report now")
        assert title_colour((await fetch(bot, links(now.card)["Download Word"]))[1]) == "00695C"


async def test_a_template_that_is_spoilt_while_the_bot_runs_keeps_no_edition_from_being_issued(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock, tmp_path: Path
) -> None:
    template = template_in(tmp_path)
    async with running(sample_store, teams, clock, word_template=template) as bot:
        template.write_bytes(b"not a Word file")
        said = await issues_the_edition(bot, clock, template)
        assert "Its Word file is in the bot's own look" in said
        assert "open it in Word and save it as a Word document" in said
        (told,) = issue_told(bot.member(CHAIR))
        status, content = await fetch(bot, links(told.card)["Download Word"])
        assert (status, title_colour(content) != "7B1FA2") == (200, True)


async def test_the_bot_does_not_start_with_a_template_that_cannot_be_used(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock, tmp_path: Path
) -> None:
    with pytest.raises(NotReadyToServe, match="is not a Word document"):
        await build_app(settings_for(sample_store, teams, word_template=tmp_path / "missing.docx"), clock)
