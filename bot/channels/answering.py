"""A question asked where many read: answered as to the one of them who may see the least, and never about anybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from adaptive_cards import report_offer
from bot.channels import sentences
from bot.channels.audience import Audience
from bot.channels.refusing import Refusal
from bot.conversation.answered import Answered, Lines, View
from bot.conversation.answering import respond
from bot.conversation.said import Intent
from bot.conversation.showing import card_for
from bot.turns import Reply
from store.audit import AuditChain
from workflows.answers import ActionHistory, ActionList, ActionStatus, Choice, Figures, GroupStatus, Quotations
from workflows.risks.views import RisksShown

ABOUT_THE_PLAN = frozenset(
    {
        Intent.STATUS_PLAN,
        Intent.STATUS_AREA,
        Intent.STATUS_OBJECTIVE,
        Intent.STATUS_ACTION,
        Intent.STATUS_SERVICE,
        Intent.AMBIGUOUS_REF,
        Intent.LIST_BY_RATING,
        Intent.COUNT,
        Intent.OVERDUE,
        Intent.DUE,
        Intent.DUE_WINDOW,
        Intent.NOT_REPORTED,
        Intent.CHANGES,
        Intent.EXPLAIN_CHANGE,
        Intent.EXPLAIN_EXCEPTION,
        Intent.ASKS,
        Intent.RISKS,
        Intent.CONFIDENCE,
        Intent.HISTORY,
        Intent.KPI_CHECK,
        Intent.EVIDENCE_GAPS,
        Intent.PATH_TO_GREEN,
        Intent.QUOTE,
        Intent.DEADLINE,
        Intent.PROVENANCE,
        Intent.UNKNOWN_REF,
        Intent.OTHER_PLAN,
        Intent.REFUSE_PERSONAL,
    }
)
"""What may be answered where many read. An intent in none of these sets is for a chat with one person; so is how
somebody does by name, which is personal data of staff (`domain.md` 8.1)."""

ACTS = frozenset(
    {
        Intent.UPDATE,
        Intent.UPDATE_COPY,
        Intent.NIL_RETURN,
        Intent.RATE_BLUE,
        Intent.KPI_ENTRY,
        Intent.CORRECT,
        Intent.DATE_CHANGE_REQUEST,
        Intent.APPROVE_DATE,
        Intent.SIGN_OFF,
        Intent.CHALLENGE_RATING,
        Intent.CALL_IN,
        Intent.RISK_ENTRY,
        Intent.OPTIONS,
        Intent.LEAD_CHANGE,
        Intent.LEAVE,
        Intent.DELEGATE,
        Intent.END_COVER,
        Intent.SNOOZE,
        Intent.CHASE,
        Intent.CONFIRM_EDITION,
        Intent.PERSONAL_DATA_INCIDENT,
    }
)
ABOUT_THE_BOT = frozenset({Intent.HELP, Intent.GREETING, Intent.NOT_UNDERSTOOD})

LEADS_ON = frozenset({Intent.AMBIGUOUS_REF, Intent.STATUS_PLAN, Intent.STATUS_AREA, Intent.STATUS_OBJECTIVE})
"""Answers whose buttons ask about the same part of the plan. Those of others may ask about their reader, but for the
one that asks for a list's next page."""

_NEXT_PAGE = re.compile(r" page \d+$")

OF_THE_WHOLE_PLAN = "in the whole plan"


def answer_all(session: Session, audit: AuditChain, words: str, audience: Audience, now: datetime) -> Reply | Refusal:
    """Writes nothing."""
    answered = _as_to_the_least(session, audit, words, audience, now)
    if answered.intent in ABOUT_THE_BOT:
        return Reply(sentences.HELP)
    if answered.intent is Intent.COMPILE:
        title = f"Exception report of {audience.plan.title}"
        return Reply(title, report_offer.build(title, sentences.REPORT_OFFERED, audience.plan.key))
    if answered.refused:
        return Refusal(answered.text, answered.intent.value)
    if answered.intent not in ABOUT_THE_PLAN:
        words = sentences.NO_ACTS if answered.intent in ACTS else sentences.PERSONAL
        return Refusal(words, answered.intent.value)
    if _names_no_part(answered):
        of_all = _as_to_the_least(session, audit, f"{words} {OF_THE_WHOLE_PLAN}", audience, now)
        answered = of_all if of_all.intent is answered.intent else answered
    view = _for_nobody_in_particular(answered.view)
    if view is None and answered.view is not None:
        return Refusal(sentences.PERSONAL, answered.intent.value)
    return Reply(answered.text.partition("\n")[0], card_for(view, _choices(answered), answered.text))


def _as_to_the_least(session: Session, audit: AuditChain, words: str, audience: Audience, now: datetime) -> Answered:
    """Whatever it may have written, as in the audit about somebody who has asked for nothing, is undone."""
    attempt = session.begin_nested()
    try:
        return respond(session, audit, words, audience.least, now, audience.plan.key, may_change=False)
    finally:
        attempt.rollback()


def _names_no_part(answered: Answered) -> bool:
    """Of the plan, so that the part was taken to be the asker's own."""
    said = answered.said
    return said is not None and not said.targets and not said.everything


def _choices(answered: Answered) -> tuple[Choice, ...]:
    if answered.intent in LEADS_ON:
        return answered.suggestions
    return tuple(choice for choice in answered.suggestions if _NEXT_PAGE.search(choice.ask))


def _for_nobody_in_particular(view: View) -> View:
    """Without the buttons to update; None for what is not for many."""
    match view:
        case ActionList():
            return replace(view, lines=tuple(replace(line, item="") for line in view.lines))
        case ActionStatus():
            return replace(view, milestones=tuple(replace(line, item="") for line in view.milestones))
        case ActionHistory() | Figures() | GroupStatus() | Lines() | Quotations() | RisksShown():
            return view
        case _:
            return None
