"""Any message at all, put to the bot on a real register: it answers in few words, and a question changes nothing."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import thread_time
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session, select

from bot.conversation.answered import Answered
from bot.conversation.answering import respond
from bot.conversation.said import Intent
from bot.conversation.showing import card_for
from store.audit import AuditChain
from store.changes import refuse_unaudited
from store.database import open_engine, transaction
from store.register_files.plan.readings_import import import_readings
from store.register_files.plan.updates_import import import_updates
from store.tables import Person
from tests.conftest import AUDIT_KEY, SAMPLE_LOADED, sample
from tests.scenarios.running_bot import BUSY_LEAD, CHAIR, LEAD, OFFICER, PLAN, REMINDER, SRO

JANUARY = Path(__file__).parents[2] / "samples" / f"{PLAN}-january-2023"
SPEAKERS = (LEAD, BUSY_LEAD, SRO, OFFICER, CHAIR, "register-administrator")
LONGEST = 12_000
"""Characters of an answer in words; the longest is a list of all that one plan has late."""

LARGEST = 28 * 1024
"""Bytes of a card that Teams takes."""

MOST_MS = 100
"""Of CPU for one message, the database apart."""

MAY_CHANGE = frozenset(
    {Intent.CHASE, Intent.DELEGATE, Intent.END_COVER, Intent.LEAVE, Intent.PERSONAL_DATA_INCIDENT, Intent.SNOOZE}
)
"""Told in words and done at once; whatever else is told is shown first, on a card to confirm."""

_ALWAYS = frozenset({"audit_entry", "last_said"})
"""A refusal is audited; what was spoken of last is remembered for half an hour."""

_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


@dataclass
class Talk:
    """What came of it. `broken` says of each promise that was not kept which message did it."""

    messages: int = 0
    intents: Counter[Intent] = field(default_factory=Counter[Intent])
    changed: int = 0
    longest: int = 0
    largest: int = 0
    slowest_ms: float = 0.0
    slowest: str = ""
    broken: list[str] = field(default_factory=list[str])


def register_in_january(url: str) -> None:
    """The sample with what was reported of it in January 2023."""
    sample(url)
    engine, audit = open_engine(url), AuditChain(AUDIT_KEY)
    with transaction(engine) as session:
        for read, name in ((import_updates, "updates.csv"), (import_readings, "readings.csv")):
            read(session, JANUARY / name, now=SAMPLE_LOADED, audit=audit, actor="sample", plan_key=PLAN)
    engine.dispose()


def talk(url: str, messages: Sequence[str], seed: int) -> Talk:
    """Some messages of one speaker follow another in a conversation; nothing is kept after it."""
    found, random, left = Talk(), Random(seed), list(messages)  # noqa: S311 - nothing secret
    engine = open_engine(url)
    with _watched(engine) as database:
        while left:
            count = random.randint(1, 5)
            now, left = left[:count], left[count:]
            with transaction(engine) as session:
                who = session.exec(select(Person).where(Person.key == random.choice(SPEAKERS))).one()
                for text in now:
                    if not _put(session, who, text, found, database, may_change=random.random() < 0.8):
                        break
                session.rollback()
    engine.dispose()
    return found


@dataclass
class _Database:
    """What was written since last asked, and how long statements took of this thread's time."""

    seconds: float = 0.0
    began: float = 0.0
    tables: set[str] = field(default_factory=set[str])


@contextmanager
def _watched(engine: Engine) -> Generator[_Database]:
    seen = _Database()

    def before(*_: Any) -> None:
        seen.began = thread_time()

    def after(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.seconds += thread_time() - seen.began
        if wrote := _WRITES.match(statement):
            seen.tables.add(wrote[1])

    listeners: dict[str, Callable[..., None]] = {"before_cursor_execute": before, "after_cursor_execute": after}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    yield seen
    for name, listener in listeners.items():
        event.remove(engine, name, listener)


def _put(session: Session, who: Person, text: str, found: Talk, database: _Database, *, may_change: bool) -> bool:
    """Whether the conversation can go on."""
    shown = f"{who.key}: {text[:200]!r}"
    database.seconds, database.tables = 0.0, set()
    found.messages += 1
    began = thread_time()
    try:
        answered = respond(
            session, AuditChain(AUDIT_KEY), text, who, REMINDER, may_change=may_change, remembers=may_change
        )
        card = card_for(answered.view, answered.suggestions, answered.text)
        session.flush()
        refuse_unaudited(session, session.connection())
    except Exception as error:
        found.broken.append(f"{shown}: {type(error).__name__}: {error}")
        return False
    took = 1000 * (thread_time() - began - database.seconds)
    card_bytes = len(json.dumps(card, ensure_ascii=False).encode())
    wrote = frozenset(database.tables - _ALWAYS)
    found.intents[answered.intent] += 1
    found.changed += bool(wrote)
    found.longest, found.largest = max(found.longest, len(answered.text)), max(found.largest, card_bytes)
    if took > found.slowest_ms:
        found.slowest_ms, found.slowest = took, shown
    broken = broken_promises(answered, card_bytes, wrote, may_change=may_change)
    found.broken += [f"{shown}: {answered.intent} {what}" for what in broken]
    return True


def broken_promises(answered: Answered, card_bytes: int, wrote: frozenset[str], *, may_change: bool) -> Iterator[str]:
    """`wrote`: the tables, beside those that any message may write to."""
    if wrote and not (may_change and answered.intent in MAY_CHANGE):
        yield f"wrote to {', '.join(sorted(wrote))}"
    if not 0 < len(answered.text) <= LONGEST:
        yield f"was answered in {len(answered.text):,} characters"
    if card_bytes > LARGEST:
        yield f"was answered by a card of {card_bytes:,} bytes"
