"""Whether a message was read as it was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.understanding.utterances import Utterance
from bot.conversation.said import Said


@dataclass(frozen=True, slots=True)
class Scored:
    """One utterance as read; `wrong` names the slots that were read otherwise than meant."""

    utterance: Utterance
    read: Said
    wrong: tuple[str, ...]

    @property
    def intent_right(self) -> bool:
        return self.read.intent in self.utterance.intents

    @property
    def slots_right(self) -> bool:
        return not self.wrong

    @property
    def right(self) -> bool:
        return self.intent_right and self.slots_right

    @property
    def line(self) -> str:
        meant = " or ".join(sorted(self.utterance.intents))
        otherwise = f"; {', '.join(self.wrong)}" if self.wrong else ""
        return f"{self.utterance.said!r}: {meant}, read as {self.read.intent}{otherwise}"


def scored(utterance: Utterance, read: Said) -> Scored:
    return Scored(utterance, read, tuple(_wrong(utterance, read)))


def _wrong(meant: Utterance, read: Said) -> Iterator[str]:
    named = read.refs if read.refs is not None else tuple(target.ref for target in read.targets)
    if meant.refs is not None and not _same_names(meant.refs, named):
        yield f"refs {_listed(meant.refs)} read as {_listed(named)}"
    if meant.ratings is not None and meant.ratings != frozenset(read.rating_codes):
        yield f"ratings {_listed(meant.ratings)} read as {_listed(read.rating_codes)}"
    if meant.window is not None and meant.window != read.window:
        yield f"days {_span(meant.window)} read as {_span(read.window)}"
    if meant.days is not None and read.day not in meant.days:
        yield f"last day {_listed(map(str, meant.days))} read as {read.day}"
    if meant.seq is not None and meant.seq != read.seq:
        yield f"milestone {meant.seq} read as {read.seq}"
    if meant.least is not None and meant.least != read.least:
        yield f"at least {meant.least} read as {read.least}"
    if meant.unknown is not None and meant.unknown != read.unknown_ref:
        yield f"unknown {meant.unknown} read as {read.unknown_ref!r}"
    if meant.everything is not None and meant.everything != read.everything:
        yield f"everything {meant.everything} read as {read.everything}"


def _same_names(meant: frozenset[str], named: Sequence[str]) -> bool:
    """A post may be named with its organisation: "Local Offer Lead, CBMDC"."""
    short = frozenset(
        next((one for one in meant if name == one or name.startswith(f"{one}, ")), name) for name in named
    )
    return short == meant


def _listed(names: Iterable[str]) -> str:
    return " ".join(sorted(names)) or "none"


def _span(days: tuple[object, object] | None) -> str:
    return f"{days[0]} to {days[1]}" if days else "none"


def share(right: Iterable[bool]) -> str:
    """Per cent, and of how many."""
    each = list(right)
    return f"{100 * sum(each) / len(each):.1f}% of {len(each)}"
