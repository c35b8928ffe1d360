"""What an SRO, and the compliance officer, see of an edition on a card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflows.editions.finding import Finding, Gate
from workflows.exception_report.appendix_rows import EditionDifference
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
    """An edition before the compliance officer. `status` is draft, final or issued; `others` are further editions of
    the plan, newest first, by id, number and status."""

    edition_id: int
    number: int
    title: str
    cut_off: datetime
    status: str
    content_hash: str
    summary: str
    cleared_by: str
    areas: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    comments: int
    asks: int
    replaces: int | None
    replaced_by: int | None
    differences: int
    minute: str
    links: tuple[tuple[str, str], ...]
    others: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with what it is about: an action by its ref, a section or an action that is commented on, an ask."""

    gate: Gate
    sentence: str
    place_hash: str
    ref: str = ""
    comment_on: str = ""
    of_an_ask: bool = False


@dataclass(frozen=True, slots=True)
class EditionFindings:
    edition_id: int
    number: int
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class CommentLine:
    """`about` is the section's number or the action's ref; `where` says which of them."""

    about: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class EditionCommentary:
    """`sections` are those that may be commented on, by number, with their titles."""

    edition_id: int
    number: int
    sections: tuple[tuple[str, str], ...]
    comments: tuple[CommentLine, ...]


@dataclass(frozen=True, slots=True)
class AskLine:
    """`raised`: by people, who may change it; else the rules ask. `about` is its number, to turn to it by."""

    number: int
    kind: str
    text: str
    addressed_to: str
    by_when: date | None
    refs: tuple[str, ...]
    raised: bool

    @property
    def about(self) -> str:
        return str(self.number)


@dataclass(frozen=True, slots=True)
class EditionAsks:
    """`findings` are sentences on asks that keep the edition from being final."""

    edition_id: int
    number: int
    asks: tuple[AskLine, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionDifferences:
    edition_id: int
    number: int
    replaces: int
    because: str
    differences: tuple[EditionDifference, ...]


@dataclass(frozen=True, slots=True)
class StepToTake:
    """A step that takes words; `about` says on what, where the edition alone does not."""

    edition_id: int
    number: int
    about: str = ""
