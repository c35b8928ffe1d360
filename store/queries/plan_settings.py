"""What plans, and areas of them, want otherwise than by default."""

from __future__ import annotations

from sqlmodel import Session, select

from store.tables import ImprovementArea, PlanSetting

FOR_PUBLICATION = "for_publication"


def settings_held(session: Session) -> dict[tuple[int, int, str], str]:
    """By plan, area (0: the whole plan) and name."""
    return {(row.plan_id, row.area_id, row.name): row.value for row in session.exec(select(PlanSetting))}


def setting_row(session: Session, plan_id: int, area_id: int, name: str) -> PlanSetting | None:
    return session.exec(
        select(PlanSetting).where(
            PlanSetting.plan_id == plan_id, PlanSetting.area_id == area_id, PlanSetting.name == name
        )
    ).first()


def area_by_ref(session: Session, plan_id: int, ref: str) -> ImprovementArea | None:
    return session.exec(
        select(ImprovementArea).where(ImprovementArea.plan_id == plan_id, ImprovementArea.ref == ref)
    ).first()


def kinds_for_publication(session: Session, plan_id: int) -> tuple[str, ...] | None:
    """None where the plan has not said which papers it publishes."""
    row = setting_row(session, plan_id, 0, FOR_PUBLICATION)
    return None if row is None else tuple(kind for kind in row.value.split("; ") if kind)
