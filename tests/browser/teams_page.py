"""What a person does in the window of the local Teams client."""

import asyncio
import contextlib
import re
from collections.abc import AsyncGenerator
from datetime import date
from pathlib import Path

from playwright.async_api import Locator, Page, Response, Route, expect

# The person's own messages carry no author.
AUTHOR = "[aria-label='Message author']"
BOT_MESSAGE = ".fai-OutputCard"
# A message of plain text has no such panel. The whole message: the client prints a refusal below the panel.
PANEL = ".ac-preview-panel"
CARD = f".fai-OutputCard:has({PANEL})"
# Where the client's page sends what a button of a card says.
PRESS_ROUTE = "/_conversation/v1/invoke"
PATIENCE_MS = 30_000
# The whole window has some twenty places to stop at, and a long form a dozen more.
MOST_TABS = 60


async def _refuse(route: Route) -> None:
    await route.abort()


class TeamsPage:
    """One person's window. Fields and buttons are those of the card last waited for, or else of the newest."""

    def __init__(self, page: Page) -> None:
        self._page = page
        messages = page.locator("[aria-label='Message header']").locator("xpath=..")
        self._own_messages = messages.filter(has_not=page.locator(AUTHOR))
        self._bot_messages = page.locator(BOT_MESSAGE)
        self._cards = page.locator(CARD)
        self._card = self._cards.last
        self._answers_before = 0

    async def open(self, address: str) -> None:
        # The client asks a public host for its fonts: a test must not leave the machine.
        await self._page.route(re.compile(r"^https://"), _refuse)
        await self._page.goto(address)
        # A fresh page is an empty one: the client keeps no history.
        self._card = self._cards.last
        self._answers_before = 0
        # Until the bot has answered both installation activities the client shows a stand-in user, and loses what
        # is typed. Its log panel tells when that is over.
        await self._page.get_by_text(re.compile(r"^conversationUpdate \d+$")).first.wait_for()
        # The panel takes a quarter of the window from the conversation.
        await self._page.get_by_role("button", name="Hide log panel").click()

    async def say(self, text: str) -> None:
        said_before = await self._own_messages.count()
        self._answers_before = await self._bot_messages.count()
        box = self._page.locator("[role=textbox][contenteditable=true]")
        await box.fill(text)
        await box.press("Enter")
        await expect(self._own_messages).to_have_count(said_before + 1)

    async def wait_for_card(self, text: str, within_seconds: float = 30) -> None:
        """Any card that shows `text` will do, an earlier one too: give a text that only the awaited card has."""
        card = self._cards.filter(has_text=text).last
        await card.wait_for(timeout=within_seconds * 1000)
        # By its place from now on: the text may go when the card is answered.
        place: int = await card.evaluate("(card, cards) => [...document.querySelectorAll(cards)].indexOf(card)", CARD)
        self._card = self._cards.nth(place)

    async def wait_for_card_number(self, place: int) -> None:
        """By its place in the window, from 0."""
        self._card = self._cards.nth(place)
        await self._card.wait_for(timeout=PATIENCE_MS)

    async def shows(self, text: str) -> None:
        """Waits until the card does."""
        await expect(self._card).to_contain_text(text, timeout=PATIENCE_MS)

    async def card_text(self) -> str:
        return await self._card.locator(PANEL).inner_text()

    async def chart_words(self) -> str:
        """What a screen reader is told of the card's chart."""
        return await self._card.get_by_role("img").get_attribute("aria-label") or ""

    async def download(self, link: str) -> tuple[str, Path]:
        """Follows a link that leads to a file: the file's name, and where the browser has put it."""
        async with self._page.expect_download(timeout=PATIENCE_MS) as started:
            await self._link(link).click()
        download = await started.value
        return download.suggested_filename, await download.path()

    async def follow(self, link: str) -> Page:
        """The page that a link opens beside this one."""
        async with self._page.context.expect_page(timeout=PATIENCE_MS) as opened:
            await self._link(link).click()
        page = await opened.value
        await page.wait_for_load_state()
        return page

    async def choose(self, label: str) -> None:
        # force: the input itself is transparent, its drawing lies over it.
        await (await self._field(label)).check(force=True)

    async def fill(self, label: str, text: str) -> None:
        await (await self._field(label)).fill(text)

    async def fill_date(self, label: str, day: date) -> None:
        field = await self._field(label)
        # The month by name: every time zone and locale reads that as the same day, as not 2026-06-15 or 1/2/2026.
        await field.fill(f"{day.day} {day:%B} {day.year}")
        await field.press("Enter")
        # The calendar stays open and hides the rest of the page from locators by role.
        await field.press("Escape")
        await expect(self._page.get_by_role("dialog")).to_have_count(0)

    async def press(self, button: str, *, exact: bool = True) -> None:
        """The button of this name; not `exact`: the one whose name holds these words."""
        await self._card.get_by_role("button", name=button, exact=exact).click()

    async def press_twice(self, button: str) -> None:
        await self._card.get_by_role("button", name=button, exact=True).dblclick()

    @contextlib.asynccontextmanager
    async def answered_presses(self, number: int) -> AsyncGenerator[None]:
        """Within it so many presses of buttons are made; it ends when the bot has answered each."""
        answered = asyncio.Semaphore(0)

        def on_response(response: Response) -> None:
            if response.url.endswith(PRESS_ROUTE):
                answered.release()

        self._page.on("response", on_response)
        try:
            yield
            async with asyncio.timeout(PATIENCE_MS / 1000):
                for _ in range(number):
                    await answered.acquire()
        finally:
            self._page.remove_listener("response", on_response)

    async def text_in(self, label: str) -> str:
        """What a field of text holds."""
        return await (await self._field(label)).input_value()

    async def is_chosen(self, label: str) -> bool:
        return await (await self._field(label)).is_checked()

    async def tab_to_button(self, name: str) -> None:
        await self._tab_to(self._card.get_by_role("button", name=name, exact=True))

    async def tab_to_field(self, label: str) -> None:
        await self._tab_to(await self._field(label))

    async def key(self, key: str) -> None:
        await self._page.keyboard.press(key)

    async def type(self, text: str) -> None:
        """Into whatever has the focus, key by key."""
        await self._page.keyboard.type(text)

    async def last_message_text(self) -> str:
        """The bot's newest message; waits until there is one that answers what was last said."""
        # By counting: the answer of a quick bot stands above the words it answers.
        await self._bot_messages.nth(self._answers_before).wait_for()
        return await self._bot_messages.last.inner_text()

    async def screenshot(self, path: Path, *, at_most: int) -> None:
        """Of the card alone, down to so many pixels.

        It must fit into the window, which otherwise lays its own bars over the card.
        """
        box = await self._card.locator(PANEL).bounding_box()
        if box is None:
            raise AssertionError("the card is not on the screen")
        await self._page.screenshot(path=path, clip={**box, "height": min(box["height"], at_most)})

    @contextlib.asynccontextmanager
    async def seen(self, way: str) -> AsyncGenerator[None]:
        """As somebody sees it "dark", in "forced" colours of their own, or without any colour ("grey")."""
        chromium = await self._page.context.new_cdp_session(self._page)
        if way == "dark":
            await chromium.send("Emulation.setAutoDarkModeOverride", {"enabled": True})
        elif way == "forced":
            await self._page.emulate_media(forced_colors="active")
        elif way == "grey":
            await chromium.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
        yield
        await self._page.emulate_media(forced_colors="none")
        await chromium.detach()

    async def _tab_to(self, target: Locator) -> None:
        for _ in range(MOST_TABS):
            await self.key("Tab")
            if await target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{MOST_TABS} presses of Tab do not lead to {target}")

    def _link(self, name: str) -> Locator:
        return self._card.get_by_role("link", name=name, exact=True)

    async def _field(self, label: str) -> Locator:
        # By way of the label's "for": the accessible name also holds the asterisk of a required field and, after a
        # refusal, the error text.
        wanted = self._card.locator("label").filter(
            has_text=re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$"), visible=True
        )
        return self._page.locator(f'[id="{await wanted.get_attribute("for")}"]')
