"""Putting an update right: what was meant for another action, or said wrongly (`domain.md` 5, CORRECT)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.conversation.answered import Answered, CardsToFill
from bot.conversation.doing.filling import in_one_line
from bot.conversation.doing.items_meant import items_meant
from bot.conversation.doing.told import NotUnderstood, Told
from bot.conversation.doing.updates import NOTHING_RECORDED, theirs, to_check, which_of
from bot.conversation.said import Kind, Target
from store.queries.given_updates import last_given
from store.queries.items import Item, item_by_key
from store.refs import normalised_ref
from store.tables import Update
from store.working_days import london_date
from workflows.language import day_words
from workflows.updates.rules import Answer
from workflows.updates.showing import item_request_view
from workflows.updates.views import UpdateToCheck
from workflows.updates.withdrawing import item_key_of

NOTHING_GIVEN = (
    "You have given no update that stands{on}, so there is nothing to correct: name the action to update it."
)
_REF = r"(?P<ref>\d{1,3}(?:\.\d{1,3}){1,3})"
_NOT = re.compile(rf"\b(?:not|instead of|rather than|wrongly (?:on|against|for)|off) {_REF}")
_ELSEWHERE = re.compile(
    r"\b(?:meant (?:for|to be)|should have been|wrong (?:action|one|ref|milestone)|not \d|instead of|belongs to"
    r"|put (?:it|that) (?:on|against) the wrong)",
)


def correct(told: Told) -> Answered:
    """Raises NotUnderstood where the speaker has given nothing that could be put right."""
    words = told.said.words.casefold()
    wrong_ref = found["ref"] if (found := _NOT.search(words)) else ""
    named = [target for target in told.said.targets if target.kind is Kind.ACTION]
    right = [target for target in named if normalised_ref(target.ref) != normalised_ref(wrong_ref or "0")]
    if not _ELSEWHERE.search(words):
        return _own_answer(told, named)
    given = _given(told, (wrong_ref,) if wrong_ref else ())
    if not right:
        own = replace(told, said=replace(told.said, targets=()))
        meant = items_meant(own)
        return which_of(told, meant.items + meant.perhaps)
    return _moved(told, given, right)


def _given(told: Told, refs: tuple[str, ...]) -> Update:
    given = last_given(told.session, told.plan, told.person.id or 0, refs)
    if given is None:
        raise NotUnderstood(NOTHING_GIVEN.format(on=f" on {refs[0]}" if refs else ""))
    return given


def _moved(told: Told, given: Update, right: list[Target]) -> Answered:
    """The update just given, on the form of the item that it was meant for."""
    meant = items_meant(replace(told, said=replace(told.said, targets=tuple(right[:1]))))
    if meant.perhaps:
        return which_of(told, meant.perhaps)
    items, refused = theirs(told, meant.items)
    wrong = item_by_key(told.session, item_key_of(given))
    if not items or wrong is None:
        return told.done(" ".join(refused))
    item = items[0]
    if item.key == wrong.key:
        return _own_answer(told, right)
    notice = (
        f"Your update on {wrong.name} of {day_words(london_date(given.at))} is filled in here. When you save, it is "
        f"recorded on {item.name} and withdrawn from {wrong.name}; the audit keeps both."
    )
    return _card(told, item, _said_in(told, wrong), notice, moves=given.id or 0)


def _own_answer(told: Told, named: list[Target]) -> Answered:
    given = _given(told, tuple(target.ref for target in named))
    wrong = item_by_key(told.session, item_key_of(given))
    if wrong is None:
        raise NotUnderstood(NOTHING_GIVEN.format(on=""))
    items, refused = theirs(told, [wrong])
    if not items:
        return told.done(" ".join(refused))
    notice = f"Your answer of {day_words(london_date(given.at))}: change what is wrong, then press Save update."
    return _card(told, wrong, _said_in(told, wrong), notice, moves=0)


def _said_in(told: Told, item: Item) -> Answer:
    view = item_request_view(told.session, told.person, item, told.now)
    latest = view.items[0].latest
    return latest.answer if latest else Answer()


def _card(told: Told, item: Item, typed: Answer, notice: str, moves: int) -> Answered:
    view = item_request_view(told.session, told.person, item, told.now)
    wanted = to_check(told, item, view, UpdateToCheck(view, item.key, typed, notice, moves=moves))
    text = f"Check and save: {in_one_line(view.items[0], typed)} {NOTHING_RECORDED}"
    return told.done(text, CardsToFill((wanted,)))
