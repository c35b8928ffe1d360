"""What stands in the other tables of the made-up report."""

from __future__ import annotations

from datetime import date

from tests.workflows.documents.sample_plan import (
    DATA_LEAD,
    DESIGNATED_OFFICER,
    HEAD_OF_ASSESSMENT,
    HEAD_OF_THERAPIES,
    LONG_TITLE,
    PARENT_LEAD,
    PUBLIC_HEALTH_LEAD,
    STRATEGIC_MANAGER,
    TITLES,
)
from workflows.exception_report.annex_rows import (
    ClearedException,
    CompletedItem,
    DueMilestone,
    MilestoneDue,
    MovedDate,
    NotReported,
    ReportDateChange,
    ReportIndicator,
)
from workflows.exception_report.appendix_rows import ChangeLine
from workflows.exception_report.body_rows import ReportAsk

ASKS = (
    ReportAsk(
        1,
        "Decide",
        "Fund three agency officers until October, at £84,000, from the SEND reserve.",
        "Director of Children’s Services",
        date(2023, 6, 2),
        ("2.1.1",),
    ),
    ReportAsk(
        2,
        "Decide",
        "Say whether a therapy wait is counted from referral or from triage.",
        "Director of Nursing and Therapies, Airedale",
        date(2023, 5, 31),
        ("3.1.1", "3.1.2"),
    ),
    ReportAsk(
        3,
        "Unblock",
        "Bring a recovery plan for 3.1.1: none has been received.",
        "Director of Nursing and Therapies, Airedale (SRO, area 3)",
        None,
        ("3.1.1",),
    ),
    ReportAsk(
        4,
        "Approve date",
        "Move 5.1.1 from 30 June 2023 to 31 October 2023.",
        "The Board",
        date(2023, 5, 24),
        ("5.1.1",),
    ),
    ReportAsk(
        5,
        "Decide",
        "Decide how 5.2.2 will be reported: no update in 3 reports or more running.",
        "The Chair",
        None,
        ("5.2.2",),
    ),
)
NOT_REPORTED = (
    NotReported(
        "1.3.1",
        TITLES["1.3.1"],
        "1",
        (STRATEGIC_MANAGER,),
        date(2023, 3, 6),
        "Green as at 6 March 2023 (not confirmed)",
        1,
        4,
        date(2023, 5, 11),
        (),
    ),
    NotReported(
        "2.4",
        TITLES["2.4"],
        "2",
        (HEAD_OF_ASSESSMENT,),
        date(2023, 1, 18),
        "Amber as at 18 January 2023 (not confirmed)",
        2,
        9,
        date(2023, 5, 11),
        ("Assistant Director SEND and Inclusion",),
    ),
    NotReported(
        "5.2.2",
        TITLES["5.2.2"],
        "5",
        ("Joint Commissioner",),
        None,
        "Never reported",
        3,
        0,
        None,
        ("Director of Integration and Change", "The Chair"),
    ),
)
DATE_CHANGES = (
    ReportDateChange(
        "5.1.1",
        1,
        date(2023, 6, 30),
        date(2023, 10, 31),
        "The trust’s solicitors asked for a second draft.",
        "Awaiting approval",
        DATA_LEAD,
        date(2023, 5, 9),
        "None",
        None,
    ),
    ReportDateChange(
        "2.2.1",
        1,
        date(2023, 5, 31),
        date(2023, 8, 31),
        "Paediatricians are on rota until June; advice clinics begin then.",
        "Approved",
        DESIGNATED_OFFICER,
        date(2023, 3, 20),
        "SEND Strategic Partnership Board",
        date(2023, 3, 29),
    ),
    ReportDateChange(
        "1.2.2",
        2,
        date(2023, 6, 30),
        date(2023, 12, 31),
        "Fewer parents than hoped have come forward.",
        "Refused",
        PARENT_LEAD,
        date(2023, 3, 22),
        "SEND Strategic Partnership Board",
        date(2023, 3, 29),
    ),
)
MOVED_DATES = (
    MovedDate("2.2.1", 1, 1, date(2023, 5, 31), date(2023, 8, 31), 92),
    MovedDate("2.1.1", 1, 2, date(2022, 10, 30), date(2023, 1, 29), 91),
)
INDICATORS = (
    ReportIndicator(
        "3.1a",
        "3",
        "Speech and language therapy",
        "Median wait for a first therapy appointment",
        "Off trajectory",
        date(2023, 3, 31),
        "18 weeks",
        "31 weeks",
        "13 weeks, 72% over",
        "worse",
        "Trust waiting list return",
        date(2023, 3, 31),
        ("3.1.1", "3.1.2"),
        "Director of Nursing and Therapies, Airedale",
    ),
    ReportIndicator(
        "2.1",
        "2",
        "Integrated assessment",
        "New plans finished within twenty weeks",
        "Slightly off trajectory",
        date(2023, 3, 31),
        "60%",
        "55%",
        "5 points, 8% short",
        "better",
        "SEN2 return",
        date(2023, 3, 31),
        ("2.1.1",),
        "Director of Nursing and Therapies, Airedale",
    ),
    ReportIndicator(
        "1.1b",
        "1",
        "",
        "Families who feel heard, yearly survey",
        "No reading",
        date(2022, 12, 31),
        "40%",
        "No reading",
        "Cannot be told",
        "too few readings",
        "",
        None,
        (),
        "Director of Nursing and Therapies, Airedale",
    ),
)
DUE_BEFORE_NEXT_BOARD = (
    DueMilestone(
        "1.10.1",
        1,
        TITLES["1.10.1"],
        "The line is answered on five days a week",
        date(2023, 5, 31),
        (STRATEGIC_MANAGER,),
        "Green",
        "Yes",
    ),
    DueMilestone(
        "3.1.2",
        1,
        TITLES["3.1.2"],
        "One form for all five clinics",
        date(2023, 5, 31),
        (HEAD_OF_THERAPIES,),
        "Grey",
        "Unsure: no forecast",
    ),
    DueMilestone("4.1.1", 1, LONG_TITLE, "", date(2023, 5, 31), (PUBLIC_HEALTH_LEAD,), "Amber", "Unsure: no forecast"),
    DueMilestone(
        "2.3.1",
        1,
        TITLES["2.3.1"],
        "Six officers in post",
        date(2023, 6, 30),
        (HEAD_OF_ASSESSMENT,),
        "Red",
        "No: forecast 29 September 2023",
    ),
    DueMilestone(
        "1.1.1", 2, TITLES["1.1.1"], "Summer assembly held", date(2023, 7, 31), (PARENT_LEAD,), "Green", "Yes"
    ),
)
COMPLETED = (
    CompletedItem(
        "1.2.1",
        1,
        TITLES["1.2.1"],
        "First yearly account published",
        date(2023, 4, 28),
        "2 days early",
        ("EV-29 You said, we did 2022 to 2023",),
        "Assistant Director SEND and Inclusion",
    ),
    CompletedItem(
        "4.2.1",
        2,
        TITLES["4.2.1"],
        "60 nurseries trained",
        date(2023, 4, 12),
        "12 days late",
        (),
        "Awaiting sign-off",
    ),
)
MILESTONES_DUE = (
    MilestoneDue(
        "3.1.1",
        1,
        TITLES["3.1.1"],
        "60% seen within 18 weeks",
        date(2023, 3, 31),
        42,
        "Missed on the figures",
        "48% against 60%, for March 2023",
    ),
    MilestoneDue(
        "1.2.1",
        1,
        TITLES["1.2.1"],
        "First yearly account published",
        date(2023, 4, 30),
        0,
        "Met",
        "Complete on 28 April 2023: EV-29 You said, we did 2022 to 2023",
    ),
)
RISKS = (
    "3.1.2 waits for: 3.1.1, one way of counting waits",
    "2.1.1 needs help: Agency budget of £84,000 until October.",
    "3.1.1 needs help: A decision on which date a wait is counted from.",
)
CLEARED = (
    ClearedException("4.2.1", TITLES["4.2.1"], "The late milestone is complete, or its new date was approved"),
    ClearedException("4.3.1", TITLES["4.3.1"], "Closed by decision SSPB 29 March 2023, item 6"),
)
DATA_NOTES = (
    "A date given as a month means the last day of that month; a milestone is late from the day after.",
    "“2.4” is the ref of an action here; elsewhere in the plan it is an objective.",
    "Area 2: the SRO’s own post leads none of its actions.",
)
TIMING_KEY = (
    "Late, up to a month: 1 to 31 days past the current date.",
    "Late, over a month: more than 31 days past the current date.",
    "Due soon: within 31 days.",
)
CHANGES = (
    ChangeLine("1.2.1", "Rating", "Green", "Blue", STRATEGIC_MANAGER, date(2023, 4, 28)),
    ChangeLine(
        "2.2.1 milestone 1",
        "Current date",
        "31 May 2023",
        "31 August 2023",
        "SEND Strategic Partnership Board",
        date(2023, 3, 29),
    ),
)
