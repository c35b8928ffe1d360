"""Taking a data cut: one plan as it stood at one moment."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from store.cut import AskedRow, DataCut, PlanRow
from store.queries import cut_lifecycle, cut_options, cut_plan, cut_records, cut_risks
from store.queries.cut_frame import Frame
from store.queries.plan_settings import kinds_for_publication
from store.queries.plans import plan_by_key
from store.tables import ClosureDay


def take_cut(session: Session, plan_key: str, at: datetime, *, asked_since: datetime | None = None) -> DataCut:
    """The plan at `at`, by effective time: nothing said or decided later is in it.

    Raises PlanNotFound. `asked_since` bounds the count of requests sent.
    """
    plan = plan_by_key(session, plan_key)
    frame = Frame(session, plan, at, asked_since)
    return DataCut(
        taken_at=at,
        plan=PlanRow(
            plan.key,
            plan.title,
            plan.local_area,
            plan.kind,
            plan.period_end,
            plan.version,
            plan.approved_on,
            kinds_for_publication(session, plan.id or 0),
        ),
        ratings=cut_plan.ratings(frame),
        areas=cut_plan.areas(frame),
        objectives=cut_plan.objectives(frame),
        actions=cut_plan.actions(frame),
        milestones=cut_plan.milestones(frame),
        updates=tuple(cut_records.updates(frame)),
        evidence=cut_records.evidence(frame),
        date_changes=tuple(cut_records.date_changes(frame)),
        lifecycle_changes=cut_lifecycle.lifecycle_changes(frame),
        sign_offs=cut_records.sign_offs(frame),
        asks=cut_records.asks(frame),
        call_ins=cut_records.call_ins(frame),
        options=cut_options.options(frame),
        challenges=cut_records.challenges(frame),
        risks=cut_risks.risks(frame),
        indicators=cut_plan.indicators(frame),
        meetings=cut_plan.meetings(frame),
        governance=cut_plan.governance(frame),
        impacts=cut_plan.impacts(frame),
        asked=cut_records.asked(frame),
        editions=cut_records.editions(frame),
        closures=tuple(sorted(day.day for day in session.exec(select(ClosureDay)))),
    )


def asked_since(session: Session, plan_key: str, at: datetime, since: datetime | None) -> tuple[AskedRow, ...]:
    """What the ledger holds of each action since a cut-off, as a cut at `at` would hold it. Raises PlanNotFound."""
    return cut_records.asked(Frame(session, plan_by_key(session, plan_key), at, since))
