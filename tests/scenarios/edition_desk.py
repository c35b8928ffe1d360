"""The compliance officer at work on an edition in chat: turning to a card, typing, pressing."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from sqlmodel import col, select

from store import tables
from store.working_days import london_moment
from tests.scenarios.running_bot import OFFICER, HandHeldClock, RunningBot, buttons
from tests.workflows.editions.press import SRO_OF

A_MINUTE_AFTER_THE_CUT_OFF = london_moment(date(2023, 3, 6), time(17, 1))
BOARD = "SEND Strategic Partnership Board"


@pytest.fixture
async def drafted(bot: RunningBot, clock: HandHeldClock) -> RunningBot:
    """With the draft for the board of 23 March 2023."""
    bot.everybody_has_the_app()
    clock.now = A_MINUTE_AFTER_THE_CUT_OFF
    await bot.delivery.tick()
    return bot


async def console(bot: RunningBot) -> dict[str, Any]:
    return (await bot.member(OFFICER).writes("edition status")).card


async def opened(bot: RunningBot, card: dict[str, Any], title: str) -> dict[str, Any]:
    """The card behind a button, by how its title begins."""
    return (await bot.member(OFFICER).presses(press(card, title))).card


def press(card: dict[str, Any], title: str) -> dict[str, Any]:
    (found,) = [data for name, data in buttons(card).items() if name.startswith(title)]
    return found


async def sent(bot: RunningBot, card: dict[str, Any], title: str, **typed: str) -> dict[str, Any]:
    return (await bot.member(OFFICER).presses(press(card, title) | typed)).card


async def confirm_all(bot: RunningBot) -> None:
    for ref, sro in SRO_OF.items():
        card = (await bot.member(sro).writes(f"confirm area {ref}")).card
        await bot.member(sro).presses(press(card, f"Confirm area {ref}"))


async def issued(bot: RunningBot) -> dict[str, Any]:
    await confirm_all(bot)
    card = await console(bot)
    for step in ("Clear it", "Make it final", "Issue it"):
        card = await opened(bot, card, step)
    return card


def edition(bot: RunningBot, number: int = 1) -> tables.Edition:
    return bot.one(select(tables.Edition).where(tables.Edition.number == number))


def asks(bot: RunningBot) -> list[tables.Ask]:
    return bot.all(select(tables.Ask).where(col(tables.Ask.closed_at).is_(None)).order_by(col(tables.Ask.id)))


def comments(bot: RunningBot) -> list[str]:
    standing = select(tables.EditionComment).where(col(tables.EditionComment.withdrawn_at).is_(None))
    return [row.text for row in bot.all(standing.order_by(col(tables.EditionComment.id)))]
