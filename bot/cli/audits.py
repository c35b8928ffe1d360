"""`sendbot audit`: whether the audit holds, and erasing what should never have been written down."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from bot.cli import audit_entries
from bot.cli.common import AsJson, CommandError, PlanKey, moment_of, print_json, register_session

app = typer.Typer(help="The audit.", no_args_is_help=True)

app.command("show")(audit_entries.show)

HEAD = re.compile(r"[0-9a-f]{64}")
MOST_LINES = 50
"""Changed rows printed one by one; --json has them all."""


@app.command()
def verify(
    plan: PlanKey = None,
    head: Annotated[str, typer.Option("--head", metavar="HEX", help="The head printed in a paper edition.")] = "",
    as_json: AsJson = False,
) -> None:
    """Recomputes every chain, looks for the heads that editions printed, and compares the register's rows."""
    from store.audit_check import check_audit
    from store.queries.audits import PrintedHead
    from store.queries.plans import the_plan

    with register_session(dry_run=True) as (session, audit):
        given: list[PrintedHead] = []
        if head:
            if not HEAD.fullmatch(head.lower()):
                raise CommandError("A head is 64 figures and letters from a to f: copy it whole from the edition.")
            given.append(PrintedHead(the_plan(session, plan).key, "the edition given", head.lower()))
        verdict = check_audit(session, audit, given)
    chains = [chain for chain in verdict.chains if plan is None or chain.plan_key == plan]
    if as_json:
        rows = [
            {
                "plan": chain.plan_key or "(no plan)",
                "entries": chain.entries,
                "head": chain.head,
                "broken": "; ".join(chain.broken) or None,
            }
            for chain in chains
        ]
        print_json({"holds": verdict.holds, "chains": rows, "compared": verdict.compared, "changed": verdict.changed})
    else:
        for chain in chains:
            said = f"BROKEN: {'; '.join(chain.broken)}" if chain.broken else "holds"
            print(f"{chain.plan_key or '(no plan)'}: {chain.entries} entries, {said}. Head {chain.head}")
        _print_rows(verdict.changed, verdict.compared)
    if not verdict.holds:
        raise typer.Exit(1)


def _print_rows(changed: tuple[str, ...], compared: bool) -> None:
    for sentence in changed[:MOST_LINES]:
        print(f"CHANGED: {sentence}")
    if len(changed) > MOST_LINES:
        print(f"and {len(changed) - MOST_LINES} more: see --json")
    if not compared:
        print("The register was not compared with the audit: a chain that does not hold proves nothing of its rows.")
    elif not changed:
        print("The register is as the audit left it.")


@app.command()
def erase(
    position: Annotated[int, typer.Option("--position", metavar="N", help="The entry, as its history shows it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it stays in the audit.")],
    person: Annotated[str, typer.Option("--as", metavar="PERSON", help="Who erases: a key from people.csv.")],
    plan: PlanKey = None,
) -> None:
    """Blanks what one entry says. That it was erased, by whom and why stays; the chain still holds."""
    from store.erasing import erase_content
    from store.queries.people import person_named
    from store.queries.plans import the_plan

    with register_session() as (session, audit):
        key = the_plan(session, plan).key
        actor = person_named(session, person)
        again = erase_content(session, audit, key, position, actor=actor.key, now=moment_of(None), reason=reason)
    print(f"What entry {position} of {key} said is erased. The register's own rows are as they were.")
    if again:
        print(f"The same words stand in {'entry' if len(again) == 1 else 'entries'} {', '.join(map(str, again))}.")
