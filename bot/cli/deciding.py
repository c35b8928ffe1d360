"""One decision on the command line: who takes it, about what, and the one sentence that comes of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar

import typer

from bot.cli.common import AsJson, CommandError, PlanKey, moment_of, print_json, register_session

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.decision_notices import Telling
    from store.audit import AuditChain
    from store.queries.governing import Governed
    from store.tables import Action, Evidence, Milestone, Person, Plan


AsPerson = Annotated[str, typer.Option("--as", metavar="PERSON", help="Who does it: a key from people.csv.")]
Reason = Annotated[str, typer.Option("--reason", help="Kept beside the decision.")]

KEYWORD = inspect.Parameter.KEYWORD_ONLY
_SHARED: tuple[tuple[str, Any, Any], ...] = (
    ("as_person", AsPerson, inspect.Parameter.empty),
    ("plan", PlanKey, None),
    ("as_json", AsJson, False),
)
"""Options of every decision: name, what it is on the command line, and its default."""


Taken = TypeVar("Taken", bound="Told")


class Told(Protocol):
    @property
    def words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's one decision."""

    session: Session
    audit: AuditChain
    person: Person
    plan: Plan
    now: datetime

    def take(self, decision: Callable[..., Taken], **given: object) -> Taken:
        """A decision is a function of the session, the audit, who takes it and when, and of what is decided."""
        return decision(self.session, self.audit, person=self.person, now=self.now, **given)

    @property
    def telling(self) -> Telling:
        """Those whom a decision concerns are told, wherever it is taken."""
        from bot.decision_notices import Telling

        return Telling(self.session, self.audit, self.person, self.now)

    def about(self, action: Action, milestone: Milestone | None = None) -> Governed:
        from store.queries.governing import governed
        from store.working_days import london_date

        return governed(self.session, action, milestone, london_date(self.now))

    def action(self, ref: str) -> Action:
        from store.queries.governing import action_by_ref

        found = action_by_ref(self.session, self.plan, ref)
        if found is None:
            raise CommandError(f"There is no action {ref} in this plan: see `sendbot register check` for its refs.")
        return found

    def milestone(self, ref: str, seq: int) -> Milestone:
        from store.queries.governing import milestone_by_seq

        found = milestone_by_seq(self.session, self.action(ref), seq)
        if found is None:
            raise CommandError(f"{ref} has no milestone {seq}: see `sendbot register show {ref}`.")
        return found

    def evidence(self, ref: str, title: str) -> Evidence:
        """The one that waits to be accepted; where several do, the one whose title begins so."""
        from store.queries.governing import evidence_to_accept

        waiting = evidence_to_accept(self.session, self.action(ref))
        if not waiting:
            raise CommandError(f"No evidence of {ref} waits to be accepted: its lead gives it with an update.")
        meant = [item for item in waiting if item.title.casefold().startswith(title.casefold())]
        if len(meant) != 1:
            titles = "; ".join(f'"{item.title}"' for item in waiting)
            raise CommandError(f"Say which evidence of {ref} is meant with --title: {titles}.")
        return meant[0]

    def sro(self, key: str | None) -> Person | None:
        from store.queries.people import person_named

        return person_named(self.session, key) if key else None


def decision(command: Callable[..., Told]) -> Callable[..., None]:
    """A command that takes one decision: its own arguments and options, and those that every decision has.

    Its first parameter is the turn; the others are read from the command line.
    """

    def read(*, as_person: str, plan: str | None, as_json: bool, **given: object) -> None:
        _decide(as_person, plan, as_json, lambda turn: command(turn, **given))

    _, *own = inspect.signature(command, eval_str=True).parameters.values()
    shared = [inspect.Parameter(name, KEYWORD, default=default, annotation=kind) for name, kind, default in _SHARED]
    parameters = [*(one.replace(kind=KEYWORD) for one in own), *shared]
    read.__name__, read.__doc__ = command.__name__, command.__doc__
    read.__annotations__ = {one.name: one.annotation for one in parameters}
    read.__dict__["__signature__"] = inspect.Signature(parameters)
    return read


def _decide(as_person: str, plan: str | None, as_json: bool, act: Callable[[Turn], Told]) -> None:
    """One transaction. A refusal is committed too: the audit says that it was asked for."""
    from store.queries.people import person_named
    from store.queries.plans import the_plan
    from workflows.governing.refusals import GoverningRefused

    outcome: Told | GoverningRefused
    with register_session() as (session, audit):
        turn = Turn(session, audit, person_named(session, as_person), the_plan(session, plan), moment_of(None))
        try:
            outcome = act(turn)
        except GoverningRefused as refusal:
            outcome = refusal
    if isinstance(outcome, GoverningRefused):
        raise CommandError(str(outcome))
    if as_json:
        print_json(outcome)
    else:
        print(outcome.words)
