"""Leads who keep answering on cards, and remember what they were told was recorded."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

import aiohttp

from store.working_days import london_date
from tests.scenarios.fake_teams import activity, press
from tests.scenarios.running_bot import buttons, words
from tests.soak.register import Lead

PAUSE = 0.02
TIMEOUT = aiohttp.ClientTimeout(total=10)


class NoAnswer(Exception):
    """The bot was killed, or could not save and said so: nobody was told that anything was recorded."""


@dataclass
class AnsweringLeads:
    leads: Sequence[Lead]
    connector: str
    clock: Callable[[], datetime]
    chance: random.Random
    tried: int = 0
    acknowledged: list[str] = field(default_factory=list)
    """What was typed, different each time, of answers that came back as recorded."""
    _numbers: count[int] = field(default_factory=lambda: count(1))

    async def answer_for_ever(self, bots: Sequence[str]) -> None:
        async with aiohttp.ClientSession(timeout=TIMEOUT) as http:
            while True:
                with suppress(NoAnswer, aiohttp.ClientError, TimeoutError):
                    await self._answer(http, self.chance.choice(bots))
                await asyncio.sleep(PAUSE)

    async def _answer(self, http: aiohttp.ClientSession, bot: str) -> None:
        lead = self.chance.choice(self.leads)
        today = london_date(self.clock())
        ahead = [item for item, due in lead.items if due > today]
        if not ahead:
            raise NoAnswer
        form = await self._press(http, bot, lead, {"sendbot": {"do": "open", "item": self.chance.choice(ahead)}})
        typed = f"Step number {next(self._numbers)} was taken as agreed."
        self.tried += 1
        data = {**buttons(form)["Save update"], "rating": "GREEN", "narrative": typed}
        shown = words(await self._press(http, bot, lead, data))
        if shown.startswith("Recorded: ") and typed in shown:
            self.acknowledged.append(typed)

    async def _press(self, http: aiohttp.ClientSession, bot: str, lead: Lead, data: dict[str, Any]) -> Any:
        body = activity(self.connector, f"entra-{lead.person}", lead.conversation, **press(data))
        async with http.post(f"{bot}/api/messages", json=body) as answer:
            if answer.status != 200:
                raise NoAnswer
            said = await answer.json()
        if said["statusCode"] != 200:
            raise NoAnswer
        return said["value"]
