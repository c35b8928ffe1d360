"""The web form for partners in a real browser: by keyboard, on a phone, without script, and checked by axe."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect
from sqlmodel import col, select

from bot.links import AnswerLink, LinkSigner
from store import tables
from store.database import open_engine, transaction
from store.types import UpdateSource
from tests.browser.install import AXE
from tests.browser.stage import LEAD, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PHONE = ViewportSize(width=320, height=640)


@asynccontextmanager
async def page_of(browser: Browser, *, script: bool) -> AsyncGenerator[Page]:
    context = await browser.new_context(viewport=PHONE, java_script_enabled=script, locale="en-GB")
    try:
        yield await context.new_page()
    finally:
        await context.close()


def link_of(stage: Stage, person: str = LEAD) -> str:
    """As the email to this person would carry it."""
    engine = open_engine(stage.settings.database_url)
    try:
        with transaction(engine) as session:
            message = session.exec(
                select(tables.Message)
                .join(tables.Person, col(tables.Person.id) == tables.Message.person_id)
                .where(tables.Person.key == person, tables.Message.slot == "requests")
                .order_by(col(tables.Message.id).desc())
            ).first()
            assert message is not None
            signer = LinkSigner.from_file(stage.settings.secrets_folder / "links.key")
            ends = message.planned_at.replace(year=message.planned_at.year + 1)
            token = signer.sign_answer(AnswerLink(person, message.id or 0, ends))
    finally:
        engine.dispose()
    return f"{stage.settings.address}/answer/{token}"


def answers_on_the_web(stage: Stage) -> list[tables.Update]:
    engine = open_engine(stage.settings.database_url)
    try:
        with transaction(engine) as session:
            return list(session.exec(select(tables.Update).where(tables.Update.source == UpdateSource.WEB)))
    finally:
        engine.dispose()


async def tab_to(page: Page, name: str) -> None:
    """By the Tab key alone."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        if await page.locator(f"[name={name}]:focus").count():
            return
    raise AssertionError(f"the Tab key does not lead to {name}")


async def test_the_form_is_filled_in_by_keyboard_on_a_phone_without_script(stage: Stage, browser: Browser) -> None:
    await stage.window(LEAD)  # whose message of the day comes with it
    async with page_of(browser, script=False) as page:
        await page.goto(link_of(stage))
        update = page.get_by_role("link", name="Update ").first
        await update.focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_contain_text("Update")
        await expect(page.get_by_label("Cause: why is it not going to plan")).to_be_hidden()

        await page.get_by_label("Red").focus()
        await page.keyboard.press("Space")
        await expect(page.get_by_label("Cause: why is it not going to plan")).to_be_visible()
        await tab_to(page, "narrative")
        await page.keyboard.type("The panel has not met.")
        await tab_to(page, "forecast")
        await page.keyboard.type("28/4/2023")
        await page.keyboard.press("Enter")

        await expect(page).to_have_title(
            "Error: " + (await page.get_by_role("heading", level=1).inner_text()) + " – SEND improvement plan"
        )
        summary = page.get_by_role("alert")
        await expect(summary).to_contain_text("Red needs its cause")
        await expect(summary).to_be_focused()
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        await page.locator("[name=cause]").focus()
        await page.keyboard.type("Half of its members were away.")
        await tab_to(page, "recovery")
        await page.keyboard.type("Ask the panel to decide in writing.")
        await page.locator("[name=forecast]").press("Enter")

        await expect(page.get_by_role("alert")).to_contain_text("Recorded: ")
    (update_made,) = answers_on_the_web(stage)
    assert (update_made.narrative, update_made.cause) == ("The panel has not met.", "Half of its members were away.")


async def test_no_page_has_a_fault_that_axe_can_see_and_none_is_wider_than_a_phone(
    stage: Stage, browser: Browser
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (python -m tests.browser.install)")
    await stage.window(LEAD)
    link = link_of(stage)
    async with page_of(browser, script=True) as page:
        await page.goto(link)
        await check(page)
        form = await page.get_by_role("link", name="Update ").first.get_attribute("href")
        await page.goto(f"{stage.settings.address}/answer/{form}")
        await check(page)
        await page.get_by_role("button", name="Save update").click()
        await expect(page.get_by_role("alert")).to_contain_text("Choose a rating")
        await check(page)
        await page.goto(f"{link}x")
        await check(page)


async def check(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    # In a world of its own, so that the page's policy against scripts holds for the page and not for the test.
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found = await page.evaluate("axe.run()")
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []
