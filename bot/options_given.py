"""Options for the Board on their card: opened, recorded, given back with what is wrong, withdrawn."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlmodel import Session

from adaptive_cards import notice, options_form, said_lines
from adaptive_cards.options_form import LABELS, OptionsPressed, OptionsSay
from bot import sentences
from bot.deciding import GONE, item_pressed
from bot.personal_data_incident import take_options_down
from bot.turns import Answer, Card, Reply
from store.audit import AuditChain
from store.queries.governing import governed
from store.queries.people import Identity
from store.tables import Action
from store.working_days import london_date
from workflows.answers import Choice
from workflows.governing.options import give_options, search_of, withdraw_options
from workflows.governing.options_refusals import OptionsGivenSince, OptionsIncomplete
from workflows.governing.options_rules import OptionsField, OptionsTyped, without_a_child
from workflows.governing.options_shown import options_form as form_of
from workflows.governing.options_shown import options_shown
from workflows.governing.refusals import GoverningRefused
from workflows.updates.rules import Answer as TypedAnswer

log = structlog.get_logger()


def press_options(
    session: Session, audit: AuditChain, person: Identity, pressed: OptionsPressed, now: datetime
) -> Answer:
    action, _ = item_pressed(session, pressed.item)
    if action is None:
        return Answer(card=_not_saved(GONE, pressed.typed))
    try:
        match pressed.says:
            case OptionsSay.OPEN:
                return _opened(session, audit, person, action, now)
            case OptionsSay.GIVE:
                return Answer(card=_given(session, audit, person, action, pressed, now))
            case OptionsSay.WITHDRAW:
                gone = withdraw_options(session, audit, person=person, action=action, now=now)
                return Answer(card=notice.build(sentences.WITHDRAWN, gone.words))
            case OptionsSay.ERASE:
                taken = take_options_down(session, audit, person=person, action=action, now=now)
                return Answer(card=notice.build(sentences.WITHDRAWN, taken.words))
    except GoverningRefused as refused:
        log.info("options refused", action="refuse_decision", reason=type(refused).__name__, person=person.key)
        if pressed.says is OptionsSay.OPEN:
            return Answer(replies=[Reply(str(refused))])
        typed = pressed.typed if pressed.says is OptionsSay.GIVE else OptionsTyped()
        about = governed(session, action, None, london_date(now))
        return Answer(card=_not_saved(str(refused), without_a_child(typed, search_of(about))))


def _opened(session: Session, audit: AuditChain, person: Identity, action: Action, now: datetime) -> Answer:
    """Below the card with the button, which stays."""
    view = form_of(session, audit, person=person, action=action, now=now)
    return Answer(replies=[Reply(view.words.partition("\n")[0], options_form.build(view))])


def _given(
    session: Session, audit: AuditChain, person: Identity, action: Action, pressed: OptionsPressed, now: datetime
) -> Card:
    try:
        done = give_options(
            session, audit, person=person, action=action, typed=pressed.typed, seen=pressed.shown, now=now
        )
    except (OptionsIncomplete, OptionsGivenSince) as refused:
        about = governed(session, action, None, london_date(now))
        kept = without_a_child(pressed.typed, search_of(about))
        view = form_of(session, audit, person=person, action=action, now=now, typed=kept)
        if isinstance(refused, OptionsIncomplete):
            return options_form.build(view, problems=refused.problems)
        return options_form.build(view, wrong=str(refused))
    log.info("options recorded", action="give_options", item=done.ref, person=person.key)
    stands = options_shown(session, action)
    lines = stands.words if stands else ()
    change = Choice("Change or withdraw the options", f"give options for {done.ref}")
    return said_lines.build(f"Options for {done.ref}", (done.words, *lines), choices=(change,))


def _not_saved(why: str, typed: OptionsTyped) -> Card:
    """With what was typed as words to copy, since the form itself cannot be shown."""
    said = "\n".join(f"{LABELS[name]}: {typed.said(name)}" for name in OptionsField if typed.said(name))
    return notice.build(sentences.NOTHING_SAVED, why, TypedAnswer(narrative=said) if said else None)
