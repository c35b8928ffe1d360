"""Giving the Board options for an action that is off track, and withdrawing them (`domain.md` 3.2 and 6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlmodel import Session

from store.audit import AuditChain
from store.cut import OptionRow
from store.queries.governing import Governed
from store.queries.options import Appraised, standing_appraisals, standing_options
from store.tables import Action, AppraisedOption, OptionsAppraisal, Person
from store.types import CLOSED_LIFECYCLES
from workflows.governing.alone import action_alone
from workflows.governing.auditing import record_decision, refusals_audited
from workflows.governing.options_refusals import NoOptions, NotYoursToGive, OptionsGivenSince, OptionsIncomplete
from workflows.governing.options_rules import OptionsKept, OptionsTyped, Search, option_problems, options_kept
from workflows.governing.reasons import passages_about
from workflows.governing.refusals import ItemClosed, NotYoursToAsk
from workflows.governing.rights import asks_for
from workflows.language import count_words, moment_words
from workflows.updates.actions import Speaker


@dataclass(frozen=True, slots=True)
class OptionsGiven:
    """`repeated`: the same options came twice (a second press), and the first still stand."""

    appraisal_id: int
    ref: str
    options: int
    recommended: int  # the option's number
    repeated: bool = False

    @property
    def words(self) -> str:
        return (
            f"{'Recorded already' if self.repeated else 'Recorded'}: {count_words(self.options, 'option')} for "
            f"{self.ref}, option {self.recommended} recommended. The report puts them before the Board while "
            f"{self.ref} is rated off track."
        )


@dataclass(frozen=True, slots=True)
class OptionsWithdrawn:
    ref: str

    @property
    def words(self) -> str:
        return f"The options for {self.ref} are withdrawn: the report does not print them any more."


def give_options(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    action: Action,
    typed: OptionsTyped,
    now: datetime,
    seen: int | None = None,
) -> OptionsGiven:
    """In place of those given before, which stay on record.

    `seen` is the id of the appraisal that stood when the form was made, 0 for none; None where there was no form.
    Raises GoverningRefused: NotYoursToGive, ItemClosed, OptionsIncomplete, OptionsGivenSince.
    """
    about = action_alone(session, action, now)
    with refusals_audited(session, audit, person=person, about=about, asked="give_options", now=now):
        on_behalf_of = options_given_for(about, person)
        if action.lifecycle in CLOSED_LIFECYCLES:
            raise ItemClosed(about, action.decision_reference)
        problems = option_problems(typed, search_of(about))
        if problems:
            raise OptionsIncomplete(problems)
        kept = options_kept(typed)
        stands = standing_options(session, action)
        if stands is not None and kept_of(stands) == kept:
            return _told(stands.appraisal, kept, action, repeated=True)
        if stands is not None and seen is not None and stands.appraisal.id != seen:
            by = session.get_one(Person, stands.appraisal.person_id).name
            raise OptionsGivenSince(about, by, moment_words(stands.appraisal.at))
    appraisal = _save(session, action, person, on_behalf_of, kept, now)
    record_decision(
        session,
        audit,
        person=person,
        about=about,
        action="give_options",
        content={"appraisal": appraisal.id, **_said(kept)},
        now=now,
        on_behalf_of=on_behalf_of,
    )
    return _told(appraisal, kept, action)


def withdraw_options(
    session: Session, audit: AuditChain, *, person: Speaker, action: Action, now: datetime
) -> OptionsWithdrawn:
    """All that stand, so that none given earlier comes back. By whoever may give them. Raises GoverningRefused:
    NotYoursToGive, NoOptions."""
    about = action_alone(session, action, now)
    with refusals_audited(session, audit, person=person, about=about, asked="withdraw_options", now=now):
        on_behalf_of = options_given_for(about, person)
        standing = standing_appraisals(session, action)
        if not standing:
            raise NoOptions(about)
    for appraisal in standing:
        appraisal.withdrawn_at = now
    record_decision(
        session,
        audit,
        person=person,
        about=about,
        action="withdraw_options",
        content={"appraisals": [appraisal.id for appraisal in standing]},
        now=now,
        on_behalf_of=on_behalf_of,
    )
    return OptionsWithdrawn(action.ref)


def options_given_for(about: Governed, person: Speaker) -> Person | None:
    """The lead in whose stead they are given: by a deputy, a cover or the compliance team, as with an update; None for
    a lead or an SRO of the area. Raises NotYoursToGive."""
    try:
        lead = asks_for(about, person)
    except NotYoursToAsk as refused:
        raise NotYoursToGive(about) from refused
    own = any(one.id == person.id for one in (*about.leads, *about.sros))
    return lead if own or lead else next(iter(about.leads), None)


def search_of(about: Governed) -> Search:
    """What may identify a child in a text about an action."""
    return partial(passages_about, about)


def kept_of(stands: Appraised) -> OptionsKept:
    appraisal = stands.appraisal
    return OptionsKept(
        tuple(OptionRow(one.position, one.text, one.effect) for one in stands.options),
        appraisal.recommended,
        appraisal.recommendation,
        appraisal.lesson,
    )


def _save(
    session: Session, action: Action, person: Speaker, on_behalf_of: Person | None, kept: OptionsKept, now: datetime
) -> OptionsAppraisal:
    appraisal = OptionsAppraisal(
        action_id=action.id or 0,
        person_id=person.id or 0,
        on_behalf_of_id=on_behalf_of.id if on_behalf_of else None,
        at=now,
        recommended=kept.recommended,
        recommendation=kept.recommendation,
        lesson=kept.lesson,
    )
    session.add(appraisal)
    session.flush()
    for row in kept.options:
        session.add(
            AppraisedOption(appraisal_id=appraisal.id or 0, position=row.position, text=row.text, effect=row.effect)
        )
    return appraisal


def _said(kept: OptionsKept) -> dict[str, object]:
    said: dict[str, object] = {}
    for row in kept.options:
        if row.position:
            said[f"option_{row.position + 1}"] = row.text
        said[f"effect_of_option_{row.position + 1}"] = row.effect
    return {
        **said,
        "recommended": f"option {kept.recommended + 1}",
        "reason": kept.recommendation,
        "lesson": kept.lesson,
    }


def _told(appraisal: OptionsAppraisal, kept: OptionsKept, action: Action, *, repeated: bool = False) -> OptionsGiven:
    return OptionsGiven(appraisal.id or 0, action.ref, len(kept.options), kept.recommended + 1, repeated)
