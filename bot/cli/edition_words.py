"""`sendbot edition comment|ask|change-ask|withdraw-ask|small-count`: what the compliance team adds to a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import day_of
from bot.cli.deciding import Reason, Told, Turn, decision
from bot.cli.edition_meant import OfEdition, of

if TYPE_CHECKING:
    from workflows.editions.asking import AskWanted

app = typer.Typer()

AskedFor = Annotated[str, typer.Argument(metavar="KIND", help="decide, approve_date, unblock or note")]
Addressee = Annotated[str, typer.Option("--to", help="The Board, its Chair, or a post of the plan.")]
ByWhen = Annotated[str | None, typer.Option("--by", metavar="DATE")]
Refs = Annotated[list[str] | None, typer.Option("--action", metavar="REF", help="May be given again.")]


@app.command()
@decision
def comment(
    turn: Turn,
    text: Annotated[str, typer.Argument(help='What is printed; "" takes away what stands there.')],
    section: Annotated[str, typer.Option("--section", metavar="N", help="On this section of the report.")] = "",
    ref: Annotated[str, typer.Option("--action", metavar="REF", help="On this action.")] = "",
    edition: OfEdition = None,
) -> Told:
    """The compliance team's own words on a section or on an action."""
    from workflows.editions.commenting import add_comment

    if bool(section) == bool(ref):
        raise typer.BadParameter("say what the comment is on: --section N or --action REF")
    return turn.take(add_comment, **of(turn, edition), section=section, ref=ref, text=text)


@app.command()
@decision
def ask(
    turn: Turn,
    kind: AskedFor,
    text: str,
    to: Addressee,
    by_when: ByWhen = None,
    refs: Refs = None,
    edition: OfEdition = None,
) -> Told:
    """Asks the Board, or somebody, for something."""
    from workflows.editions.asking import raise_ask

    return turn.take(raise_ask, **of(turn, edition), ask=_wanted(kind, text, to, by_when, refs))


@app.command("change-ask")
@decision
def change_ask(
    turn: Turn,
    number: int,
    kind: AskedFor,
    text: str,
    to: Addressee,
    by_when: ByWhen = None,
    refs: Refs = None,
    edition: OfEdition = None,
) -> Told:
    """Says an ask that somebody raised otherwise, all of it, by its number in the draft."""
    from workflows.editions.asking import change_ask as change

    return turn.take(change, **of(turn, edition), number=number, ask=_wanted(kind, text, to, by_when, refs))


@app.command("withdraw-ask")
@decision
def withdraw_ask(turn: Turn, number: int, reason: Reason, edition: OfEdition = None) -> Told:
    """Takes back an ask that somebody raised, by its number in the draft."""
    from workflows.editions.asking import withdraw_ask as withdraw

    return turn.take(withdraw, **of(turn, edition), number=number, reason=reason)


@app.command("small-count")
@decision
def small_count(
    turn: Turn,
    place: Annotated[str, typer.Argument(help="As `sendbot edition check` names it.")],
    show_it: Annotated[bool, typer.Option("--show/--suppress", help="Print it as it stands, or as fewer than 5.")],
    reason: Reason = "",
    edition: OfEdition = None,
) -> Told:
    """Decides whether a count of fewer than 5 children is printed."""
    from workflows.editions.deciding_counts import decide_small_count

    return turn.take(decide_small_count, **of(turn, edition), place=place, shown=show_it, reason=reason)


def _wanted(kind: str, text: str, to: str, by_when: str | None, refs: list[str] | None) -> AskWanted:
    from store.types import AskKind
    from workflows.editions.asking import AskWanted

    if kind not in set(AskKind):
        raise typer.BadParameter(f"{kind} is none of {', '.join(AskKind)}")
    return AskWanted(AskKind(kind), text, to, day_of(by_when) if by_when else None, refs or [])
