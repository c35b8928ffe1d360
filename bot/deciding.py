"""Decisions in chat: a card opens what there is to decide, and a press decides it. A refusal is an answer like any
other: the audit of it is kept with the turn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlmodel import Session

from adaptive_cards import choices, notice
from adaptive_cards.decision_form import DecisionOpened, DecisionPressed, Says
from bot import sentences
from bot.conversation.answering import remit_and_plan
from bot.decision_cards import decision_card
from bot.decisions_taken import MATTER_OF, TAKEN, Press, person_of, tell_of_lead_change
from bot.turns import Answer, Card, Reply
from store.audit import AuditChain
from store.queries.people import Identity
from store.tables import Action, Milestone, Plan
from workflows.answers import Choice
from workflows.governing.reasons import without_a_child
from workflows.governing.refusals import GoverningRefused, NoRight
from workflows.governing.shown import decision_shown
from workflows.governing.views import Typed
from workflows.updates.rules import Answer as TypedAnswer

log = structlog.get_logger()

GONE = "That is not in the register any more: ask me how the action stands."
NO_PLAN = "You have no part in that plan, so there is nobody to tell: ask the compliance team."
WHAT_ELSE = Choice("What else waits for me?", "what waits for me")
DECIDES = frozenset({Says.APPROVE, Says.REFUSE, Says.SIGN_OFF, Says.SEND_BACK})
"""After these the reader may have more to decide."""


@dataclass(frozen=True, slots=True)
class Deciding:
    audit: AuditChain

    def open(self, session: Session, person: Identity, opened: DecisionOpened, now: datetime) -> Answer:
        """Below the card with the button, which stays."""
        action, milestone = item_pressed(session, opened.item)
        if action is None:
            return Answer(replies=[Reply(GONE)])
        try:
            view = decision_shown(
                session,
                self.audit,
                person=person,
                matter=opened.matter,
                action=action,
                milestone=milestone,
                typed=Typed(),
                now=now,
            )
        except GoverningRefused as refused:
            return Answer(replies=[Reply(str(refused))])
        return Answer(replies=[Reply(view.words.partition("\n")[0], decision_card(view))])

    def decide(self, session: Session, person: Identity, pressed: DecisionPressed, now: datetime) -> Answer:
        if pressed.says is Says.TELL:
            return Answer(card=self._tell(session, person, pressed, now))
        action, milestone = item_pressed(session, pressed.item)
        if action is None:
            return _not_saved(GONE, pressed.typed)
        if milestone is None and pressed.typed.item:
            _, chosen = item_pressed(session, pressed.typed.item)
            milestone = chosen if chosen is not None and chosen.action_id == action.id else None
        plan = session.get_one(Plan, action.plan_id)
        press = Press(session, self.audit, person, pressed, plan, action, milestone, now)
        try:
            said = TAKEN[pressed.says](press)
        except GoverningRefused as refused:
            log.info("decision refused", action="refuse_decision", reason=type(refused).__name__, person=person.key)
            return self._again(press, refused)
        log.info("decision taken", action="take_decision", says=pressed.says.value, person=person.key)
        if pressed.says is Says.ACCEPT:
            return self._shown(press, said)
        return Answer(card=choices.build(said, (WHAT_ELSE,) if pressed.says in DECIDES else ()))

    def _again(self, press: Press, refused: GoverningRefused) -> Answer:
        """The form with what was typed and what is wrong; where it cannot be shown, the words to copy."""
        typed = replace(press.pressed.typed, reason=without_a_child(press.about, press.reason))
        if isinstance(refused, NoRight):
            return _not_saved(str(refused), typed)
        try:
            return Answer(card=self._form(press, typed, wrong=str(refused)))
        except NoRight as no_right:
            return _not_saved(str(no_right), typed)
        except GoverningRefused:
            return _not_saved(str(refused), typed)

    def _shown(self, press: Press, said: str) -> Answer:
        """The same card once more: there is more to decide on it."""
        try:
            return Answer(card=self._form(press, press.pressed.typed, said=said))
        except GoverningRefused:
            return Answer(card=choices.build(said, ()))

    def _form(self, press: Press, typed: Typed, *, wrong: str = "", said: str = "") -> Card:
        view = decision_shown(
            press.session,
            press.audit,
            person=press.person,
            matter=MATTER_OF[press.pressed.says],
            action=press.action,
            milestone=press.milestone,
            typed=typed,
            now=press.now,
        )
        return decision_card(view, wrong=wrong, said=said)

    def _tell(self, session: Session, person: Identity, pressed: DecisionPressed, now: datetime) -> Card:
        action, _ = item_pressed(session, pressed.item) if pressed.item else (None, None)
        plan = session.get_one(Plan, action.plan_id) if action else remit_and_plan(session, person, now, None)[1]
        if plan is None:
            return notice.build(sentences.NOTHING_SAVED, NO_PLAN)
        if action is None and person_of(session, pressed.lead) is None:
            return notice.build(sentences.NOTHING_SAVED, GONE)
        try:
            said = tell_of_lead_change(session, self.audit, person, plan, action, pressed, now)
        except GoverningRefused as refused:
            return notice.build(sentences.NOTHING_SAVED, str(refused))
        return choices.build(said, ())


def item_pressed(session: Session, key: str) -> tuple[Action | None, Milestone | None]:
    """ "m:12" is a milestone with its action, "a:3" an action alone."""
    kind, _, number = key.partition(":")
    if kind == "a":
        return session.get(Action, int(number)), None
    milestone = session.get(Milestone, int(number)) if kind == "m" else None
    return (session.get_one(Action, milestone.action_id), milestone) if milestone else (None, None)


def _not_saved(why: str, typed: Typed) -> Answer:
    given = TypedAnswer(narrative=typed.reason) if typed.reason else None
    return Answer(card=notice.build(sentences.NOTHING_SAVED, why, given))
