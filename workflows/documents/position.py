"""How many actions stand where: the two tables of counts, the same in the exception report and in every other paper."""

from __future__ import annotations

from workflows.documents.blocks import Cell, Column, Rated, Table
from workflows.exception_report.body_rows import PositionLine
from workflows.exception_report.value import ExceptionReport
from workflows.language import short

NO_EARLIER_COUNT = "This is the first report, so there is no earlier count to compare with."


def is_first(report: ExceptionReport) -> bool:
    return all(line.last is None for line in report.position_table)


def position_table(report: ExceptionReport, now: str) -> Table:
    """Adds up to the number of actions. `now` heads the column of this report's counts. A first report compares nothing
    and has no columns for it."""
    summed = [line for line in report.position_table if not line.of_which]
    before = [line.last for line in summed if line.last is not None]
    total = sum(line.now for line in summed)
    if is_first(report):
        return Table(
            caption="Position of all actions",
            about="One row for each rating or state: how many actions hold it now.",
            columns=(Column("Position", 110), Column(now, 70, number=True)),
            rows=[*(_row(line)[:2] for line in report.position_table), ("Total", total)],
            total=True,
        )
    return Table(
        caption="Position of all actions",
        about="One row for each rating or state: how many actions now, in the last report, and the change in words.",
        columns=(
            Column("Position", 72),
            Column(now, 26, number=True),
            Column("Last report", 26, number=True),
            Column("Change", 56),
        ),
        rows=[
            *(_row(line) for line in report.position_table),
            ("Total", total, sum(before), "Sum, without the “of which”"),
        ],
        total=True,
    )


def _row(line: PositionLine) -> tuple[Cell, ...]:
    return (line.label if line.of_which else Rated(line.label), line.now, line.last, line.change)


def area_counts(report: ExceptionReport, caption: str, title_letters: int) -> Table:
    """For a plan with areas. Longer titles are cut, with a mark."""
    labels = list(report.areas[0].counts)
    return Table(
        caption=caption,
        about="One row for each area: how many of its actions hold each rating or state, and how many it has.",
        columns=(
            Column("Area", 11),
            Column("Title", 0),
            *(Column(label, heading_share(label), number=True) for label in labels),
            Column("Total", heading_share("Total"), number=True),
        ),
        rows=[
            *(
                (
                    area.ref,
                    short(area.title, title_letters),
                    *(area.counts.get(label, 0) for label in labels),
                    area.total,
                )
                for area in report.areas
            ),
            (
                "All",
                "All areas",
                *(sum(area.counts.get(label, 0) for area in report.areas) for label in labels),
                sum(area.total for area in report.areas),
            ),
        ],
        captioned=True,
        total=True,
    )


def heading_share(heading: str) -> float:
    """A column of counts needs no more room than the longest word of its heading."""
    return max(10, 1.9 * max(map(len, heading.split())) + 3.4)
