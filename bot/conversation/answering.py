"""From a question to its answer: the same for a card, the chat and `sendbot ask`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.conversation.grammar import Intent, Kind, Question, Target, understand
from bot.conversation.wording import help_words, history_words, view_words
from store.queries.cuts import take_cut
from store.queries.people import Remit, remit_of
from store.queries.plans import plans
from store.tables import Plan
from store.types import RoleName
from store.working_days import london_date
from workflows.answers import ActionHistory, ActionList, ActionStatus, Choice, GroupStatus
from workflows.exception_report.assess import Assessment, assess
from workflows.history import history
from workflows.language import day_words, list_words
from workflows.standing import Standing, period_of
from workflows.status import (
    action_status,
    due_list,
    group_status,
    led_list,
    not_reported_list,
    overdue_list,
    rated_list,
)
from workflows.updates.actions import Speaker

ALWAYS = {
    Intent.MY_ACTIONS: Choice("What's mine?", "what's mine"),
    Intent.OVERDUE: Choice("What is overdue?", "what is overdue"),
    Intent.NOT_REPORTED: Choice("Who has not reported?", "who has not reported"),
}
MOST_AREAS = 2
"""Areas among the suggestions."""

MOST_OF_A_HISTORY = 10
"""Entries, the latest; `sendbot register show REF --history` has them all."""

SEE_ALL = frozenset({RoleName.COMPLIANCE, RoleName.BOARD, RoleName.ADMINISTRATOR})
REPORT_REFUSED = "The exception report goes to the compliance team, the board and SROs: ask one of them for it."
NO_PART = "You have no part in a plan in the register yet: ask the compliance team to add your post."


@dataclass(frozen=True, slots=True)
class ReportWanted:
    """The exception report was asked for; the edge makes the links."""

    plan_key: str
    as_at: datetime


@dataclass(frozen=True, slots=True)
class AreasToConfirm:
    """Areas of the plan's drafts, for somebody who may confirm them; the edge makes the cards."""

    plan_key: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionsToClear:
    """The plan's editions that are not issued; the edge makes the cards."""

    plan_key: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Several sentences under a heading."""

    heading: str
    lines: tuple[str, ...]


CardsWanted = AreasToConfirm | EditionsToClear
View = ActionHistory | ActionList | ActionStatus | GroupStatus | Lines | ReportWanted | CardsWanted | None


@dataclass(frozen=True, slots=True)
class Answered:
    """`text` says it all without a card; `view` is what a card shows; `refs` are what it speaks of."""

    intent: Intent
    refs: tuple[str, ...]
    text: str
    suggestions: tuple[Choice, ...]
    view: View = None


def answer(session: Session, text: str, person: Speaker, now: datetime, plan_key: str | None = None) -> Answered:
    """What this person gets for these words. Reads only."""
    remit, plan = remit_and_plan(session, person, now, plan_key)
    if plan is None or remit is None:
        return Answered(Intent.HELP, (), NO_PART, ())
    cut = take_cut(session, plan.key, now)
    period = period_of(cut)
    question = understand(text, cut, london_date(now), period.next_meeting)
    answering = _Answering(assess(cut), remit, question)
    if question.intent is Intent.HISTORY:
        return _history(session, plan, question.targets[0], now, answering.suggestions())
    return answering.answer()


def _history(session: Session, plan: Plan, action: Target, now: datetime, suggestions: tuple[Choice, ...]) -> Answered:
    lines = [line.text for line in history(session, plan, action.ref, now)]
    last = tuple(lines[-MOST_OF_A_HISTORY:])
    view = ActionHistory(f"{action.ref} {action.title}", last, now, more=len(lines) - len(last))
    status = Choice(f"How is {action.ref}?", f"how is action {action.ref}")
    return Answered(Intent.HISTORY, (action.ref,), history_words(view), (status, *suggestions), view)


def overview(
    session: Session, person: Speaker, now: datetime
) -> tuple[ActionList, tuple[str, ...], tuple[Choice, ...]]:
    """What a person is shown first: what they lead, the areas they are SRO of, and what they may ask."""
    remit, plan = remit_and_plan(session, person, now, None)
    if plan is None or remit is None:
        return ActionList(NO_PART, (), NO_PART, now), (), ()
    assessed = assess(take_cut(session, plan.key, now))
    answering = _Answering(assessed, remit, Question(Intent.HELP))
    titles = {area.ref: area.title for area in assessed.cut.areas}
    areas = tuple(f"area {ref}, {titles[ref]}" for ref in remit.areas)
    return led_list(assessed, remit.leads + remit.deputises), areas, answering.suggestions()


def remit_and_plan(
    session: Session, person: Speaker, now: datetime, plan_key: str | None
) -> tuple[Remit | None, Plan | None]:
    """The plan meant: the one named, else the first in which the person has a part."""
    for plan in plans(session):
        if plan_key is None or plan.key == plan_key:
            remit = remit_of(session, person.id or 0, plan, london_date(now))
            if not remit.empty:
                return remit, plan
    return None, None


class _Answering:
    """One question on one assessed cut, for one person's remit."""

    def __init__(self, assessed: Assessment, remit: Remit, question: Question) -> None:
        self.assessed, self.remit, self.question = assessed, remit, question
        self.mine = remit.leads + remit.deputises

    def answer(self) -> Answered:
        question = self.question
        match question.intent:
            case Intent.HELP | Intent.GREETING | Intent.NOT_UNDERSTOOD:
                return Answered(question.intent, (), help_words(question.intent), self.suggestions())
            case Intent.UNKNOWN_REF:
                text = f"{question.unknown_ref.capitalize()} is not in this plan. {self._areas_words()}"
                return Answered(question.intent, (), text, self.suggestions())
            case Intent.AMBIGUOUS_REF:
                return self._which()
            case Intent.COMPILE if not may_have_reports(self.remit):
                return Answered(question.intent, (), REPORT_REFUSED, self.suggestions())
            case Intent.COMPILE:
                view = ReportWanted(self.remit.plan_key, self.assessed.cut.taken_at)
                return Answered(question.intent, (), "The exception report as it stands now.", (), view)
            case _:
                view = self._view()
        return Answered(question.intent, _refs_of(view), view_words(view), self._follow_ups(view), view)

    def _view(self) -> ActionList | ActionStatus | GroupStatus:
        assessed, question = self.assessed, self.question
        members, scope = self._members()
        match question.intent:
            case Intent.MY_ACTIONS:
                return led_list(assessed, self.mine)
            case Intent.STATUS_ACTION:
                ref = question.targets[0].ref
                return action_status(assessed, ref, ref in self.mine)
            case Intent.LIST_BY_RATING:
                label = next(r.label for r in assessed.cut.ratings if r.code == question.rating_code)
                return rated_list(assessed, members, question.rating_code, label, scope)
            case Intent.OVERDUE:
                return overdue_list(assessed, members, scope, self.mine)
            case Intent.NOT_REPORTED:
                return not_reported_list(assessed, members, scope)
            case Intent.DUE if question.window:
                return due_list(assessed, members, question.window, scope, self.mine)
            case Intent.STATUS_AREA | Intent.STATUS_OBJECTIVE:
                return group_status(assessed, _heading(question.targets[0]), members)
            case _:
                return group_status(assessed, assessed.cut.plan.title, list(assessed.standings.values()))

    def _members(self) -> tuple[Sequence[Standing], str]:
        """Which actions are meant, and how to say so: those named, else the asker's own areas or actions."""
        everything = list(self.assessed.standings.values())
        targets = self.question.targets
        if targets:
            named = [s for s in everything if any(_within(s, target) for target in targets)]
            return named, f"in {' and '.join(f'{t.kind.value} {t.ref}' for t in targets)}"
        sees_all = self.remit.roles & SEE_ALL
        if self.question.everything or sees_all:
            return everything, "in the plan"
        if self.remit.areas:
            areas = self.remit.areas
            label = "area" if len(areas) == 1 else "areas"
            return [s for s in everything if s.area.ref in areas], f"in your {label} {' and '.join(areas)}"
        return [s for s in everything if s.action.ref in self.mine], "of yours"

    def _which(self) -> Answered:
        targets = self.question.targets
        choices = tuple(
            Choice(f"{t.kind.value.capitalize()} {t.ref}", f"{t.kind.value} {t.ref}", t.title) for t in targets
        )
        text = "\n".join(["Which do you mean?", *(f"- {choice.label}: {choice.title}" for choice in choices)])
        return Answered(Intent.AMBIGUOUS_REF, tuple(t.ref for t in targets), text, choices)

    def suggestions(self) -> tuple[Choice, ...]:
        """What this person may want to ask, whatever they were told."""
        report = (Choice("Exception report now", "exception report now"),)
        return self._about_mine() + self._always() + (report if may_have_reports(self.remit) else ())

    def _always(self) -> tuple[Choice, ...]:
        """Lists that anybody may want, but the one just given, and what is mine where nothing is."""
        wanted = [intent for intent in ALWAYS if intent is not self.question.intent]
        return tuple(ALWAYS[intent] for intent in wanted if self.mine or intent is not Intent.MY_ACTIONS)

    def _about_mine(self) -> tuple[Choice, ...]:
        """How their areas stand: those they are SRO of, else those of the actions they lead, else the plan."""
        led = (self.assessed.standings[ref].area.ref for ref in self.mine if ref in self.assessed.standings)
        areas = self.remit.areas or tuple(dict.fromkeys(led))
        if not areas:
            return (Choice("How is the plan?", "how is the whole plan"),)
        return tuple(_about_area(ref) for ref in areas[:MOST_AREAS])

    def _follow_ups(self, view: ActionList | ActionStatus | GroupStatus) -> tuple[Choice, ...]:
        """What leads on from an answer, and is not the same answer again."""
        if isinstance(view, GroupStatus):
            return self._full_lists(view)
        if isinstance(view, ActionStatus):
            return _about_area(self.assessed.standings[view.ref].area.ref), *self._always()
        return self._about_mine() + self._always()

    def _full_lists(self, view: GroupStatus) -> tuple[Choice, ...]:
        """The lists of which a status shows the beginning, for the same part of the plan."""
        targets = self.question.targets
        where = f"in {targets[0].kind.value} {targets[0].ref}" if targets else "in the whole plan"
        due_by = day_words(view.due_until)
        found = [Choice("What is overdue?", f"what is overdue {where}")]
        if view.worst in {rating.label for rating in self.assessed.cut.ratings}:
            found.insert(0, Choice(f"What is {view.worst}?", f"what is {view.worst} {where}"))
        if view.due_next:
            found.append(Choice(f"What is due by {due_by}?", f"what is due by {due_by} {where}"))
        if view.silent:
            found.append(Choice("Who has not reported?", f"who has not reported {where}"))
        return tuple(found)

    def _areas_words(self) -> str:
        return (
            f"It has areas {list_words([area.ref for area in self.assessed.cut.areas])}: name one, or words of a title."
        )


def _about_area(ref: str) -> Choice:
    return Choice(f"How is area {ref}?", f"how is area {ref}")


def _heading(target: Target) -> str:
    return f"{target.kind.value.capitalize()} {target.ref}: {target.title}"


def may_have_reports(remit: Remit) -> bool:
    return bool(remit.areas or remit.roles & SEE_ALL)


def _within(standing: Standing, target: Target) -> bool:
    if target.kind is Kind.AREA:
        return standing.area.ref == target.ref
    if target.kind is Kind.OBJECTIVE:
        return standing.action.objective_ref == target.ref
    return standing.action.ref == target.ref


def _refs_of(view: ActionList | ActionStatus | GroupStatus) -> tuple[str, ...]:
    if isinstance(view, ActionStatus):
        return (view.ref,)
    lines = view.lines if isinstance(view, ActionList) else view.exceptions
    return tuple(dict.fromkeys(line.ref for line in lines))
