"""What a plan, or an area of it, wants otherwise than by default."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import time
from typing import Any

from reminders.ladder import BEFORE, CHASES, DEFAULT_LADDER, LadderSettings
from store.setting_family import SettingFamily, SettingRefused


@dataclass(frozen=True, slots=True)
class Overrides:
    """`ladders` by (plan id, area id, or 0 for the whole plan): those that differ from the default."""

    ladders: Mapping[tuple[int, int], LadderSettings] = field(default_factory=dict[tuple[int, int], LadderSettings])

    @classmethod
    def of(cls, held: Mapping[tuple[int, int, str], str]) -> Overrides:
        """From the values held, by (plan id, area id or 0, name): an area's own wins over its plan's. Those of other
        families are passed over.

        Raises SettingRefused when they do not go together.
        """
        wanted: dict[tuple[int, int], dict[str, Any]] = {}
        for plan_id, area_id, name in sorted(held):  # a plan's, area 0, come before those of its areas
            if name not in _READERS:
                continue
            plans_own = wanted.setdefault((plan_id, 0), {})
            values = wanted.setdefault((plan_id, area_id), dict(plans_own))
            values[name] = read_setting(name, held[plan_id, area_id, name])
        ladders = {where: replace(DEFAULT_LADDER, **values) for where, values in wanted.items()}
        for ladder in ladders.values():
            _refuse_disorder(ladder)
        return cls(ladders)

    def ladder_of(self, plan_id: int, area_id: int = 0) -> LadderSettings:
        return self.ladders.get((plan_id, area_id)) or self.ladders.get((plan_id, 0), DEFAULT_LADDER)

    def in_use(self) -> set[LadderSettings]:
        """Every ladder in use, the default one among them."""
        return {DEFAULT_LADDER, *self.ladders.values()}

    def ladder_of_all(self, places: Iterable[tuple[int, int]]) -> LadderSettings:
        """Of one message about items in these areas, each with its plan's id: that which wants it latest in the day.
        Of none, the default."""
        ladders = [self.ladder_of(plan_id, area_id) for plan_id, area_id in places]
        return max(ladders, key=lambda ladder: ladder.send_at, default=DEFAULT_LADDER)


def read_setting(name: str, value: str) -> Any:
    """Raises SettingRefused."""
    return _READERS[name](value.strip())


def setting_words(value: Any) -> str:
    """A value as it is written, and read again."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)  # pyright: ignore[reportUnknownArgumentType]


def _refuse_disorder(ladder: LadderSettings) -> None:
    if not ladder.quiet_until <= ladder.send_at < ladder.quiet_from:
        raise SettingRefused(
            f"Messages cannot go out at {ladder.send_at:%H:%M} when it is quiet from {ladder.quiet_from:%H:%M} to "
            f"{ladder.quiet_until:%H:%M}: change send_at, quiet_from or quiet_until."
        )


def _working_days(value: str) -> tuple[int, ...]:
    if not re.fullmatch(r"[0-9]{1,2}(\s*,\s*[0-9]{1,2}){0,3}", value):
        raise SettingRefused(
            f"“{value}” is not a list of up to {len(BEFORE)} numbers of working days: write 20,10,5,1."
        )
    days = tuple(int(count) for count in value.split(","))
    if list(days) != sorted(set(days), reverse=True) or days[-1] < 1:
        raise SettingRefused(f"“{value}” does not count down to the due date: write 20,10,5,1.")
    return days


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,3}", value) or not least <= int(value) <= most:
            raise SettingRefused(f"“{value}” is not a number from {least} to {most}.")
        return int(value)

    return read


def _wall_time(value: str) -> time:
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", value)
    if not found:
        raise SettingRefused(f"“{value}” is not a time: write it as 09:30.")
    return time(int(found[1]), int(found[2]))


_READERS: dict[str, Callable[[str], Any]] = {
    "before": _working_days,
    "chase_every": _number(1, 60),
    "chases": _number(0, len(CHASES)),
    "escalate_after": _number(1, 60),
    "send_at": _wall_time,
    "quiet_until": _wall_time,
    "quiet_from": _wall_time,
}
NAMES = tuple(one.name for one in fields(LadderSettings))


def _in_force(held: Mapping[tuple[int, int, str], str], plan_id: int, area_id: int) -> dict[str, str]:
    ladder = Overrides.of(held).ladder_of(plan_id, area_id)
    return {name: setting_words(getattr(ladder, name)) for name in NAMES}


REMINDERS = SettingFamily(NAMES, lambda name, value: setting_words(read_setting(name, value)), _in_force, by_area=True)
