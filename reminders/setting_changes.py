"""Listing what a plan or an area of it has set, and changing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.people import roles_of
from store.queries.plan_settings import setting_row, settings_held
from store.setting_family import SettingFamily, SettingRefused
from store.tables import ImprovementArea, Person, Plan, PlanSetting
from store.types import RoleName

MAY_SET = frozenset({RoleName.COMPLIANCE, RoleName.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One value in force, and where it comes from: default, plan or area."""

    name: str
    value: str
    source: str


def settings_in_force(
    session: Session, plan: Plan, area: ImprovementArea | None, families: Sequence[SettingFamily]
) -> tuple[SettingLine, ...]:
    held = settings_held(session)
    plan_id, area_id = plan.id or 0, area.id or 0 if area else 0
    return tuple(
        SettingLine(name, value, _source(held, plan_id, area_id, name))
        for family in families
        if family.by_area or area is None
        for name, value in family.in_force(held, plan_id, area_id).items()
    )


def change_settings(
    session: Session,
    audit: AuditChain,
    *,
    person: Person,
    plan: Plan,
    area: ImprovementArea | None,
    wanted: Mapping[str, str],
    unwanted: Sequence[str],
    families: Sequence[SettingFamily],
    now: datetime,
) -> None:
    """Sets what is wanted and takes back what is not. Raises SettingRefused; the turn is to be committed all the same,
    for that somebody had no right to it is audited."""
    subject = f"area {area.ref}" if area else plan.key
    if not roles_of(session, person.id or 0, plan.key) & MAY_SET:
        _record(session, audit, person, plan, subject, "refused", {"asked": "change_settings"}, now)
        raise SettingRefused("Only the compliance team or an administrator can change that: please ask one of them.")
    plan_id, area_id = plan.id or 0, area.id or 0 if area else 0
    before = settings_held(session)
    after = dict(before)
    for name in unwanted:
        if after.pop((plan_id, area_id, name), None) is None:
            raise SettingRefused(f"{name} is not set for {subject}, so there is nothing to take back.")
    for name, value in wanted.items():
        after[plan_id, area_id, name] = _family_of(name, families, area).written(name, value)
    changed = sorted({*wanted, *unwanted})
    old, new = _values(before, plan_id, area_id, families), _values(after, plan_id, area_id, families)
    for name in changed:
        _store(session, plan_id, area_id, name, after.get((plan_id, area_id, name)))
    session.flush()
    content = {name: {"old": old[name], "new": new[name]} for name in changed}
    _record(session, audit, person, plan, subject, "change_settings", content, now)


def _family_of(name: str, families: Sequence[SettingFamily], area: ImprovementArea | None) -> SettingFamily:
    family = next((one for one in families if name in one.names), None)
    if family is None:
        names = [known for one in families for known in one.names]
        raise SettingRefused(f"There is no setting {name}: choose one of {', '.join(names)}.")
    if area is not None and not family.by_area:
        raise SettingRefused(f"{name} holds for the whole plan: set it without an area.")
    return family


def _values(
    held: Mapping[tuple[int, int, str], str], plan_id: int, area_id: int, families: Sequence[SettingFamily]
) -> dict[str, str]:
    """Raises SettingRefused where they do not go together."""
    return {name: value for one in families for name, value in one.in_force(held, plan_id, area_id).items()}


def _source(held: Mapping[tuple[int, int, str], str], plan_id: int, area_id: int, name: str) -> str:
    if area_id and (plan_id, area_id, name) in held:
        return "area"
    return "plan" if (plan_id, 0, name) in held else "default"


def _store(session: Session, plan_id: int, area_id: int, name: str, value: str | None) -> None:
    row = setting_row(session, plan_id, area_id, name)
    if value is None:
        session.delete(row)
    elif row is None:
        session.add(PlanSetting(plan_id=plan_id, area_id=area_id, name=name, value=value))
    else:
        row.value = value


def _record(
    session: Session,
    audit: AuditChain,
    person: Person,
    plan: Plan,
    subject: str,
    action: str,
    content: Mapping[str, object],
    now: datetime,
) -> None:
    audit.record(session, plan_key=plan.key, at=now, actor=person.key, action=action, subject=subject, content=content)
