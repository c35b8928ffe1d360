"""How a message leaves the house: Teams is one way, email another, the console a third."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.turns import Place, Replacement, Reply


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to send to. `place` is where they were last seen in Teams, None if never."""

    person_key: str
    name: str
    email: str
    entra_object_id: str | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of delivery: the id under which the message can be changed later, and where it is."""

    activity_id: str
    place: Place | None


class Messenger(Protocol):
    async def send(self, addressee: Addressee, reply: Reply) -> Receipt:
        """Raises DeliveryFault."""
        ...

    async def replace(self, replacement: Replacement) -> None:
        """Raises DeliveryFault."""
        ...
