"""Which items an update is about: those named, else those the speaker was last asked about, else all of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.doing.told import NotUnderstood, Told
from bot.conversation.said import Intent, Kind
from store.queries.asked_of import asked_about_action, last_asked
from store.queries.governing import action_by_ref
from store.queries.items import Item, item_by_key
from store.queries.open_actions import OpenItemOf, open_items_of
from store.tables import Action, ImprovementArea, Objective

NOTHING_OPEN = "Nothing there is open that you lead: name your action by its ref, or ask “what's mine?”."
NOTHING_OF_YOURS = "You lead nothing in this plan that is open: name the action by its ref."


@dataclass(frozen=True, slots=True)
class Meant:
    """`items` are certain. `perhaps` are those of which one is meant, to be asked back."""

    items: tuple[Item, ...] = ()
    perhaps: tuple[Item, ...] = ()


def items_meant(told: Told) -> Meant:
    """At least one. Raises NotUnderstood where nothing that is meant is the speaker's and open."""
    meant = _meant(told)
    if meant.items or meant.perhaps:
        return meant
    raise NotUnderstood(NOTHING_OPEN)


def _meant(told: Told) -> Meant:
    named = [target.ref for target in told.said.targets if target.kind is Kind.ACTION]
    within = [target for target in told.said.targets if target.kind in {Kind.OBJECTIVE, Kind.AREA}]
    if named:
        return _of_actions(told, named)
    asked = last_asked(told.session, told.person.id or 0)
    if within:
        refs = [ref for ref in _own(told) if any(_within(told, ref, target.kind, target.ref) for target in within)]
        return _one_of(_of_actions(told, refs)) if refs else Meant(perhaps=tuple(asked))
    if asked:
        return Meant(items=tuple(asked)) if len(asked) == 1 else Meant(perhaps=tuple(asked))
    return _one_of(_of_actions(told, _own(told)))


def _own(told: Told) -> tuple[str, ...]:
    own = told.remit.leads + told.remit.deputises
    if not own:
        raise NotUnderstood(NOTHING_OF_YOURS)
    return own


def _one_of(meant: Meant) -> Meant:
    """Of what nobody named, one alone is certain."""
    every = meant.items + meant.perhaps
    return Meant(items=every) if len(every) == 1 else Meant(perhaps=every)


def _within(told: Told, ref: str, kind: Kind, wanted: str) -> bool:
    action = action_by_ref(told.session, told.plan, ref)
    if action is None:
        return False
    parent = action.area_id if kind is Kind.AREA else action.objective_id
    return parent is not None and _ref_of(told, kind, parent) == wanted


def _ref_of(told: Told, kind: Kind, row_id: int) -> str:
    return told.session.get_one(ImprovementArea if kind is Kind.AREA else Objective, row_id).ref


def _of_actions(told: Told, refs: Sequence[str]) -> Meant:
    actions = [action for ref in refs if (action := action_by_ref(told.session, told.plan, ref))]
    meant = [_of_action(told, action) for action in actions]
    if len(meant) == 1:
        return meant[0]
    return Meant(items=tuple(item for one in meant for item in one.items + one.perhaps))


def _of_action(told: Told, action: Action) -> Meant:
    """The milestone named; else what the speaker is asked about; else the only open milestone, or the whole action.

    Raises NotUnderstood for a milestone that the action does not have, or not open any more.
    """
    every = open_items_of(told.session, action)
    if told.said.seq is not None:
        wanted = [one for one in every if one.seq == told.said.seq]
        if not wanted:
            raise NotUnderstood(_no_such(action.ref, told.said.seq, every))
        return Meant(items=_items(told, wanted))
    asked = asked_about_action(told.session, told.person.id or 0, action.id or 0)
    open_asked = [one for one in every if one.key in asked]
    if open_asked:
        found = _items(told, open_asked)
        return Meant(items=found) if len(found) == 1 else Meant(perhaps=found)
    milestones = [one for one in every if one.seq is not None]
    if len(milestones) == 1:
        return Meant(items=_items(told, milestones))
    if milestones and told.said.intent is Intent.RATE_BLUE:
        return Meant(perhaps=_items(told, every))
    return Meant(items=_items(told, every[:1]))


def _items(told: Told, found: Sequence[OpenItemOf]) -> tuple[Item, ...]:
    return tuple(item for one in found if (item := item_by_key(told.session, one.key)))


def _no_such(ref: str, seq: int, every: Sequence[OpenItemOf]) -> str:
    held = [str(one.seq) for one in every if one.seq is not None]
    if not held:
        return f"{ref} has no open milestone: write the update on {ref} as a whole."
    return f"{ref} has no open milestone {seq}; open are {', '.join(held)}: name one of them."
