"""The annual report: how the plan moved in the year, its indicators over the year, and what the next year brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from store.cut import DataCut, EditionRow, IndicatorRow
from store.working_days import london_date
from workflows.documents.blocks import Block, Cell, Column, Paragraph, Table
from workflows.documents.front import posts
from workflows.documents.position import heading_share
from workflows.exception_report.case import is_open
from workflows.indicators import with_unit
from workflows.language import count_words, day_words
from workflows.products.area_summaries import area_subs
from workflows.products.basis import Basis, basis_of, paper
from workflows.products.council_paper import CouncilPaper, paper_parts, position_pieces
from workflows.products.indicator_lines import indicator_lines, indicator_sentence
from workflows.products.numbering import Sub
from workflows.products.office import Office
from workflows.products.plan_background import plan_pieces
from workflows.products.product import Kind, Product
from workflows.products.wording import due_sentence, ref_words
from workflows.standing import STATE_LABELS, Standing
from workflows.timing import MilestoneTiming

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Coming:
    """An open milestone that falls due in the year after the cut."""

    standing: Standing
    item: MilestoneTiming
    due: date


def annual_report(cut: DataCut, audience: str, office: Office) -> Product:
    basis = basis_of(cut)
    coming = _coming(basis)
    background = (
        Sub("The plan and how it is followed", plan_pieces(basis)),
        Sub("Position", position_pieces(basis)),
        Sub("The year’s movement", _movement(basis)),
        *area_subs(basis, impact_in_full=False),
        Sub("Next year", _next_year(basis, coming)),
    )
    title = f"{basis.plan_words} annual report: {audience}"
    council = CouncilPaper(
        f"{basis.plan_words}: annual report to {day_words(basis.today)}",
        audience,
        background,
        (
            ("Indicators over the year", (_indicators(basis),)),
            ("Milestones of the next year", (_milestones(basis, coming),)),
        ),
    )
    return paper(basis, Kind.ANNUAL, title, audience, paper_parts(basis, council, office))


def _movement(basis: Basis) -> tuple[str | Block, ...]:
    since = basis.today - YEAR
    editions = sorted(
        (row for row in basis.cut.editions if london_date(row.cut_off_at) > since), key=lambda row: row.cut_off_at
    )
    done = [
        item
        for standing in basis.assessed.standings.values()
        for item in standing.milestones
        if item.milestone.completed_on and since < item.milestone.completed_on <= basis.today
    ]
    first = (
        f"{count_words(len(editions), 'report')} to the Board {'was' if len(editions) == 1 else 'were'} issued in the "
        "year; the last line of the table is this report."
        if editions
        else "No report to the Board was issued in the year, so there is no movement to show; the table holds this "
        "report alone."
    )
    return (
        first,
        _movement_table(basis, editions),
        f"{count_words(len(done), 'milestone')} {'was' if len(done) == 1 else 'were'} completed in the year. "
        f"{due_sentence(basis.report.milestones_due)}",
    )


def _movement_table(basis: Basis, editions: Sequence[EditionRow]) -> Table:
    lines = [line for line in basis.report.position_table if not line.of_which]
    keys = _keys(basis, [line.label for line in lines])
    rows: list[tuple[Cell, ...]] = []
    for edition in editions:
        counts = Counter(keys.get(key, key) for key in edition.standing.values())
        shown = [counts[line.label] for line in lines]
        rows.append((f"Report {edition.number}, {day_words(london_date(edition.cut_off_at))}", *shown, sum(shown)))
    rows.append((f"This report, {day_words(basis.today)}", *(line.now for line in lines), basis.total))
    return Table(
        caption="Position at each report of the year",
        about="One row for each report: how many actions held each rating or state, and how many there were.",
        columns=(
            Column("Report", 0),
            *(Column(line.label, heading_share(line.label), number=True) for line in lines),
            Column("Total", heading_share("Total"), number=True),
        ),
        rows=rows,
    )


def _keys(basis: Basis, labels: Sequence[str]) -> dict[str, str]:
    """A rating's code or a state's key to the label of its line."""
    held = STATE_LABELS | {rating.code: rating.label for rating in basis.cut.ratings}
    return {key: label for key, label in held.items() if label in labels}


def _indicators(basis: Basis) -> Block:
    since = basis.today - YEAR
    lines = [line for line in indicator_lines(basis) if any(r.period_end > since for r in line.indicator.readings)]
    if not lines:
        return Paragraph(f"No reading was entered in the year. {indicator_sentence(indicator_lines(basis))}")
    return Table(
        caption="Indicators over the year",
        about="One row for each indicator with a reading in the year: its baseline, first and last reading.",
        columns=(
            Column("Ref", 22),
            Column("Indicator", 75),
            Column("Baseline", 24),
            Column("First reading of the year", 40),
            Column("Last reading", 40),
            Column("Status", 30),
            Column("Direction of travel", 30),
        ),
        rows=[
            (
                line.name,
                line.indicator.title,
                _baseline(line.indicator),
                *_first_and_last(line.indicator, since),
                line.status_words,
                line.travel,
            )
            for line in lines
        ],
    )


def _baseline(indicator: IndicatorRow) -> str:
    if not indicator.baseline:
        return "None"
    return f"{indicator.baseline} ({indicator.baseline_date or 'undated'})"


def _first_and_last(indicator: IndicatorRow, since: date) -> tuple[str, str]:
    held = [row for row in indicator.readings if row.period_end > since]
    words = [f"{with_unit(row.value, indicator.unit)}, {day_words(row.period_end)}" for row in held]
    return words[0], words[-1] if len(words) > 1 else "The same"


def _coming(basis: Basis) -> list[Coming]:
    until = basis.today + YEAR
    rows = [
        Coming(standing, item, due)
        for standing in basis.assessed.standings.values()
        for item in standing.milestones
        if is_open(item) and (due := item.milestone.current) and basis.today <= due <= until
    ]
    return sorted(rows, key=lambda row: row.due)


def _next_year(basis: Basis, coming: Sequence[Coming]) -> tuple[str, ...]:
    if not coming:
        return ("No milestone falls due in the year to come.",)
    months = Counter((row.due.year, row.due.month) for row in coming)
    busiest = max(months, key=lambda month: (months[month], (-month[0], -month[1])))
    return (
        f"{count_words(len(coming), 'milestone')} {'falls' if len(coming) == 1 else 'fall'} due in the twelve months "
        f"after {day_words(basis.today)}, most of them in {date(*busiest, 1):%B %Y} ({months[busiest]}). They stand in "
        "Appendix 4.",
    )


def _milestones(basis: Basis, coming: Sequence[Coming]) -> Block:
    if not coming:
        return Paragraph("No milestone falls due in the year to come.")
    return Table(
        caption="Milestones of the next year",
        about="One row for each milestone that falls due in the year after this report, by date.",
        columns=(Column("Due", 31), Column("Ref", 24), Column("Milestone", 123), Column("Lead post", 79)),
        rows=[
            (
                row.due,
                ref_words(basis, row.standing.action.ref),
                row.item.milestone.measure,
                posts(tuple(post.name for post in row.standing.action.leads)),
            )
            for row in coming
        ],
    )
