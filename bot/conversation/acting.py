"""Doing what somebody told the bot to do about asking people and about editions, and what they are told back.

A refusal is an answer like any other: the turn is committed, and the audit says that it was asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from bot.conversation.acts import Act, read_act
from bot.conversation.answering import Answered, AreasToConfirm, EditionsToClear, Lines, answer, remit_and_plan
from bot.conversation.cycle_words import NO_CYCLE, chased_words, cycle_lines, to_chase_words, unreached_lines
from bot.conversation.grammar import Intent
from reminders.by_hand import ChaseRefused, chase, plan_chase
from reminders.loading import next_cut_off
from reminders.overview import cycle_status
from store.audit import AuditChain
from store.queries.absences import people_called
from store.queries.asking import closure_days
from store.queries.editions import area_by_ref, areas_of, editions_not_issued
from store.queries.governing import action_by_ref
from store.queries.open_actions import open_items_of
from store.tables import ImprovementArea, Person, Plan
from store.types import EditionStatus, RoleName
from store.working_days import WorkingCalendar, london_date
from workflows.absences.actions import delegate, end_delegation, record_leave, snooze
from workflows.absences.refusals import AbsenceRefused
from workflows.absences.wording import cover_ended_words, cover_words, leave_words
from workflows.answers import Choice
from workflows.editions.refusals import EditionRefused, NotTheSro
from workflows.editions.rights import confirms
from workflows.language import day_words, list_words
from workflows.updates.actions import Speaker
from workflows.updates.refusals import UpdateRefused

WHICH_DAYS = "Say from which day to which, for example: I am away 3 to 14 April."
WHICH_DAY = "Say until which day, and why, for example: snooze 1.4.1 until 3 March because the panel meets on the 2nd."
IN_CHAT = "That changes something, so say it to me in chat; or use `sendbot absence` or `sendbot cycle chase`."
NOT_COMPLIANCE = "Only the compliance team can see how the round of asking goes: please ask one of them."
NOT_OFFICER = (
    "Only the compliance team sees how an edition goes: the SRO of an area writes “confirm edition” for theirs."
)
NO_EDITION = "Every edition is issued: the next draft is made at the data cut-off of the next board meeting."
NO_DRAFT = "No draft edition waits to be confirmed: the next is made at the data cut-off of the next board meeting."
NO_AREA = "An area is confirmed by its SRO, and you are SRO of none: ask me “how is area 4?” to see how one stands."
ON_CARDS = "That is answered with cards in chat; here, use `sendbot edition`."
READ_ONLY = frozenset({Intent.CYCLE_STATUS, Intent.UNREACHED, Intent.CONFIRM_EDITION, Intent.EDITION_STATUS})


class NotUnderstood(Exception):
    """Something that was said lacks what is needed to do it; the message says what."""


def respond(
    session: Session,
    audit: AuditChain,
    text: str,
    person: Speaker,
    now: datetime,
    plan_key: str | None = None,
    *,
    may_change: bool = True,
) -> Answered:
    """Does what was told or answers what was asked. Not `may_change`: what would change anything is left undone."""
    act = read_act(text, london_date(now))
    if act is None:
        return answer(session, text, person, now, plan_key)
    remit, plan = remit_and_plan(session, person, now, plan_key)
    if plan is None or remit is None:
        return answer(session, text, person, now, plan_key)
    if not may_change and act.intent not in READ_ONLY and (act.intent is not Intent.CHASE or act.confirmed):
        return Answered(act.intent, act.refs or (), IN_CHAT, ())
    acting = _Acting(session, audit, session.get_one(Person, person.id), plan, now, remit.roles)
    try:
        return _DO[act.intent](acting, act)
    except (AbsenceRefused, ChaseRefused, EditionRefused, NotUnderstood, UpdateRefused) as refused:
        return Answered(act.intent, act.refs or (), str(refused), ())


@dataclass(frozen=True, slots=True)
class _Acting:
    session: Session
    audit: AuditChain
    person: Person
    plan: Plan
    now: datetime
    roles: frozenset[RoleName]

    def leave(self, act: Act) -> Answered:
        whose, (first, last) = self._whose(act), _days(act)
        record_leave(self.session, self.audit, person=self.person, whose=whose, first=first, last=last, now=self.now)
        return self._done(act, leave_words(whose.name, first, last))

    def delegate(self, act: Act) -> Answered:
        whose, cover, (first, last) = self._whose(act), self._called(act.cover), _days(act)
        delegate(
            self.session, self.audit, person=self.person, whose=whose, cover=cover, first=first, last=last, now=self.now
        )
        return self._done(act, cover_words(whose.name, cover.name, first, last))

    def end_cover(self, act: Act) -> Answered:
        whose = self._whose(act)
        end_delegation(self.session, self.audit, person=self.person, whose=whose, now=self.now)
        return self._done(act, cover_ended_words(whose.name))

    def snooze(self, act: Act) -> Answered:
        """The action as a whole and each open milestone of it that can still be put off; or the one milestone named."""
        if act.days is None or not act.refs:
            raise NotUnderstood(WHICH_DAY)
        action = action_by_ref(self.session, self.plan, act.refs[0])
        if action is None:
            raise NotUnderstood(f"{act.refs[0]} is not in this plan.")
        items = [item for item in open_items_of(self.session, action) if act.seq in (None, item.seq)]
        if not items:
            raise NotUnderstood(f"{action.ref} has no open milestone {act.seq}.")
        until, put_off, refused = act.days[1], list[str](), list[str]()
        calendar = WorkingCalendar.of_england(closure_days(self.session))
        for item in items:
            try:
                snooze(
                    self.session,
                    self.audit,
                    person=self.person,
                    item_key=item.key,
                    until=until,
                    reason=act.reason,
                    cut_off=next_cut_off(self.session, self.plan.id or 0, self.now, calendar),
                    now=self.now,
                )
                put_off.append(item.name)
            except AbsenceRefused as refusal:
                refused.append(str(refusal))
        if not put_off:
            raise NotUnderstood(refused[0])
        words = (
            f"Recorded: nobody is asked about {list_words(put_off)} before {day_words(until)}, because {act.reason}. "
            "This is no update: what is late stays late in the report."
        )
        return self._done(act, " ".join([words, *refused]))

    def status(self, act: Act) -> Answered:
        self._compliance_alone(act, NOT_COMPLIANCE)
        lines = cycle_lines(cycle_status(self.session, self.plan, self.now))
        return Answered(act.intent, (), "\n".join(lines), (), Lines(lines[0], tuple(lines[1:])))

    def unreached(self, act: Act) -> Answered:
        self._compliance_alone(act, NOT_COMPLIANCE)
        found = cycle_status(self.session, self.plan, self.now)
        lines = unreached_lines(found) if found else [NO_CYCLE]
        heading = "Whom no message reached, or perhaps none"
        lines = lines or ["Every message of this round has arrived, or is still to go."]
        return Answered(act.intent, (), "\n".join([heading, *lines]), (), Lines(heading, tuple(lines)))

    def chase(self, act: Act) -> Answered:
        session, audit, person, plan, now = self.session, self.audit, self.person, self.plan, self.now
        if act.confirmed:
            done = chase(session, audit, person=person, plan=plan, refs=act.refs, now=now)
            return self._done(act, chased_words(done))
        planned = plan_chase(session, audit, person=person, plan=plan, refs=act.refs, now=now)
        if not planned.messages:
            return self._done(act, to_chase_words(planned))
        again = f"chase {' and '.join(act.refs) if act.refs else 'everyone'} now"
        yes, no = Choice("Yes, chase", again), Choice("No", "cycle status")
        return Answered(act.intent, act.refs or (), f"{to_chase_words(planned)} Or say: {again}", (yes, no))

    def confirm_edition(self, act: Act) -> Answered:
        waiting = editions_not_issued(self.session, self.plan)
        if not any(edition.status is EditionStatus.DRAFT for edition in waiting):
            raise NotUnderstood(NO_DRAFT)
        areas = [self._area(ref) for ref in act.refs] if act.refs else self._areas_of_theirs()
        refs = tuple(area.ref for area in areas)
        return Answered(act.intent, refs, ON_CARDS, (), AreasToConfirm(self.plan.key, refs))

    def edition_status(self, act: Act) -> Answered:
        self._compliance_alone(act, NOT_OFFICER)
        if not editions_not_issued(self.session, self.plan):
            raise NotUnderstood(NO_EDITION)
        return Answered(act.intent, (), ON_CARDS, (), EditionsToClear(self.plan.key))

    def _area(self, ref: str) -> ImprovementArea:
        """Raises NotTheSro."""
        area = area_by_ref(self.session, self.plan, ref)
        if area is None:
            raise NotUnderstood(f"There is no area {ref} in this plan: name another, or write “confirm my areas”.")
        confirms(self.session, self.person, self.plan, area, london_date(self.now))
        return area

    def _areas_of_theirs(self) -> list[ImprovementArea]:
        theirs: list[ImprovementArea] = []
        for area in areas_of(self.session, self.plan):
            with suppress(NotTheSro):
                confirms(self.session, self.person, self.plan, area, london_date(self.now))
                theirs.append(area)
        if not theirs:
            raise NotUnderstood(NO_AREA)
        return theirs

    def _compliance_alone(self, act: Act, refusal: str) -> None:
        if RoleName.COMPLIANCE in self.roles:
            return
        self.audit.record(
            self.session,
            plan_key=self.plan.key,
            at=self.now,
            actor=self.person.key,
            action="refused",
            subject=self.plan.key,
            content={"asked": act.intent.value},
        )
        raise NotUnderstood(refusal)

    def _whose(self, act: Act) -> Person:
        return self._called(act.whose) if act.whose else self.person

    def _called(self, words: str) -> Person:
        found = people_called(self.session, words)
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotUnderstood(f"Nobody in the register is called “{words}”: give their full name.")
        raise NotUnderstood(f"Several people are called “{words}”: say {list_words([one.name for one in found])}.")

    def _done(self, act: Act, words: str) -> Answered:
        return Answered(act.intent, act.refs or (), words, ())


def _days(act: Act) -> tuple[date, date]:
    if act.days is None:
        raise NotUnderstood(WHICH_DAYS)
    return act.days


_DO: dict[Intent, Callable[[_Acting, Act], Answered]] = {
    Intent.LEAVE: _Acting.leave,
    Intent.DELEGATE: _Acting.delegate,
    Intent.END_COVER: _Acting.end_cover,
    Intent.SNOOZE: _Acting.snooze,
    Intent.CYCLE_STATUS: _Acting.status,
    Intent.UNREACHED: _Acting.unreached,
    Intent.CHASE: _Acting.chase,
    Intent.CONFIRM_EDITION: _Acting.confirm_edition,
    Intent.EDITION_STATUS: _Acting.edition_status,
}
