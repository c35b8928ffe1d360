"""Every card that is made for a channel, where many read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from adaptive_cards import area_status, report_offer
from tests.adaptive_cards import example_answers as answers

CHANNEL_GALLERY: dict[str, Callable[[], dict[str, Any]]] = {
    "channel_area_status": lambda: area_status.build(answers.group_status()),
    "channel_report_offer": lambda: report_offer.build(
        "Exception report of Wharfemoor SEND improvement plan",
        "The exception report as it stands now goes to those who may have it, each in a chat with me alone.",
        "wharfemoor",
    ),
    "channel_edition": lambda: report_offer.build(
        "WSOA Exception Report: Wharfemoor SEND Board: edition 7 is issued",
        "Its data cut-off was 14 February 2031, 17:00.",
        "wharfemoor",
        7,
    ),
}
