"""A made-up plan: its council, its posts and its facts exist nowhere."""

from __future__ import annotations

from datetime import UTC, date, datetime

CUT_OFF = datetime(2023, 5, 12, 16, 0, tzinfo=UTC)  # 17:00 in London, in summer time
LONG_TITLE = (
    "Agree with schools, health visitors and the voluntary sector one shared way of spotting speech, language and "
    "communication needs before a child’s third birthday"
)
FORMULA_TITLE = "=SUM of all waiting lists: publish one honest figure for each clinic, every month"
APOSTROPHE_TITLE = "Rewrite the Local Offer's \"What's on\" pages so that parents' questions come first & last"
STRATEGIC_MANAGER = "Strategic Manager SEND, Wharfeside Council"
HEAD_OF_THERAPIES = "Head of Children's Therapies, Airedale Community NHS Trust"
HEAD_OF_ASSESSMENT = "Head of Integrated Assessment, Wharfeside Council"
DESIGNATED_OFFICER = "Designated Clinical Officer SEND, Integrated Care Board"
DATA_LEAD = "Data and Performance Lead, Wharfeside Council"
PARENT_LEAD = "Co-production Lead, Wharfeside Parent Carer Forum"
PUBLIC_HEALTH_LEAD = "Consultant in Public Health, Wharfeside Council"

AREAS = (
    ("1", "Families are not heard when services are planned", ("Assistant Director SEND and Inclusion",)),
    ("2", "Education, health and care plans are late and vary in quality", ("Assistant Director SEND and Inclusion",)),
    ("3", "Therapies: long waits, and no single route in", ("Director of Nursing and Therapies, Airedale",)),
    ("4", "Early years needs are found too late", ("Director of Public Health",)),
    (
        "5",
        "Partners do not share data, money or decisions",
        ("Director of Integration and Change", "Director of Children’s Services"),
    ),
)
COLOURS = {
    "Blue": "#1D70B8",
    "Green": "#00703C",
    "Amber": "#F4A024",
    "Red": "#D4351C",
    "Grey": "#6F777B",
    "Not reported": "#505A5F",
    "Closed": "#505A5F",
}
MEANINGS = {
    "Blue": "Finished, and now how we always work",
    "Green": "Going as planned",
    "Amber": "Begun, and being worked on",
    "Red": "Far behind, or unlikely to be done",
    "Grey": "Waiting for another action before it can begin",
}
# ref, title, lead, rating, timing, next due
ACTIONS: tuple[tuple[str, str, str, str, str, date | None], ...] = (
    ("1.1.1", "Hold a families’ assembly each term", PARENT_LEAD, "Green", "On time", date(2023, 7, 31)),
    ("1.1.2", APOSTROPHE_TITLE, PARENT_LEAD, "Amber", "12 days late", date(2023, 4, 30)),
    ("1.2.1", "Publish what changed because families spoke", STRATEGIC_MANAGER, "Blue", "Complete", None),
    ("1.2.2", "Train 40 parent representatives", PARENT_LEAD, "Amber", "On time", date(2023, 12, 31)),
    ("1.3.1", "Write to every family once a year", STRATEGIC_MANAGER, "Not reported", "On time", date(2023, 9, 30)),
    ("1.10.1", "Open a families’ telephone line", STRATEGIC_MANAGER, "Green", "Due in 19 days", date(2023, 5, 31)),
    ("2.1.1", "Bring every overdue plan up to date", HEAD_OF_ASSESSMENT, "Red", "103 days late", date(2023, 1, 29)),
    (
        "2.1.2",
        "Check the quality of one plan in ten each month",
        HEAD_OF_ASSESSMENT,
        "Green",
        "42 days late",
        date(2023, 3, 31),
    ),
    (
        "2.2.1",
        "Agree health advice within six weeks of asking",
        DESIGNATED_OFFICER,
        "Amber",
        "On time",
        date(2023, 8, 31),
    ),
    ("2.2.2", "Write plans in words a young person understands", HEAD_OF_ASSESSMENT, "Blue", "Complete", None),
    ("2.3.1", "Recruit six assessment officers", HEAD_OF_ASSESSMENT, "Red", "Forecast late", date(2023, 6, 30)),
    ("2.4", "Review annual reviews", HEAD_OF_ASSESSMENT, "Not reported", "42 days late", date(2023, 3, 31)),
    ("2.4.1", "Start the annual review tracker", DATA_LEAD, "Green", "On time", date(2023, 10, 31)),
    ("3.1.1", FORMULA_TITLE, HEAD_OF_THERAPIES, "Red", "42 days late", date(2023, 3, 31)),
    ("3.1.2", "Open one front door for all therapies", HEAD_OF_THERAPIES, "Grey", "Due in 19 days", date(2023, 5, 31)),
    ("3.1.3", "See urgent referrals within ten working days", HEAD_OF_THERAPIES, "Amber", "On time", date(2023, 9, 30)),
    ("3.2.1", "Fill four occupational therapy posts", HEAD_OF_THERAPIES, "Amber", "On time", date(2023, 12, 31)),
    ("3.2.2", "Share therapy goals with schools", HEAD_OF_THERAPIES, "Green", "On time", date(2023, 11, 30)),
    ("4.1.1", LONG_TITLE, PUBLIC_HEALTH_LEAD, "Amber", "Due in 19 days", date(2023, 5, 31)),
    (
        "4.1.2",
        "Check nine in ten children at two years of age",
        PUBLIC_HEALTH_LEAD,
        "Green",
        "On time",
        date(2023, 12, 31),
    ),
    ("4.2.1", "Train nursery staff in early language", PUBLIC_HEALTH_LEAD, "Blue", "Complete", None),
    ("4.2.2", "Give each nursery a named health visitor", PUBLIC_HEALTH_LEAD, "Green", "On time", date(2023, 9, 30)),
    ("4.3.1", "Map what early help exists", PUBLIC_HEALTH_LEAD, "Closed", "Closed", None),
    ("5.1.1", "Sign a data sharing agreement", DATA_LEAD, "Red", "Moved", date(2023, 6, 30)),
    ("5.1.2", "Build a joint dashboard", DATA_LEAD, "Grey", "On time", date(2023, 12, 31)),
    (
        "5.2.1",
        "Pool the equipment budget",
        "Finance Partner, Integrated Care Board",
        "Amber",
        "On time",
        date(2023, 9, 30),
    ),
    (
        "5.2.2",
        "Publish a joint commissioning plan",
        "Joint Commissioner",
        "Not reported",
        "73 days late",
        date(2023, 2, 28),
    ),
    ("5.3.1", "Report to the Board every two months", STRATEGIC_MANAGER, "Green", "On time", date(2023, 7, 31)),
)
TITLES = {ref: title for ref, title, *_ in ACTIONS}
LEADS = {ref: lead for ref, _, lead, *_ in ACTIONS}
RATINGS = {ref: rating for ref, _, _, rating, *_ in ACTIONS}
DUE = {ref: due for ref, *_, due in ACTIONS}
