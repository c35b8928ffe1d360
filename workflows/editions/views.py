"""What an SRO, and the compliance officer, see of an edition on a card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflows.editions.finding import Finding
from workflows.exception_report.value import ExceptionReport

LONGEST_LIST = 8


@dataclass(frozen=True, slots=True)
class AreaToConfirm:
    """What an edition says of one area, in brief. `exceptions` are lines of ref, title and rating; `more` counts those
    left out. `preview` is the reader's own link to the whole draft."""

    edition_id: int
    number: int
    cut_off: datetime
    area_id: int
    area_ref: str
    area_title: str
    state: str
    confirmed: bool
    counts: tuple[tuple[str, int], ...]
    total: int
    exceptions: tuple[str, ...]
    more: int
    not_reported: tuple[str, ...]
    preview: str


def area_to_confirm(
    report: ExceptionReport, *, edition_id: int, area_id: int, area_ref: str, preview: str
) -> AreaToConfirm:
    area = next(row for row in report.areas if row.ref == area_ref)
    signed = next(row for row in report.sign_off if row.area_ref == area_ref)
    exceptions = [f"{row.ref} {row.title}: {row.rating_words}" for row in report.exceptions if row.area_ref == area_ref]
    return AreaToConfirm(
        edition_id=edition_id,
        number=report.edition or 0,
        cut_off=report.cut_off,
        area_id=area_id,
        area_ref=area_ref,
        area_title=area.title,
        state=signed.state,
        confirmed=signed.state.startswith("Confirmed"),
        counts=tuple((label, number) for label, number in area.counts.items() if number),
        total=area.total,
        exceptions=tuple(exceptions[:LONGEST_LIST]),
        more=len(exceptions[LONGEST_LIST:]),
        not_reported=tuple(row.ref for row in report.not_reported if row.area_ref == area_ref),
        preview=preview,
    )


@dataclass(frozen=True, slots=True)
class EditionToClear:
    """An edition before the compliance officer. `status` is draft, final or issued."""

    edition_id: int
    number: int
    title: str
    cut_off: datetime
    status: str
    summary: str
    cleared_by: str
    areas: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    links: tuple[tuple[str, str], ...]
