"""The made-up report, whole, empty, and as large as one likes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.workflows.documents.sample_annexes import (
    ASKS,
    CHANGES,
    CLEARED,
    COMPLETED,
    DATA_NOTES,
    DATE_CHANGES,
    DUE_BEFORE_NEXT_BOARD,
    INDICATORS,
    MILESTONES_DUE,
    MOVED_DATES,
    NOT_REPORTED,
    OPEN_RISKS,
    RISKS,
    TIMING_KEY,
)
from tests.workflows.documents.sample_exceptions import (
    BY_EXCEPTION,
    EXCEPTIONS,
)
from tests.workflows.documents.sample_plan import (
    ACTIONS,
    AREAS,
    COLOURS,
    CUT_OFF,
    MEANINGS,
    RATINGS,
)
from workflows.exception_report.annex_rows import AreaSignOff
from workflows.exception_report.appendix_rows import KeyLine, RegisterLine
from workflows.exception_report.body_rows import AreaPosition, PositionLine
from workflows.exception_report.value import EditionMemory, ExceptionReport, ReportPlan


def _areas() -> tuple[AreaPosition, ...]:
    worst = {
        "1": ("Amber", "Amber because 2 of 6: 1.1.2, 1.2.2"),
        "2": ("Red", "Red because 2 of 7: 2.1.1, 2.3.1"),
        "3": ("Red", "Red because 1 of 5: 3.1.1"),
        "4": ("Amber", "Amber because 1 of 5: 4.1.1"),
        "5": ("Red", "Red because 1 of 5: 5.1.1"),
    }
    rows: list[AreaPosition] = []
    for ref, title, sros in AREAS:
        members = [action[0] for action in ACTIONS if action[0].startswith(f"{ref}.")]
        rows.append(
            AreaPosition(
                ref=ref,
                title=title,
                sros=sros,
                counts={label: sum(RATINGS[member] == label for member in members) for label in COLOURS},
                total=len(members),
                by_exception=sum(member in BY_EXCEPTION for member in members),
                worst=worst[ref][0],
                worst_because=worst[ref][1],
            )
        )
    return tuple(rows)


def _position_table() -> tuple[PositionLine, ...]:
    last = {"Blue": 2, "Green": 10, "Amber": 8, "Red": 2, "Grey": 2, "Not reported": 4, "Closed": 0}
    lines: list[PositionLine] = []
    for label, colour in COLOURS.items():
        now = list(RATINGS.values()).count(label)
        gap = now - last[label]
        change = f"{abs(gap)} {'more' if gap > 0 else 'fewer'}" if gap else "No change"
        lines.append(PositionLine(label, now, last[label], change, colour))
    of_which = PositionLine("Date changed with approval (of which)", 1, None, "In this period", "#505A5F", True)
    return (*lines, of_which)


def a_report(**changes: object) -> ExceptionReport:
    codes = {label: label.upper().replace(" ", "_") for label in COLOURS if label in MEANINGS}
    position = {codes.get(label, label.lower().replace(" ", "_")): 0 for label in COLOURS}
    for rating in RATINGS.values():
        position[codes.get(rating, rating.lower().replace(" ", "_"))] += 1
    report = ExceptionReport(
        plan=ReportPlan(
            "wharfeside-wsoa", "Wharfeside local area SEND Written Statement of Action (WSOA)", "Wharfeside", "WSOA", 7
        ),
        title="WSOA Exception Report: SEND Strategic Partnership Board",
        board="SEND Strategic Partnership Board",
        meeting_on=date(2023, 5, 24),
        next_meeting_on=date(2023, 7, 19),
        as_at=CUT_OFF,
        cut_off=CUT_OFF,
        period_from=date(2023, 3, 11),
        period_to=date(2023, 5, 12),
        edition=4,
        status="DRAFT",
        rules_version="1",
        prepared_by="SEND Transformation and Compliance Team",
        marking="Internal",
        summary=(
            "Of 28 actions, 12 are reported by exception, 3 more than in the last report. 2.1.1 is the longest overdue "
            "(103 days). The Board is asked to decide 5 matters."
        ),
        resolution=(
            "RESOLVED: (a) that the exceptions reported, and the corrective action being taken, be noted; (b) that it "
            "be noted that, of 28 actions, 79% are not late, 4% are up to one month late, 18% are over one month late, "
            "4% had a date changed with approval and 11% were not reported."
        ),
        asks=ASKS,
        position={**position, "date_changed": 1, "total": len(ACTIONS)},
        position_table=_position_table(),
        areas=_areas(),
        reconciles=True,
        exceptions=EXCEPTIONS,
        not_reported=NOT_REPORTED,
        date_changes=DATE_CHANGES,
        moved_dates=MOVED_DATES,
        indicators=INDICATORS,
        due_before_next_board=DUE_BEFORE_NEXT_BOARD,
        completed=COMPLETED,
        milestones_due=MILESTONES_DUE,
        risks=RISKS,
        open_risks=OPEN_RISKS,
        cleared=CLEARED,
        data_notes=DATA_NOTES,
        sign_off=tuple(
            AreaSignOff(
                ref, title, sros, "Not confirmed by SRO" if ref in "345" else f"Confirmed by {sros[0]} on 12 May 2023"
            )
            for ref, title, sros in AREAS
        ),
        register=tuple(
            RegisterLine(
                ref=ref,
                title=title,
                area_ref=ref[0],
                lead_posts=(lead,),
                rating=rating,
                timing=timing,
                next_due=due,
                forecast=next((entry.forecast for entry in EXCEPTIONS if entry.ref == ref), None),
                milestones_complete=2 if rating == "Blue" else 0,
                milestones_total=2,
                by_exception=BY_EXCEPTION.get(ref, "No"),
                last_update=None if ref == "5.2.2" else date(2023, 5, 9),
            )
            for ref, title, lead, rating, timing, due in ACTIONS
        ),
        rating_key=tuple(KeyLine(label, meaning, COLOURS[label]) for label, meaning in MEANINGS.items()),
        timing_key=TIMING_KEY,
        changes=CHANGES,
        audit_head="9f2c41d07be3",
        memory=EditionMemory(
            standing=dict(RATINGS),
            last_rating={"2.4": "AMBER"},
            exceptions={entry.ref: entry.codes for entry in EXCEPTIONS},
            completed=("1.2.1/1", "4.2.1/2"),
        ),
    )
    return replace(report, **changes)  # type: ignore[arg-type]


def an_empty_report(**changes: object) -> ExceptionReport:
    """A plan without a single action, before its first edition."""
    nothing: dict[str, object] = dict.fromkeys(
        (
            "asks",
            "position_table",
            "areas",
            "exceptions",
            "not_reported",
            "date_changes",
            "moved_dates",
            "indicators",
            "due_before_next_board",
            "completed",
            "milestones_due",
            "risks",
            "open_risks",
            "cleared",
            "data_notes",
            "sign_off",
            "register",
            "rating_key",
            "timing_key",
            "changes",
        ),
        (),
    )
    return a_report(
        **{
            **nothing,
            "position": {"not_reported": 0, "closed": 0, "date_changed": 0, "total": 0},
            "summary": "Of 0 actions, 0 are reported by exception, this is the first report.",
            "resolution": "RESOLVED: that the report be noted.",
            "meeting_on": None,
            "next_meeting_on": None,
            "period_from": None,
            "edition": None,
            "audit_head": "",
            "memory": EditionMemory({}, {}, {}, ()),
            **changes,
        }
    )


def a_report_of(actions: int, exceptions: int = 0) -> ExceptionReport:
    """As many actions, and as many of them by exception: for measuring."""
    line, entry = a_report().register[7], EXCEPTIONS[-1]
    return a_report(
        register=tuple(replace(line, ref=f"9.{n}") for n in range(actions)),
        exceptions=EXCEPTIONS + tuple(replace(entry, ref=f"9.{n}") for n in range(exceptions)),
    )
