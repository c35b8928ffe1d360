"""What the register of a plan does not hold and a council's papers need: who reports to whom, when, in whose words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from store.back_schedule import FINAL_DAYS, PUBLISH_DAYS
from workflows.marking import USUALLY_PUBLISHED
from workflows.products.pre_election import LOCAL_ELECTIONS, PreElectionPeriod
from workflows.products.product import Kind

NOT_ENTERED = "Not entered"


@dataclass(frozen=True, slots=True)
class Office:
    """The defaults are what holds for every council in England; what differs is blank and printed as not entered.

    `cycle_starts` is any day of the cycle's first month; None takes the month of the first meeting in the register.
    `audiences` takes the place of the plan's governance for the kinds that it names. `final_days` and `publish_days`
    are working days before the meeting. `for_publication` are the kinds of paper marked so. `words` are officers' own,
    by the heading they stand under.
    """

    chief_officer: str = "Director of Children’s Services"  # Children Act 2004, section 18
    portfolio_holder: str = "Lead Member for Children’s Services"  # Children Act 2004, section 19
    portfolio: str = ""
    scrutiny_area: str = ""
    report_contact: str = ""
    cycle_starts: date | None = None
    pre_election: tuple[PreElectionPeriod, ...] = LOCAL_ELECTIONS
    final_days: int = FINAL_DAYS
    publish_days: int = PUBLISH_DAYS
    audiences: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict[Kind, tuple[str, ...]])
    for_publication: tuple[str, ...] = USUALLY_PUBLISHED
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


ANY_COUNCIL = Office()
