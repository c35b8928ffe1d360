"""Made-up editions, with keyword overrides."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from workflows.editions.finding import Finding, Gate
from workflows.editions.views import AreaToConfirm, EditionToClear

CUT_OFF = datetime(2031, 2, 14, 17, 0, tzinfo=UTC)


def area_to_confirm(**changes: Any) -> AreaToConfirm:
    values: dict[str, Any] = {
        "edition_id": 12,
        "number": 7,
        "cut_off": CUT_OFF,
        "area_id": 3,
        "area_ref": "3",
        "area_title": "Speech, language and communication",
        "state": "Not confirmed by SRO",
        "confirmed": False,
        "counts": (("Red", 1), ("Amber", 3), ("Green", 8), ("Not reported", 2)),
        "total": 14,
        "exceptions": (
            "3.2.1 Cut the wait for a first appointment: Rated Red, was Amber, worse",
            "3.2.4 Publish the guide to annual reviews: Not reported",
        ),
        "more": 3,
        "not_reported": ("3.2.4", "3.3.1"),
        "preview": "https://sendbot.example/reports/abc",
    }
    return AreaToConfirm(**values | changes)


FINDINGS = (
    Finding(Gate.CONFIRMATION, "area 3", "Area 3 is not confirmed by its SRO: ask the Director to confirm it."),
    Finding(Gate.NEXT_STEP, "3.2.1, next step", "3.2.1 gives a next step dated 3 February 2031, before the cut-off."),
)


def edition_to_clear(**changes: Any) -> EditionToClear:
    values: dict[str, Any] = {
        "edition_id": 12,
        "number": 7,
        "title": "WSOA Exception Report: Wharfemoor SEND Board",
        "cut_off": CUT_OFF,
        "status": "draft",
        "summary": "Of 14 actions, 5 are reported by exception, 2 more than last time.",
        "cleared_by": "",
        "areas": (("1", "Confirmed by Head of Early Help, 17 February 2031, 09:12"), ("3", "Not confirmed by SRO")),
        "findings": FINDINGS,
        "links": (("Word", "https://sendbot.example/reports/w"), ("web page", "https://sendbot.example/reports/h")),
    }
    return EditionToClear(**values | changes)
