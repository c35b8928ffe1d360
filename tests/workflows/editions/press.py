"""The sample register at its first cut-off, with the fewest words for taking an edition through its life."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session, select

from store import tables
from store.audit import AuditChain
from store.queries.editions import area_by_ref, file_of
from store.queries.governing import action_by_ref
from store.queries.people import person_named
from store.queries.plans import plan_by_key
from store.tables import Edition
from store.types import AskKind, RoleName, UpdateSource
from store.working_days import london_moment
from tests.workflows.register import PLAN
from workflows.documents.files import FORMATS
from workflows.editions.asking import AskWanted, raise_ask, withdraw_ask
from workflows.editions.commenting import add_comment
from workflows.editions.confirming import confirm_area
from workflows.editions.deciding_counts import decide_small_count
from workflows.editions.drafting import draft_what_is_due, recut_draft
from workflows.editions.finding import Gate
from workflows.editions.issuing import clear_edition, findings_of, issue, make_final, record_received
from workflows.editions.keeping import recompiled
from workflows.editions.reissuing import reissue
from workflows.editions.sending_back import ItemReturned, send_back
from workflows.editions.told import EditionTold
from workflows.exception_report.value import ExceptionReport
from workflows.updates.actions import record_update
from workflows.updates.rules import Answer

LEAD, STRANGER, OFFICER = "strategic-manager-send", "local-offer-lead", "compliance-officer"
BOARD = "SEND Strategic Partnership Board"
SRO_OF = {
    "1": "assistant-director-send-and-inclusion",
    "2": "assistant-director-send-and-inclusion",
    "3": "director-of-public-health",
    "4": "director-of-integration-and-change",
    "5": "assistant-director-commissioning-and-integration",
}
MEETING = date(2022, 11, 24)


def at(day: date, hour: int = 10) -> datetime:
    return london_moment(day, time(hour))


CUT_OFF = at(date(2022, 11, 7), 17)
EARLIER = at(date(2022, 11, 4))
TUESDAY = at(date(2022, 11, 8))
WEDNESDAY = at(date(2022, 11, 9))
GREEN = Answer(rating="GREEN", narrative="The group has met")


class Press:
    def __init__(self, session: Session, audit: AuditChain) -> None:
        self.session, self.audit = session, audit
        self.plan = plan_by_key(session, PLAN)

    def person(self, key: str) -> tables.Person:
        return person_named(self.session, key)

    def say(self, answer: Answer = GREEN, *, now: datetime = EARLIER, ref: str = "1.1.1") -> None:
        """About milestone 1 of an action, by the compliance officer for its lead, over whatever was said last."""
        action = action_by_ref(self.session, self.plan, ref)
        assert action is not None
        milestone = self.session.exec(
            select(tables.Milestone).where(tables.Milestone.action_id == action.id, tables.Milestone.seq == 1)
        ).one()
        latest = self.session.exec(
            select(tables.Update.id).where(tables.Update.milestone_id == milestone.id).order_by(tables.Update.id.desc())
        ).first()
        record_update(
            self.session,
            self.audit,
            person=self.person(OFFICER),
            item_key=f"m:{milestone.id}",
            answer=answer,
            seen=latest or 0,
            now=now,
            source=UpdateSource.CARD,
        )

    def plant(self, **words: Any) -> None:
        """Into the latest update, past the check that refuses such words when they are typed: as an import may."""
        row = self.session.exec(select(tables.Update).order_by(tables.Update.id.desc())).first()
        assert row is not None
        for name, value in words.items():
            setattr(row, name, value)
        self.session.flush()

    def draft(self, now: datetime = CUT_OFF) -> Edition:
        (made,) = draft_what_is_due(self.session, self.audit, now)
        return made

    def take(self, step: Any, edition: Edition, *, by: str = OFFICER, now: datetime = TUESDAY, **given: Any) -> Any:
        person = self.person(by)
        return step(self.session, self.audit, person=person, plan=self.plan, edition=edition, now=now, **given)

    def confirm(
        self,
        edition: Edition,
        ref: str,
        *,
        by: str = "",
        confirmed: bool = True,
        reason: str = "",
        now: datetime = TUESDAY,
    ) -> EditionTold:
        area = area_by_ref(self.session, self.plan, ref)
        who = by or SRO_OF[ref]
        return self.take(confirm_area, edition, by=who, area=area, confirmed=confirmed, reason=reason, now=now)

    def confirm_all(self, edition: Edition, now: datetime = TUESDAY) -> None:
        for ref in SRO_OF:
            self.confirm(edition, ref, now=now)

    def recut(self, edition: Edition, now: datetime = WEDNESDAY, reason: str = "A corrected update") -> EditionTold:
        return self.take(recut_draft, edition, reason=reason, now=now)

    def comment(
        self, edition: Edition, text: str, *, section: str = "1", ref: str = "", by: str = OFFICER
    ) -> EditionTold:
        return self.take(add_comment, edition, by=by, section="" if ref else section, ref=ref, text=text)

    def ask(
        self, edition: Edition, text: str = "Agree the money", *, to: str = BOARD, by: str = OFFICER
    ) -> EditionTold:
        return self.take(raise_ask, edition, by=by, ask=an_ask(text, to))

    def withdraw(self, edition: Edition, number: int = 1, reason: str = "Not for this Board") -> EditionTold:
        return self.take(withdraw_ask, edition, number=number, reason=reason)

    def small_count(self, edition: Edition, place: str, *, shown: bool, reason: str = "") -> EditionTold:
        return self.take(decide_small_count, edition, place=place, shown=shown, reason=reason)

    def send_back(self, edition: Edition, ref: str = "1.1.1", reason: str = "The date has passed") -> ItemReturned:
        action = action_by_ref(self.session, self.plan, ref)
        return self.take(send_back, edition, action=action, reason=reason)

    def clear(self, edition: Edition, *, by: str = OFFICER, now: datetime = TUESDAY) -> EditionTold:
        return self.take(clear_edition, edition, by=by, now=now)

    def final(self, edition: Edition, *, by: str = OFFICER, now: datetime = TUESDAY) -> EditionTold:
        return self.take(make_final, edition, by=by, now=now)

    def issue(self, edition: Edition, *, by: str = OFFICER, now: datetime = WEDNESDAY) -> EditionTold:
        return self.take(issue, edition, by=by, now=now)

    def received(self, edition: Edition, minute: str = "SSPB 2022/14", *, by: str = OFFICER) -> EditionTold:
        return self.take(record_received, edition, by=by, minute=minute, now=at(date(2022, 12, 1)))

    def reissue(self, edition: Edition, reason: str = "A figure was wrong", now: datetime = WEDNESDAY) -> EditionTold:
        return self.take(reissue, edition, reason=reason, now=now)

    def issued(self, now: datetime = CUT_OFF) -> Edition:
        """Drafted, confirmed, cleared, final and issued."""
        edition = self.draft(now)
        self.see_through(edition)
        return edition

    def see_through(self, edition: Edition, now: datetime = TUESDAY) -> None:
        self.confirm_all(edition, now=now)
        self.clear(edition, now=now)
        self.final(edition, now=now)
        self.issue(edition, now=now)

    def report(self, edition: Edition) -> ExceptionReport:
        return recompiled(edition)

    def gates(self, edition: Edition) -> dict[str, Gate]:
        """What stands in its way, by place; that areas are not confirmed yet is left out."""
        return {one.place: one.gate for one in findings_of(edition) if one.gate is not Gate.CONFIRMATION}

    def files(self, edition: Edition) -> dict[str, bytes]:
        kept = {form: file_of(self.session, edition, form) for form in FORMATS}
        return {form: file.content for form, file in kept.items() if file is not None}

    def second_officer(self) -> str:
        self.session.add(tables.Role(person_id=self.person(STRANGER).id or 0, role=RoleName.COMPLIANCE))
        self.session.flush()
        return STRANGER

    def vacate(self, key: str) -> None:
        for held in self.session.exec(
            select(tables.Appointment).where(tables.Appointment.person_id == self.person(key).id)
        ):
            held.ends_on = date(2022, 10, 31)
        self.session.flush()

    def audited(self, action: str) -> list[dict[str, Any]]:
        rows = self.session.exec(
            select(tables.AuditEntry).where(tables.AuditEntry.action == action).order_by(tables.AuditEntry.id)
        )
        return [{**row.model_dump(), "content": json.loads(row.content or "{}")} for row in rows]


def an_ask(text: str = "Agree the money", to: str = BOARD) -> AskWanted:
    return AskWanted(AskKind.DECIDE, text, to, MEETING, ["1.1.1"])


def red(**changes: Any) -> Answer:
    answer = Answer(
        rating="RED",
        narrative="Two partners have not agreed",
        cause="A vacancy",
        recovery="A meeting each week",
        recovery_owner="The lead",
        recovery_by=date(2022, 11, 25),
        forecast=date(2022, 12, 16),
    )
    return replace(answer, **changes)
