"""`sendbot govern`: dates moved with approval, evidence accepted, Blue signed off, actions paused or closed.

The day is always today: a decision is taken when it is recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from bot.cli.common import AsJson, PlanKey, day_of, print_json, register_session
from bot.cli.deciding import decide

app = typer.Typer(help="Decisions about dates, evidence, sign-off, lifecycle and dependencies.", no_args_is_help=True)

AsPerson = Annotated[str, typer.Option("--as", metavar="PERSON", help="Who asks or decides: a key from people.csv.")]
OnBehalfOf = Annotated[
    str | None, typer.Option("--on-behalf-of", metavar="SRO", help="Whose decision the compliance team records.")
]
Reason = Annotated[str, typer.Option("--reason", help="Kept beside the decision.")]
Decision = Annotated[str, typer.Option("--decision", help="The decision's reference, such as a board's minute.")]
OfMilestone = Annotated[int | None, typer.Option("--milestone", metavar="SEQ", help="Only this milestone of it.")]
Into = Annotated[str | None, typer.Option("--into", metavar="REF", help="The action that takes its place.")]
Awaited = Annotated[str, typer.Option("--for", metavar="REF", help="The action that it waits for.")]


@app.command()
def dates(plan: PlanKey = None, as_json: AsJson = False) -> None:
    """The date changes that await a decision, each with the slip that its approval would bring."""
    from store.queries.plans import the_plan
    from workflows.governing.date_changes import date_changes_awaiting

    with register_session(dry_run=True) as (session, _):
        waiting = date_changes_awaiting(session, the_plan(session, plan))
    if as_json:
        print_json(waiting)
        return
    for change in waiting:
        print(change.words)
    if not waiting:
        print("No date change awaits a decision.")


@app.command("request-date")
def request_date(
    ref: str, seq: int, day: str, reason: Reason, as_person: AsPerson, plan: PlanKey = None, as_json: AsJson = False
) -> None:
    """Asks for another due date (YYYY-MM-DD); nothing moves until it is approved."""
    from workflows.governing.date_changes import request_date_change

    to_due = day_of(day)
    decide(
        as_person,
        plan,
        as_json,
        lambda turn: turn.take(request_date_change, milestone=turn.milestone(ref, seq), to_due=to_due, reason=reason),
    )


@app.command("approve-date")
def approve_date(
    ref: str,
    seq: int,
    as_person: AsPerson,
    on_behalf_of: OnBehalfOf = None,
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """The date asked for comes into force; the original date stays on record."""
    from workflows.governing.date_changes import approve_date_change

    decide(
        as_person,
        plan,
        as_json,
        lambda turn: turn.take(
            approve_date_change, milestone=turn.milestone(ref, seq), on_behalf_of=turn.sro(on_behalf_of)
        ),
    )


@app.command("refuse-date")
def refuse_date(
    ref: str,
    seq: int,
    reason: Reason,
    as_person: AsPerson,
    on_behalf_of: OnBehalfOf = None,
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """The date stays as it is."""
    from workflows.governing.date_changes import refuse_date_change

    decide(
        as_person,
        plan,
        as_json,
        lambda turn: turn.take(
            refuse_date_change, milestone=turn.milestone(ref, seq), reason=reason, on_behalf_of=turn.sro(on_behalf_of)
        ),
    )


@app.command("accept-evidence")
def accept_evidence(
    ref: str,
    as_person: AsPerson,
    title: Annotated[str, typer.Option("--title", help="How its title begins, where several wait.")] = "",
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """Accepts what a lead gave to show that something is complete."""
    from workflows.governing.evidence import accept_evidence as accept

    decide(as_person, plan, as_json, lambda turn: turn.take(accept, evidence=turn.evidence(ref, title)))


@app.command("sign-off")
def sign_off(
    ref: str,
    as_person: AsPerson,
    refuse: Annotated[bool, typer.Option("--refuse", help="Do not sign it off, for the reason given.")] = False,
    reason: Reason = "",
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """Signs an action off as complete and embedded."""
    from workflows.governing.sign_offs import sign_off_completion

    decide(
        as_person,
        plan,
        as_json,
        lambda turn: turn.take(sign_off_completion, action=turn.action(ref), accepted=not refuse, reason=reason),
    )


def _setting_aside(to: str) -> Callable[..., None]:
    def command(
        ref: str,
        as_person: AsPerson,
        reason: Reason,
        decision: Decision = "",
        milestone: OfMilestone = None,
        plan: PlanKey = None,
        as_json: AsJson = False,
    ) -> None:
        _change_lifecycle(ref, to, as_person, reason, decision, milestone, None, plan, as_json)

    return command


def _replacing(to: str) -> Callable[..., None]:
    def command(
        ref: str,
        as_person: AsPerson,
        reason: Reason,
        into: Into = None,
        decision: Decision = "",
        milestone: OfMilestone = None,
        plan: PlanKey = None,
        as_json: AsJson = False,
    ) -> None:
        _change_lifecycle(ref, to, as_person, reason, decision, milestone, into, plan, as_json)

    return command


for _name, _command, _help in (
    ("pause", _setting_aside("paused"), "Sets an action aside for now; nobody is asked about it."),
    ("withdraw", _setting_aside("withdrawn"), "Closes an action that is no longer to be done."),
    ("merge", _replacing("merged_into"), "Closes an action that another takes in."),
    ("supersede", _replacing("superseded"), "Closes an action that something newer replaces."),
    ("resume", _setting_aside("in_progress"), "Takes up again what was paused or closed."),
):
    app.command(_name, help=_help)(_command)


@app.command()
def wait(
    ref: str,
    awaited: Awaited,
    as_person: AsPerson,
    note: Annotated[str, typer.Option("--note", help="What it needs of the other.")] = "",
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """An action waits for another: what a rating of Grey rests on."""
    from workflows.governing.dependencies import add_dependency

    decide(
        as_person,
        plan,
        as_json,
        lambda turn: turn.take(add_dependency, action=turn.action(ref), depends_on=turn.action(awaited), note=note),
    )


@app.command("no-longer-wait")
def no_longer_wait(
    ref: str, awaited: Awaited, as_person: AsPerson, plan: PlanKey = None, as_json: AsJson = False
) -> None:
    """What an action waited for is no longer in its way."""
    from workflows.governing.dependencies import remove_dependency

    decide(
        as_person,
        plan,
        as_json,
        lambda turn: turn.take(remove_dependency, action=turn.action(ref), depends_on=turn.action(awaited)),
    )


def _change_lifecycle(
    ref: str,
    to: str,
    as_person: str,
    reason: str,
    decision: str,
    milestone: int | None,
    into: str | None,
    plan: str | None,
    as_json: bool,
) -> None:
    from store.types import Lifecycle
    from workflows.governing.lifecycle import change_lifecycle

    decide(
        as_person,
        plan,
        as_json,
        lambda turn: turn.take(
            change_lifecycle,
            action=turn.action(ref),
            milestone=turn.milestone(ref, milestone) if milestone is not None else None,
            to=Lifecycle(to),
            decision_reference=decision,
            reason=reason,
            successor=turn.action(into) if into else None,
        ),
    )
