"""A dozen made-up exceptions of all severities, rich in what is awkward to lay out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.workflows.documents.sample_plan import (
    AREAS,
    DUE,
    HEAD_OF_ASSESSMENT,
    HEAD_OF_THERAPIES,
    LEADS,
    RATINGS,
    STRATEGIC_MANAGER,
    TITLES,
)
from workflows.exception_report.body_rows import MilestoneDates, Recovery, ReportException

LONG_UPDATE = (
    "We ended April with 61 plans still past twenty weeks, down from 94 in February. Two agency officers began on "
    "3 April and a third on 17 April. Health advice now comes back in seven weeks on average, which is still a week "
    "too long, and four schools have not sent the advice we asked for in March. We have agreed with the trust that "
    "paediatricians hold two advice clinics a month from June. The backlog will not clear by July as hoped: at the "
    "present rate it clears in the second week of October. We have told the families concerned by letter, and each "
    "has the name and number of the officer who writes the plan."
)


def an_exception(ref: str, **changes: object) -> ReportException:
    area = next(area for area in AREAS if ref.startswith(f"{area[0]}."))
    rating = RATINGS[ref]
    previous = str(changes.get("previous_rating", "Amber"))
    movement = str(changes.get("movement", "worse"))
    said = "Not reported" if rating == "Not reported" else f"Rated {rating}"
    due = DUE[ref]
    plain = ReportException(
        ref=ref,
        title=TITLES[ref],
        area_ref=area[0],
        area_title=area[1],
        sros=area[2],
        lead_posts=(LEADS[ref],),
        rating=rating,
        rating_words=f"{said}, was {previous}, {movement}",
        previous_rating=previous,
        movement=movement,
        codes=("E1",),
        reasons=("Rated Red by the lead",),
        severity=1,
        baseline=due,
        current=due,
        forecast=None,
        days_late=0,
        days_late_baseline=0,
        milestones=(),
        full_entry=True,
        update_text="",
        update_by="",
        update_at=None,
        cause="",
        effect="",
        recovery=None,
        recovery_required=False,
        waiting_for="",
        help_needed="",
        evidence=(),
        options_required=False,
        ask_numbers=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


EXCEPTIONS = (
    an_exception(
        "2.1.1",
        codes=("E1", "E2", "E9"),
        reasons=(
            "Rated Red by the lead",
            "Milestone due 29 January 2023 not complete, 103 days late",
            "Moved 2 times, 91 days in all",
        ),
        baseline=date(2022, 10, 30),
        forecast=date(2023, 10, 13),
        days_late=103,
        days_late_baseline=194,
        milestones=(
            MilestoneDates(
                1,
                "No plan is older than twenty weeks",
                "January 2023",
                date(2022, 10, 30),
                date(2023, 1, 29),
                date(2023, 10, 13),
                None,
                "103 days late",
                103,
                194,
            ),
        ),
        update_text=LONG_UPDATE,
        update_by="Head of Integrated Assessment, Wharfeside Council",
        update_at=datetime(2023, 5, 9, 10, 12, tzinfo=UTC),
        cause="Three of nine officer posts stood empty from October to March.",
        effect="Families wait a further five months for support they are entitled to.",
        recovery=Recovery(
            "Three agency officers write only overdue plans until the list is empty; a manager reads each one.",
            "Head of Integrated Assessment, Wharfeside Council",
            date(2023, 9, 29),
            date(2023, 10, 13),
        ),
        recovery_required=True,
        help_needed="Agency budget of £84,000 until October.",
        evidence=("EV-31 Weekly list of overdue plans", "EV-34 Letter to families, April 2023"),
        options_required=True,
        ask_numbers=(1,),
    ),
    an_exception(
        "3.1.1",
        codes=("E1", "E2", "E7"),
        reasons=(
            "Rated Red by the lead",
            "Milestone due 31 March 2023 not complete, 42 days late",
            "Median wait for a first therapy appointment: 31 weeks against 18 weeks for 31 March 2023",
        ),
        days_late=42,
        days_late_baseline=42,
        update_text="Two clinics count from referral and three from triage, so there is no one figure to publish yet.",
        update_by="Service Manager, for the Head of Children’s Therapies, Airedale Community NHS Trust",
        update_at=datetime(2023, 5, 10, 15, 40, tzinfo=UTC),
        cause="The five clinics use three record systems.",
        recovery_required=True,
        help_needed="A decision on which date a wait is counted from.",
        ask_numbers=(2, 3),
    ),
    an_exception(
        "2.3.1",
        codes=("E1", "E3"),
        reasons=("Rated Red by the lead", "Lead forecasts 29 September 2023, 91 days after 30 June 2023"),
        previous_rating="Green",
        forecast=date(2023, 9, 29),
        update_text="Two of six posts are filled. Nobody suitable applied for the others at the grade offered.",
        update_by="Head of Integrated Assessment, Wharfeside Council",
        update_at=datetime(2023, 5, 9, 10, 20, tzinfo=UTC),
        cause="Neighbouring councils pay one grade more.",
        effect="Plans that are now written in time would become late again from the autumn.",
        recovery=Recovery(
            "Regrade the posts and advertise again.", STRATEGIC_MANAGER, date(2023, 6, 16), date(2023, 9, 29)
        ),
        recovery_required=True,
        evidence=("EV-35 Advertisement and shortlist",),
    ),
    an_exception(
        "5.1.1",
        codes=("E1", "E8"),
        reasons=("Rated Red by the lead", "Move from 30 June 2023 to 31 October 2023 awaiting approval"),
        previous_rating="Red",
        movement="no change",
        forecast=date(2023, 10, 31),
        update_text="The agreement is with the trust’s solicitors for the second time.",
        update_by="Data and Performance Lead, Wharfeside Council",
        update_at=datetime(2023, 5, 11, 9, 5, tzinfo=UTC),
        cause="The first draft did not say who answers for a breach.",
        recovery_required=True,
        ask_numbers=(4,),
    ),
    an_exception(
        "3.1.2",
        codes=("E6", "E10", "E13"),
        reasons=(
            "Rating and dates disagree: Grey within a month of 31 May 2023",
            "Held by 3.1.1",
            "Due within a month and not on track: 31 May 2023",
        ),
        previous_rating="Amber",
        movement="paused",
        update_text="The form for the front door is ready. It cannot open while clinics count waits differently.",
        update_by="Head of Children’s Therapies, Airedale Community NHS Trust",
        update_at=datetime(2023, 5, 10, 15, 52, tzinfo=UTC),
        waiting_for="3.1.1, one way of counting waits",
        recovery_required=True,
        recovery=Recovery(
            "Open the door with one clinic first.", HEAD_OF_THERAPIES, date(2023, 7, 31), date(2023, 9, 29)
        ),
    ),
    an_exception(
        "2.4",
        codes=("E2", "E4"),
        reasons=(
            "Milestone due 31 March 2023 not complete, 42 days late",
            "No update received (2 cycles running). Last update 18 January 2023",
        ),
        previous_rating="Not reported",
        movement="no change",
        rating_words="Not reported, was Not reported, no change",
        days_late=42,
        days_late_baseline=42,
        update_text="Reviews for the summer term are booked.",
        update_by="Head of Integrated Assessment, Wharfeside Council",
        update_at=datetime(2023, 1, 18, 11, 0, tzinfo=UTC),
        recovery_required=True,
    ),
    an_exception(
        "5.2.2",
        codes=("E2", "E4", "E11"),
        reasons=(
            "Milestone due 28 February 2023 not complete, 73 days late",
            "No update received (3 cycles running). None has ever been received",
            "No lead in post: Joint Commissioner",
        ),
        previous_rating="None",
        movement="new",
        rating_words="Not reported, new",
        days_late=73,
        days_late_baseline=73,
        recovery_required=True,
        ask_numbers=(5,),
    ),
    an_exception(
        "2.1.2",
        severity=2,
        codes=("E2", "E6"),
        reasons=(
            "Milestone due 31 March 2023 not complete, 42 days late",
            "Rating and dates disagree: rated Green by the lead; milestone 42 days late",
        ),
        previous_rating="Green",
        movement="no change",
        days_late=42,
        days_late_baseline=42,
        update_text="The monthly check runs. The March sample was read in May, so the milestone slipped on paper only.",
        update_by="Head of Integrated Assessment, Wharfeside Council",
        update_at=datetime(2023, 5, 9, 10, 31, tzinfo=UTC),
        recovery_required=True,
        recovery=Recovery("Read April and May together.", HEAD_OF_ASSESSMENT, date(2023, 6, 9), date(2023, 6, 9)),
        evidence=("EV-33 Sample of March plans",),
    ),
    an_exception(
        "4.1.1",
        severity=3,
        full_entry=False,
        codes=("E15",),
        reasons=("Amber for 3 reports, nothing completed",),
        previous_rating="Amber",
        movement="no change",
        update_text="Four of seven partners have signed up to the shared questionnaire.",
        update_by="Consultant in Public Health, Wharfeside Council",
        update_at=datetime(2023, 5, 8, 8, 58, tzinfo=UTC),
    ),
    an_exception(
        "1.1.2",
        severity=3,
        full_entry=False,
        codes=("E2",),
        reasons=("Milestone due 30 April 2023 not complete, 12 days late",),
        previous_rating="Green",
        days_late=12,
        days_late_baseline=12,
    ),
    an_exception(
        "1.3.1",
        severity=3,
        full_entry=False,
        codes=("E4",),
        reasons=("No update received (1 cycle running). Last update 6 March 2023",),
        previous_rating="Green",
        movement="not reported",
    ),
    an_exception(
        "2.2.1",
        severity=3,
        full_entry=False,
        codes=("E14",),
        reasons=("Called in by the SRO: health advice takes seven weeks",),
        previous_rating="Amber",
        movement="no change",
    ),
)
BY_EXCEPTION = {entry.ref: ", ".join(entry.codes) for entry in EXCEPTIONS}
