"""`sendbot edition comment|ask|withdraw-ask|small-count`: what the compliance team adds to a draft."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.common import AsJson, PlanKey, day_of
from bot.cli.edition_meant import AsPerson, OfEdition, Reason, of, step

app = typer.Typer()


@app.command()
def comment(
    text: Annotated[str, typer.Argument(help='What is printed; "" takes away what stands there.')],
    as_person: AsPerson,
    section: Annotated[str, typer.Option("--section", metavar="N", help="On this section of the report.")] = "",
    ref: Annotated[str, typer.Option("--action", metavar="REF", help="On this action.")] = "",
    edition: OfEdition = None,
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """The compliance team's own words on a section or on an action."""
    from workflows.editions.adding import add_comment

    if bool(section) == bool(ref):
        raise typer.BadParameter("say what the comment is on: --section N or --action REF")
    step(
        as_person,
        plan,
        as_json,
        edition,
        lambda turn, held: turn.take(add_comment, **of(turn, held), section=section, ref=ref, text=text),
    )


@app.command()
def ask(
    kind: Annotated[str, typer.Argument(help="decide, approve_date, unblock or note")],
    text: str,
    as_person: AsPerson,
    to: Annotated[str, typer.Option("--to", help="The Board, its Chair, or a post of the plan.")],
    by_when: Annotated[str | None, typer.Option("--by", metavar="DATE")] = None,
    refs: Annotated[list[str] | None, typer.Option("--action", metavar="REF", help="May be given again.")] = None,
    edition: OfEdition = None,
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """Asks the Board, or somebody, for something."""
    from store.types import AskKind
    from workflows.editions.adding import raise_ask

    if kind not in set(AskKind):
        raise typer.BadParameter(f"{kind} is none of {', '.join(AskKind)}")
    day = day_of(by_when) if by_when else None
    step(
        as_person,
        plan,
        as_json,
        edition,
        lambda turn, held: turn.take(
            raise_ask,
            **of(turn, held),
            kind=AskKind(kind),
            text=text,
            addressed_to=to,
            by_when=day,
            refs=refs or [],
        ),
    )


@app.command("withdraw-ask")
def withdraw_ask(
    number: int,
    reason: Reason,
    as_person: AsPerson,
    edition: OfEdition = None,
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """Takes back an ask that somebody raised, by its number in the draft."""
    from workflows.editions.adding import withdraw_ask as withdraw

    step(
        as_person,
        plan,
        as_json,
        edition,
        lambda turn, held: turn.take(withdraw, **of(turn, held), number=number, reason=reason),
    )


@app.command("small-count")
def small_count(
    place: Annotated[str, typer.Argument(help="As `sendbot edition check` names it.")],
    as_person: AsPerson,
    show_it: Annotated[bool, typer.Option("--show/--suppress", help="Print it as it stands, or as fewer than 5.")],
    reason: Reason = "",
    edition: OfEdition = None,
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """Decides whether a count of fewer than 5 children is printed."""
    from workflows.editions.adding import decide_small_count

    step(
        as_person,
        plan,
        as_json,
        edition,
        lambda turn, held: turn.take(decide_small_count, **of(turn, held), place=place, shown=show_it, reason=reason),
    )
