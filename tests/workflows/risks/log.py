"""The sample register's risk log, with the fewest words for entering, assessing and closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from store import tables
from store.audit import AuditChain
from store.cut import RiskRow
from store.queries.cuts import take_cut
from store.types import RiskKind
from tests.workflows.governing.office import LEAD, MONDAY, SRO, Office
from tests.workflows.register import PLAN
from workflows.risks.actions import RiskRecorded, assess_risk, close_risk, raise_risk
from workflows.risks.views import RiskTyped

TITLE, OWNER = "The panel may not meet before Easter", "Strategic Manager SEND"
BY = date(2022, 12, 16)
TYPED = RiskTyped(
    kind=RiskKind.RISK,
    title=TITLE,
    actions="1.1.1",
    owner=OWNER,
    likelihood=4,
    impact=4,
    next_step="Agree three dates with the chair",
    next_step_by=BY,
)


class Log(Office):
    """By default a risk on action 1.1.1, which LEAD leads in the area of SRO."""

    def __init__(self, session: Session, audit: AuditChain) -> None:
        super().__init__(session, audit)
        found = session.exec(
            select(tables.Post).join(tables.ActionLead).where(tables.ActionLead.action_id == self.action().id)
        ).first()
        assert found is not None
        self.owner = found

    def typed(self, **changes: Any) -> RiskTyped:
        return replace(TYPED, **{"owner": str(self.owner.id), **changes})

    def raise_(self, *, by: str = LEAD, now: datetime = MONDAY, **changes: Any) -> RiskRecorded:
        typed = self.typed(**changes)
        return raise_risk(self.session, self.audit, person=self.person(by), plan=self.plan, typed=typed, now=now)

    def assess(
        self, ref: str = "R1", *, by: str = LEAD, now: datetime, seen: int | None = None, **changes: Any
    ) -> RiskRecorded:
        typed = self.typed(**changes)
        person = self.person(by)
        return assess_risk(
            self.session, self.audit, person=person, plan=self.plan, ref=ref, typed=typed, now=now, seen=seen
        )

    def close(
        self, ref: str = "R1", *, by: str = SRO, now: datetime, reason: str = "The dates are agreed"
    ) -> RiskRecorded:
        person = self.person(by)
        return close_risk(self.session, self.audit, person=person, plan=self.plan, ref=ref, reason=reason, now=now)

    def risks(self) -> list[tables.Risk]:
        return list(self.session.exec(select(tables.Risk).order_by(col(tables.Risk.id))))

    def assessments(self) -> list[tables.RiskAssessment]:
        return list(self.session.exec(select(tables.RiskAssessment).order_by(col(tables.RiskAssessment.id))))

    def open_at(self, moment: datetime) -> tuple[RiskRow, ...]:
        return take_cut(self.session, PLAN, moment).risks
