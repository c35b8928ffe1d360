"""Listing what a plan or an area of it has set for its reminders, and changing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from reminders.ladder import DEFAULT_LADDER
from reminders.settings import NAMES, Overrides, SettingRefused, read_setting, setting_words
from store.audit import AuditChain
from store.queries.people import roles_of
from store.queries.plan_settings import setting_row, settings_held
from store.tables import ImprovementArea, Person, Plan, PlanSetting
from store.types import RoleName

MAY_SET = frozenset({RoleName.COMPLIANCE, RoleName.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One value in force, and where it comes from: default, plan or area."""

    name: str
    value: str
    source: str


def settings_in_force(session: Session, plan: Plan, area: ImprovementArea | None) -> tuple[SettingLine, ...]:
    held = settings_held(session)
    plan_id, area_id = plan.id or 0, area.id or 0 if area else 0
    ladder = Overrides.of(held).ladder_of(plan_id, area_id)
    return tuple(
        SettingLine(
            name,
            setting_words(getattr(ladder, name)),
            "area"
            if area_id and (plan_id, area_id, name) in held
            else "plan"
            if (plan_id, 0, name) in held
            else "default",
        )
        for name in NAMES
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
        after[plan_id, area_id, name] = setting_words(read_setting(name, value))
    Overrides.of(after)  # refuses what does not go together
    for name in sorted({*wanted, *unwanted}):
        _store(session, plan_id, area_id, name, after.get((plan_id, area_id, name)))
    session.flush()
    content = {
        name: {
            "old": before.get((plan_id, area_id, name), setting_words(getattr(DEFAULT_LADDER, name))),
            "new": after.get((plan_id, area_id, name)),
        }
        for name in sorted({*wanted, *unwanted})
    }
    _record(session, audit, person, plan, subject, "change_settings", content, now)


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
