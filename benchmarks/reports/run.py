"""The exception report compiled and written in every format, beside what the libraries alone need for the same tables.

`python -m benchmarks.reports.run` from the project's folder, with the developers' packages. Linux or macOS.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
from datetime import UTC, datetime

SIZES = (55, 120, 1000)
ROUNDS = 3
WHAT = {
    "compile": "compile",
    "json": "JSON",
    "docx": "Word",
    "python-docx": "python-docx alone: the same tables, unstyled, by `add_row()`",
    "xlsx": "Excel",
    "xlsxwriter": "xlsxwriter alone: the same cells, unstyled",
    "html": "HTML",
    "pdf": "PDF",
}


def measured(step: str, actions: int) -> dict[str, float]:
    """The median of its times, and the highest peak."""
    found: list[dict[str, float]] = []
    for _ in range(ROUNDS):
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.reports.steps", step, str(actions)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        found.append(json.loads(ran.stdout))
    return {
        "ms": statistics.median(one["ms"] for one in found),
        "peak_mb": max(one["peak_mb"] for one in found),
    }


def main() -> None:
    print(f"| ms (peak MB) | {' | '.join(f'{size} actions' for size in SIZES)} |\n|---|{'---:|' * len(SIZES)}")
    for step, what in WHAT.items():
        sys.stderr.write(f"{what}\n")
        found = [measured(step, size) for size in SIZES]
        cells = [f"{one['ms']:.0f} ({one['peak_mb']:.0f})" for one in found]
        print(f"| {what} | {' | '.join(cells)} |")
    print(
        f"\nMedian of {ROUNDS} runs, each a process of its own; {os.cpu_count()} CPUs, "
        f"Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}."
    )


if __name__ == "__main__":
    main()
