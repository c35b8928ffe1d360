"""What plans, and areas of them, want otherwise than by default."""

from __future__ import annotations

from sqlmodel import Session, select

from store.tables import ImprovementArea, PlanSetting


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
