"""What every paper of one data cut is made from: the cut judged once, and the exception report compiled from it.

Papers take their figures from here and count nothing again, so that figures never differ between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store.cut import AreaRow, DataCut
from store.working_days import london_date
from workflows.exception_report.assess import Assessment, assess
from workflows.exception_report.body_rows import AreaPosition
from workflows.exception_report.compile import KIND_WORDS, compile_report
from workflows.exception_report.value import ExceptionReport
from workflows.marking import marking_of
from workflows.products.product import Colour, Kind, Part, Product


@dataclass(frozen=True, slots=True)
class Basis:
    cut: DataCut
    assessed: Assessment
    report: ExceptionReport

    @property
    def today(self) -> date:
        return london_date(self.cut.taken_at)

    @property
    def plan_words(self) -> str:
        return plan_words(self.cut.plan.kind)

    @property
    def total(self) -> int:
        return self.report.position["total"]

    def position_in(self, area: AreaRow) -> AreaPosition:
        return next(row for row in self.report.areas if row.ref == area.ref)

    def meeting_of(self, audience: str) -> date | None:
        """The next meeting of that body, where the register holds its meetings."""
        wanted = audience.casefold()
        coming = (row.held_on for row in self.cut.meetings if row.board.casefold() == wanted)
        return min((day for day in coming if day >= self.today), default=None)


def plan_words(kind: str) -> str:
    """What a plan is called before a ref: WSOA, APP, SEND Action Plan."""
    return KIND_WORDS.get(kind, kind) or "Plan"


def basis_of(cut: DataCut) -> Basis:
    return Basis(cut, assess(cut), compile_report(cut))


def paper(
    basis: Basis,
    kind: Kind,
    title: str,
    audience: str,
    parts: Sequence[Part],
    *,
    of: str = "",
    wide: bool = False,
) -> Product:
    report = basis.report
    ratings = tuple(Colour(line.label, line.colour, True) for line in report.rating_key)
    rated = {line.label for line in ratings}
    states = tuple(
        Colour(line.label, line.colour, False)
        for line in report.position_table
        if not line.of_which and line.label not in rated
    )
    return Product(
        kind=kind,
        of=of,
        plan=report.plan,
        title=title,
        audience=audience,
        as_at=report.as_at,
        status=report.status,
        marking=marking_of(kind.value, basis.cut.plan),
        prepared_by=report.prepared_by,
        counts=report.position,
        colours=ratings + states,
        parts=tuple(parts),
        wide=wide,
    )
