"""Who takes part. A contender is a name, a lock file, a server script and the activity it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from activities import ECHO_TEXT, echo_message, recorded_update

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Contender:
    """A turn is done when the bot has answered it and has made `connector_calls` calls whose body contains
    `call_contains`. `answer_contains` guards against a refusal that travels as a 200."""

    name: str
    what: str
    requirements: Path
    server: Path
    activity: Callable[[int, str], dict[str, Any]]
    call_contains: str
    connector_calls: int = 1
    answer_contains: str = ""


def _echo(name: str, what: str) -> Contender:
    return Contender(
        name=name,
        what=what,
        requirements=HERE / "requirements" / f"{name}.txt",
        server=HERE / "servers" / f"{name}.py",
        activity=echo_message,
        call_contains=ECHO_TEXT,
    )


CONTENDERS = (
    _echo("stock", "botbuilder-integration-aiohttp 4.17.1, echo"),
    _echo("agents", "Microsoft 365 Agents SDK 1.9.0, echo"),
    _echo("teams", "Teams SDK for Python 2.1.1, echo"),
    _echo("bare", "aiohttp alone, echo (the floor)"),
    Contender(
        name="ours",
        what="this bot: a full recorded update, written to SQLite and audited",
        requirements=HERE.parents[1] / "requirements" / "run.txt",
        server=HERE / "servers" / "ours.py",
        activity=recorded_update,
        call_contains="AdaptiveCard",
        answer_contains="Recorded: 1.",
    ),
)
