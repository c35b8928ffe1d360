"""`sendbot report` and `sendbot simulate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import AsAt, AsJson, PlanKey, day_of, moment_of, open_register, print_json, register_session

app = typer.Typer(help="Reports for the Board.", no_args_is_help=True)


@app.callback()
def _kinds() -> None:
    """Keeps `exception` a word of its own while it is the only kind."""


@app.command()
def exception(
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")],
    plan: PlanKey = None,
    as_at: AsAt = None,
    as_json: AsJson = False,
) -> None:
    """Writes the exception report as Word, Excel, HTML and JSON. It makes no edition."""
    from bot.reports import compiled
    from store.queries.plans import the_plan
    from workflows.documents.files import write_all

    with register_session(dry_run=True) as (session, audit):
        report = compiled(session, the_plan(session, plan).key, moment_of(as_at), audit)
    written = write_all(report, out)
    if as_json:
        print_json({"summary": report.summary, "files": [str(path) for path in written]})
        return
    print(report.summary)
    for path in written:
        print(path)


def simulate(
    start: Annotated[str, typer.Option("--from", metavar="DATE")],
    end: Annotated[str, typer.Option("--to", metavar="DATE")],
    out: Annotated[Path, typer.Option("--out", help="The folder for the editions.")],
    plan: PlanKey = None,
    seed: Annotated[int, typer.Option("--seed", help="Chooses how each lead behaves.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Plays the register through time on a simulated clock, with scripted leads; the register itself is not touched."""
    from bot.logs import configure_logs
    from bot.simulation import simulate as play
    from store.queries.plans import the_plan

    configure_logs("WARNING")
    first, last = day_of(start), day_of(end)
    if last < first:
        raise typer.BadParameter("--to lies before --from")
    engine, _ = open_register()
    from store.database import transaction

    with transaction(engine) as session:
        key = the_plan(session, plan).key
    summary = play(engine, key, first, last, out, seed)
    engine.dispose()
    if as_json:
        print_json(summary)
    else:
        print(summary.words())
