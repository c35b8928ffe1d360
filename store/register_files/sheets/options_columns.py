"""The options put before the Board, one row for each time that somebody gave some. Option 1 is doing nothing."""

from __future__ import annotations

from store.register_files.sheets import cells
from store.register_files.sheets.columns import Column, Sheet

DO_NOTHING = "Do nothing"
FURTHER = (2, 3, 4)
"""The numbers of the options that a row may have besides."""

OPTIONS = Sheet(
    "options.csv",
    (
        Column("action_ref", required=True),
        Column("person", required=True),
        Column("at", "at", cells.moment, required=True),
        Column("on_behalf_of"),
        Column("effect_1", required=True),
        *(column for number in FURTHER for column in (Column(f"option_{number}"), Column(f"effect_{number}"))),
        Column("recommended", parse=cells.whole_number, required=True),
        Column("reason", "recommendation"),
        Column("lesson", "lesson"),
    ),
)
