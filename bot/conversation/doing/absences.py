"""Being away, standing in for somebody, and putting a request off."""

from __future__ import annotations

from datetime import date

from bot.conversation.answered import Answered
from bot.conversation.doing.told import NotUnderstood, Told
from reminders.loading import next_cut_off
from store.queries.asking import closure_days
from store.queries.governing import action_by_ref
from store.queries.open_actions import open_items_of
from store.working_days import WorkingCalendar
from workflows.absences.actions import delegate, end_delegation, record_leave, snooze
from workflows.absences.refusals import AbsenceRefused
from workflows.absences.wording import cover_ended_words, cover_words, leave_words
from workflows.language import day_words, list_words

WHICH_DAYS = "Say from which day to which, for example: I am away 3 to 14 April."
WHICH_DAY = "Say until which day, and why, for example: snooze 1.4.1 until 3 March because the panel meets on the 2nd."


def leave(told: Told) -> Answered:
    whose, (first, last) = told.whose(), _days(told)
    record_leave(told.session, told.audit, person=told.person, whose=whose, first=first, last=last, now=told.now)
    return told.done(leave_words(whose.name, first, last))


def stand_in(told: Told) -> Answered:
    whose, cover, (first, last) = told.whose(), told.called(told.said.cover), _days(told)
    delegate(
        told.session, told.audit, person=told.person, whose=whose, cover=cover, first=first, last=last, now=told.now
    )
    return told.done(cover_words(whose.name, cover.name, first, last))


def end_cover(told: Told) -> Answered:
    whose = told.whose()
    end_delegation(told.session, told.audit, person=told.person, whose=whose, now=told.now)
    return told.done(cover_ended_words(whose.name))


def put_off(told: Told) -> Answered:
    """The action as a whole and each open milestone of it that can still be put off; or the one milestone named."""
    until, reason, refs = told.said.day, told.said.reason, told.refs
    if until is None or not refs:
        raise NotUnderstood(WHICH_DAY)
    action = action_by_ref(told.session, told.plan, refs[0])
    if action is None:
        raise NotUnderstood(f"{refs[0]} is not in this plan.")
    items = [item for item in open_items_of(told.session, action) if told.said.seq in (None, item.seq)]
    if not items:
        raise NotUnderstood(f"{action.ref} has no open milestone {told.said.seq}.")
    names, refused = list[str](), list[str]()
    calendar = WorkingCalendar.of_england(closure_days(told.session))
    for item in items:
        try:
            snooze(
                told.session,
                told.audit,
                person=told.person,
                item_key=item.key,
                until=until,
                reason=reason,
                cut_off=next_cut_off(told.session, told.plan.id or 0, told.now, calendar),
                now=told.now,
            )
            names.append(item.name)
        except AbsenceRefused as refusal:
            refused.append(str(refusal))
    if not names:
        raise NotUnderstood(refused[0])
    words = (
        f"Recorded: nobody is asked about {list_words(names)} before {day_words(until)}, because {reason}. "
        "This is no update: what is late stays late in the report."
    )
    return told.done(" ".join([words, *refused]))


def _days(told: Told) -> tuple[date, date]:
    if told.said.window is None:
        raise NotUnderstood(WHICH_DAYS)
    return told.said.window
