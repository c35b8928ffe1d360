"""`sendbot risk`: the risk log of a plan: what is open in it, and what is raised, assessed again and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import AsAt, AsJson, PlanKey, day_of, moment_of, print_json, register_session
from bot.cli.deciding import Reason, Told, Turn, decision

if TYPE_CHECKING:
    from workflows.risks.lines import OpenRisk

app = typer.Typer(
    help="The risk log: what may go wrong or has, how badly, and what is done about it.", no_args_is_help=True
)

Actions = Annotated[str, typer.Option("--actions", metavar="REFS", help="The actions it touches: 4.2.1,4.2.2.")]
Owner = Annotated[str, typer.Option("--owner", metavar="POST", help="The post that answers for it.")]
Likelihood = Annotated[int | None, typer.Option("--likelihood", min=1, max=5, help="1, rare, to 5, almost certain.")]
Impact = Annotated[int | None, typer.Option("--impact", min=1, max=5, help="1, slight, to 5, severe.")]
NextStep = Annotated[str, typer.Option("--next-step", help="What is done about it next.")]
By = Annotated[str | None, typer.Option("--by", metavar="YYYY-MM-DD", help="By when the next step is taken.")]


@app.command("list")
def list_risks(as_at: AsAt = None, plan: PlanKey = None, as_json: AsJson = False) -> None:
    """What is open on a day, the highest score first."""
    from store.queries.cuts import take_cut
    from store.queries.plans import the_plan
    from workflows.risks.lines import open_risks

    with register_session(dry_run=True) as (session, _):
        found = open_risks(take_cut(session, the_plan(session, plan).key, moment_of(as_at)))
    if as_json:
        print_json(found)
        return
    for risk in found:
        print(_line(risk))
    if not found:
        print("No risk or issue is open.")


@app.command("raise")
@decision
def raise_(
    turn: Turn,
    title: Annotated[str, typer.Argument(help="In one line what may happen, or what has.")],
    actions: Actions,
    owner: Owner,
    impact: Impact,
    next_step: NextStep,
    by: By,
    likelihood: Likelihood = None,
    issue: Annotated[bool, typer.Option("--issue", help="It has happened: an issue, and so certain.")] = False,
) -> Told:
    """A new line of the log."""
    from store.types import RiskKind
    from workflows.risks.actions import raise_risk
    from workflows.risks.views import RiskTyped

    typed = RiskTyped(
        kind=RiskKind.ISSUE if issue else RiskKind.RISK,
        title=title,
        actions=actions,
        owner=owner,
        likelihood=likelihood,
        impact=impact,
        next_step=next_step,
        next_step_by=day_of(by) if by else None,
    )
    return turn.take(raise_risk, plan=turn.plan, typed=typed)


@app.command()
@decision
def assess(
    turn: Turn,
    ref: str,
    likelihood: Likelihood = None,
    impact: Impact = None,
    next_step: NextStep = "",
    by: By = None,
) -> Told:
    """What a risk weighs now; what is left out stays as it was last assessed."""
    from dataclasses import replace

    from store.queries.risks import risk_by_ref
    from workflows.risks.actions import assess_risk
    from workflows.risks.lookup import typed_of
    from workflows.risks.views import RiskTyped

    held = risk_by_ref(turn.session, turn.plan, ref)
    stands = typed_of(held) if held else RiskTyped()
    typed = replace(
        stands,
        likelihood=likelihood or stands.likelihood,
        impact=impact or stands.impact,
        next_step=next_step or stands.next_step,
        next_step_by=day_of(by) if by else stands.next_step_by,
    )
    return turn.take(assess_risk, plan=turn.plan, ref=ref, typed=typed)


@app.command()
@decision
def close(turn: Turn, ref: str, reason: Reason) -> Told:
    """A risk that is over stays in the log as closed."""
    from workflows.risks.actions import close_risk

    return turn.take(close_risk, plan=turn.plan, ref=ref, reason=reason)


def _line(risk: OpenRisk) -> str:
    from workflows.language import day_words, list_words

    by = f" by {day_words(risk.next_step_by)}" if risk.next_step_by else ""
    step = f" Next{by}: {risk.next_step}" if risk.next_step else ""
    note = f" {risk.note}." if risk.note else ""
    return (
        f"{risk.ref}  {risk.score_words}  {risk.kind} on {list_words(risk.action_refs)}: {risk.text} "
        f"Owner: {risk.owner or 'none'}.{step}{note}"
    )
