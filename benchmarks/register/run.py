"""The plans of 150 local areas (15,000 actions, 25,000 milestones) in, checked, out again, on both databases.

`python -m benchmarks.register.run` from the project's folder, with the developers' packages. Linux or macOS.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.register.plans import ACTIONS_EACH, write_plans
from tests.databases import postgresql_server

WHAT = {
    "bare": "read with pandas, inserted unchecked (the floor)",
    "import": "import",
    "import again": "import again, nothing new",
    "check": "check",
    "export": "export as folders",
}


def measured(step: str, database_url: str, plans: Path, out: Path) -> dict[str, float]:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.register.steps", step, database_url, plans, out],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(ran.stdout)


def rows(plans: Path, count: int, work: Path) -> Iterator[str]:
    with ExitStack() as stack:
        server = stack.enter_context(postgresql_server())
        for name, floor, ours in (
            ("SQLite", f"sqlite:///{work / 'floor.db'}", f"sqlite:///{work / 'ours.db'}"),
            ("PostgreSQL", str(server), str(server.set(database="template1"))),
        ):
            for step, what in WHAT.items():
                sys.stderr.write(f"{name}: {what}\n")
                found = measured(step, floor if step == "bare" else ours, plans, work / name)
                seconds = found["seconds"]
                yield f"| {name}: {what} | {seconds:.1f} | {1000 * seconds / count:.0f} | {found['peak_mb']:.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=150, help="how many (150)")
    count: int = parser.parse_args().plans
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_plans(work / "plans", count)
        print("| what | seconds | ms a plan | peak MB |\n|---|---:|---:|---:|")
        for row in rows(work / "plans", count, work):
            print(row)
    print(
        f"\n{count} plans of {ACTIONS_EACH} actions; {os.cpu_count()} CPUs, Python {platform.python_version()}, "
        f"{datetime.now(UTC):%Y-%m-%d}; each line a process of its own, one transaction a plan."
    )


if __name__ == "__main__":
    main()
