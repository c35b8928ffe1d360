"""Made-up answers to questions, with keyword overrides."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from tests.adaptive_cards.examples import AMBER, BLUE, GREEN, GREY, NOW, RED
from workflows.answers import (
    Abilities,
    ActionLine,
    ActionList,
    ActionStatus,
    Choice,
    CountLine,
    Figure,
    Figures,
    GroupStatus,
    MilestoneLine,
    Quotation,
    Quotations,
    ReportReady,
)


def action_line(number: int = 1, **changes: Any) -> ActionLine:
    values: dict[str, Any] = {
        "ref": f"3.2.{number}",
        "seq": 1,
        "title": "Cut the wait for a first speech and language appointment",
        "rating": "Red",
        "rating_colour": RED,
        "note": "34 days late",
        "lead_posts": ("Head of Therapies, Moorside NHS Trust",),
        "item": f"m:{number}",
    }
    return ActionLine(**values | changes)


LINES = (
    action_line(1),
    action_line(
        2,
        seq=None,
        title="Agree one pathway for autism assessments across the two trusts",
        rating="Amber",
        rating_colour=AMBER,
        note="Due 31 March 2031",
        lead_posts=("Designated Clinical Officer", "SEND Manager, Wharfemoor Council"),
        item="",
    ),
    action_line(
        3,
        title="Train two people in each school to run a communication group",
        rating="Green",
        rating_colour=GREEN,
        note="Due 30 April 2031",
    ),
    action_line(
        4,
        title="Publish the guide to annual reviews",
        rating="Not reported",
        rating_colour="",
        note="No update since 4 November 2030",
        item="",
    ),
)


def action_list(lines: tuple[ActionLine, ...] = LINES, **changes: Any) -> ActionList:
    values: dict[str, Any] = {
        "heading": "What you lead: 4",
        "lines": lines,
        "empty": "You lead nothing in this plan.",
        "as_at": NOW,
        "more": 0,
    }
    return ActionList(**values | changes)


COUNTS = (
    CountLine("Blue", 2, 1, BLUE),
    CountLine("Red", 1, 2, RED),
    CountLine("Amber", 3, 3, AMBER),
    CountLine("Green", 6, 5, GREEN),
    CountLine("Grey", 0, 1, GREY),
    CountLine("Not reported", 2, 2, ""),
)

QUESTIONS = (
    Choice("Which are Red?", "which actions are red in area 3"),
    Choice("What is late?", "what is late in area 3"),
    Choice("Who has not reported?", "who has not reported in area 3"),
)


def group_status(**changes: Any) -> GroupStatus:
    values: dict[str, Any] = {
        "heading": "Area 3: Speech, language and communication",
        "sros": ("Director of Children's Services, Wharfemoor Council",),
        "as_at": NOW,
        "worst": "Red",
        "worst_because": "Red because 1 of 14: 3.2.1",
        "counts": COUNTS,
        "total": 14,
        "by_exception": 7,
        "movement": "Since the last board: 2 better, 1 worse, 11 unchanged.",
        "exceptions": LINES[:2],
        "due_next": (LINES[2],),
        "due_until": date(2031, 4, 30),
        "silent": (LINES[3],),
        "more_exceptions": 3,
        "more_due": 0,
        "more_silent": 1,
    }
    return GroupStatus(**values | changes)


def milestone(seq: int = 1, **changes: Any) -> MilestoneLine:
    values: dict[str, Any] = {
        "seq": seq,
        "measure": "Median wait is 12 weeks or less, for two months running",
        "timing": "34 days late",
        "baseline": date(2030, 12, 31),
        "current": date(2031, 1, 28),
        "forecast": date(2031, 4, 30),
        "completed_on": None,
        "item": f"m:{seq}",
    }
    return MilestoneLine(**values | changes)


def action_status(**changes: Any) -> ActionStatus:
    values: dict[str, Any] = {
        "ref": "3.2.1",
        "title": "Cut the wait for a first speech and language appointment",
        "area": "Area 3: Speech, language and communication",
        "lead_posts": ("Head of Therapies, Moorside NHS Trust",),
        "rating": "Green",
        "rating_colour": GREEN,
        "rating_note": "Rated by Asha Iqbal on 3 March 2031, 10:02",
        "conflict": "Rated Green by the lead; milestone 1 is 34 days late.",
        "milestones": (
            milestone(1),
            milestone(
                2,
                timing="Complete",
                current=date(2030, 12, 31),
                forecast=None,
                completed_on=date(2030, 12, 19),
                item="",
            ),
        ),
        "last_words": "A locum starts on 17 March.\nThe waiting list has fallen from 412 to 371.",
        "last_by": "Asha Iqbal",
        "last_at": NOW,
        "exceptions": ("Late by more than a month, and rated Green.",),
        "as_at": NOW,
    }
    return ActionStatus(**values | changes)


def report_ready(**changes: Any) -> ReportReady:
    values: dict[str, Any] = {
        "title": "Exception report, Wharfemoor SEND plan",
        "summary": "14 actions: 1 Red, 3 Amber, 6 Green, 2 Blue, 2 not reported. 5 by exception.",
        "as_at": NOW,
        "status": "Draft",
        "links": tuple(
            (name, f"https://sendbot.example/r/{name[:3].lower()}") for name in ("Word", "Excel", "PDF", "web page")
        ),
        "valid_until": datetime(2031, 3, 3, 18, 0, tzinfo=UTC),
        "to_save": tuple((name, f"token-of-{name.lower()}") for name in ("Word", "Excel", "PDF")),
    }
    return ReportReady(**values | changes)


def figure(number: int = 1, **changes: Any) -> Figure:
    values: dict[str, Any] = {
        "ref": f"4.{number}a",
        "title": "Young people who start therapy within 18 weeks of referral",
        "status": "Off trajectory",
        "target": "75%",
        "target_period": "for 31 January 2031",
        "actual": "61.6%",
        "actual_period": "for 31 January 2031",
        "gap": "13.4 points short of target (17.9% of target)",
        "source": "Trust return, February 2031",
        "note": "Baseline 54, undated.",
    }
    return Figure(**values | changes)


FIGURES = (
    figure(1),
    figure(
        2,
        status="Not compared: the periods differ",
        target="60%",
        target_period="for 31 March 2031",
        actual="48%",
        actual_period="for 30 September 2030",
        gap="",
    ),
    figure(3, status="Not due yet", actual="No reading", actual_period="", gap="", source="", note=""),
)


def figures(shown: tuple[Figure, ...] = FIGURES, **changes: Any) -> Figures:
    values: dict[str, Any] = {
        "heading": "3 indicators in area 4, 1 without a reading",
        "figures": shown,
        "empty": "The register holds no indicator of action 3.2.2.",
        "as_at": NOW,
    }
    return Figures(**values | changes)


def quotations(*shown: Quotation, **changes: Any) -> Quotations:
    values: dict[str, Any] = {
        "heading": "3.2.1 Cut the wait for a first speech and language appointment",
        "said": ("3.2.1 went from Amber to Red on 3 March 2031. Both updates say why:",),
        "quotations": shown
        or (
            Quotation("Amber: Asha Iqbal, 6 January 2031, 09:12", "Two of three clinics have opened."),
            Quotation(
                "Red: Asha Iqbal, 3 March 2031, 10:02",
                "The third clinic has no therapist.",
                "Cause: The post was advertised twice without an applicant.",
            ),
        ),
        "as_at": NOW,
    }
    return Quotations(**values | changes)


ABILITIES = Abilities(
    "I hold the action register of the SEND improvement plan, and ask its leads for updates.",
    (
        ("Your actions", (Choice("What's mine?", "what's mine"), Choice("Update 3.2.1", "update 3.2.1"))),
        ("How things stand", (Choice("How is the plan?", "how is the whole plan"), *QUESTIONS)),
    ),
)


def by_lead(number: int) -> tuple[ActionLine, ...]:
    """So many lines, three to a lead."""
    posts = [f"Head of Service {n // 3 + 1}, Moorside NHS Trust" for n in range(number)]
    return tuple(
        action_line(n + 1, note="Due 31 March 2031: the pathway is agreed", lead_posts=(post,), group=post, item="")
        for n, post in enumerate(posts)
    )
