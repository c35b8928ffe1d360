"""Nothing in a report is made up: words are an update's, dates a row's, numbers reckoned from these alone."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from store.cut import DataCut, EvidenceRow, IndicatorRow
from store.working_days import london_date
from tests.workflows import cuts as rows
from tests.workflows.cuts import TODAY
from tests.workflows.test_any_cut import bounded, cuts
from workflows.exception_report.compile import compile_report
from workflows.language import day_words

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = re.compile(rf"\b\d{{1,2}} (?:{MONTHS}) \d{{4}}")
MONTH = re.compile(rf"\b(?:{MONTHS}) \d{{4}}")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
days = st.integers(-200, 60).map(lambda n: TODAY + timedelta(days=n))


@st.composite
def indicators(draw: st.DrawFn, refs: list[str]) -> IndicatorRow:
    values = st.integers(0, 100).map(float)
    return rows.an_indicator(
        draw(st.lists(st.tuples(days, values), max_size=4, unique_by=lambda pair: pair[0]).map(sorted)),
        draw(st.lists(st.tuples(days, values), max_size=3, unique_by=lambda pair: pair[0]).map(sorted)),
        action_refs=tuple(draw(st.lists(st.sampled_from(refs), max_size=2, unique=True))),
    )


@st.composite
def evidenced(draw: st.DrawFn) -> DataCut:
    """With evidence and an indicator besides."""
    cut = draw(cuts())
    refs = [action.ref for action in cut.actions]
    held: list[EvidenceRow] = [
        rows.evidence_of(ref, title=f"Minutes about {ref}", accepted_by=draw(st.sampled_from(["", "Ada Byron"])))
        for ref in draw(st.lists(st.sampled_from(refs), max_size=2, unique=True))
    ]
    return replace(cut, evidence=tuple(held), indicators=(draw(indicators(refs)),))


@bounded
@given(evidenced())
def test_every_word_of_a_lead_is_an_updates_own(cut: DataCut) -> None:
    updates = {update.id: update for update in cut.updates}
    for entry in compile_report(cut).exceptions:
        said = [update for update in cut.updates if update.action_ref == entry.ref]
        if entry.update_id is None:
            assert not said
            assert entry.update_text == entry.cause == entry.effect == entry.help_needed == ""
            continue
        quoted = updates[entry.update_id]
        assert (entry.update_text, entry.update_at) == (quoted.narrative, quoted.at)
        assert entry.cause in {update.cause for update in said}
        assert entry.effect in {update.effect for update in said}
        assert entry.help_needed in {update.help_needed for update in said}
        assert entry.waiting_for in {update.waiting_for for update in said}
        assert entry.recovery is None or entry.recovery.what in {update.recovery for update in said}
        assert set(entry.evidence) <= {title for update in said for title in update.evidence}


@bounded
@given(evidenced())
def test_every_date_of_an_exception_is_its_milestones_own_and_lateness_is_reckoned_from_it(cut: DataCut) -> None:
    held = {(row.action_ref, row.seq): row for row in cut.milestones}
    for entry in compile_report(cut).exceptions:
        for shown in entry.milestones:
            row = held[entry.ref, shown.seq]
            assert (shown.baseline, shown.current, shown.forecast) == (row.baseline, row.current, row.forecast)
            if shown.days_late and row.current:
                assert shown.days_late == (TODAY - row.current).days
        if entry.milestones:
            shown_dates = {(one.baseline, one.current, one.forecast) for one in entry.milestones}
            assert (entry.baseline, entry.current, entry.forecast) in shown_dates


@bounded
@given(evidenced())
def test_every_evidence_named_is_an_item_of_the_log(cut: DataCut) -> None:
    report = compile_report(cut)
    titles = {row.title for row in cut.evidence}
    assert {title for row in report.completed for title in row.evidence} <= titles
    for row in report.milestones_due:
        if row.verdict == "Met":
            shown = row.why.split(": ", 1)[1]
            assert shown == "signed off by the SRO" or set(shown.split("; ")) <= titles


@bounded
@given(evidenced())
def test_every_figure_in_a_sentence_is_reckoned_from_rows_of_the_cut(cut: DataCut) -> None:
    report = compile_report(cut)
    dates, numbers = _dates_of(cut), _numbers_of(cut)
    sentences = [
        report.summary,
        report.resolution,
        *(reason for entry in report.exceptions for reason in entry.reasons),
        *(area.worst_because for area in report.areas),
        *(ask.text for ask in report.asks),
        *(row.why for row in report.cleared),
        *(row.last_known for row in report.not_reported),
        *(row.confidence for row in report.due_before_next_board),
        *(row.against_baseline for row in report.completed),
        *(text for row in report.indicators for text in (row.target, row.actual)),
    ]
    for sentence in sentences:
        assert set(DAY.findall(sentence)) <= dates, sentence
        left = MONTH.sub("", DAY.sub("", sentence))
        for ref in sorted({action.ref for action in cut.actions}, key=len, reverse=True):
            left = re.sub(rf"(?<![\d.]){re.escape(ref)}(?![\d.]*\d)", "", left)
        assert {float(number) for number in NUMBER.findall(left)} <= numbers, sentence


def _days_of(cut: DataCut) -> set[date]:
    found = {TODAY}
    for row in cut.milestones:
        found |= {day for day in (row.baseline, row.current, row.forecast, row.completed_on) if day}
    for update in cut.updates:
        found |= {day for day in (london_date(update.at), update.forecast, update.recovery_by) if day}
    for change in cut.date_changes:
        found |= {day for day in (change.from_due, change.to_due, london_date(change.requested_at)) if day}
        found |= {london_date(change.decided_at)} if change.decided_at else set()
    for indicator in cut.indicators:
        found |= {point.period_end for point in indicator.points if point.period_end}
        found |= {reading.period_end for reading in indicator.readings}
    return found


def _dates_of(cut: DataCut) -> set[str]:
    return {day_words(day) for day in _days_of(cut)}


def _numbers_of(cut: DataCut) -> set[float]:
    """Counts of rows, shares of the actions, days between two dates of one milestone or to today, values read."""
    most = max(len(cut.actions), len(cut.milestones), len(cut.editions) + 1, len(cut.date_changes))
    total = len(cut.actions)
    numbers = {float(n) for n in range(most + 1)} | {float(f"{100 * n / total:.0f}") for n in range(total + 1)}
    for row in cut.milestones:
        own = [day for day in (row.baseline, row.current, row.forecast, row.completed_on, TODAY) if day]
        numbers |= {float(abs((one - other).days)) for one, other in itertools.combinations(own, 2)}
    for indicator in cut.indicators:
        numbers |= {point.target_value for point in indicator.points if point.target_value is not None}
        numbers |= {reading.value for reading in indicator.readings}
    return numbers
