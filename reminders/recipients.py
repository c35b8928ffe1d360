"""Who may be asked, and what the ledger holds of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reminders.ladder import DEFAULT_LADDER, LadderSettings
from store.types import ContactRoute, Rung


@dataclass(frozen=True, slots=True)
class Recipient:
    """`covers` is the name of whoever this person acts for: they are asked in that person's stead."""

    id: int
    key: str
    name: str
    route: ContactRoute
    covers: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """A line of the ledger about one item on its present occasion. `delivered_on` is None until it arrived."""

    rung: Rung
    person_id: int
    delivered_on: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's diary: no message on a day of recorded leave, and one message of requests a day."""

    id: int
    away: bool
    messaged_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """What somebody can be asked about, with everybody to whom the ladder may turn.

    `snoozed_until`: nobody is asked about it before that day.
    """

    action_id: int
    ref: str
    sort_key: str
    title: str
    leads: tuple[Recipient, ...]
    deputies: tuple[Recipient, ...]
    sros: tuple[Recipient, ...]
    compliance: tuple[Recipient, ...]
    vacant: tuple[str, ...]  # lead posts that nobody holds
    last_update_on: date | None
    asked: tuple[AskedBefore, ...]
    settings: LadderSettings = DEFAULT_LADDER
    snoozed_until: date | None = None

    def asked_of(self, *, last_of_chases: bool) -> tuple[Recipient, ...]:
        """The leads; with the last chase their deputies too. Nobody in post: the next up the ladder who is there."""
        if not self.leads:
            return self.deputies or self.sros or self.compliance
        if last_of_chases:
            return tuple(dict.fromkeys(self.leads + self.deputies))
        return self.leads

    def heard(self, person: Recipient) -> bool:
        return any(before.person_id == person.id and before.delivered_on for before in self.asked)
