"""The medians of the rounds as a Markdown table, and every round as JSON."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from contenders import Contender
from load import IN_FLIGHT
from rounds import Round

LOAD_IS_LIMIT_ABOVE = 0.9


def table(contenders: Sequence[Contender], rounds: Mapping[str, Sequence[Round]]) -> str:
    lines = [
        "| contender | turns/s | CPU ms a turn | resident MB | new connections a turn |",
        "|---|---:|---:|---:|---:|",
    ]
    for contender in contenders:
        middle = _medians(rounds[contender.name])
        cells = (
            f"{contender.name}: {contender.what}",
            f"{middle.turns_per_second:,.0f}",
            f"{middle.cpu_ms_per_turn:.2f}",
            f"{middle.resident_mb:.0f}",
            f"{middle.connections_per_turn:.2f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def machine(turns: int, rounds: int) -> str:
    return (
        f"\n{os.cpu_count()} CPUs ({_cpu_model()}), Python {platform.python_version()}, "
        f"{datetime.now(UTC):%Y-%m-%d}; "
        f"median of {rounds} rounds of {turns:,} turns, {IN_FLIGHT} at a time, server on one core."
    )


def load_warning(rounds: Mapping[str, Sequence[Round]]) -> str:
    """Empty unless the turns per second of a contender say more about the load generator than about the bot."""
    limited = [name for name, played in rounds.items() if _medians(played).load_core_busy > LOAD_IS_LIMIT_ABOVE]
    if not limited:
        return ""
    return f"The load generator was the limit for {', '.join(limited)}: compare the CPU a turn, not the turns/s.\n"


def as_json(rounds: Mapping[str, Sequence[Round]], turns: int) -> dict[str, Any]:
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "cpus": os.cpu_count(),
        "cpu_model": _cpu_model(),
        "python": platform.python_version(),
        "turns": turns,
        "in_flight": IN_FLIGHT,
        "contenders": {
            name: {"median": asdict(_medians(played)), "rounds": [asdict(each) for each in played]}
            for name, played in rounds.items()
        },
    }


def _medians(played: Sequence[Round]) -> Round:
    return Round(**{field: median(asdict(each)[field] for each in played) for field in asdict(played[0])})


def _cpu_model() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
