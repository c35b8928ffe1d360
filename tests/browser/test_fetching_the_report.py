"""The compliance officer fetches the exception report, in the real local Teams client."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from docx import Document
from playwright.async_api import expect

from tests.browser.stage import COMPLIANCE, LEAD, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LINKS = "These links are yours alone"


async def test_the_compliance_officer_downloads_a_word_file_that_opens(stage: Stage) -> None:
    window = await stage.window(COMPLIANCE)
    await window.wait_for_card("Hello SEND Compliance Officer")
    await window.say("exception report now")
    await window.wait_for_card(LINKS)
    name, path = await window.download("Download Word")

    assert name == "exception-report-bradford-wsoa-2022-2023-03-03.docx"
    words = await asyncio.to_thread(words_of, path)
    assert "WSOA Exception Report" in words
    assert "4.1.1" in words
    assert "No update received" in words


async def test_the_web_page_of_the_report_opens_beside_the_chat(stage: Stage) -> None:
    window = await stage.window(COMPLIANCE)
    await window.wait_for_card("Hello SEND Compliance Officer")
    await window.say("exception report now")
    await window.wait_for_card(LINKS)
    report = await window.follow("Open web page")

    await expect(report.get_by_role("heading", level=1)).to_contain_text("WSOA Exception Report")


async def test_a_lead_is_told_who_has_the_report(stage: Stage) -> None:
    window = await stage.window(LEAD)
    await window.wait_for_card("3 milestones need your update")
    await window.say("exception report now")

    assert "ask one of them for it" in await window.last_message_text()


def words_of(path: Path) -> str:
    """Of all paragraphs, those in tables too."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
