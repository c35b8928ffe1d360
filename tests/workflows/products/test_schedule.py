"""Which paper is due to whom and when: cadence, meetings, working days, one cut a month."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from store.cut import DataCut, GovernanceRow, MeetingRow
from store.queries.cuts import take_cut
from store.working_days import WorkingCalendar, london_date
from tests.workflows.cuts import a_cut
from tests.workflows.products.january import CUT_OFF
from tests.workflows.register import PLAN
from workflows.products.audiences import BESIDE_THE_PLAN, audiences_of
from workflows.products.office import Office
from workflows.products.pre_election import PreElectionPeriod
from workflows.products.product import Kind
from workflows.products.schedule import CycleStartUnknown, ScheduledPaper, schedule

NOVEMBER = Office(cycle_starts=date(2022, 11, 1))
YEAR = (date(2022, 11, 1), date(2023, 10, 31))
SCRUTINY = "Overview and Scrutiny Committee"


def papers(cut: DataCut, start: date, end: date, setting: Office = NOVEMBER) -> list[ScheduledPaper]:
    """Of the plan's own governance."""
    beside = {row.product for row in BESIDE_THE_PLAN}
    return [paper for paper in schedule(cut, start, end, setting).papers if paper.product not in beside]


def governed(*rows: tuple[str, str, str], meetings: tuple[MeetingRow, ...] = ()) -> DataCut:
    return a_cut(governance=tuple(GovernanceRow(*row) for row in rows), meetings=meetings)


@pytest.mark.parametrize(
    ("cadence", "months"),
    [
        ("monthly", [11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        ("bi-monthly", [12, 2, 4, 6, 8, 10]),
        ("quarterly", [1, 4, 7, 10]),
        ("six-monthly", [4, 10]),
        ("annually", [10]),
    ],
)
def test_a_cadence_counts_from_the_month_in_which_the_cycle_starts(cadence: str, months: list[int]) -> None:
    found = papers(governed((cadence, "A paper", "A body")), *YEAR)
    assert [paper.wanted_on.month for paper in found] == months


def test_the_bradford_governance_is_read_as_the_five_products_of_its_figure(session: Session) -> None:
    cut = take_cut(session, PLAN, CUT_OFF)
    assert audiences_of(cut, Kind.KPI_PACK, {}) == (
        "SEND Strategic Partnership Board",
        "Health and Care senior leadership meeting",
    )
    assert audiences_of(cut, Kind.EXCEPTION, {}) == ("SEND Strategic Partnership Board",)
    assert len(audiences_of(cut, Kind.FORMAL, {})) == 4
    assert audiences_of(cut, Kind.SCRUTINY, {}) == ("Children and Young People’s Overview and Scrutiny Committee",)
    assert audiences_of(cut, Kind.ANNUAL, {}) == ("Bradford Wellbeing Board",)
    assert schedule(cut, *YEAR, NOVEMBER).notes == ()


def test_the_boards_meeting_gives_the_dates_counted_back_in_working_days(session: Session) -> None:
    found = papers(take_cut(session, PLAN, CUT_OFF), date(2023, 5, 1), date(2023, 5, 31))
    report = next(paper for paper in found if paper.kind == Kind.EXCEPTION)
    assert report.meeting == date(2023, 5, 25)
    assert (london_date(report.data_cut), report.confirm) == (date(2023, 5, 5), date(2023, 5, 11))
    assert (report.final, report.publish) == (date(2023, 5, 16), date(2023, 5, 17))


def test_all_papers_of_a_month_come_from_one_data_cut(session: Session) -> None:
    found = papers(take_cut(session, PLAN, CUT_OFF), *YEAR)
    cuts_of_month: dict[int, set[date]] = {}
    for paper in found:
        cuts_of_month.setdefault(paper.wanted_on.month, set()).add(london_date(paper.data_cut))
    assert {len(cuts) for cuts in cuts_of_month.values()} == {1}
    assert cuts_of_month[1] == {date(2023, 1, 6)}
    assert {paper.kind for paper in found if paper.wanted_on.month == 10} == {
        Kind.KPI_PACK,
        Kind.EXCEPTION,
        Kind.FORMAL,
        Kind.SCRUTINY,
        Kind.ANNUAL,
    } - {Kind.EXCEPTION}


def test_a_cut_off_given_in_the_register_wins() -> None:
    given = MeetingRow("Board", date(2023, 1, 25), date(2023, 1, 10))
    cut = governed(("bi-monthly", "By exception", "Board"), ("monthly", "KPI", "Leaders"), meetings=(given,))
    found = papers(cut, date(2023, 1, 1), date(2023, 1, 31))
    assert {london_date(paper.data_cut) for paper in found} == {date(2023, 1, 10)}
    assert len(found) == 2


def test_a_board_that_meets_oftener_gets_an_exception_report_each_time() -> None:
    meetings = tuple(MeetingRow("Board", day, None) for day in (date(2023, 1, 11), date(2023, 2, 15)))
    found = papers(governed(("bi-monthly", "By exception", "Board"), meetings=meetings), *YEAR)
    assert [paper.meeting for paper in found if paper.meeting] == [date(2023, 1, 11), date(2023, 2, 15)]


def test_without_a_meeting_the_dates_count_back_from_the_months_last_working_day_and_it_is_said() -> None:
    (found,) = papers(governed(("monthly", "KPI", "Leaders")), date(2023, 4, 1), date(2023, 4, 30))
    assert (found.meeting, found.wanted_on) == (None, date(2023, 4, 28))
    assert found.notes == (
        "No meeting of this body is held in the register from 1 April 2023 to 30 April 2023: the dates are counted "
        "back from the month’s end.",
    )


def test_publication_before_an_election_is_held_for_a_human_decision() -> None:
    meeting = MeetingRow(SCRUTINY, date(2023, 4, 26), None)
    cut = governed(("six-monthly", "Oversight", SCRUTINY), ("monthly", "KPI", SCRUTINY), meetings=(meeting,))
    held = {paper.kind: paper.notes for paper in papers(cut, date(2023, 4, 1), date(2023, 4, 30))}
    assert held[Kind.SCRUTINY] == (
        "Falls in the pre-election period (27 March 2023 to 4 May 2023): hold publication for a human decision, and "
        "go on collecting updates.",
    )
    assert held[Kind.KPI_PACK] == ()


def test_a_councils_own_pre_election_dates_are_used() -> None:
    meeting = MeetingRow(SCRUTINY, date(2023, 4, 26), None)
    cut = governed(("six-monthly", "Oversight", SCRUTINY), meetings=(meeting,))
    own = Office(cycle_starts=date(2022, 11, 1), pre_election=(PreElectionPeriod(date(2023, 5, 1), date(2023, 5, 25)),))
    (found,) = papers(cut, date(2023, 4, 1), date(2023, 4, 30), own)
    assert found.notes == ()


def test_a_cadence_that_is_not_known_is_told_and_not_dropped() -> None:
    found = schedule(governed(("fortnightly", "KPI", "Leaders")), *YEAR, NOVEMBER)
    assert found.notes == (
        "KPI, to Leaders: the cadence “fortnightly” is not known, so no date is given. Write monthly, bi-monthly, "
        "quarterly, six-monthly or annually.",
    )


def test_the_cycle_starts_with_the_first_meeting_unless_told_and_else_it_is_asked_for() -> None:
    meeting = MeetingRow("Board", date(2023, 1, 25), None)
    cut = governed(("quarterly", "Formal", "Executive"), meetings=(meeting,))
    assert schedule(cut, *YEAR, Office()).cycle_starts == date(2023, 1, 1)
    with pytest.raises(CycleStartUnknown, match="--cycle-starts 2022-11"):
        schedule(governed(("quarterly", "Formal", "Executive")), *YEAR, Office())


@settings(max_examples=40, deadline=None, database=None)
@given(
    st.lists(st.dates(date(2022, 11, 1), date(2023, 12, 20)), max_size=6, unique=True),
    st.dates(date(2022, 1, 1), date(2023, 12, 1)),
)
def test_every_paper_is_cut_then_confirmed_then_final_then_published_with_five_clear_days(
    days: list[date], starts: date
) -> None:
    calendar = WorkingCalendar.of_england()
    meetings = tuple(MeetingRow("Board", day, None) for day in sorted(days))
    rows = tuple((cadence, "By exception", "Board") for cadence in ("monthly", "bi-monthly", "quarterly"))
    for paper in papers(governed(*rows, meetings=meetings), *YEAR, Office(cycle_starts=starts)):
        assert london_date(paper.data_cut) < paper.confirm < paper.final < paper.publish < paper.wanted_on
        assert calendar.between(paper.publish, paper.wanted_on) == 5
        assert paper.wanted_on - paper.publish >= timedelta(days=6)
