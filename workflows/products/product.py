"""A paper as plain values: its parts, made of numbered paragraphs and tables, from which every file is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from store.working_days import london_date
from workflows.documents.blocks import Block
from workflows.exception_report.value import ReportPlan


class Kind(StrEnum):
    """As in `sendbot report KIND`."""

    EXCEPTION = "exception"
    KPI_PACK = "kpi-pack"
    FORMAL = "formal"
    SCRUTINY = "scrutiny"
    ANNUAL = "annual"
    HIGHLIGHT = "highlight"
    MEMBER_BRIEF = "member-brief"


@dataclass(frozen=True, slots=True)
class Part:
    """`number` is "3" or "Appendix 1", and blank for what stands under the paper's own title. A paragraph's number,
    such as "2.3.1", is the label of its block."""

    number: str
    title: str
    blocks: tuple[Block, ...]
    wide: bool = False  # on pages that lie on their side

    @property
    def heading(self) -> str:
        return f"{self.number}. {self.title}" if self.number.isdigit() else f"{self.number}: {self.title}"

    @property
    def anchor(self) -> str:
        return re.sub(r"\W+", "-", f"part {self.number or 'front'}".lower())


@dataclass(frozen=True, slots=True)
class Colour:
    """Of a rating (a tint and a stripe) or of a state that is no rating (a stripe alone)."""

    label: str
    colour: str
    rating: bool


@dataclass(frozen=True, slots=True)
class Product:
    """`of` tells papers of one kind apart: the body or the area each is for; blank where there is one.

    `counts` are those of the exception report of the same cut. `findings` say what stands in the way of issuing it,
    `gaps` what is still for officers to write or to enter.
    """

    kind: Kind
    of: str
    plan: ReportPlan
    title: str
    audience: str
    as_at: datetime
    status: str
    marking: str
    prepared_by: str
    counts: dict[str, int]
    colours: tuple[Colour, ...]
    parts: tuple[Part, ...]
    wide: bool = False
    findings: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    edition: int | None = None

    @property
    def data_from(self) -> date:
        return london_date(self.as_at)
