"""When which paper is due to whom: the governance of the plan laid over months, meetings and working days.

Cycle months count from the month in which the cycle starts: a quarterly paper is due in months 3, 6, 9 and 12. All
papers of one month come from one data cut, so that figures never differ between them (`domain.md` 7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from store.back_schedule import BackSchedule, back_schedule
from store.cut import DataCut, GovernanceRow, MeetingRow
from store.working_days import WorkingCalendar, london_date
from workflows.language import day_words
from workflows.products.audiences import kind_of, months_of, promised
from workflows.products.office import Office
from workflows.products.pre_election import PreElectionPeriod
from workflows.products.product import Kind

PUBLISHED = frozenset({Kind.FORMAL, Kind.SCRUTINY, Kind.ANNUAL})
"""Go to committees that publish their papers."""


class CycleStartUnknown(Exception):
    """Nothing in the register tells in which month the reporting cycle starts: say it, with
    --cycle-starts 2022-11 or the setting cycle_starts."""

    def __init__(self) -> None:
        super().__init__(" ".join((CycleStartUnknown.__doc__ or "").split()))


@dataclass(frozen=True, slots=True)
class ScheduledPaper:
    """`kind` is blank for a promise that no paper answers. Without a meeting in the register the dates are counted back
    from the month's last working day, and `notes` says so."""

    kind: str
    product: str
    cadence: str
    audience: str
    month: int  # of the cycle
    meeting: date | None
    wanted_on: date
    data_cut: datetime
    confirm: date
    final: date
    publish: date
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    cycle_starts: date
    papers: tuple[ScheduledPaper, ...]
    notes: tuple[str, ...]


def schedule(cut: DataCut, start: date, end: date, office: Office) -> Schedule:
    """Papers wanted from `start` to `end`, both included. Raises CycleStartUnknown and BeyondHolidayData."""
    first = office.cycle_starts or min((row.held_on for row in cut.meetings), default=None)
    if first is None:
        raise CycleStartUnknown
    first = first.replace(day=1)
    calendar = WorkingCalendar.of_england(cut.closures)
    papers = [paper for row in promised(cut, office.audiences) for paper in _papers(cut, row, first, end, calendar)]
    dated = [_by_office(paper, office, calendar) for paper in papers]
    shared = _one_cut_a_month(dated, cut.meetings, calendar)
    held = [_held(paper, office.pre_election) for paper in shared if start <= paper.wanted_on <= end]
    order = {kind.value: place for place, kind in enumerate(Kind)}
    return Schedule(
        first,
        tuple(sorted(held, key=lambda paper: (paper.wanted_on, order.get(paper.kind, len(order)), paper.audience))),
        tuple(_unknown_cadences(cut, office)),
    )


def _papers(
    cut: DataCut, row: GovernanceRow, first: date, end: date, calendar: WorkingCalendar
) -> Iterator[ScheduledPaper]:
    every = months_of(row)
    if every is None:
        return
    month = every
    while (opens := _month(first, month - every)) <= end:
        closes = _month(first, month) - timedelta(days=1)
        yield from _in_period(cut, row, month, (opens, closes), calendar)
        month += every


def _in_period(
    cut: DataCut, row: GovernanceRow, month: int, period: tuple[date, date], calendar: WorkingCalendar
) -> Iterator[ScheduledPaper]:
    """For the last meeting of the body in the period; an exception report for each of its meetings."""
    opens, closes = period
    meetings = [
        meeting
        for meeting in cut.meetings
        if meeting.board.casefold() == row.audience.casefold() and opens <= meeting.held_on <= closes
    ]
    if kind_of(row) is not Kind.EXCEPTION:
        meetings = meetings[-1:]
    for meeting in meetings:
        dates = back_schedule(meeting.held_on, calendar, meeting.cut_off_given)
        yield _paper(row, month, dates, meeting.held_on, ())
    if not meetings:
        dates = back_schedule(calendar.on_or_before(closes), calendar)
        note = (
            f"No meeting of this body is held in the register from {day_words(opens)} to {day_words(closes)}: the "
            "dates are counted back from the month’s end."
        )
        yield _paper(row, month, dates, None, (note,))


def _paper(
    row: GovernanceRow, month: int, dates: BackSchedule, meeting: date | None, notes: tuple[str, ...]
) -> ScheduledPaper:
    kind = kind_of(row)
    unanswered = () if kind else ("No paper answers this promise yet.",)
    return ScheduledPaper(
        kind=kind.value if kind else "",
        product=row.product,
        cadence=row.cadence,
        audience=row.audience,
        month=month,
        meeting=meeting,
        wanted_on=dates.meeting,
        data_cut=dates.cut_off,
        confirm=dates.confirm,
        final=dates.final,
        publish=dates.publish,
        notes=(*notes, *unanswered),
    )


def _by_office(paper: ScheduledPaper, office: Office, calendar: WorkingCalendar) -> ScheduledPaper:
    """The days on which a council wants its papers."""
    return replace(
        paper,
        final=calendar.add(paper.wanted_on, -office.final_days),
        publish=calendar.add(paper.wanted_on, -office.publish_days),
    )


def _one_cut_a_month(
    papers: Sequence[ScheduledPaper], meetings: Sequence[MeetingRow], calendar: WorkingCalendar
) -> Iterator[ScheduledPaper]:
    """A cut-off given in the register wins, else the earliest that any paper of the month needs."""
    given = {
        _key(row.held_on): back_schedule(row.held_on, calendar, row.cut_off_given).cut_off
        for row in meetings
        if row.cut_off_given
    }
    earliest: dict[tuple[int, int], datetime] = {}
    for paper in papers:
        key = _key(paper.wanted_on)
        earliest[key] = min(earliest.get(key, paper.data_cut), paper.data_cut)
    for paper in papers:
        key = _key(paper.wanted_on)
        taken = given.get(key, earliest[key])
        late = london_date(taken) > paper.final
        note = ("The month’s data cut lies after the day on which this paper is final.",) if late else ()
        yield replace(paper, data_cut=taken, notes=(*paper.notes, *note))


def _held(paper: ScheduledPaper, periods: Sequence[PreElectionPeriod]) -> ScheduledPaper:
    if paper.kind not in PUBLISHED:
        return paper
    held = tuple(period.words for period in periods if period.holds(paper.publish))
    return replace(paper, notes=(*paper.notes, *held))


def _unknown_cadences(cut: DataCut, office: Office) -> Iterator[str]:
    for row in promised(cut, office.audiences):
        if months_of(row) is None:
            yield (
                f"{row.product}, to {row.audience}: the cadence “{row.cadence}” is not known, so no date is given. "
                "Write monthly, bi-monthly, quarterly, six-monthly or annually."
            )


def _month(first: date, ahead: int) -> date:
    """The first day of the month so many months on."""
    years, month = divmod(first.month - 1 + ahead, 12)
    return date(first.year + years, month + 1, 1)


def _key(day: date) -> tuple[int, int]:
    return day.year, day.month
