"""What a rating of waiting names: a dependency of the plan, recorded with it (`domain.md` 5, UPDATE Grey)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.governing import action_by_ref, dependency
from store.queries.plans import plan_by_key
from store.tables import Action
from store.types import RatingRole
from workflows.governing.dependencies import add_dependency
from workflows.governing.refusals import GoverningRefused
from workflows.updates.actions import Speaker, UpdateRecorded

_REF = re.compile(r"(?<![\w./])\d{1,3}(?:\.\d{1,3}){1,3}(?![\w/%])")


def refs_waited_for(done: UpdateRecorded) -> tuple[str, ...]:
    """Named in what is waited for, under a rating that says so."""
    given = done.given.answer
    waits = any(rating.code == given.rating and rating.role is RatingRole.WAITING for rating in done.ratings)
    return tuple(dict.fromkeys(_REF.findall(given.waiting_for))) if waits and not done.repeated else ()


def record_dependencies(
    session: Session, audit: AuditChain, person: Speaker, done: UpdateRecorded, now: datetime
) -> Iterator[str]:
    """A sentence for each; the update stands whether or not one could be recorded."""
    refs = refs_waited_for(done)
    if not refs:
        return
    plan = plan_by_key(session, done.item.plan_key)
    action = session.get_one(Action, done.item.action_id)
    for ref in refs:
        other = action_by_ref(session, plan, ref)
        if other is None or dependency(session, action, other) is not None:
            continue
        try:
            changed = add_dependency(session, audit, person=person, action=action, depends_on=other, note="", now=now)
            yield changed.words
        except GoverningRefused as refused:
            yield str(refused)
