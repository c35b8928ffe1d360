"""The command line. Every command imports what it needs when it runs, so that `--help` is quick."""

from __future__ import annotations

import sys

import typer

from bot.cli import (
    absences,
    asking,
    audits,
    channels,
    cycles,
    editions,
    governing,
    operations,
    plan_settings,
    register,
    reports,
    risks,
)

app = typer.Typer(
    name="sendbot",
    help="The action register of a SEND improvement plan, its reminders and its exception report.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(register.app, name="register")
app.add_typer(register.people, name="people")
app.add_typer(register.updates, name="updates")
app.add_typer(register.readings, name="readings")
app.add_typer(governing.app, name="govern")
app.add_typer(risks.app, name="risk")
app.add_typer(cycles.app, name="cycle")
app.add_typer(editions.app, name="edition")
app.add_typer(absences.app, name="absence")
app.add_typer(channels.app, name="channel")
app.add_typer(plan_settings.app, name="plan")
app.add_typer(reports.app, name="report")
app.add_typer(operations.db, name="db")
app.add_typer(audits.app, name="audit")
app.command()(asking.remind)
app.command()(asking.ask)
app.command()(reports.simulate)
app.command()(operations.serve)
app.command()(operations.demo)
app.command()(operations.doctor)
app.command("teams-package")(operations.teams_package)


def main() -> None:
    """Runs one command. What can be expected to go wrong is one line on standard error and exit status 1."""
    from bot.cli.faults import sentence_for

    try:
        app()
    except Exception as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise
        sys.stderr.write(f"sendbot: {sentence}\n")
        raise SystemExit(1) from None
