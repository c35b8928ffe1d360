"""Who reads along in a channel or a group chat, as its connector tells it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.delivery_faults import DeliveryFault, FaultKind
from bot.teams.connector import Connector
from bot.turns import Place

KEPT = timedelta(minutes=1)
"""Several questions in a row cost one look at the members; whoever joins is seen at once, for Teams tells of it."""

WITHIN_SECONDS = 5
"""Teams waits ten seconds for the answer to a press (`teams-platform.md` 2)."""


class TooManyReaders(Exception):
    """More than the bot answers before."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"more than {most} members")


class Rosters:
    """`most` members and no more."""

    def __init__(self, connector: Connector, clock: Clock, most: int) -> None:
        self._connector, self._clock, self._most = connector, clock, most
        self._known: dict[str, tuple[datetime, tuple[str, ...]]] = {}

    async def of(self, place: Place) -> tuple[str, ...]:
        """Entra object ids, blank for somebody without one. Raises TooManyReaders, DeliveryFault."""
        now, asked = self._clock(), place.group_id
        seen_at, members = self._known.get(asked, (now, ()))
        if members and now - seen_at < KEPT:
            return members
        return await self.fresh(place)

    async def fresh(self, place: Place) -> tuple[str, ...]:
        """The same, just looked up. No fault of it is *unconfirmed*: to ask again does no harm."""
        now, asked = self._clock(), place.group_id
        try:
            async with asyncio.timeout(WITHIN_SECONDS):
                members = tuple(await self._connector.members(place.service_url, asked, self._most))
        except TimeoutError as error:
            raise DeliveryFault(FaultKind.RETRY, 0, "the members took too long to come") from error
        except DeliveryFault as fault:
            if fault.kind is FaultKind.UNCONFIRMED:
                raise DeliveryFault(FaultKind.RETRY, fault.status, fault.code, fault.retry_after) from fault
            raise
        if len(members) > self._most:
            raise TooManyReaders(self._most)
        self._known = {name: kept for name, kept in self._known.items() if now - kept[0] < KEPT}
        self._known[asked] = (now, members)
        return members

    def forget(self) -> None:
        """Somebody came or went: which channels of a team that touches, Teams does not say."""
        self._known.clear()
