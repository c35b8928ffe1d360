"""Cards of updates said in chat: filled forms, no change, and readings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from adaptive_cards import no_change, reading_form, update_request
from tests.adaptive_cards import examples as eg
from workflows.readings.views import Figure, ReadingToCheck, ReadingTyped
from workflows.updates.views import NoChangeToConfirm

CHECK = (
    "Filled from what you wrote: check it, then press Save update. Nothing is recorded yet. Your forecast is 30 May "
    "2031, 60 days after its date of 31 March 2031: to have the date itself moved, ask for a date change."
)
STILL_GREEN = (
    "You rate this Green, and its date of 31 January 2031 passed 31 days ago: is it still Green? Save again to keep "
    "your rating, or choose another; the report prints the dates beside it."
)
LATE = "2.1.2 milestone 1 is 31 days late, which is a change: say what happens now."

READING = ReadingToCheck(
    indicator_id=5,
    ref="2.1a",
    title="Families who get a two-year check with the questionnaire: 90% by March 2031",
    unit="percent",
    figures=(Figure(73.9, "both together, 90.7% of 81.5%"), Figure(81.5, "the first figure alone"), Figure(90.7, "the "
             "second figure alone, a share of the 81.5%")),
    typed=ReadingTyped(period_end=date(2030, 12, 31)),
    asks=("The target for that period is 90%.",),
)  # fmt: skip

UPDATING_GALLERY: dict[str, Callable[[], dict[str, Any]]] = {
    "update_form_from_words": lambda: update_request.build(
        eg.request(eg.item(1), message_id=0), open_item="m:1", typed=eg.RED_ANSWER, notice=CHECK
    ),
    "update_form_meant_for_another": lambda: update_request.build(
        eg.request(eg.item(1), message_id=0), open_item="m:1", typed=eg.GREEN_ANSWER, notice=CHECK, moves=40
    ),
    "update_form_rating_asked_about": lambda: update_request.build(
        eg.request(eg.late_item(2)), open_item="m:2", typed=eg.GREEN_ANSWER, notice=STILL_GREEN, asked=True
    ),
    "update_form_may_be_unchanged": lambda: update_request.build(eg.request(eg.item(1, latest=eg.given()))),
    "no_change": lambda: no_change.build(NoChangeToConfirm((eg.item(1, latest=eg.given()),), ())),
    "no_change_some_late": lambda: no_change.build(
        NoChangeToConfirm(
            (eg.item(1, latest=eg.given()), eg.item(3, latest=eg.given(eg.RED_ANSWER))), ((eg.late_item(2), LATE),)
        )
    ),
    "no_change_impossible": lambda: no_change.build(NoChangeToConfirm((), ((eg.late_item(2), LATE),))),
    "reading": lambda: reading_form.build(READING),
    "reading_to_put_right": lambda: reading_form.build(
        replace(
            READING,
            figures=(),
            typed=ReadingTyped(None, None, "", "about 80"),
            asks=(),
            problems=("Give the figure as a number, such as 81.5.", "Say where the figure can be seen."),
        )
    ),
}
