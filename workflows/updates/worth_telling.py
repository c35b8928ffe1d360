"""Which updates the SRO of the area hears of on the same day (`design.md` section 9, "Asking")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from store.types import RatingRole
from workflows.timing import LATE_MINOR_DAYS


class Worth(StrEnum):
    OFF_TRACK = "off_track"
    FORECAST_LATE = "forecast_late"
    SIGN_OFF = "sign_off"


@dataclass(frozen=True, slots=True)
class Said:
    """`role` is that of the rating given, None for one whose meaning nobody has confirmed. `current` and `forecast`
    are None for an action as a whole, and where no date is known. `awaits_sign_off`: by this update its action is
    complete, and its SRO has not accepted that yet."""

    role: RatingRole | None
    current: date | None
    forecast: date | None
    statutory: bool
    awaits_sign_off: bool = False


def worth_telling(said: Said) -> Worth | None:
    """Off track, or a forecast beyond tolerance: more than a month after the date in force, and any day at all after
    a statutory one; or what only the SRO can end."""
    if said.role is RatingRole.OFF_TRACK:
        return Worth.OFF_TRACK
    if said.current and said.forecast:
        days = (said.forecast - said.current).days
        if days > (0 if said.statutory else LATE_MINOR_DAYS):
            return Worth.FORECAST_LATE
    return Worth.SIGN_OFF if said.awaits_sign_off else None
