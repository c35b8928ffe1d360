"""What may be set for a plan: families of settings, each read and checked by the package that goes by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


class SettingRefused(Exception):
    """The setting cannot be taken; the message says what can."""


@dataclass(frozen=True, slots=True)
class SettingFamily:
    """`written` gives a value as it is stored, of what somebody typed for a name. `in_force` gives what holds in a plan
    and an area of it, 0 for the whole plan, as it is written, of all values held. Both raise SettingRefused; `in_force`
    where values do not go together. `by_area`: whether an area may have values of its own.
    """

    names: tuple[str, ...]
    written: Callable[[str, str], str]
    in_force: Callable[[Mapping[tuple[int, int, str], str], int, int], Mapping[str, str]]
    by_area: bool
