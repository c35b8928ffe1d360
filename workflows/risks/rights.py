"""Who may enter and assess a risk, and who may close one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from store.queries.governing import Governed, governed
from store.queries.people import posts_held_by
from store.queries.risks import HeldRisk
from store.tables import Action
from workflows.governing.refusals import NoRight
from workflows.governing.rights import asks_for, decides
from workflows.risks.refusals import NotYoursToClose, NotYoursToEnter
from workflows.updates.speaker import Speaker


def those_about(session: Session, actions: Sequence[Action], day: date) -> tuple[Governed, ...]:
    """Each action that a risk touches, with those who have a say in it on the day."""
    return tuple(governed(session, action, None, day) for action in actions)


def enters(abouts: Sequence[Governed], person: Speaker) -> None:
    """A lead of an action that it touches, their deputy or cover, an SRO of its area, the compliance team.

    Raises NotYoursToEnter.
    """
    if not any(_has_a_say(about, person) for about in abouts):
        raise NotYoursToEnter([about.action.ref for about in abouts])


def assesses(session: Session, held: HeldRisk, abouts: Sequence[Governed], person: Speaker, day: date) -> None:
    """Whoever may enter it, and who holds the post that owns it, or is their deputy. Raises NotYoursToEnter."""
    if held.owner is None or held.owner.id not in posts_held_by(session, person.id or 0, day):
        enters(abouts, person)


def closes(ref: str, abouts: Sequence[Governed], person: Speaker) -> None:
    """An SRO of an area that it touches, or the compliance team. Raises NotYoursToClose."""
    if not may_close(abouts, person):
        raise NotYoursToClose(ref)


def may_close(abouts: Sequence[Governed], person: Speaker) -> bool:
    return any(_decides(about, person) for about in abouts)


def _has_a_say(about: Governed, person: Speaker) -> bool:
    try:
        asks_for(about, person)
    except NoRight:
        return False
    return True


def _decides(about: Governed, person: Speaker) -> bool:
    try:
        decides(about, person)
    except NoRight:
        return False
    return True
