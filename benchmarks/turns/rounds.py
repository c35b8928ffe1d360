"""One round of one contender: start its server, warm it up, send the turns, read the meters, stop it."""

import asyncio
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contenders import Contender
from environments import CACHE
from load import HOST, ask, request, send_all, turn_request
from processes import cpu_seconds, free_port, peak_resident_mb, running

WARM_UP_TURNS = 64
ROUND_ENDS_WITHIN = 300.0
LAST_CALL_WITHIN = 10.0


class TurnsLostError(Exception):
    """The connector did not receive the calls that belong to the turns sent."""


@dataclass(frozen=True)
class Round:
    turns_per_second: float
    cpu_ms_per_turn: float
    resident_mb: float
    connections_per_turn: float
    load_core_busy: float
    """Share of the time in which the load generator or the stub was at work: near 1, they are the limit."""


@dataclass(frozen=True)
class Stub:
    port: int
    pid: int


async def play(contender: Contender, python: Path, stub: Stub, turns: int, server_core: int) -> Round:
    # Nothing a round leaves behind, a database for instance, may reach the next.
    directory = CACHE / contender.name / "run"
    shutil.rmtree(directory, ignore_errors=True)
    port = free_port()
    service_url = f"http://{HOST}:{stub.port}"
    requests = [turn_request(contender.activity(number, service_url)) for number in range(WARM_UP_TURNS + turns)]
    with running(python, contender.server, port, server_core, directory) as pid:
        async with asyncio.timeout(ROUND_ENDS_WITHIN):
            await _send(contender, port, stub, requests[:WARM_UP_TURNS])
            cpu, load_cpu = cpu_seconds(pid), _load_cpu_seconds(stub)
            seconds, connections = await _send(contender, port, stub, requests[WARM_UP_TURNS:])
            return Round(
                turns_per_second=turns / seconds,
                cpu_ms_per_turn=(cpu_seconds(pid) - cpu) * 1000 / turns,
                resident_mb=peak_resident_mb(pid),
                connections_per_turn=connections / turns,
                load_core_busy=(_load_cpu_seconds(stub) - load_cpu) / seconds,
            )


def _load_cpu_seconds(stub: Stub) -> float:
    return time.process_time() + cpu_seconds(stub.pid)


async def _send(contender: Contender, port: int, stub: Stub, requests: Sequence[bytes]) -> tuple[float, int]:
    """Seconds until the last turn was done, and the connections newly made to the connector."""
    await ask(stub.port, request("POST", "/reset", contender.call_contains.encode()))
    started_at = time.monotonic()
    await send_all(port, requests, contender.answer_contains.encode())
    answered_at = time.monotonic()
    stats = await _stats_with_all_calls(stub, len(requests) * contender.connector_calls)
    return max(answered_at, stats["last_call_at"]) - started_at, int(stats["connections"])


async def _stats_with_all_calls(stub: Stub, expected: int) -> dict[str, float]:
    """A bot may answer first and call the connector afterwards, so the last calls are waited for."""
    give_up_at = time.monotonic() + LAST_CALL_WITHIN
    while True:
        stats = await ask(stub.port, request("GET", "/stats"))
        if stats["calls"] == expected and not stats["other_calls"]:
            return stats
        if stats["calls"] > expected or stats["other_calls"] or time.monotonic() > give_up_at:
            raise TurnsLostError(f"expected {expected} calls and no others, the connector received {stats}")
        await asyncio.sleep(0.02)
