"""The sample register with the fewest words for taking decisions about it."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session, select

from reminders.planning import plan_messages
from store import tables
from store.audit import AuditChain
from store.cut import DataCut
from store.queries.cuts import take_cut
from store.queries.governing import action_by_ref, milestone_by_seq, open_date_change
from store.queries.people import person_named
from store.queries.plans import plan_by_key
from store.types import Capacity, Lifecycle, RoleName, UpdateSource
from store.working_days import london_moment
from tests.workflows.register import PLAN
from workflows.governing.date_changes import (
    DateChangeTold,
    approve_date_change,
    refuse_date_change,
    request_date_change,
)
from workflows.governing.dependencies import DependencyChanged, add_dependency, remove_dependency
from workflows.governing.evidence import accept_evidence
from workflows.governing.lifecycle import LifecycleDecided, change_lifecycle
from workflows.governing.sign_offs import CompletionDecided, sign_off_completion
from workflows.updates.actions import UpdateRecorded, record_update
from workflows.updates.rules import Answer

REF = "1.1.1"
LEAD, DEPUTY, STRANGER = "strategic-manager-send", "send-transformation-manager", "local-offer-lead"
SRO, OTHER_SRO, OFFICER = "assistant-director-send-and-inclusion", "director-of-public-health", "compliance-officer"
DUE = date(2022, 11, 30)
BLUE = Answer(
    rating="BLUE", narrative="The group meets monthly", evidence="Minutes of May", completed_on=date(2022, 11, 4)
)


def at(day: date, hour: int = 10) -> datetime:
    return london_moment(day, time(hour))


MONDAY = at(date(2022, 11, 7))
TUESDAY = at(date(2022, 11, 8))
WEDNESDAY = at(date(2022, 11, 9))


class Office:
    """Everything is about action 1.1.1, or its milestone 1, unless said otherwise."""

    def __init__(self, session: Session, audit: AuditChain) -> None:
        self.session, self.audit = session, audit
        self.plan = plan_by_key(session, PLAN)

    def action(self, ref: str = REF) -> tables.Action:
        found = action_by_ref(self.session, self.plan, ref)
        assert found is not None
        return found

    def milestone(self, ref: str = REF, seq: int = 1) -> tables.Milestone:
        found = milestone_by_seq(self.session, self.action(ref), seq)
        assert found is not None
        return found

    def person(self, key: str) -> tables.Person:
        return person_named(self.session, key)

    def request(
        self, to_due: date, *, by: str = LEAD, now: datetime = MONDAY, reason: str = "Two partners were late"
    ) -> DateChangeTold:
        return request_date_change(
            self.session,
            self.audit,
            person=self.person(by),
            milestone=self.milestone(),
            to_due=to_due,
            reason=reason,
            now=now,
        )

    def approve(self, *, by: str = SRO, now: datetime = TUESDAY, on_behalf_of: str = "") -> DateChangeTold:
        return approve_date_change(
            self.session,
            self.audit,
            person=self.person(by),
            milestone=self.milestone(),
            now=now,
            on_behalf_of=self.person(on_behalf_of) if on_behalf_of else None,
        )

    def refuse(
        self, *, by: str = SRO, now: datetime = TUESDAY, reason: str = "The board asked for it"
    ) -> DateChangeTold:
        return refuse_date_change(
            self.session, self.audit, person=self.person(by), milestone=self.milestone(), reason=reason, now=now
        )

    def waiting(self) -> tables.DateChange | None:
        return open_date_change(self.session, self.milestone())

    def decide(self, to: Lifecycle, *, by: str = SRO, now: datetime = TUESDAY, **changes: Any) -> LifecycleDecided:
        plain: dict[str, Any] = {
            "action": self.action(),
            "milestone": None,
            "decision_reference": "" if to is Lifecycle.IN_PROGRESS else "SSPB 2022/14",
            "reason": "The funding ended",
            "successor": None,
        }
        return change_lifecycle(
            self.session, self.audit, person=self.person(by), to=to, now=now, **{**plain, **changes}
        )

    def say(self, answer: Answer, *, by: str = LEAD, now: datetime = MONDAY, ref: str = REF) -> UpdateRecorded:
        milestone = self.milestone(ref)
        latest = self.session.exec(
            select(tables.Update.id).where(tables.Update.milestone_id == milestone.id).order_by(tables.Update.id.desc())
        ).first()
        return record_update(
            self.session,
            self.audit,
            person=self.person(by),
            item_key=f"m:{milestone.id}",
            answer=answer,
            seen=latest or 0,
            now=now,
            source=UpdateSource.CARD,
        )

    def evidence(self, ref: str = REF) -> tables.Evidence:
        action = self.action(ref)
        return self.session.exec(select(tables.Evidence).where(tables.Evidence.action_id == action.id)).one()

    def accept(self, *, by: str = SRO, now: datetime = TUESDAY, ref: str = REF) -> str:
        return accept_evidence(
            self.session, self.audit, person=self.person(by), evidence=self.evidence(ref), now=now
        ).words

    def sign_off(
        self, *, by: str = SRO, accepted: bool = True, reason: str = "", now: datetime = WEDNESDAY
    ) -> CompletionDecided:
        return sign_off_completion(
            self.session,
            self.audit,
            person=self.person(by),
            action=self.action(),
            accepted=accepted,
            reason=reason,
            now=now,
        )

    def wait(self, ref: str, awaited: str, *, by: str = OFFICER, note: str = "") -> DependencyChanged:
        return add_dependency(
            self.session,
            self.audit,
            person=self.person(by),
            action=self.action(ref),
            depends_on=self.action(awaited),
            note=note,
            now=MONDAY,
        )

    def no_longer_wait(self, ref: str, awaited: str, *, by: str = OFFICER) -> DependencyChanged:
        return remove_dependency(
            self.session,
            self.audit,
            person=self.person(by),
            action=self.action(ref),
            depends_on=self.action(awaited),
            now=TUESDAY,
        )

    def appoint(
        self, key: str, title: str, *, starts: date = date(2022, 9, 1), capacity: Capacity = Capacity.HOLDER
    ) -> None:
        """To every post of that title, in whatever organisation."""
        for post in self.session.exec(select(tables.Post).where(tables.Post.title == title)).all():
            self.session.add(
                tables.Appointment(
                    post_id=post.id or 0, person_id=self.person(key).id or 0, starts_on=starts, capacity=capacity
                )
            )
        self.session.flush()

    def leave_post(self, key: str, last_day: date) -> None:
        person = self.person(key)
        for held in self.session.exec(select(tables.Appointment).where(tables.Appointment.person_id == person.id)):
            held.ends_on = last_day
        self.session.flush()

    def give_role(self, key: str, role: RoleName) -> None:
        self.session.add(tables.Role(person_id=self.person(key).id or 0, role=role))
        self.session.flush()

    def asked_on(self, day: date, ref: str = REF) -> list[tuple[str, str, str]]:
        """Who would be asked at half past nine about the milestones of an action: person, rung and occasion."""
        with self.session.begin_nested() as only_to_see:
            before = set(self.session.exec(select(tables.Request.id)))
            plan_messages(self.session, self.audit, london_moment(day, time(9, 30)), plan_id=self.plan.id)
            rows = self.session.exec(
                select(tables.Request, tables.Person)
                .join(tables.Person, tables.Person.id == tables.Request.person_id)
                .where(tables.Request.action_id == self.action(ref).id, tables.Request.milestone_id.is_not(None))
                .order_by(tables.Person.key)
            ).all()
            found = [(person.key, row.rung.value, row.occasion) for row, person in rows if row.id not in before]
            only_to_see.rollback()
        return found

    def cut(self, moment: datetime) -> DataCut:
        return take_cut(self.session, PLAN, moment)

    def audited(self, action: str) -> list[dict[str, Any]]:
        """The entries of one kind, each with its content read."""
        rows = self.session.exec(
            select(tables.AuditEntry).where(tables.AuditEntry.action == action).order_by(tables.AuditEntry.id)
        )
        return [{**row.model_dump(), "content": json.loads(row.content or "{}")} for row in rows]
