"""Who is told when somebody has withdrawn words that may identify a child."""

from __future__ import annotations

from collections.abc import Mapping

from store.setting_family import SettingFamily, SettingRefused

CONTACT = "information_governance"
"""The key of a person, as in people.csv; blank is the compliance team."""

LONGEST_KEY = 100


def contact_of(held: Mapping[tuple[int, int, str], str], plan_id: int) -> str:
    """Blank where none is named."""
    return held.get((plan_id, 0, CONTACT), "")


def _written(_name: str, value: str) -> str:
    key = value.strip()
    if len(key) > LONGEST_KEY or " " in key:
        raise SettingRefused(f"“{key[:LONGEST_KEY]}” is not a person's key: write it as in people.csv.")
    return key


def _in_force(held: Mapping[tuple[int, int, str], str], plan_id: int, _area_id: int) -> dict[str, str]:
    return {CONTACT: contact_of(held, plan_id)}


PERSONAL_DATA = SettingFamily((CONTACT,), _written, _in_force, by_area=False)
