"""What the commands share: options, the day meant, the database, and how results are printed."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

    from store.audit import AuditChain

AsAt = Annotated[
    str | None,
    typer.Option("--as-at", metavar="YYYY-MM-DD[THH:MM]", help="The day meant, in London; a bare date is its end."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
PlanKey = Annotated[str | None, typer.Option("--plan", metavar="KEY", help="Not needed while there is one plan.")]


class CommandError(Exception):
    """What was asked for on the command line cannot be done; the message says what to do."""


def moment_of(as_at: str | None, *, start_of_day: bool = False) -> datetime:
    """Now, a given minute in London, or the end of a bare date (its sending time with `start_of_day`)."""
    from bot.clock import system_clock
    from reminders.ladder import DEFAULT_LADDER
    from store.working_days import end_of_day, london_moment

    if as_at is None:
        return system_clock()
    try:
        if "T" in as_at:
            given = datetime.fromisoformat(as_at)
            return given if given.tzinfo else london_moment(given.date(), given.time())
        day = date.fromisoformat(as_at)
    except ValueError as error:
        raise typer.BadParameter(f"{as_at} is not a day: write it as 2023-03-31 or 2023-03-31T09:30") from error
    return london_moment(day, DEFAULT_LADDER.send_at) if start_of_day else end_of_day(day)


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text} is not a day: write it as 2023-03-31") from error


def open_register() -> tuple[Engine, AuditChain]:
    """The database of the settings, brought to its present shape, and the audit's key."""
    from bot.settings import Settings
    from store import migrate
    from store.audit import AuditChain
    from store.database import open_engine

    settings = Settings()  # pyright: ignore[reportCallIssue] - filled from the environment
    audit = AuditChain.from_file(settings.secrets_folder / "audit.key")
    engine = open_engine(settings.database_url)
    migrate.upgrade(engine)
    return engine, audit


@contextmanager
def register_session(*, dry_run: bool = False) -> Generator[tuple[Session, AuditChain]]:
    """One transaction; a dry run is rolled back at its end."""
    from store.database import transaction

    engine, audit = open_register()
    try:
        with transaction(engine) as session:
            yield session, audit
            if dry_run:
                session.rollback()
    finally:
        engine.dispose()


def print_json(value: Any) -> None:
    print(json.dumps(_plain(value), ensure_ascii=False, indent=2))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value
