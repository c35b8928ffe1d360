"""Server processes: pinned to one core, with a clean environment, measured from outside. Linux only."""

import os
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

STARTS_WITHIN = 60.0
STOPS_WITHIN = 10.0


class ServerFailedError(Exception):
    """The server ended or did not listen in time; its log follows."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(python: Path, script: Path, port: int, core: int, directory: Path) -> Generator[int]:
    """Runs `python script PORT` in `directory` and yields its process id once it listens on the port."""
    directory.mkdir(parents=True, exist_ok=True)
    log = directory.with_suffix(".log")
    # A developer's CLIENT_ID or PYTHONPATH would change what is measured.
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [python, script, str(port)],
            cwd=directory,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            # Before exec, so that every thread the server starts is pinned too.
            preexec_fn=lambda: os.sched_setaffinity(0, {core}),
        )
    try:
        _wait_until_listening(process, port, log)
        yield process.pid
        if process.poll() is not None:
            raise ServerFailedError(log.read_text(errors="replace")[-2000:])
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOPS_WITHIN)
        process.kill()
        process.wait()


def _wait_until_listening(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    give_up_at = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < give_up_at and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise ServerFailedError(log.read_text(errors="replace")[-2000:])


def cpu_seconds(pid: int) -> float:
    """User and system time of all threads of the process, those that have ended included."""
    # The id that clock_getcpuclockid(3) gives. /proc/PID/stat counts in hundredths of a second, too coarse for a
    # round of the floor, which takes a tenth of a second in all.
    return time.clock_gettime((~pid << 3) | 2)


def peak_resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes) / 1024
