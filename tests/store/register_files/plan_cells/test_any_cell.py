"""Whatever a cell holds, reading it never fails, keeps what is printed, and says what it could not read."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.register_files.plan_cells.due import DateReading, read_dues
from store.register_files.plan_cells.leads import organisations_in, read_leads
from store.register_files.plan_cells.measures import read_baseline, read_target
from store.register_files.plan_cells.printed_text import in_one_line, levelled
from store.register_files.plan_cells.ratings import read_rating

PRINTED = (
    "November 2022|Dec22|May 25|Sept 23|Autumn 2022|Winter 2022|Autumn term 2022|2022/23 Academic Year|2022/23|by 2025"
    "|in 2024|Q1 2021|Q1 2021/22|H1 2022|3 months|6 and 12 months|6/12|18/52|October/ November 2019|June 2019 onwards"
    "|On-going|TBC|N/A|monthly|ongoing quarterly|January 2024 (70%)|& further in September 2023|12.03.2018"
    "|31 February 2023"
    "|29 February|0/0/00|March|end of|between|and|to|-|–|/|(|)|,|;|\n|asap|Complete|Friday 31st March 2023|Novmber 2022"
    "|Strategic Manager SEND|CBMDC|CBDMC|Jane Smith|Head of SEND, Devon County Council|JS/AB"
    "|Vacant|SRO|*|Health Professionals*"
    "|Red|Amber/Green|GY|amber E|\N{LARGE RED CIRCLE}|35%|80%%|<5%|27 weeks|1,200|25% in 2022 to 65% by December 2025"
    "|by 2 percentage points per year|90-95%|YTD|cumulative|in line with"
).split("|")
CELLS = st.lists(st.sampled_from(PRINTED) | st.text(max_size=12), max_size=7).map(" ".join) | st.text(max_size=80)
READINGS = st.builds(
    DateReading,
    quarters=st.sampled_from(("", "calendar", "financial")),
    counted_from=st.none() | st.just(date(2022, 8, 31)),
)


def is_blank(cell: str) -> bool:
    return not in_one_line(levelled(cell))


def letters(text: str) -> str:
    """Without what separates two dates."""
    return "".join(text.split()).replace(",", "").replace(";", "")


@settings(max_examples=300)
@given(CELLS, READINGS)
@example("29 February - 3 March 2023", DateReading())
@example("9999 years", DateReading(counted_from=date(2022, 8, 31)))
def test_every_date_cell_is_understood_or_doubted(cell: str, reading: DateReading) -> None:
    dues = read_dues(cell, reading)
    assert bool(dues) != is_blank(cell)
    for due in dues:
        assert due.due or due.recurrence or due.doubt
        assert due.earliest is None or due.due is None or due.earliest <= due.due


@settings(max_examples=300)
@given(CELLS)
def test_what_a_date_cell_prints_stands_in_its_dues_in_order(cell: str) -> None:
    texts = [due.text for due in read_dues(cell, DateReading())]
    assert letters(cell) in (letters("".join(texts)), *(letters(text) for text in texts))


@settings(max_examples=200)
@given(CELLS)
def test_every_lead_cell_is_understood_or_doubted(cell: str) -> None:
    leads = read_leads(cell, organisations=organisations_in([cell, "Manager\nCBMDC"]), initials={"JS": "Head of SEND"})
    assert bool(leads) != is_blank(cell)
    assert all(lead.text and (lead.post or lead.doubt) for lead in leads)


@settings(max_examples=200)
@given(CELLS, st.sampled_from(("", "#FF0000", "#FFFFFF", "junk")), st.booleans())
def test_every_rating_cell_is_understood_or_doubted(cell: str, fill: str, has_key: bool) -> None:
    read = read_rating(cell, fill, [("R", "Red"), ("GY", "Grey")] if has_key else [])
    assert read.text == cell.strip() or is_blank(cell)
    assert read.code or read.doubt or not has_key or not read.text


@settings(max_examples=300)
@given(CELLS, st.sampled_from(("", "percent", "weeks")))
def test_every_target_cell_keeps_its_text_and_has_a_kind(cell: str, unit_hint: str) -> None:
    target = read_target(cell, unit_hint)
    assert target.text == cell.strip()
    assert bool(target.kind) != is_blank(cell)
    assert target.value is not None or target.doubt or target.kind in ("words", "")


@settings(max_examples=200)
@given(CELLS)
def test_every_baseline_cell_has_a_figure_or_a_doubt(cell: str) -> None:
    read = read_baseline(cell)
    assert read.value is not None or read.doubt or is_blank(cell)


def test_a_text_as_long_as_excel_allows_is_refused_in_a_sentence() -> None:
    cell = "Head of SEND and 65% in 2022 to " * 1000
    assert "too long" in read_dues(cell, DateReading())[0].doubt
    assert "too long" in read_leads(cell, organisations=organisations_in([cell]), initials={})[0].doubt
    assert "too long" in read_target(cell).doubt
    assert "too long" in read_baseline(cell).doubt
    assert "too long" in read_rating(cell, "", []).doubt
