"""Periods before elections, when publicity is restricted (Local Government Act 1986, section 2). The dates are data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflows.language import day_words


@dataclass(frozen=True, slots=True)
class PreElectionPeriod:
    """From the notice of election to the day of the vote, both included."""

    start: date
    vote: date

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.vote

    @property
    def words(self) -> str:
        return (
            f"Falls in the pre-election period ({day_words(self.start)} to {day_words(self.vote)}): hold publication "
            "for a human decision, and go on collecting updates."
        )


LOCAL_ELECTIONS = (
    PreElectionPeriod(date(2023, 3, 27), date(2023, 5, 4)),
    PreElectionPeriod(date(2024, 3, 26), date(2024, 5, 2)),
)
"""The latest starts that the Local Government Association gave (`domain.md` 4.4). A council may start earlier."""
