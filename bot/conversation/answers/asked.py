"""One question on one assessed cut, for one person: what they may see of what they asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from bot.conversation.answered import Answered, View
from bot.conversation.lexicon import known_by
from bot.conversation.rights import SEE_ALL, may_have_reports
from bot.conversation.said import Intent, Kind, Said, Target
from store.queries.people import Remit
from store.tables import Plan
from workflows.answers import Choice
from workflows.exception_report.assess import Assessment
from workflows.language import list_words
from workflows.services import service_part
from workflows.standing import Standing

ALWAYS = {
    Intent.MY_ACTIONS: Choice("What's mine?", "what's mine"),
    Intent.OVERDUE: Choice("What is overdue?", "what is overdue"),
    Intent.NOT_REPORTED: Choice("Who has not reported?", "who has not reported"),
}
MOST_AREAS = 2
"""Areas among the suggestions."""


PARTS = frozenset({Kind.AREA, Kind.OBJECTIVE, Kind.ACTION})
"""What the plan is made of; services, posts and people are not."""


@dataclass(frozen=True, slots=True)
class Asked:
    session: Session
    plan: Plan
    assessed: Assessment
    remit: Remit
    said: Said
    now: datetime

    @property
    def mine(self) -> tuple[str, ...]:
        """Refs of the actions that this person leads or deputises for."""
        return self.remit.leads + self.remit.deputises

    def members(self) -> tuple[Sequence[Standing], str]:
        """Which actions are meant, and how to say so: those named, else the asker's own areas or actions."""
        everything = list(self.assessed.standings.values())
        targets = self.said.targets
        if targets:
            refs = {s.action.ref for target in targets for s in self.members_of(target)}
            named = [s for s in everything if s.action.ref in refs]
            part = "in" if targets[0].kind in PARTS else "for"
            return named, f"{part} {' and '.join(name_of(target) for target in targets)}"
        if self.said.everything or self.remit.roles & SEE_ALL:
            return everything, "in the plan"
        if self.remit.areas:
            areas = self.remit.areas
            label = "area" if len(areas) == 1 else "areas"
            return [s for s in everything if s.area.ref in areas], f"in your {label} {' and '.join(areas)}"
        return [s for s in everything if s.action.ref in self.mine], "of yours"

    def members_of(self, target: Target) -> Sequence[Standing]:
        if target.kind is Kind.SERVICE:
            part = service_part(self.assessed, target.ref, known_by)
            return (*part.linked, *part.titled)
        return [standing for standing in self.assessed.standings.values() if _within(standing, target)]

    def answered(
        self, text: str, view: View = None, refs: tuple[str, ...] = (), suggestions: tuple[Choice, ...] | None = None
    ) -> Answered:
        """With what this person may want to ask next, unless an answer knows better."""
        offered = self.suggestions() if suggestions is None else suggestions
        return Answered(self.said.intent, refs, text, offered, view, self.said)

    def refused(self, text: str) -> Answered:
        """For want of a right, which the audit is told."""
        return replace(self.answered(text), refused=True)

    def labels(self, codes: Sequence[str]) -> str:
        """Red or Amber: ratings in the words of the plan's key."""
        labels = {rating.code: rating.label for rating in self.assessed.cut.ratings}
        return list_words([labels[code] for code in codes], conjunction="or")

    @staticmethod
    def refs_of(members: Sequence[Standing]) -> tuple[str, ...]:
        return tuple(standing.action.ref for standing in members)

    def suggestions(self) -> tuple[Choice, ...]:
        """What this person may want to ask, whatever they were told."""
        report = (Choice("Exception report now", "exception report now"),)
        return self.about_mine() + self.always() + (report if may_have_reports(self.remit) else ())

    def always(self) -> tuple[Choice, ...]:
        """Lists that anybody may want, but the one just given, and what is mine where nothing is."""
        wanted = [intent for intent in ALWAYS if intent is not self.said.intent]
        return tuple(ALWAYS[intent] for intent in wanted if self.mine or intent is not Intent.MY_ACTIONS)

    def about_mine(self) -> tuple[Choice, ...]:
        """How their areas stand: those they are SRO of, else those of the actions they lead, else the plan."""
        led = (self.assessed.standings[ref].area.ref for ref in self.mine if ref in self.assessed.standings)
        areas = self.remit.areas or tuple(dict.fromkeys(led))
        if not areas:
            return (Choice("How is the plan?", "how is the whole plan"),)
        return tuple(about_area(ref) for ref in areas[:MOST_AREAS])


def about_area(ref: str) -> Choice:
    return Choice(f"How is area {ref}?", f"how is area {ref}")


def about_action(ref: str) -> Choice:
    return Choice(f"How is {ref}?", f"how is action {ref}")


def name_of(target: Target) -> str:
    """Area 4; but a service, a post or a person by name."""
    return f"{target.kind.value} {target.ref}" if target.kind in PARTS else target.title


def _within(standing: Standing, target: Target) -> bool:
    match target.kind:
        case Kind.AREA:
            return standing.area.ref == target.ref
        case Kind.OBJECTIVE:
            return standing.action.objective_ref == target.ref
        case Kind.ACTION:
            return standing.action.ref == target.ref
        case Kind.POST:
            return any(post.name == target.ref for post in standing.action.leads)
        case Kind.PERSON:
            return any(target.ref in (*post.holders, *post.deputies) for post in standing.action.leads)
        case Kind.SERVICE:
            return False  # a service is in no row of the register: `members_of` looks for it
