"""What was spoken of last with somebody, kept for a while: refs, ratings and days, never what anybody wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.conversation.answered import Answered
from bot.conversation.follow_ups import Context
from bot.conversation.lexicon import Lexicon
from bot.conversation.said import Intent, Kind, Said, Target
from store.queries.remembered import last_said, remember_said
from store.refs import normalised_ref

KEPT = timedelta(minutes=30)
"""After that "the second one" is of another conversation."""

MOST_LISTED = 24


def context_of(session: Session, person_id: int, plan_key: str, lexicon: Lexicon, now: datetime) -> Context | None:
    """None after half an hour, in another plan, and where what was spoken of is no longer in the plan."""
    row = last_said(session, person_id, now - KEPT)
    if row is None or row.plan_key != plan_key:
        return None
    held: dict[str, Any] = json.loads(row.content)
    window = held["window"]
    said = Said(
        Intent(held["intent"]),
        targets=_targets(held["targets"], lexicon),
        rating_codes=tuple(held["ratings"]),
        window=(date.fromisoformat(window[0]), date.fromisoformat(window[1])) if window else None,
        everything=held["everything"],
        least=held["least"],
        refs=tuple(held["refs"]) if held["refs"] else None,
        seq=held["seq"],
    )
    return Context(said, _targets(held["listed"], lexicon))


def remember(
    session: Session, person_id: int, plan_key: str, answered: Answered, lexicon: Lexicon, now: datetime
) -> None:
    """What was asked, and in order what its answer listed."""
    said = answered.said
    if said is None:
        return
    listed = said.targets if said.intent is Intent.AMBIGUOUS_REF else _listed(answered.refs, lexicon)
    content = {
        "intent": said.intent.value,
        "targets": _pairs(said.targets),
        "ratings": said.rating_codes,
        "window": [day.isoformat() for day in said.window] if said.window else None,
        "everything": said.everything,
        "least": said.least,
        "refs": said.refs,
        "seq": said.seq,
        "listed": _pairs(listed[:MOST_LISTED]),
    }
    remember_said(session, person_id=person_id, plan_key=plan_key, content=json.dumps(content), now=now)


def _listed(refs: Iterable[str], lexicon: Lexicon) -> tuple[Target, ...]:
    """The actions of these refs, else the areas or objectives."""
    found: dict[Target, None] = {}
    for ref in refs:
        named = sorted(lexicon.by_ref.get(normalised_ref(ref), ()), key=lambda target: target.kind is not Kind.ACTION)
        target = named[0] if named else lexicon.areas.get(ref)
        if target:
            found[target] = None
    return tuple(found)


def _pairs(targets: Iterable[Target]) -> list[tuple[str, str]]:
    return [(target.kind.value, target.ref) for target in targets]


def _targets(pairs: Iterable[tuple[str, str]], lexicon: Lexicon) -> tuple[Target, ...]:
    held = {(target.kind.value, target.ref): target for target in (*lexicon.targets, *lexicon.people, *lexicon.titles)}
    return tuple(target for kind, ref in pairs if (target := held.get((kind, ref))))
