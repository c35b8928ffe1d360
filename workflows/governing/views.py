"""What somebody is shown before they decide, as plain values: a card, the chat and `sendbot ask` show the same ones.

`words` says it all in a few lines. `typed` is what the words that led here say already, or what a form held that came
back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from workflows.language import count_words, day_words, list_words, moment_words


class Matter(StrEnum):
    """What there is to decide, or to ask to have decided."""

    DATE = "date"
    APPROVAL = "approval"
    COMPLETION = "completion"
    DISPUTE = "dispute"
    CALL_IN = "call_in"


STRIPPED = "Part of what you wrote may identify a child, so it was not kept: read what is left before you send it."


@dataclass(frozen=True, slots=True)
class Typed:
    """`item` is the milestone chosen, "m:12"; `on_behalf_of` is a person's key. `stripped`: of the reason, what may
    identify a child was taken out."""

    item: str = ""
    day: date | None = None
    reason: str = ""
    on_behalf_of: str = ""
    embedded: bool = False
    stripped: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A person to choose, by key, as they are called in the list."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class MilestoneDates:
    """`days` lie between the original date and the current one; `waiting` is the date asked for already."""

    item: str
    seq: int
    measure: str
    baseline: date | None
    current: date | None
    moves: int
    days: int
    waiting: date | None

    @property
    def words(self) -> str:
        moved = ""
        if self.moves or self.days:
            side = "after" if self.days >= 0 else "before"
            moved = (
                f"; moved with approval {count_words(self.moves, 'time')}, now {count_words(abs(self.days), 'day')} "
                f"{side} the original date, {day_words(self.baseline, 'none')}"
            )
        asked = f"; a move to {day_words(self.waiting)} awaits a decision" if self.waiting else ""
        return f"Milestone {self.seq}: due {day_words(self.current, 'on no date')}{moved}{asked}"


@dataclass(frozen=True, slots=True)
class DateToAsk:
    """A request for another date, to be filled in. `milestones` are those still open."""

    item: str
    ref: str
    title: str
    milestones: tuple[MilestoneDates, ...]
    sros: tuple[str, ...]
    typed: Typed = field(default_factory=Typed)

    @property
    def words(self) -> str:
        lines = [f"A new date for {self.ref} {self.title}", *(one.words for one in self.milestones)]
        asked = f" to {day_words(self.typed.day)}" if self.typed.day else ""
        why = f", because: {self.typed.reason}" if self.typed.reason else ""
        lines.append(f"To be asked of {list_words(self.sros, none='the compliance team')}{asked}{why}.")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class DateToDecide:
    """A request for another date, before the SRO. `on_behalf_of`: SROs for whom the reader may record the decision."""

    item: str
    change_id: int
    name: str
    title: str
    measure: str
    baseline: date | None
    from_due: date | None
    to_due: date
    reason: str
    requested_by: str
    requested_at: datetime
    moves_so_far: int
    slip_words: str
    on_behalf_of: tuple[Named, ...] = ()
    typed: Typed = field(default_factory=Typed)

    @property
    def words(self) -> str:
        return "\n".join(
            [
                f"{self.name} {self.title}",
                f"From {day_words(self.from_due, 'no date')} to {day_words(self.to_due)}, asked for by "
                f"{self.requested_by or 'an earlier plan'} on {moment_words(self.requested_at)}.",
                f"Reason: {self.reason}",
                f"If approved, it will be {self.slip_words}.",
            ]
        )


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """`theirs`: the reader gave it, so that somebody else accepts it. `accepted_by` is blank until it is accepted."""

    evidence_id: int
    title: str
    added_by: str
    accepted_by: str
    theirs: bool


@dataclass(frozen=True, slots=True)
class MilestoneDone:
    seq: int
    measure: str
    state: str
    open: bool


@dataclass(frozen=True, slots=True)
class RatedAction:
    """An action, and the update that rates it."""

    item: str
    update_id: int
    ref: str
    title: str
    rating: str
    rating_colour: str
    rated_by: str
    rated_at: datetime
    narrative: str

    @property
    def rated_words(self) -> str:
        rated = f"Rated {self.rating} by {self.rated_by} on {moment_words(self.rated_at)}."
        return f"{self.ref} {self.title}\n{rated}"


@dataclass(frozen=True, slots=True)
class CompletionToDecide(RatedAction):
    """Rated complete, before the SRO."""

    milestones: tuple[MilestoneDone, ...]
    evidence: tuple[EvidenceLine, ...]
    typed: Typed = field(default_factory=Typed)

    @property
    def words(self) -> str:
        evidence = [f"Evidence: “{one.title}”, {_state(one)}" for one in self.evidence]
        return "\n".join(
            [
                self.rated_words,
                *(f"Milestone {one.seq}: {one.state}" for one in self.milestones),
                *(evidence or ["No evidence has been given."]),
            ]
        )


@dataclass(frozen=True, slots=True)
class RatingToDispute(RatedAction):
    """`disputes`: who disputes it already and why; `theirs`: whether the reader may withdraw one of them."""

    disputes: tuple[str, ...]
    theirs: bool
    typed: Typed = field(default_factory=Typed)

    @property
    def words(self) -> str:
        return "\n".join(
            [
                self.rated_words,
                *self.disputes,
                "A dispute is logged and told to the lead; the rating stays.",
            ]
        )


@dataclass(frozen=True, slots=True)
class ActionToCallIn:
    """`called`: who has called it in already and why; `theirs`: whether the reader may end one of these."""

    item: str
    ref: str
    title: str
    rating: str
    rating_colour: str
    called: tuple[str, ...]
    theirs: bool
    callers: tuple[Named, ...] = ()
    typed: Typed = field(default_factory=Typed)

    @property
    def words(self) -> str:
        return "\n".join(
            [
                f"{self.ref} {self.title}",
                f"It stands at {self.rating}.",
                *self.called,
                "Called in, it is in the next report whatever its rating.",
            ]
        )


@dataclass(frozen=True, slots=True)
class LeadChangeToTell:
    """`item` is blank where it is about all that somebody leads; `lead` and `successor` are people's keys."""

    item: str
    lead: str
    successor: str
    day: date | None
    what: str
    told: tuple[str, ...]

    @property
    def words(self) -> str:
        return (
            f"{self.what}. Shall I tell {list_words(self.told, none='the compliance team')}? "
            "I change nothing in the register myself."
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for somebody's decision."""

    matter: Matter
    item: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class DecisionsWaiting:
    lines: tuple[Waiting, ...]
    as_at: datetime

    @property
    def heading(self) -> str:
        if not self.lines:
            return "Nothing waits for your decision."
        one = len(self.lines) == 1
        return f"{count_words(len(self.lines), 'matter')} {'waits' if one else 'wait'} for your decision"

    @property
    def words(self) -> str:
        if not self.lines:
            return f"{self.heading} As at {moment_words(self.as_at)}."
        return "\n".join(
            [f"{self.heading} (as at {moment_words(self.as_at)})", *(f"- {one.name}: {one.what}" for one in self.lines)]
        )


Decision = DateToAsk | DateToDecide | CompletionToDecide | RatingToDispute | ActionToCallIn | LeadChangeToTell


def _state(one: EvidenceLine) -> str:
    return f"accepted by {one.accepted_by}" if one.accepted_by else f"given by {one.added_by}, not accepted yet"
