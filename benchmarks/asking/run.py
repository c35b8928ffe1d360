"""Planning for 15,000 actions, 25,000 milestones and 20,000 people, an idle tick, and the sending, on both databases.

`python -m benchmarks.asking.run` from the project's folder, with the developers' packages. Linux or macOS.
"""

import argparse
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.register.plans import write_plans
from tests.databases import postgresql_server

WHAT = {
    "plan": "planning a day",
    "plan again": "planning again, nothing new",
    "bare": "aiohttp alone posts the same messages (the floor)",
    "paced": "sending, with the limit of 40 a second",
    "deliver": "sending, without the limit",
    "idle": "a tick with nothing to do",
}
POSTS = ("bare", "paced", "deliver")


@contextmanager
def stub() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = subprocess.Popen([sys.executable, "-m", "benchmarks.asking.connector", str(port)])
    url = f"http://127.0.0.1:{port}/"
    try:
        while running.poll() is None:
            try:
                asked(f"{url}stats")
                break
            except OSError:
                time.sleep(0.05)
        yield url
    finally:
        running.terminate()
        running.wait()


def asked(url: str) -> dict[str, int]:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own stub
        return json.load(answer)


def measured(step: str, url: str, plans: Path, connector: str) -> dict[str, Any]:
    asked(f"{connector}reset")
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.asking.steps", step, url, plans, connector],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(ran.stdout) | asked(f"{connector}stats")


def rows(plans: Path, work: Path) -> Iterator[str]:
    with ExitStack() as stack:
        connector = stack.enter_context(stub())
        server = stack.enter_context(postgresql_server())
        for name, url in (("SQLite", f"sqlite:///{work / 'asking.db'}"), ("PostgreSQL", str(server))):
            sys.stderr.write(f"{name}: {measured('prepare', url, plans, connector)}\n")
            for step, what in WHAT.items():
                found = measured(step, url, plans, connector)
                sys.stderr.write(f"{name}: {what}: {found}\n")
                yield row(f"{name}: {what}", found, posts=step in POSTS)


def row(what: str, found: dict[str, Any], *, posts: bool) -> str:
    done, seconds = found["done"], found["seconds"]
    rate = f"{done / seconds:,.0f}" if posts else ""
    each = f"{1000 * found['cpu'] / done:.2f}" if done else f"{1000 * found['cpu']:.0f} in all"
    twice = f"{found['twice']}" if posts else ""
    return f"| {what} | {done:,} | {seconds:.1f} | {rate} | {each} | {found['mb']:.0f} | {twice} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=150, help="how many (150)")
    count: int = parser.parse_args().plans
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_plans(work / "plans", count)
        print("| what | done | seconds | messages/s | CPU ms each | peak MB | sent twice |")
        print("|---|---:|---:|---:|---:|---:|---:|", flush=True)
        for line in rows(work / "plans", work):
            print(line, flush=True)
    print(
        f"\n{count} plans; {os.cpu_count()} CPUs, Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}; "
        f"each line a process of its own; the stub connector and PostgreSQL on the same CPUs."
    )


if __name__ == "__main__":
    main()
