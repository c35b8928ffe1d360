"""Whoever is asked can answer: an SRO who stands in for a vacant post, or hears of a lead's silence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from store import tables
from store.audit import AuditChain
from store.queries.people import person_named
from store.types import ContactRoute, Rung, UpdateSource
from store.working_days import london_date
from tests.workflows.cuts import NOW
from workflows.updates.actions import UpdateRecorded, record_update
from workflows.updates.refusals import NotYours
from workflows.updates.rules import Answer

SRO_OF_AREA_2 = "assistant-director-send-and-inclusion"
ANSWER = Answer(rating="AMBER", narrative="Recruitment has begun.", forecast=london_date(NOW) + timedelta(days=30))


def milestone_of(session: Session, ref: str) -> tables.Milestone:
    return session.exec(
        select(tables.Milestone).join(tables.Action).where(tables.Action.ref == ref).order_by(tables.Milestone.seq)
    ).first()  # type: ignore[return-value]


def ask(session: Session, person: tables.Person, milestone: tables.Milestone, rung: Rung) -> None:
    message = tables.Message(
        person_id=person.id,
        route=ContactRoute.TEAMS,
        day=london_date(NOW),
        slot="requests",
        planned_at=NOW,
        send_at=NOW,
    )
    session.add(message)
    session.flush()
    session.add(
        tables.Request(
            action_id=milestone.action_id,
            milestone_id=milestone.id,
            item=f"m:{milestone.id}",
            rung=rung,
            person_id=person.id,
            occasion=f"due:{milestone.current_due}",
            reason="Asked in a test",
            asked_at=NOW,
            message_id=message.id,
        )
    )
    session.flush()


def answered(session: Session, person: tables.Person, milestone: tables.Milestone) -> UpdateRecorded:
    return record_update(
        session,
        AuditChain(b"k" * 32),
        person=person,
        item_key=f"m:{milestone.id}",
        answer=ANSWER,
        seen=0,
        now=NOW,
        source=UpdateSource.CARD,
    )


def test_an_sro_asked_for_a_vacant_post_can_answer_in_their_own_name(session: Session) -> None:
    sro, milestone = person_named(session, SRO_OF_AREA_2), milestone_of(session, "2.2.1")
    ask(session, sro, milestone, Rung.BEFORE_20)
    given = answered(session, sro, milestone).given
    assert (given.by, given.on_behalf_of) == (sro.name, "")


def test_an_sro_told_of_a_leads_silence_answers_for_the_lead(session: Session) -> None:
    sro, milestone = person_named(session, SRO_OF_AREA_2), milestone_of(session, "2.1.1")
    ask(session, sro, milestone, Rung.SRO)
    given = answered(session, sro, milestone).given
    assert (given.by, given.on_behalf_of) == (sro.name, "Strategic Manager SEND")


def test_once_the_request_is_closed_the_right_to_answer_it_has_ended(session: Session) -> None:
    sro, milestone = person_named(session, SRO_OF_AREA_2), milestone_of(session, "2.2.1")
    ask(session, sro, milestone, Rung.BEFORE_20)
    session.exec(select(tables.Request)).one().closed_at = NOW
    session.flush()
    with pytest.raises(NotYours):
        answered(session, sro, milestone)


def test_an_sro_who_was_not_asked_cannot_answer(session: Session) -> None:
    with pytest.raises(NotYours):
        answered(session, person_named(session, SRO_OF_AREA_2), milestone_of(session, "2.2.1"))
