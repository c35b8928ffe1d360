"""From what somebody says to what they get: the same for a card, the chat and `sendbot ask`."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked
from bot.conversation.answers.registry import ANSWERS
from bot.conversation.doing.registry import CHANGES_NOTHING, DEEDS
from bot.conversation.doing.told import NotUnderstood, Told, record_refusal
from bot.conversation.lexicon import lexicon_of
from bot.conversation.remembering import context_of, remember
from bot.conversation.said import Intent, Said
from bot.conversation.school_breaks import school_breaks
from bot.conversation.understanding import understand
from reminders.by_hand import ChaseRefused
from store.audit import AuditChain
from store.cut import DataCut
from store.queries.cuts import take_cut
from store.queries.people import Remit, remit_of
from store.queries.plans import plans
from store.tables import Person, Plan
from store.working_days import london_date
from workflows.absences.refusals import AbsenceRefused
from workflows.action_lists import led_list
from workflows.answers import ActionList, Choice
from workflows.editions.refusals import EditionRefused
from workflows.exception_report.assess import assess
from workflows.governing.refusals import GoverningRefused
from workflows.updates.actions import Speaker
from workflows.updates.refusals import UpdateRefused

NO_PART = "You have no part in a plan in the register yet: ask the compliance team to add your post."
IN_CHAT = "That changes something, so say it to me in chat; or use `sendbot absence` or `sendbot cycle chase`."
WAITING = Choice("What waits for me?", "what waits for me")
REFUSALS = (AbsenceRefused, ChaseRefused, EditionRefused, GoverningRefused, NotUnderstood, UpdateRefused)


def respond(
    session: Session,
    audit: AuditChain,
    text: str,
    person: Speaker,
    now: datetime,
    plan_key: str | None = None,
    *,
    may_change: bool = True,
    remembers: bool = False,
) -> Answered:
    """Does what was told or answers what was asked. Not `may_change`: what would change anything is left undone.

    `remembers`: in a chat with one person, where a message may leave unsaid what the last one said.
    """
    remit, plan = remit_and_plan(session, person, now, plan_key)
    if plan is None or remit is None:
        return Answered(Intent.HELP, (), NO_PART, ())
    cut = take_cut(session, plan.key, now)
    lexicon = lexicon_of(cut)
    context = context_of(session, person.id or 0, plan.key, lexicon, now) if remembers else None
    boards = sorted(meeting.held_on for meeting in cut.meetings)
    own = remit.leads + remit.deputises
    said = understand(text, lexicon, london_date(now), boards, context, own, school_breaks(session))
    told = Told(session, audit, session.get_one(Person, person.id), plan, remit, said, now)
    answered = _answer(told, cut, may_change=may_change)
    if remembers:
        remember(session, person.id or 0, plan.key, answered, lexicon, now)
    return answered


def _answer(told: Told, cut: DataCut, *, may_change: bool) -> Answered:
    said = told.said
    deed = DEEDS.get(said.intent)
    if deed is None:
        answered = ANSWERS[said.intent](Asked(told.session, told.plan, assess(cut), told.remit, said, told.now))
        if answered.refused:
            record_refusal(told.session, told.audit, told.plan, told.person.key, said.intent, told.now)
        return answered
    if not may_change and said.intent not in CHANGES_NOTHING and (said.intent is not Intent.CHASE or said.confirmed):
        return Answered(said.intent, said.refs or (), IN_CHAT, (), said=said)
    try:
        return deed(told)
    except REFUSALS as refused:
        return told.done(str(refused))


def overview(
    session: Session, person: Speaker, now: datetime
) -> tuple[ActionList, tuple[str, ...], tuple[Choice, ...]]:
    """What a person is shown first: what they lead, the areas they are SRO of, and what they may ask."""
    remit, plan = remit_and_plan(session, person, now, None)
    if plan is None or remit is None:
        return ActionList(NO_PART, (), NO_PART, now), (), ()
    assessed = assess(take_cut(session, plan.key, now))
    asked = Asked(session, plan, assessed, remit, Said(Intent.HELP), now)
    titles = {area.ref: area.title for area in assessed.cut.areas}
    areas = tuple(f"area {ref}, {titles[ref]}" for ref in remit.areas)
    decides = (WAITING,) if remit.areas else ()
    return led_list(assessed, asked.mine), areas, decides + asked.suggestions()


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
