"""`sendbot govern`: dates moved with approval, Blue signed off, ratings disputed, actions called in, paused or closed.

The day is always today: a decision is taken when it is recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from bot.cli.common import AsJson, CommandError, PlanKey, day_of, print_json, register_session
from bot.cli.deciding import Reason, Told, Turn, decision

app = typer.Typer(
    help="Decisions about dates, evidence, sign-off, disputes, call-ins, options, lifecycle and dependencies.",
    no_args_is_help=True,
)

OnBehalfOf = Annotated[
    str | None, typer.Option("--on-behalf-of", metavar="PERSON", help="Whose decision the compliance team records.")
]
Reference = Annotated[str, typer.Option("--decision", help="The decision's reference, such as a board's minute.")]
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
@decision
def request_date(turn: Turn, ref: str, seq: int, day: str, reason: Reason) -> Told:
    """Asks for another due date (YYYY-MM-DD); nothing moves until it is approved."""
    from workflows.governing.date_changes import request_date_change

    milestone, to_due = turn.milestone(ref, seq), day_of(day)
    told = turn.take(request_date_change, milestone=milestone, to_due=to_due, reason=reason)
    turn.telling.of_date_asked(turn.about(turn.action(ref), milestone), told)
    return told


@app.command("approve-date")
@decision
def approve_date(turn: Turn, ref: str, seq: int, on_behalf_of: OnBehalfOf = None) -> Told:
    """The date asked for comes into force; the original date stays on record."""
    from workflows.governing.date_changes import approve_date_change

    milestone, sro = turn.milestone(ref, seq), turn.sro(on_behalf_of)
    told = turn.take(approve_date_change, milestone=milestone, on_behalf_of=sro)
    turn.telling.of_date_decided(turn.about(turn.action(ref), milestone), told)
    return told


@app.command("refuse-date")
@decision
def refuse_date(turn: Turn, ref: str, seq: int, reason: Reason, on_behalf_of: OnBehalfOf = None) -> Told:
    """The date stays as it is."""
    from workflows.governing.date_changes import refuse_date_change

    milestone, sro = turn.milestone(ref, seq), turn.sro(on_behalf_of)
    told = turn.take(refuse_date_change, milestone=milestone, reason=reason, on_behalf_of=sro)
    turn.telling.of_date_decided(turn.about(turn.action(ref), milestone), told)
    return told


@app.command("accept-evidence")
@decision
def accept_evidence(
    turn: Turn,
    ref: str,
    title: Annotated[str, typer.Option("--title", help="How its title begins, where several wait.")] = "",
) -> Told:
    """Accepts what a lead gave to show that something is complete."""
    from workflows.governing.evidence import accept_evidence as accept

    return turn.take(accept, evidence=turn.evidence(ref, title))


@app.command("sign-off")
@decision
def sign_off(
    turn: Turn,
    ref: str,
    refuse: Annotated[bool, typer.Option("--refuse", help="Do not sign it off, for the reason given.")] = False,
    reason: Reason = "",
) -> Told:
    """Signs an action off as complete and embedded."""
    from workflows.governing.sign_offs import sign_off_completion

    action = turn.action(ref)
    told = turn.take(sign_off_completion, action=action, accepted=not refuse, reason=reason)
    turn.telling.of_completion(turn.about(action), told)
    return told


@app.command()
@decision
def dispute(turn: Turn, ref: str, reason: Reason) -> Told:
    """Logs that a rating is disputed; the rating stays the lead's."""
    from workflows.governing.challenges import challenge_rating

    action = turn.action(ref)
    told = turn.take(challenge_rating, action=action, reason=reason)
    turn.telling.of_dispute(turn.about(action), told)
    return told


@app.command("withdraw-dispute")
@decision
def withdraw_dispute(turn: Turn, ref: str) -> Told:
    """The rating is disputed no more."""
    from workflows.governing.challenges import withdraw_challenge

    return turn.take(withdraw_challenge, action=turn.action(ref))


@app.command("call-in")
@decision
def call_in(turn: Turn, ref: str, reason: Reason, on_behalf_of: OnBehalfOf = None) -> Told:
    """The report lists the action whatever its rating, for the area's SRO or for the Chair."""
    from workflows.governing.call_ins import call_in as call

    action = turn.action(ref)
    told = turn.take(call, action=action, reason=reason, on_behalf_of=turn.sro(on_behalf_of))
    turn.telling.of_call_in(turn.about(action), told)
    return told


@app.command()
@decision
def options(
    turn: Turn,
    ref: str,
    do_nothing: Annotated[
        str, typer.Option("--do-nothing", metavar="TEXT", help="Option 1: its effect on children and families.")
    ],
    option: Annotated[
        list[str], typer.Option("--option", metavar="'TEXT | EFFECT'", help="Another option; up to three of them.")
    ],
    recommend: Annotated[int, typer.Option("--recommend", metavar="N", help="The option's number, 1 for the first.")],
    lesson: Annotated[str, typer.Option("--lesson", help="What others should learn, in one sentence.")],
    reason: Reason,
) -> Told:
    """Puts options before the Board for an action that is off track, in place of those given before."""
    from workflows.governing.options import give_options
    from workflows.governing.options_rules import FURTHER, OptionsTyped

    if len(option) > len(FURTHER):
        raise CommandError(f"Give at most {len(FURTHER)} options besides doing nothing.")
    said: dict[str, str] = {}
    for (_, text, effect), typed in zip(FURTHER, option, strict=False):
        said[text.value], _, said[effect.value] = (part.strip() for part in typed.partition("|"))
    typed = OptionsTyped(
        effect_1=do_nothing.strip(),
        **said,
        recommended=str(recommend),
        reason=reason.strip(),
        lesson=lesson.strip(),
    )
    return turn.take(give_options, action=turn.action(ref), typed=typed)


@app.command("withdraw-options")
@decision
def withdraw_options(
    turn: Turn,
    ref: str,
    personal_data: Annotated[
        bool, typer.Option("--personal-data", help="They hold personal data: blank their words, too.")
    ] = False,
) -> Told:
    """The report does not print them any more, nor any given earlier."""
    from bot.personal_data_incident import take_options_down
    from workflows.governing.options import withdraw_options as withdraw

    if personal_data:
        return turn.take(take_options_down, action=turn.action(ref))
    return turn.take(withdraw, action=turn.action(ref))


@app.command("end-call-in")
@decision
def end_call_in(turn: Turn, ref: str) -> Told:
    """The action is reported by its rating and dates alone again."""
    from workflows.governing.call_ins import end_call_in as end

    return turn.take(end, action=turn.action(ref))


def _setting_aside(to: str) -> Callable[..., Told]:
    def command(
        turn: Turn, ref: str, reason: Reason, decision_reference: Reference = "", milestone: OfMilestone = None
    ) -> Told:
        return _change_lifecycle(turn, ref, to, reason, decision_reference, milestone, None)

    return command


def _replacing(to: str) -> Callable[..., Told]:
    def command(
        turn: Turn,
        ref: str,
        reason: Reason,
        into: Into = None,
        decision_reference: Reference = "",
        milestone: OfMilestone = None,
    ) -> Told:
        return _change_lifecycle(turn, ref, to, reason, decision_reference, milestone, into)

    return command


for _name, _command, _help in (
    ("pause", _setting_aside("paused"), "Sets an action aside for now; nobody is asked about it."),
    ("withdraw", _setting_aside("withdrawn"), "Closes an action that is no longer to be done."),
    ("merge", _replacing("merged_into"), "Closes an action that another takes in."),
    ("supersede", _replacing("superseded"), "Closes an action that something newer replaces."),
    ("resume", _setting_aside("in_progress"), "Takes up again what was paused or closed."),
):
    app.command(_name, help=_help)(decision(_command))


@app.command()
@decision
def wait(
    turn: Turn,
    ref: str,
    awaited: Awaited,
    note: Annotated[str, typer.Option("--note", help="What it needs of the other.")] = "",
) -> Told:
    """An action waits for another: what a rating of Grey rests on."""
    from workflows.governing.dependencies import add_dependency

    return turn.take(add_dependency, action=turn.action(ref), depends_on=turn.action(awaited), note=note)


@app.command("no-longer-wait")
@decision
def no_longer_wait(turn: Turn, ref: str, awaited: Awaited) -> Told:
    """What an action waited for is no longer in its way."""
    from workflows.governing.dependencies import remove_dependency

    return turn.take(remove_dependency, action=turn.action(ref), depends_on=turn.action(awaited))


def _change_lifecycle(
    turn: Turn,
    ref: str,
    to: str,
    reason: str,
    decision_reference: str,
    milestone: int | None,
    into: str | None,
) -> Told:
    from store.types import Lifecycle
    from workflows.governing.lifecycle import change_lifecycle

    return turn.take(
        change_lifecycle,
        action=turn.action(ref),
        milestone=turn.milestone(ref, milestone) if milestone is not None else None,
        to=Lifecycle(to),
        decision_reference=decision_reference,
        reason=reason,
        successor=turn.action(into) if into else None,
    )
