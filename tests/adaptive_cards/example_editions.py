"""Made-up editions, with keyword overrides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from workflows.editions.finding import Finding, Gate
from workflows.editions.views import (
    AreaToConfirm,
    AskLine,
    CommentLine,
    EditionAsks,
    EditionCommentary,
    EditionDifferences,
    EditionFindings,
    EditionToClear,
    FindingLine,
    StepToTake,
)
from workflows.exception_report.appendix_rows import EditionDifference

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
LINKS = (("Word", "https://sendbot.example/reports/w"), ("web page", "https://sendbot.example/reports/h"))
CLEARED = "Asha Iqbal, 17 February 2031, 10:02"


def edition_to_clear(**changes: Any) -> EditionToClear:
    values: dict[str, Any] = {
        "edition_id": 12,
        "number": 7,
        "title": "WSOA Exception Report: Wharfemoor SEND Board",
        "cut_off": CUT_OFF,
        "status": "draft",
        "content_hash": "9f" * 32,
        "summary": "Of 14 actions, 5 are reported by exception, 2 more than last time.",
        "cleared_by": "",
        "areas": (("1", "Confirmed by Head of Early Help, 17 February 2031, 09:12"), ("3", "Not confirmed by SRO")),
        "findings": FINDINGS,
        "comments": 1,
        "asks": 3,
        "replaces": None,
        "replaced_by": None,
        "differences": 0,
        "minute": "",
        "links": LINKS,
        "others": ((11, 6, "issued"), (9, 5, "issued")),
    }
    return EditionToClear(**values | changes)


FINDING_LINES = (
    FindingLine(Gate.RULES, "It was compiled under version 2030.2 of the rules, and version 2031.1 is in force.", "a1"),
    FindingLine(Gate.CONFIRMATION, FINDINGS[0].sentence, "b2"),
    FindingLine(Gate.NEXT_STEP, FINDINGS[1].sentence, "c3", ref="3.2.1"),
    FindingLine(Gate.SMALL_COUNT, "3.2.4, narrative gives a count of fewer than 5 children.", "d4"),
    FindingLine(Gate.TEMPLATE_TEXT, "Commentary on section 3 still holds words of a template.", "e5", comment_on="3"),
    FindingLine(Gate.ADDRESSEE, "Ask 2 is addressed to “The Cabinet”, which is no body of this plan.", "f6"),
)


def findings_view(*findings: FindingLine) -> EditionFindings:
    return EditionFindings(12, 7, findings)


COMMENTS = (
    CommentLine("3", "section 3", "The fall is that of one quarter; the year as a whole is on its trajectory."),
    CommentLine("3.2.1", "3.2.1", "The provider’s notice was known when the last report was written."),
)
SECTIONS = (("1", "Summary"), ("2", "Asks of the Board"), ("3", "Position"))


def many_comments(number: int) -> list[CommentLine]:
    return [replace(COMMENTS[1], about=f"3.2.{n}", where=f"3.2.{n}") for n in range(1, number + 1)]


def commentary_view(*comments: CommentLine) -> EditionCommentary:
    return EditionCommentary(12, 7, SECTIONS, comments)


ASKS = (
    AskLine(1, "Decide", "Agree the money for a second post.", "The Board", date(2031, 3, 6), ("3.2.1",), raised=True),
    AskLine(2, "Note", "Note the new date of the guide.", "The Chair", None, (), raised=True),
    AskLine(
        3,
        "Unblock",
        "Bring a recovery plan for 3.2.1: none has been received.",
        "Director of Public Health (SRO, area 3)",
        date(2031, 3, 6),
        tuple(f"3.2.{number}" for number in range(1, 16)),
        raised=False,
    ),
)


def many_asks(number: int) -> list[AskLine]:
    return [replace(ASKS[0], number=n) for n in range(1, number + 1)]


def asks_view(*asks: AskLine, findings: tuple[str, ...] = ()) -> EditionAsks:
    return EditionAsks(12, 7, asks, findings)


DIFFERENCES = (
    EditionDifference("Summary", "", "changed", "", "Of 14 actions, 5 …", "Of 14 actions, 4 …"),
    EditionDifference("Exceptions", "3.2.4", "removed", "", "Publish the guide to annual reviews", ""),
    EditionDifference("Full register", "3.2.4", "changed", "days_late", "34", "0"),
)


def differences_view(*differences: EditionDifference) -> EditionDifferences:
    return EditionDifferences(12, 7, 6, "A figure of area 3 was wrong", differences)


def step_to_take(about: str = "") -> StepToTake:
    return StepToTake(12, 7, about)
