"""Turns per second and CPU per turn of Teams bots, side by side, on this machine.

`python benchmarks/turns/run.py` needs Linux and nothing but Python 3.11: each contender gets its own environment.
"""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from contenders import CONTENDERS, Contender
from environments import CACHE, python_of
from load import TurnRefusedError
from processes import ServerFailedError, free_port, running
from report import as_json, load_warning, machine, table
from rounds import Round, Stub, TurnsLostError, play

HERE = Path(__file__).resolve().parent
ROUNDS = 3


async def play_all(contenders: Sequence[Contender], turns: int) -> dict[str, list[Round]]:
    pythons = {contender.name: python_of(contender.name, contender.requirements) for contender in contenders}
    stub_python = python_of("bare", HERE / "requirements" / "bare.txt")
    cores = sorted(os.sched_getaffinity(0))
    server_core, load_core = cores[0], cores[-1]
    os.sched_setaffinity(0, {load_core})
    port = free_port()
    rounds: dict[str, list[Round]] = {contender.name: [] for contender in contenders}
    with running(stub_python, HERE / "connector.py", port, load_core, CACHE / "connector" / "run") as pid:
        # Round by round, so that a machine that slows down or speeds up does so for all.
        for number in range(ROUNDS):
            for contender in contenders:
                sys.stderr.write(f"round {number + 1} of {ROUNDS}: {contender.name}\n")
                played = await play(contender, pythons[contender.name], Stub(port, pid), turns, server_core)
                rounds[contender.name].append(played)
    return rounds


def main() -> None:
    names = [contender.name for contender in CONTENDERS]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=600, help="turns in each of the three rounds (600)")
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every round to FILE")
    arguments = parser.parse_args()
    contenders = [contender for contender in CONTENDERS if contender.name in arguments.only]

    try:
        rounds = asyncio.run(play_all(contenders, arguments.turns))
    except* (ServerFailedError, TurnRefusedError, TurnsLostError) as failures:
        sys.exit(f"No result: {failures.exceptions[0]!r}. The servers' logs are {CACHE}/*/run.log.")
    print(table(contenders, rounds))
    print(machine(arguments.turns, ROUNDS))
    print(load_warning(rounds), end="")
    if arguments.json:
        arguments.json.write_text(json.dumps(as_json(rounds, arguments.turns), indent=2) + "\n")


if __name__ == "__main__":
    main()
