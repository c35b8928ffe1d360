"""`sendbot report` and `sendbot simulate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli import products
from bot.cli.common import AsAt, AsJson, PlanKey, day_of, moment_of, open_register, print_json, register_session

app = typer.Typer(help="Reports to the Board and to the other bodies that follow the plan.", no_args_is_help=True)


app.command("kpi-pack")(products.kpi_pack)
app.command()(products.formal)
app.command()(products.scrutiny)
app.command()(products.annual)
app.command()(products.highlight)
app.command("member-brief")(products.member_brief)
app.command("since-publication")(products.since_publication)
app.command()(products.schedule)


@app.command()
def exception(
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")],
    plan: PlanKey = None,
    as_at: AsAt = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", help="A Word file with the council's styles.", envvar="SENDBOT_WORD_TEMPLATE"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Writes the exception report as Word, Excel, HTML, JSON and PDF. It makes no edition."""
    from bot.reports import compiled
    from store.queries.plans import the_plan
    from workflows.documents.files import write_all

    with register_session(dry_run=True) as (session, audit):
        report = compiled(session, the_plan(session, plan).key, moment_of(as_at), audit)
    written = write_all(report, out, template)
    if as_json:
        print_json({"summary": report.summary, "files": [str(path) for path in written]})
        return
    print(report.summary)
    for path in written:
        print(path)


@app.command()
def template(out: Annotated[Path, typer.Option("--out", help="The Word file to write.")]) -> None:
    """Writes the Word file whose styles and header the reports are written in, to be changed in Word."""
    from workflows.documents.word_template import write_template

    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(write_template())
    print(f"{out}: change its styles in Word, put a logo into its header, and name it in SENDBOT_WORD_TEMPLATE.")


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
    with register_session(dry_run=True) as (session, _):
        key = the_plan(session, plan).key
    engine, _ = open_register()
    summary = play(engine, key, first, last, out, seed)
    engine.dispose()
    if as_json:
        print_json(summary)
    else:
        print(summary.words())
