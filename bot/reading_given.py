"""A reading saved on its card: recorded, refused, or given back with what is wrong."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlmodel import Session

from adaptive_cards import notice, reading_form
from adaptive_cards.reading_form import ReadingGiven
from bot import sentences
from bot.turns import Answer
from store.audit import AuditChain
from store.queries.people import Identity
from store.queries.readings import indicator_with_plan
from workflows.readings.recording import ReadingIncomplete, ReadingRefused, record_reading
from workflows.readings.views import ReadingToCheck

log = structlog.get_logger()


def save_reading(session: Session, audit: AuditChain, person: Identity, given: ReadingGiven, now: datetime) -> Answer:
    found = indicator_with_plan(session, given.indicator_id)
    if found is None:
        return Answer(card=notice.build(sentences.NOTHING_SAVED, sentences.NO_SUCH_INDICATOR))
    indicator, plan = found
    try:
        done = record_reading(session, audit, person=person, plan=plan, indicator=indicator, typed=given.typed, now=now)
    except ReadingIncomplete as refused:
        view = ReadingToCheck(
            given.indicator_id,
            indicator.ref,
            indicator.title,
            indicator.unit,
            (),
            refused.typed,
            problems=refused.problems,
        )
        return Answer(card=reading_form.build(view))
    except ReadingRefused as refused:
        log.info("reading refused", action="refuse_reading", reason=type(refused).__name__, person=person.key)
        audit.record(
            session,
            plan_key=plan.key,
            at=now,
            actor=person.key,
            action="refuse_reading",
            subject=f"indicator {indicator.ref}",
            content={"reason": type(refused).__name__},
        )
        return Answer(card=notice.build(sentences.NOTHING_SAVED, str(refused)))
    log.info("reading recorded", action="record_reading", indicator=done.ref, person=person.key)
    return Answer(card=notice.build("Recorded", done.words))
