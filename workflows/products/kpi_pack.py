"""The monthly pack of key performance indicators: all of them, off trajectory first, on two sides."""

from __future__ import annotations

from store.cut import DataCut
from workflows.documents.blocks import Block, Cell, Column, Facts, Paragraph, Table
from workflows.language import moment_words
from workflows.products.basis import Basis, basis_of, paper
from workflows.products.indicator_lines import (
    IndicatorLine,
    indicator_lines,
    indicator_sentence,
    with_figures,
    without_figures,
)
from workflows.products.product import Kind, Part, Product
from workflows.products.wording import counts_sentence, plan_counts


def kpi_pack(cut: DataCut, audience: str) -> Product:
    basis = basis_of(cut)
    lines = indicator_lines(basis)
    parts = (
        Part("", "Front block", (_front(basis, audience),)),
        Part("1", "Summary", _summary(basis, lines)),
        Part("2", "Indicators", _indicators(lines)),
    )
    title = f"Key performance indicators: {basis.cut.plan.local_area}"
    return paper(basis, Kind.KPI_PACK, title, audience, parts, wide=True)


def _front(basis: Basis, audience: str) -> Facts:
    return Facts(
        caption="About this pack",
        about="Two columns: what is described, and its details.",
        rows=(("For", audience), ("Data cut-off", f"{moment_words(basis.report.cut_off)} (Europe/London)")),
    )


def _summary(basis: Basis, lines: list[IndicatorLine]) -> tuple[Block, ...]:
    return (
        Paragraph(indicator_sentence(lines), label="Indicators."),
        Paragraph(counts_sentence(plan_counts(basis), basis.total), label="Actions."),
    )


def _indicators(lines: list[IndicatorLine]) -> tuple[Block, ...]:
    shown = with_figures(lines)
    rest = without_figures(lines)
    note = (Paragraph(rest),) if rest else ()
    if not shown:
        return (Paragraph("No indicator has a target in figures."), *note)
    return (_table(shown), *note)


def _table(lines: list[IndicatorLine]) -> Table:
    return Table(
        caption="Indicators against their trajectory",
        about="One row for each indicator with a target in figures, those off trajectory first.",
        columns=(
            Column("Ref", 12),
            Column("Indicator", 86),
            Column("Status", 26),
            Column("Period", 32),
            Column("Target", 20),
            Column("Actual", 20),
            Column("Gap", 28),
            Column("Direction of travel", 28),
            Column("Source", 26),
        ),
        rows=[_row(line) for line in lines],
    )


def _row(line: IndicatorLine) -> tuple[Cell, ...]:
    title = f"{line.indicator.service}: {line.indicator.title}" if line.indicator.service else line.indicator.title
    return (
        line.indicator.ref,
        title,
        line.status_words,
        line.period,
        line.target,
        line.actual,
        line.gap,
        line.travel,
        line.source,
    )
