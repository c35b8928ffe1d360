"""The thresholds of the exception report, each with its reason (`domain.md` 3.2). A change is a new version."""

RULES_VERSION = "2026.2"

FORECAST_TOLERANCE_DAYS = 31
"""A forecast up to a month late stands among what falls due (Bromsgrove's "one month behind"), no exception."""

FORECAST_TOLERANCE_STATUTORY_DAYS = 0
"""Marked statutory or named in a regulator's letter, and only those (PRINCE2 tolerance)."""

GREY_NEAR_DUE_DAYS = 31
"""Waiting for another action is no answer any more when the date is within a month."""

NOT_REPORTED_ASK_CYCLES = 3
"""First cycle: listed. Second: to the SRO. Third: an ask of the Chair."""

STUCK_REPORTS = 3
"""In progress for so many reports, with no milestone completed."""

REBASELINE_MOVES = 2
REBASELINE_SLIP_DAYS = 90
"""Two approved moves, or three months in all: the date no longer means much, so the Board should hear."""

OPTIONS_REQUIRED_LATE_DAYS = 62
"""Red and two months late: the Board needs options to choose from (PRINCE2 exception report)."""

FULL_ENTRIES = 10
"""At most ten full entries, as `domain.md` 3.2 has it; the others stand in the index, none is dropped."""

NARRATIVE_WORDS = 90
"""Words of a lead's update in the body; the whole text stands in appendix A."""

DUE_AFTER_BOARD_DAYS = 31
"""What falls due in the month after this Board is still within what it can steer; at least up to the next one."""
