"""`make soak`: 10,000 messages, spoilt, mixed and hard, put to the bot on SQLite.

`python -m tests.soak.run_messages` from the project's folder, with the developers' packages.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
from pathlib import Path

from benchmarks.understanding.utterances import TUNED, read_utterances
from bot.logs import configure_logs
from tests.databases import SqliteDatabases
from tests.soak.any_message import some_messages
from tests.soak.talking import MOST_MS, register_in_january, talk

HEAD = "| messages | intents | changed something | longest answer | largest card | slowest, CPU ms | broken promises |"


def _warm_up(url: str, written: list[str]) -> None:
    """So that of a message its own work is timed, not the first use of a module, nor a search through all modules for
    garbage, which falls on one message in some hundreds."""
    talk(url, written[:100], seed=0)
    gc.collect()
    gc.freeze()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000, help="how many (10,000)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    configure_logs("WARNING")
    written = [one.said for one in read_utterances(TUNED)]
    with (
        tempfile.TemporaryDirectory() as folder,
        SqliteDatabases(Path(folder)).filled(register_in_january) as url,
    ):
        _warm_up(url, written)
        found = talk(url, some_messages(given.messages, given.seed, written), given.seed)
    broken = list(found.broken)
    if found.slowest_ms > MOST_MS:
        broken.append(f"{found.slowest}: {found.slowest_ms:.0f} ms of CPU")
    print(f"{HEAD}\n|---:|---:|---:|---:|---:|---:|---:|")  # noqa: T201
    print(  # noqa: T201
        f"| {found.messages:,} | {len(found.intents)} | {found.changed} | {found.longest:,} characters | "
        f"{found.largest:,} bytes | {found.slowest_ms:.0f} | {len(broken)} |"
    )
    sys.stderr.write(f"Slowest: {found.slowest}\n")
    sys.stderr.writelines(f"{one}\n" for one in broken)
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
