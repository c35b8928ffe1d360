"""`make soak`: 10,000 spoilt requests to the endpoint, on SQLite.

`python -m tests.soak.run_presses` from the project's folder, with the developers' packages.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from bot.logs import configure_logs
from tests.conftest import sample_store_in
from tests.databases import SqliteDatabases
from tests.scenarios.fake_teams import FakeTeams
from tests.scenarios.running_bot import QUIET, HandHeldClock, running
from tests.soak.any_press import some_activities
from tests.soak.pressing import MAY_GROW, Pressed, press_all


async def pressed(folder: Path, count: int, seed: int) -> Pressed:
    with sample_store_in(SqliteDatabases(folder), folder) as store:
        async with FakeTeams() as teams, running(store, teams, HandHeldClock(QUIET)) as bot:
            bot.everybody_has_the_app()
            return await press_all(bot, some_activities(count, seed))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000, help="how many (10,000)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    configure_logs("CRITICAL")
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(pressed(Path(folder), given.requests, given.seed))
    changed = found.changed.keys() - MAY_GROW
    statuses = ", ".join(f"{count:,} of {status}" for status, count in sorted(found.statuses.items()))
    print(  # noqa: T201
        f"{given.requests:,} requests: {statuses}; faults: {len(found.faults)}; changed: {sorted(changed) or 'nothing'}"
    )
    sys.stderr.writelines(f"{one}\n" for one in found.faults)
    sys.exit(bool(found.faults or changed))


if __name__ == "__main__":
    main()
