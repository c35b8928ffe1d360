"""What is shown of the options for an action: those that stand, whether the Board needs any, and the form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.cuts import take_cut
from store.queries.governing import Governed, governed
from store.queries.options import Appraised, may_need_options, standing_options
from store.tables import Action, Person
from store.types import CLOSED_LIFECYCLES
from store.working_days import london_date
from workflows.exception_report import limits
from workflows.exception_report.assess import assess
from workflows.exception_report.case import Case
from workflows.exception_report.entries import options_required
from workflows.governing.auditing import refusals_audited
from workflows.governing.options import kept_of, options_given_for
from workflows.governing.options_refusals import NotYoursToGive
from workflows.governing.options_rules import OptionsTyped, as_typed
from workflows.governing.refusals import ItemClosed
from workflows.language import moment_words
from workflows.option_words import option_lines
from workflows.updates.actions import Speaker


@dataclass(frozen=True, slots=True)
class OptionsShown:
    """Those that stand; `lines` are label and words of each."""

    appraisal_id: int
    given: str  # by whom and when
    lines: tuple[tuple[str, str], ...]

    @property
    def words(self) -> tuple[str, ...]:
        return (*(f"{label}: {said}" for label, said in self.lines), f"Given by {self.given}.")


@dataclass(frozen=True, slots=True)
class OptionsToGive:
    """The form. `why` says whether the Board needs options; `stands` are those given before, which these replace."""

    item: str
    ref: str
    title: str
    rating: str
    rating_colour: str
    why: str
    stands: OptionsShown | None
    typed: OptionsTyped = field(default_factory=OptionsTyped)

    @property
    def seen(self) -> int:
        return self.stands.appraisal_id if self.stands else 0

    @property
    def words(self) -> str:
        before = [f"Given already: {line}" for line in self.stands.words] if self.stands else []
        return "\n".join([f"Options for {self.ref} {self.title}", self.why, *before])


def options_form(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    action: Action,
    now: datetime,
    typed: OptionsTyped | None = None,
) -> OptionsToGive:
    """Filled with what was typed; else with what stands, or with the effect that the last update gives.

    Raises GoverningRefused: NotYoursToGive, ItemClosed.
    """
    about = governed(session, action, None, london_date(now))
    with refusals_audited(session, audit, person=person, about=about, asked="give_options", now=now):
        options_given_for(about, person)
        if action.lifecycle in CLOSED_LIFECYCLES:
            raise ItemClosed(about, action.decision_reference)
    case = assess(take_cut(session, about.plan.key, now)).cases[action.ref]
    standing, stands = case.standing, standing_options(session, action)
    if typed is None and stands is not None:
        typed = as_typed(kept_of(stands))
    return OptionsToGive(
        item=f"a:{action.id}",
        ref=action.ref,
        title=action.title,
        rating=standing.rating_label,
        rating_colour=standing.rating.colour if standing.rating else "",
        why=_why(case),
        stands=_shown(session, stands) if stands else None,
        typed=typed or OptionsTyped(effect_1=standing.told.effect if standing.told else ""),
    )


def options_shown(session: Session, action: Action) -> OptionsShown | None:
    """Anybody with a part in the plan may read them: they are on their way to the Board."""
    stands = standing_options(session, action)
    return _shown(session, stands) if stands else None


def may_give_options(about: Governed, person: Speaker) -> bool:
    if about.action.lifecycle in CLOSED_LIFECYCLES:
        return False
    try:
        options_given_for(about, person)
    except NotYoursToGive:
        return False
    return True


def options_wanted(session: Session, action_id: int, plan_key: str, now: datetime) -> bool:
    """Whether the Board needs options for an action and has none. The whole plan is looked at only if need be."""
    long_late = london_date(now) - timedelta(days=limits.OPTIONS_REQUIRED_LATE_DAYS)
    if not may_need_options(session, action_id, long_late):
        return False
    action = session.get_one(Action, action_id)
    if standing_options(session, action) is not None:
        return False
    return options_required(assess(take_cut(session, plan_key, now)).cases[action.ref])


def _why(case: Case) -> str:
    ref = case.standing.action.ref
    if options_required(case):
        return (
            f"{ref} is rated {case.standing.rating_label} and its dates are long past or were moved too often, so the "
            "Board needs options to choose from: at least two, one of them doing nothing."
        )
    return f"The report does not ask for options for {ref} as it stands now. It prints them once it is off track."


def _shown(session: Session, stands: Appraised) -> OptionsShown:
    appraisal = stands.appraisal
    names = [session.get_one(Person, appraisal.person_id).name]
    if appraisal.on_behalf_of_id is not None:
        names.append(session.get_one(Person, appraisal.on_behalf_of_id).name)
    given = f"{' for '.join(names)} on {moment_words(appraisal.at)}"
    kept = kept_of(stands)
    lines = option_lines(kept.options, kept.recommended + 1, kept.recommendation, kept.lesson)
    return OptionsShown(appraisal.id or 0, given, lines)
