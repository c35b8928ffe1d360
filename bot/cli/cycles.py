"""`sendbot cycle`: how a board's round of asking goes, and a chase by hand."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.common import AsAt, AsJson, CommandError, PlanKey, moment_of, print_json, register_session

app = typer.Typer(help="A board's round of asking.", no_args_is_help=True)


@app.command()
def status(plan: PlanKey = None, as_at: AsAt = None, as_json: AsJson = False) -> None:
    """By area: asked, delivered, answered, late, escalated, undeliverable; then who is silent or cannot be reached."""
    from bot.conversation.cycle_words import cycle_lines
    from reminders.overview import cycle_status
    from store.queries.plans import the_plan

    with register_session(dry_run=True) as (session, _):
        found = cycle_status(session, the_plan(session, plan), moment_of(as_at))
    if as_json:
        print_json(found)
    else:
        print("\n".join(cycle_lines(found)))


@app.command()
def chase(
    person: Annotated[str, typer.Option("--as", metavar="PERSON", help="Who chases: of the compliance team.")],
    refs: Annotated[list[str] | None, typer.Argument(metavar="[REF]...", help="None: everybody who is silent.")] = None,
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """Plans a message for everybody who was asked and is silent; `serve` or `remind` sends it."""
    from bot.conversation.cycle_words import chased_words
    from reminders.by_hand import Chased, ChaseRefused
    from reminders.by_hand import chase as chase_by_hand
    from store.queries.people import person_named
    from store.queries.plans import the_plan

    outcome: Chased | ChaseRefused
    with register_session() as (session, audit):
        chaser, meant = person_named(session, person), the_plan(session, plan)
        try:
            outcome = chase_by_hand(session, audit, person=chaser, plan=meant, refs=refs or None, now=moment_of(None))
        except ChaseRefused as refusal:
            outcome = refusal
    if isinstance(outcome, ChaseRefused):
        raise CommandError(str(outcome))
    if as_json:
        print_json(outcome)
    else:
        print(chased_words(outcome))
