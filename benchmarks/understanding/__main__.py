"""How many messages are read as they were meant, and the time that takes, beside rapidfuzz alone.

`python -m benchmarks.understanding` from the project's folder, with the developers' packages. The misses of the part
held out are not printed: whoever has seen them could no longer say that the grammar was not fitted to them.
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median, quantiles
from time import thread_time

from benchmarks.understanding.nearest_example import NearestExample
from benchmarks.understanding.scoring import Scored, scored, share
from benchmarks.understanding.utterances import HELD_OUT, TODAY, TUNED, Utterance, fingerprint, read_utterances
from bot.conversation.follow_ups import Context
from bot.conversation.lexicon import Lexicon, lexicon_of
from bot.conversation.said import Said
from bot.conversation.understanding import understand
from store.cut import DataCut
from store.database import open_engine, transaction
from store.queries.cuts import take_cut
from store.working_days import end_of_day
from tests.conftest import sample
from tests.databases import SqliteDatabases
from tests.scenarios.running_bot import PLAN
from tests.soak.hard_messages import HARD

ROUNDS = 3
"""How often each message is timed; its quickest counts, so that other work on the machine does not."""


def sample_cut() -> DataCut:
    with tempfile.TemporaryDirectory() as folder, SqliteDatabases(Path(folder)).filled(sample) as url:
        engine = open_engine(url)
        with transaction(engine) as session:
            cut = take_cut(session, PLAN, end_of_day(TODAY))
        engine.dispose()
    return cut


class Reader:
    """Ours, on the sample plan and the day of the table."""

    def __init__(self, lexicon: Lexicon, boards: Sequence[date]) -> None:
        self._lexicon, self._boards = lexicon, boards

    def read(self, text: str, after: str | None = None) -> Said:
        context = Context(self.read(after)) if after else None
        return understand(text, self._lexicon, TODAY, self._boards, context)


def milliseconds(read: Callable[[str], object], text: str) -> float:
    """Of CPU."""

    def once() -> float:
        began = thread_time()
        read(text)
        return thread_time() - began

    return 1000 * min(once() for _ in range(ROUNDS))


def accuracy_row(what: str, read: Sequence[Scored], reference: Iterable[bool]) -> str:
    slots = share(one.slots_right for one in read if one.utterance.has_slots)
    intents, both = share(one.intent_right for one in read), share(one.right for one in read)
    return f"| {what} | {intents} | {slots} | {both} | {share(reference)} |"


def time_row(what: str, times: Sequence[float]) -> str:
    return (
        f"| {what} | {median(times):.2f} | {quantiles(times, n=100, method='inclusive')[98]:.2f} | {max(times):.2f} |"
    )


def main() -> None:
    cut = sample_cut()
    reader = Reader(lexicon_of(cut), sorted(meeting.held_on for meeting in cut.meetings))
    tuned, held_out = read_utterances(TUNED), read_utterances(HELD_OUT)
    nearest = NearestExample(tuned)

    def as_nearest(utterances: Iterable[Utterance]) -> list[bool]:
        return [bool(nearest.means_as(one.said).intents & one.intents) for one in utterances]

    parts = {
        "may be tuned on": [scored(one, reader.read(one.said, one.after)) for one in tuned],
        "held out": [scored(one, reader.read(one.said, one.after)) for one in held_out],
    }
    print("| utterances | intent | slots | both | intent by rapidfuzz alone |\n|---|---:|---:|---:|---:|")
    for what, utterances in zip(parts, (tuned, held_out), strict=True):
        print(accuracy_row(what, parts[what], as_nearest(utterances)))
    print(f"\nHeld out: {HELD_OUT.name}, SHA-256 {fingerprint(HELD_OUT)}")

    texts = [one.said for one in (*tuned, *held_out)]
    print("\n| CPU ms a message | median | 99th of 100 | worst |\n|---|---:|---:|---:|")
    for what, read in (("ours", reader.read), ("rapidfuzz alone (extractOne, token_sort_ratio)", nearest.means_as)):
        print(time_row(f"{what}, the table", [milliseconds(read, text) for text in texts]))
        print(time_row(f"{what}, hard texts", [milliseconds(read, text) for text in HARD.values()]))
    name, slowest = max(
        ((name, milliseconds(reader.read, text)) for name, text in HARD.items()), key=lambda one: one[1]
    )
    print(f"\nSlowest hard text: {name}, {slowest:.2f} ms.")
    print(f"{os.cpu_count()} CPUs, Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}.")

    print("\nMisses of the part that may be tuned on:")
    for one in parts["may be tuned on"]:
        if not one.right:
            print(f"- {one.line}")


if __name__ == "__main__":
    main()
