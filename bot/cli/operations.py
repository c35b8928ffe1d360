"""Running it: `serve`, `demo`, `db`, `doctor` and `teams-package`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import AsJson, CommandError, open_register, print_json

db = typer.Typer(help="The database's shape.", no_args_is_help=True)


def serve() -> None:
    """The bot: web, scheduler, delivery."""
    from aiohttp import web

    from bot.app import build_app
    from bot.logs import configure_logs
    from bot.settings import Settings

    settings = Settings()  # pyright: ignore[reportCallIssue] - filled from the environment
    configure_logs(settings.log_level, for_good=True)
    if not settings.in_teams:
        print(
            "No MICROSOFT_APP_ID is set: listening on loopback only, for the local Teams client, "
            "and taking unsigned requests."
        )
    print(f"Listening on {settings.listen_on}:{settings.port}", flush=True)
    web.run_app(build_app(settings), host=settings.listen_on, port=settings.port, print=None, access_log=None)


def demo(
    day: Annotated[str, typer.Option("--day", metavar="DATE", help="The day on which the demonstration begins.")] = "",
    port: Annotated[int, typer.Option("--port", help="The bot's port; the three windows take the next ones.")] = 3978,
) -> None:
    """Loads the sample, starts the bot and the local Teams client for three people."""
    import asyncio

    from bot.cli.common import day_of
    from bot.demo import DEMO_DAY, run_demo

    asyncio.run(run_demo(day_of(day) if day else DEMO_DAY, port))


@db.command()
def upgrade() -> None:
    """Brings the database to the present shape."""
    from bot.settings import Settings
    from store import migrate
    from store.database import open_engine

    settings = Settings()  # pyright: ignore[reportCallIssue] - filled from the environment
    engine = open_engine(settings.database_url)
    print(f"The database is at revision {migrate.upgrade(engine)}.")
    engine.dispose()


@db.command("check")
def check_db() -> None:
    """Says whether the database has the shape that this program expects."""
    from bot.settings import Settings
    from store import migrate
    from store.database import open_engine

    settings = Settings()  # pyright: ignore[reportCallIssue] - filled from the environment
    engine = open_engine(settings.database_url)
    current, found = migrate.is_current(engine), migrate.differences(engine)
    engine.dispose()
    if not current:
        raise CommandError("The database is not at the present revision: run `sendbot db upgrade`.")
    if found:
        raise CommandError(f"The database differs from the program in {len(found)} places: {found[0]}")
    print("The database has the shape that this program expects.")


def doctor(as_json: AsJson = False) -> None:
    """Looks at settings, database, calendar and people, and says what is missing."""
    from bot.doctor import examine
    from bot.settings import Settings

    engine, chain = open_register()
    settings = Settings()  # pyright: ignore[reportCallIssue] - filled from the environment
    checks = examine(settings, engine, chain)
    engine.dispose()
    if as_json:
        print_json(checks)
    else:
        for check in checks:
            print(f"{'ok ' if check.ok else 'NOT'}  {check.name}: {check.sentence}")
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def teams_package(
    out: Annotated[Path, typer.Option("--out", metavar="FILE.zip")],
    app_id: Annotated[str, typer.Option("--app-id", help="The bot's app id; default MICROSOFT_APP_ID.")] = "",
    host: Annotated[str, typer.Option("--host", help="The host of the bot's web pages.")] = "",
) -> None:
    """Writes the package that an administrator uploads to Teams."""
    from bot.settings import Settings
    from bot.teams_package import write_package

    settings = Settings()  # pyright: ignore[reportCallIssue] - filled from the environment
    bot_id = app_id or settings.app_id
    if not bot_id:
        raise CommandError("Give the bot's app id with --app-id or in MICROSOFT_APP_ID.")
    write_package(out, bot_id, host or settings.public_url)
    print(f"Written to {out}.")
