"""The exception report in chat: who may have it, the files behind the links, and which links do not hold."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from datetime import UTC, timedelta
from urllib.parse import urlsplit

import docx
import openpyxl
import pytest
from sqlmodel import Session, select

from bot.links import LinkSigner, ReportLink
from bot.reports import compiled
from store import tables
from tests.scenarios.running_bot import (
    CHAIR,
    LEAD,
    OFFICER,
    PLAN,
    PUBLIC_URL,
    REMINDER,
    SRO,
    HandHeldClock,
    RunningBot,
    links,
    words,
)
from workflows.documents.files import FORMATS

ALL_FORMS = {"Download Word", "Download Excel", "Download PDF", "Open web page"}


@pytest.fixture(autouse=True)
def _the_day(bot: RunningBot, clock: HandHeldClock) -> None:
    """The bot is already running."""
    del bot
    clock.now = REMINDER


async def asks_for_report(bot: RunningBot, person: str = OFFICER) -> dict[str, str]:
    """Paths by the words on the buttons."""
    answer = await bot.member(person).writes("exception report now")
    found = links(answer.card)
    assert all(address.startswith(f"{PUBLIC_URL}/reports/") for address in found.values())
    return {title: urlsplit(address).path for title, address in found.items()}


async def fetch(bot: RunningBot, path: str) -> tuple[int, dict[str, str], bytes]:
    async with bot.client.get(path) as answer:
        return answer.status, dict(answer.headers), await answer.read()


def a_link(**others: object) -> ReportLink:
    link = ReportLink(OFFICER, PLAN, REMINDER, "docx", REMINDER + timedelta(hours=1))
    return replace(link, **others)  # type: ignore[arg-type] - fields by name


def signed(bot: RunningBot, **others: object) -> str:
    signer = LinkSigner.from_file(bot.store.secrets / "links.key")
    return f"/reports/{signer.sign(a_link(**others))}"


async def test_the_compliance_officer_gets_the_report_in_every_form(bot: RunningBot) -> None:
    answer = await bot.member(OFFICER).writes("exception report now")
    assert "As at 3 March 2023, 09:31" in words(answer.card)
    assert "hold until 6 March 2023, 09:31" in words(answer.card)
    assert set(links(answer.card)) == ALL_FORMS


async def test_the_word_file_opens_and_speaks_of_the_plan(bot: RunningBot) -> None:
    status, headers, content = await fetch(bot, (await asks_for_report(bot))["Download Word"])
    assert status == 200
    assert headers["Content-Disposition"] == f'attachment; filename="exception-report-{PLAN}-2023-03-03.docx"'
    document = docx.Document(io.BytesIO(content))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Exception" in said
    assert "Bradford" in said
    assert document.tables


async def test_the_workbook_opens_and_its_register_has_every_action(bot: RunningBot) -> None:
    status, _, content = await fetch(bot, (await asks_for_report(bot))["Download Excel"])
    assert status == 200
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    refs = bot.all(select(tables.Action.ref))
    assert len(refs) == 55
    assert set(refs) <= cells


async def test_the_pdf_is_one(bot: RunningBot) -> None:
    status, headers, content = await fetch(bot, (await asks_for_report(bot))["Download PDF"])
    assert (status, headers["Content-Type"]) == (200, "application/pdf")
    assert content.startswith(b"%PDF-")
    assert headers["Content-Disposition"].endswith('.pdf"')


async def test_a_pdf_that_cannot_be_typeset_is_a_sentence_and_the_other_forms_are_still_there(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = await asks_for_report(bot)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    status, _, content = await fetch(bot, paths["Download PDF"])
    assert status == 503
    assert "take the Word form or the web page" in content.decode()
    assert (await fetch(bot, paths["Download Word"]))[2].startswith(b"PK")


async def test_the_web_page_opens_in_place_and_may_run_nothing(bot: RunningBot) -> None:
    status, headers, content = await fetch(bot, (await asks_for_report(bot))["Open web page"])
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Content-Disposition"].startswith("inline;")
    assert content.decode().lstrip().lower().startswith("<!doctype html>")
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "Referrer-Policy" in headers


async def test_a_download_is_audited_with_who_took_what(bot: RunningBot) -> None:
    await fetch(bot, (await asks_for_report(bot))["Download Word"])
    (entry,) = bot.audited("download_report")
    assert (entry.plan_key, entry.actor) == (PLAN, OFFICER)
    assert "docx" in entry.content
    assert bot.audit_holds()


async def test_the_file_is_the_report_as_at_the_moment_it_was_asked_for(bot: RunningBot, clock: HandHeldClock) -> None:
    path = (await asks_for_report(bot))["Open web page"]
    _, _, first = await fetch(bot, path)
    clock.now = REMINDER + timedelta(hours=20)
    _, _, second = await fetch(bot, path)
    assert b"3 March 2023, 09:31" in first
    assert b"3 March 2023, 09:31" in second


@pytest.mark.parametrize("person", [CHAIR, SRO, "register-administrator"])
async def test_the_board_and_the_sros_may_have_it_too(bot: RunningBot, person: str) -> None:
    paths = await asks_for_report(bot, person)
    assert (await fetch(bot, paths["Download Word"]))[0] == 200


async def test_a_lead_is_told_whom_to_ask(bot: RunningBot) -> None:
    answer = await bot.member(LEAD).writes("exception report now")
    assert "ask one of them for it" in answer.text
    assert links(answer.card) == {}


async def test_a_link_that_has_run_out_is_gone(bot: RunningBot, clock: HandHeldClock) -> None:
    path = (await asks_for_report(bot))["Download Word"]
    clock.now = REMINDER + timedelta(hours=72)
    assert (await fetch(bot, path))[0] == 200
    clock.now += timedelta(seconds=1)
    status, headers, content = await fetch(bot, path)
    assert (status, b"ask the bot for the report again" in content) == (410, True)
    assert b"Send me fresh links" not in content  # it was asked for in chat, and can be again
    assert headers["Cache-Control"] == "no-store"


async def test_a_link_that_was_changed_does_not_hold(bot: RunningBot) -> None:
    path = (await asks_for_report(bot))["Download Word"]
    for place in range(len("/reports/"), len(path), 7):
        changed = "A" if path[place] != "A" else "B"
        status, _, content = await fetch(bot, f"{path[:place]}{changed}{path[place + 1 :]}")
        assert status in {404, 410}, place
        assert not content.startswith(b"PK")
    assert bot.audited("download_report") == []


@pytest.mark.parametrize("token", ["x", "x.y", "a" * 4000, "%00", "..%2f..%2fetc%2fpasswd", ".", "eyJhIjoxfQ.AAAA"])
async def test_a_made_up_link_does_not_hold(bot: RunningBot, token: str) -> None:
    assert (await fetch(bot, f"/reports/{token}"))[0] in {404, 410}


async def test_a_link_signed_with_another_key_does_not_hold(bot: RunningBot) -> None:
    forged = LinkSigner(b"a guess" * 5).sign(a_link())
    assert (await fetch(bot, f"/reports/{forged}"))[0] == 410


async def test_a_link_of_somebody_who_may_not_have_it_is_refused(bot: RunningBot) -> None:
    """A link says whose it is, and what they may have is looked up again when it is followed."""
    await asks_for_report(bot)
    status, _, content = await fetch(bot, signed(bot, person_key=LEAD))
    assert status == 403
    assert not content.startswith(b"PK")


async def test_a_link_of_somebody_who_lost_the_role_is_refused(bot: RunningBot) -> None:
    path = (await asks_for_report(bot))["Download Word"]

    def no_role(session: Session) -> None:
        for role in session.exec(select(tables.Role)):
            session.delete(role)

    bot.change(no_role)
    assert (await fetch(bot, path))[0] == 403


@pytest.mark.parametrize(
    "others",
    [{"person_key": "somebody who left"}, {"plan_key": "a plan no more"}, {"form": "exe"}],
    ids=["person", "plan", "form"],
)
async def test_a_link_to_what_is_no_more_is_refused_without_a_fault(bot: RunningBot, others: dict[str, str]) -> None:
    await asks_for_report(bot)
    status, _, content = await fetch(bot, signed(bot, **others))
    assert status in {403, 404, 410}
    assert b"Traceback" not in content


async def test_the_same_report_is_the_same_bytes(bot: RunningBot) -> None:
    """One moment, told in two zones."""
    with Session(bot.engine) as session:
        first = compiled(session, PLAN, REMINDER, bot.audit)
        second = compiled(session, PLAN, REMINDER.astimezone(UTC), bot.audit)
    for form, (_, write) in FORMATS.items():
        assert write(first) == write(second), form
