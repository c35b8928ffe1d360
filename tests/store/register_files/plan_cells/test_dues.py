from __future__ import annotations

from datetime import date

import pytest

from store.register_files.plan_cells.due import DateReading, read_dues

UNSAID = DateReading()


def days(cell: str, reading: DateReading = UNSAID) -> list[tuple[str, str]]:
    return [(str(due.earliest or ""), str(due.due or "")) for due in read_dues(cell, reading)]


@pytest.mark.parametrize(
    ("cell", "earliest", "due"),
    [
        ("November 2022", "2022-11-01", "2022-11-30"),
        ("november  2022", "2022-11-01", "2022-11-30"),
        ("NOVEMBER\u00a02022", "2022-11-01", "2022-11-30"),
        ("September\n2019", "2019-09-01", "2019-09-30"),
        ("Nov 22", "2022-11-01", "2022-11-30"),
        ("Dec22", "2022-12-01", "2022-12-31"),
        ("Sept. 2023", "2023-09-01", "2023-09-30"),
        ("Sep-22", "2022-09-01", "2022-09-30"),
        ("Nov '22", "2022-11-01", "2022-11-30"),
        ("11/2022", "2022-11-01", "2022-11-30"),
        ("May 25", "2025-05-01", "2025-05-31"),
        ("May 20", "2020-05-01", "2020-05-31"),
        ("May 2020", "2020-05-01", "2020-05-31"),
        ("February 2024", "2024-02-01", "2024-02-29"),
        ("31 March 2023", "2023-03-31", "2023-03-31"),
        ("Friday 31st March 2023", "2023-03-31", "2023-03-31"),
        ("April 1 2023", "2023-04-01", "2023-04-01"),
        ("31.03.2023", "2023-03-31", "2023-03-31"),
        ("31/3/23", "2023-03-31", "2023-03-31"),
        ("2023-03-31", "2023-03-31", "2023-03-31"),
        ("31/03/2023 00:00:00", "2023-03-31", "2023-03-31"),
        ("From September 2022 to March 2023", "2022-09-01", "2023-03-31"),
        ("01/02/2023", "2023-02-01", "2023-02-01"),
        ("Q1 2021/22", "2021-04-01", "2021-06-30"),
        ("Q4 FY 2021/22", "2022-01-01", "2022-03-31"),
        ("Autumn term 2022", "2022-09-01", "2022-12-31"),
        ("Spring term 2022/23", "2023-01-01", "2023-03-31"),
        ("summer 2023 term", "2023-04-01", "2023-07-31"),
        ("end of spring term 2023", "2023-03-31", "2023-03-31"),
        ("Spring 2022", "2022-03-01", "2022-05-31"),
        ("Summer 2022", "2022-06-01", "2022-08-31"),
        ("Autumn 2022", "2022-09-01", "2022-11-30"),
        ("Winter 2023/24", "2023-12-01", "2024-02-29"),
        ("2022/23 Academic Year", "2022-09-01", "2023-08-31"),
        ("academic year 2022-23", "2022-09-01", "2023-08-31"),
        ("2022/23 financial year", "2022-04-01", "2023-03-31"),
        ("FY22/23", "2022-04-01", "2023-03-31"),
        ("in 2024", "2024-01-01", "2024-12-31"),
        ("end of 2024", "2024-12-31", "2024-12-31"),
        ("By end of March 2023", "2023-03-31", "2023-03-31"),
        ("to May 2020", "2020-05-01", "2020-05-31"),
        ("w/c 6 March 2023", "2023-03-06", "2023-03-12"),
        ("October/ November 2019", "2019-10-01", "2019-11-30"),
        ("November – January 2020", "2019-11-01", "2020-01-31"),
        ("November 2019 –\nJanuary 2020", "2019-11-01", "2020-01-31"),
        ("18th – 20th January 2022", "2022-01-18", "2022-01-20"),
        ("28 February - 3 March 2023", "2023-02-28", "2023-03-03"),
        ("Sept 2022 - March 2023", "2022-09-01", "2023-03-31"),
        ("between March 2023 and May 2023", "2023-03-01", "2023-05-31"),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day_and_is_not_in_doubt(cell: str, earliest: str, due: str) -> None:
    (read,) = read_dues(cell, UNSAID)
    assert (str(read.earliest), str(read.due), read.doubt) == (earliest, due, "")
    assert read.text == " ".join(cell.split())


@pytest.mark.parametrize(
    ("cell", "texts", "dues"),
    [
        ("November 2022\nMarch 2023", ["November 2022", "March 2023"], ["2022-11-30", "2023-03-31"]),
        ("November 2022; March 2023", ["November 2022", "March 2023"], ["2022-11-30", "2023-03-31"]),
        ("Mar 23, Sept 23", ["Mar 23", "Sept 23"], ["2023-03-31", "2023-09-30"]),
        ("Dec 22\nMar 23", ["Dec 22", "Mar 23"], ["2022-12-31", "2023-03-31"]),
        ("March and April 2023", ["March", "and April 2023"], ["2023-03-31", "2023-04-30"]),
        (
            "September 2022\n& further in\nSeptember 2023",
            ["September 2022", "& further in September 2023"],
            ["2022-09-30", "2023-09-30"],
        ),
        ("March 2023\nOn-going\nJuly 2023", ["March 2023", "On-going", "July 2023"], ["2023-03-31", "", "2023-07-31"]),
    ],
)
def test_several_dates_in_a_cell_are_several_dues_in_printed_order(
    cell: str, texts: list[str], dues: list[str]
) -> None:
    read = read_dues(cell, UNSAID)
    assert [due.text for due in read] == texts
    assert [str(due.due or "") for due in read] == dues


@pytest.mark.parametrize(
    ("cell", "recurrence"),
    [
        ("On-going", "open-ended"),
        ("Ongoing", "open-ended"),
        ("monthly", "monthly"),
        ("termly", "termly"),
        ("ongoing quarterly", "quarterly"),
        ("Ongoing biannually", "biannual"),
        ("every 6 months", "6-monthly"),
        ("6 monthly", "6-monthly"),
        ("following each event", "after each event"),
    ],
)
def test_what_recurs_without_a_date_is_a_recurrence(cell: str, recurrence: str) -> None:
    (read,) = read_dues(cell, UNSAID)
    assert (read.due, read.recurrence, read.doubt) == (None, recurrence, "")


@pytest.mark.parametrize("cell", ["June 2019 onwards", "June 2019\nonwards", "From June 2019", "starting June 2019"])
def test_an_open_end_has_a_beginning_and_no_due_date(cell: str) -> None:
    (read,) = read_dues(cell, UNSAID)
    assert (read.earliest, read.due, read.recurrence) == (date(2019, 6, 1), None, "open-ended")


@pytest.mark.parametrize(
    ("cell", "beside", "recurrence"),
    [
        ("March 2023 (Ongoing biannually)", "", "biannual"),
        ("March 2023 (ongoing\nquarterly)", "", "quarterly"),
        ("March 2023 (70%)", "70%", ""),
        ("March 2023\n(70%)", "70%", ""),
        ("March 2023 70%", "70%", ""),
        ("March 2023 (Final Draft)", "Final Draft", ""),
        ("March 2023 (12 months recovery plan)", "12 months recovery plan", ""),
        ("(March 2023)", "", ""),
    ],
)
def test_what_stands_beside_a_date_leaves_the_date_alone(cell: str, beside: str, recurrence: str) -> None:
    (read,) = read_dues(cell, UNSAID)
    assert (read.due, read.beside, read.recurrence, read.doubt) == (date(2023, 3, 31), beside, recurrence, "")


@pytest.mark.parametrize(
    ("cell", "due", "said"),
    [
        ("by 2025", "2025-12-31", "before 2025"),
        ("early March 2023", "2023-03-31", "last day"),
        ("mid-March 2023", "2023-03-31", "last day"),
        ("before 1 April 2023", "2023-03-31", "day before"),
        ("Winter 2022", "2023-02-28", "January and February 2022"),
        ("Mar 12", "2012-03-31", "if a day was meant"),
        ("Thursday 31 March 2023", "2023-03-31", "is a Friday"),
        ("Panel agrees in March 2023", "2023-03-31", '"Panel agrees" stands beside'),
        ("Completed October 2022", "", "when it was finished"),
        ("Complete", "", "finished"),
        ("2022/23", "", "31 March 2023 as a financial year and on 31 August 2023 as an academic year"),
        ("2022/24 academic year", "", "two years in a row"),
        ("Q1 2021", "", "31 March 2021 in calendar quarters and on 30 June 2021 in financial ones: set quarters"),
        ("H1 2023", "", "30 June 2023"),
        ("March", "", "no year"),
        ("31 March", "", "no year"),
        ("Autumn term", "", "no year"),
        ("31 February 2023", "", "no day of the calendar"),
        ("12/25/2023", "", "read as day, month, year"),
        ("March 2023 - January 2023", "", "ends before it begins"),
        ("Novmber 2022", "", "did you mean November?"),
        ("Budget 2023", "", "could not be read as a date"),
        ("nonsense text", "", "could not be read as a date"),
        ("44986", "", "is a number"),
        ("TBC", "", "leaves the date open"),
        ("To be confirmed", "", "leaves the date open"),
        ("N/A", "", "gives no date"),
        ("asap", "", "write the day"),
        ("3 months", "", "set counted_from"),
        ("x" * 2000, "", "too long"),
    ],
)
def test_what_can_be_read_in_two_ways_or_in_none_is_in_doubt(cell: str, due: str, said: str) -> None:
    (read,) = read_dues(cell, UNSAID)
    assert str(read.due or "") == due
    assert said in read.doubt
    assert read.doubt.endswith(".")


def test_two_dates_with_nothing_between_them_are_two_and_in_doubt() -> None:
    first, second = read_dues("September 2019 November 2019", UNSAID)
    assert (first.due, second.due) == (date(2019, 9, 30), date(2019, 11, 30))
    assert "Nothing stands between" in first.doubt


@pytest.mark.parametrize(("quarters", "due"), [("calendar", "2021-03-31"), ("financial", "2021-06-30")])
def test_the_mapping_file_settles_what_a_quarter_is(quarters: str, due: str) -> None:
    (read,) = read_dues("Q1 2021", DateReading(quarters=quarters))
    assert (str(read.due), read.doubt) == (due, "")


def test_the_councils_own_terms_count() -> None:
    reading = DateReading(spring_term_ends=(4, 5), summer_term_ends=(7, 22))
    assert days("Spring term 2023", reading) == [("2023-01-01", "2023-04-05")]
    assert days("Summer term 2023", reading) == [("2023-04-06", "2023-07-22")]


@pytest.mark.parametrize(
    ("cell", "dues"),
    [
        ("3 months", ["2022-12-30"]),
        ("within six months", ["2023-03-30"]),
        ("6 and 12 months", ["2023-03-30", "2023-09-30"]),
        ("3 / 6 / 12\nmonths", ["2022-12-30", "2023-03-30", "2023-09-30"]),
        ("12 weeks", ["2022-12-23"]),
    ],
)
def test_a_relative_time_is_counted_from_the_day_in_the_mapping_file(cell: str, dues: list[str]) -> None:
    read = read_dues(cell, DateReading(counted_from=date(2022, 9, 30)))
    assert [str(due.due) for due in read] == dues
    assert not any(due.doubt for due in read)


@pytest.mark.parametrize(("cell", "due"), [("6/12", "2023-03-30"), ("18/52", "2023-02-03")])
def test_twelfths_are_months_and_fifty_seconds_are_weeks_which_is_said(cell: str, due: str) -> None:
    (read,) = read_dues(cell, DateReading(counted_from=date(2022, 9, 30)))
    assert str(read.due) == due
    assert "if it means a day" in read.doubt


@pytest.mark.parametrize("cell", ["", "  ", "\n", "\u00a0\u200b"])
def test_a_blank_cell_has_no_due(cell: str) -> None:
    assert read_dues(cell, UNSAID) == ()
