"""One decision on the command line: who takes it, about what, and the one sentence that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from bot.cli.common import CommandError, moment_of, print_json, register_session

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.audit import AuditChain
    from store.tables import Action, Evidence, Milestone, Person, Plan


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

    def take(self, decision: Callable[..., Told], **given: object) -> Told:
        """A decision is a function of the session, the audit, who takes it and when, and of what is decided."""
        return decision(self.session, self.audit, person=self.person, now=self.now, **given)

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


def decide(as_person: str, plan: str | None, as_json: bool, act: Callable[[Turn], Told]) -> None:
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
