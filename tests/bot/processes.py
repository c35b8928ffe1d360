"""`sendbot` as a process of its own: for what reads the environment, writes logs or runs until it is stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS = 60


def environment(folder: Path, **settings: str) -> dict[str, str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return inherited | {"PYTHONPATH": str(ROOT), "SENDBOT_SECRETS": str(folder / "secrets")} | settings


def sendbot(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run to its end in a folder of its own, with nothing of the machine's settings."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(folder, **settings),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def started(folder: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    """Still running: the caller ends it."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-u", "-m", "bot", *arguments],
        cwd=folder,
        env=environment(folder, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
