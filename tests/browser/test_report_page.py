"""The report's web page in Chromium: axe-core finds nothing wrong by day, by night, in forced colours and on paper."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, ViewportSize

from tests.browser.install import AXE
from tests.workflows.documents.sample_report import a_report, an_empty_report
from workflows.documents.html import write_html

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)
LOOKS: dict[str, dict[str, Any]] = {
    "by day": {"color_scheme": "light"},
    "by night": {"color_scheme": "dark"},
    "in forced colours": {"forced_colors": "active"},
    "on paper": {"media": "print"},
}
# Best practices beside every rule of WCAG 2.2 up to AA; those of AAA are not asked for.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(params=["rich", "empty"])
def page_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file = tmp_path / "report.html"
    file.write_text(write_html(a_report() if request.param == "rich" else an_empty_report()), encoding="utf-8")
    return file


@asynccontextmanager
async def opened(browser: Browser, file: Path, size: ViewportSize = DESK) -> AsyncGenerator[Page]:
    context = await browser.new_context(viewport=size, locale="en-GB")
    try:
        page = await context.new_page()
        await page.goto(file.as_uri())
        yield page
    finally:
        await context.close()


async def violations(page: Page) -> list[str]:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (python -m tests.browser.install)")
    await page.add_script_tag(path=AXE)
    found = await page.evaluate(
        "async (rules) => (await axe.run({ runOnly: rules })).violations"
        ".map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target).join('; ')}`)",
        RULES,
    )
    return list(found)


@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_no_violation(browser: Browser, page_file: Path, look: str) -> None:
    async with opened(browser, page_file) as page:
        await page.emulate_media(**LOOKS[look])
        assert await violations(page) == []


async def test_axe_finds_no_violation_on_a_phone_and_the_page_itself_never_scrolls_sideways(
    browser: Browser, page_file: Path
) -> None:
    async with opened(browser, page_file, PHONE) as page:
        assert await violations(page) == []
        wider = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0


async def test_the_first_key_leads_past_the_contents_to_the_report(browser: Browser, page_file: Path) -> None:
    async with opened(browser, page_file) as page:
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        assert await page.evaluate("document.activeElement.id") == "main"


async def test_tables_that_scroll_can_be_reached_by_keyboard_and_have_a_name(browser: Browser, page_file: Path) -> None:
    async with opened(browser, page_file, PHONE) as page:
        regions = await page.get_by_role("region").all()
        scrolling = [
            region for region in regions if await region.evaluate("(one) => one.scrollWidth > one.clientWidth")
        ]
        assert scrolling
        for region in scrolling:
            await region.focus()
            assert await region.evaluate("(one) => one === document.activeElement")
