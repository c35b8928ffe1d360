from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.register_files.errors import UnreadableCell
from store.register_files.sheets import cells
from store.types import Lifecycle

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_a_day_is_read_in_iso_and_in_british_order(day: date) -> None:
    for printed in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f" {day.day}/{day.month}/{day.year} "):
        assert cells.day(printed) == day


@pytest.mark.parametrize("cell", ["31/02/2023", "2023-13-01", "12/31/2023", "31/03/23", "31/03.2023", "TBC", "2023"])
def test_what_is_no_date_is_refused_with_a_sentence(cell: str) -> None:
    with pytest.raises(UnreadableCell, match=r"is not a date \(write 2023-03-31 or 31/03/2023\)\."):
        cells.day(cell)


def test_a_blank_cell_is_no_date_no_figure_and_no_word() -> None:
    assert cells.day("  ") is None
    assert cells.moment("") is None
    assert cells.figure("") is None
    assert cells.whole_number(" ") is None
    assert cells.yes_or_no("") is None
    assert cells.Words(Lifecycle)("") is None


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2023-03-01", datetime(2023, 3, 1, 12, 0, tzinfo=UTC)),
        ("2023-07-01", datetime(2023, 7, 1, 11, 0, tzinfo=UTC)),  # noon in London, in summer
        ("01/07/2023 09:30", datetime(2023, 7, 1, 8, 30, tzinfo=UTC)),
        ("2023-07-01T09:30", datetime(2023, 7, 1, 8, 30, tzinfo=UTC)),
        ("2023-07-01T09:30:00+00:00", datetime(2023, 7, 1, 9, 30, tzinfo=UTC)),
        ("2023-07-01 09:30Z", datetime(2023, 7, 1, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_london_time_unless_it_names_a_zone(cell: str, moment: datetime) -> None:
    assert cells.moment(cell) == moment


@given(st.integers(0, 3 * 10**15).map(lambda us: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)))
def test_a_moment_written_is_the_same_moment_read(moment: datetime) -> None:
    assert cells.moment(cells.written(moment)) == moment


@pytest.mark.parametrize("cell", ["2023-07-01 25:00", "2023-07-01 morning", "yesterday"])
def test_what_is_no_moment_is_refused(cell: str) -> None:
    with pytest.raises(UnreadableCell):
        cells.moment(cell)


@pytest.mark.parametrize(
    ("cell", "figure"), [("35", 35), ("35%", 35), ("35 %", 35), ("8.9", 8.9), ("1,200", 1200), ("-2.5", -2.5)]
)
def test_a_figure_is_read_with_or_without_its_percent_sign(cell: str, figure: float) -> None:
    assert cells.figure(cell) == figure


@pytest.mark.parametrize("cell", ["live", "12,5", "nan", "inf", "1 in 4", "1e5", "9" * 400])
def test_a_word_is_no_figure(cell: str) -> None:
    assert cells.figure_if_any(cell) is None
    with pytest.raises(UnreadableCell):
        cells.figure(cell)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9).map(lambda x: round(x, 4)))
def test_a_figure_written_is_the_same_figure_read(value: float) -> None:
    assert cells.figure(cells.written(value)) == value


def test_a_vocabulary_is_read_however_it_is_spelled_and_names_its_words_when_refusing() -> None:
    read = cells.Words(Lifecycle)
    assert read("Not started") is Lifecycle.NOT_STARTED
    assert read("merged-into") is Lifecycle.MERGED_INTO
    with pytest.raises(UnreadableCell, match=r'"done" is not one of: not_started, in_progress, complete'):
        read("done")


def test_yes_and_no_are_the_only_answers() -> None:
    assert cells.yes_or_no("Yes") is True
    assert cells.yes_or_no("no") is False
    with pytest.raises(UnreadableCell):
        cells.yes_or_no("maybe")


@given(st.text())
def test_a_text_read_once_more_stays_the_same(cell: str) -> None:
    assert cells.text(cells.text(cell)) == cells.text(cell)
