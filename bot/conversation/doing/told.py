"""One thing that somebody told the bot to do: who, in which plan, and by what right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.conversation.answered import Answered, View
from bot.conversation.said import Intent, Said
from store.audit import AuditChain
from store.queries.absences import people_called
from store.queries.people import Remit
from store.tables import Person, Plan
from store.types import RoleName
from workflows.answers import Choice
from workflows.language import list_words


class NotUnderstood(Exception):
    """Something that was said lacks what is needed to do it; the message says what."""


@dataclass(frozen=True, slots=True)
class Told:
    session: Session
    audit: AuditChain
    person: Person
    plan: Plan
    remit: Remit
    said: Said
    now: datetime

    def done(self, words: str, view: View = None, suggestions: tuple[Choice, ...] = ()) -> Answered:
        return Answered(self.said.intent, self.refs, words, suggestions, view, self.said)

    @property
    def refs(self) -> tuple[str, ...]:
        return self.said.refs or tuple(target.ref for target in self.said.targets)

    def compliance_alone(self, refusal: str) -> None:
        """Raises NotUnderstood with the refusal, which is audited."""
        if RoleName.COMPLIANCE in self.remit.roles:
            return
        record_refusal(self.session, self.audit, self.plan, self.person.key, self.said.intent, self.now)
        raise NotUnderstood(refusal)

    def whose(self) -> Person:
        return self.called(self.said.whose) if self.said.whose else self.person

    def called(self, words: str) -> Person:
        found = people_called(self.session, words)
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotUnderstood(f"Nobody in the register is called “{words}”: give their full name.")
        raise NotUnderstood(f"Several people are called “{words}”: say {list_words([one.name for one in found])}.")


def record_refusal(session: Session, audit: AuditChain, plan: Plan, asker: str, asked: Intent, now: datetime) -> None:
    """That somebody asked for what they may not have; never the words they used."""
    audit.record(
        session,
        plan_key=plan.key,
        at=now,
        actor=asker,
        action="refused",
        subject=plan.key,
        content={"asked": asked.value},
    )
