"""What a person sees of the items they are asked about: everything a card, a web form or the chat needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from store.cut import RatingRow
from workflows.language import list_words
from workflows.updates.rules import Answer, ItemFacts, Problem


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """The latest accepted answer on an item. `on_behalf_of` is blank when people spoke for themselves."""

    update_id: int
    person_id: int
    by: str
    on_behalf_of: str
    at: datetime
    rating_label: str
    rating_colour: str
    answer: Answer
    awaiting_sign_off: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item. `item` is its key in cards and the ledger: "m:<id>" for a milestone, "a:<id>" for an action.

    `ratings` are the key of its own plan: one message may ask about two plans. `latest` is the last answer
    ever; `answered` says whether it was given since this was asked.
    """

    item: str
    local_area: str
    ratings: tuple[RatingRow, ...]
    ref: str
    seq: int | None
    title: str
    measure: str
    due: date | None
    due_original: date | None
    timing: str  # "Due 31 March 2023", "34 days late"
    late: bool
    reason: str  # why it is asked now
    facts: ItemFacts
    latest: GivenAnswer | None
    answered: bool

    @property
    def name(self) -> str:
        """2.1.2 milestone 1."""
        return self.ref if self.seq is None else f"{self.ref} milestone {self.seq}"


@dataclass(frozen=True, slots=True)
class RequestView:
    """One message of requests, as its reader should see it now."""

    person: str
    message_id: int
    items: tuple[ItemView, ...]
    today: date

    @property
    def local_area(self) -> str:
        """Those of all its items."""
        return list_words(list(dict.fromkeys(item.local_area for item in self.items)), none="")


@dataclass(frozen=True, slots=True)
class UpdateToCheck:
    """The form of one item filled with what somebody said of it; nothing is recorded until it is saved.

    `moves` is the id of the update that was given for the wrong item and is withdrawn on saving; 0 for none.
    """

    view: RequestView
    item: str
    typed: Answer
    notice: str
    problems: tuple[Problem, ...] = ()
    moves: int = 0

    @property
    def name(self) -> str:
        return next(item.name for item in self.view.items if item.item == self.item)


@dataclass(frozen=True, slots=True)
class NoChangeToConfirm:
    """Items of which somebody says that nothing has changed: one press records all of `items`.

    `instead` are those of which that cannot be said, each with the sentence that says why.
    """

    items: tuple[ItemView, ...]
    instead: tuple[tuple[ItemView, str], ...]
