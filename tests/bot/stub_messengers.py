"""A messenger that remembers what it was given and meets the faults that a test has scripted."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.messenger import Addressee, Receipt
from bot.turns import Replacement, Reply


@dataclass
class StubMessenger:
    """`meanwhile` is called while a message is on its way; while `open` is not set, nothing arrives."""

    sent: list[tuple[str, Reply]] = field(default_factory=list)
    replaced: list[Replacement] = field(default_factory=list)
    faults: dict[str, deque[Exception]] = field(default_factory=lambda: defaultdict(deque))
    open: asyncio.Event = field(default_factory=asyncio.Event)
    tried: list[str] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.open.set()

    def script(self, person: str, *faults: Exception) -> None:
        self.faults[person].extend(faults)

    @property
    def reached(self) -> list[str]:
        return [person for person, _ in self.sent]

    def to(self, person: str) -> list[Reply]:
        return [reply for key, reply in self.sent if key == person]

    async def send(self, addressee: Addressee, reply: Reply) -> Receipt:
        self.tried.append(addressee.person_key)
        self.meanwhile()
        await self.open.wait()
        await asyncio.sleep(0)
        if self.faults[addressee.person_key]:
            raise self.faults[addressee.person_key].popleft()
        self.sent.append((addressee.person_key, reply))
        return Receipt(f"1:{len(self.sent)}", addressee.place)

    async def replace(self, replacement: Replacement) -> None:
        self.replaced.append(replacement)
