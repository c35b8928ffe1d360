"""What the compliance officer is shown of an edition, read from what is stored of it."""

from __future__ import annotations

from sqlmodel import Session

from store.queries.editions import comments_of, edition_replacing, editions_of
from store.tables import Edition, Plan
from store.types import EditionStatus
from workflows.documents.annexes import annex_sections
from workflows.documents.entries import entries_section
from workflows.documents.front import front_sections
from workflows.editions.asking import raised_asks
from workflows.editions.commenting import COMMENTED_SECTIONS
from workflows.editions.finding import Finding, Gate
from workflows.editions.issuing import findings_of
from workflows.editions.keeping import recompiled, stored_cut, stored_workflow
from workflows.editions.small_counts import text_hash
from workflows.editions.texts import comment_place
from workflows.editions.views import (
    AskLine,
    CommentLine,
    EditionAsks,
    EditionCommentary,
    EditionDifferences,
    EditionFindings,
    EditionToClear,
    FindingLine,
)


def edition_to_clear(
    session: Session, plan: Plan, edition: Edition, links: tuple[tuple[str, str], ...]
) -> EditionToClear:
    """`links` are the reader's own, to its files."""
    report, by = recompiled(edition), edition_replacing(session, edition)
    draft = edition.status is EditionStatus.DRAFT
    others = [row for row in editions_of(session, plan) if row.id != edition.id]
    return EditionToClear(
        edition_id=edition.id or 0,
        number=edition.number,
        title=report.title,
        cut_off=edition.cut_off_at,
        status=edition.status.value,
        content_hash=edition.content_hash,
        summary=report.summary,
        cleared_by=report.cleared_by,
        areas=tuple((row.area_ref, row.state) for row in report.sign_off),
        findings=findings_of(edition) if draft else (),
        comments=len(report.commentary),
        asks=len(report.asks),
        replaces=report.replaces,
        replaced_by=by.number if by else None,
        differences=len(report.differences),
        minute=edition.minute_reference,
        links=links,
        others=tuple((row.id or 0, row.number, row.status.value) for row in others),
    )


def findings_view(edition: Edition) -> EditionFindings:
    refs = frozenset(row.ref for row in stored_cut(edition).actions)
    about = {comment_place(row): row.ref or f"section {row.section}" for row in stored_workflow(edition).comments}
    return EditionFindings(
        edition.id or 0, edition.number, tuple(_finding_line(one, refs, about) for one in findings_of(edition))
    )


def _finding_line(one: Finding, refs: frozenset[str], comments: dict[str, str]) -> FindingLine:
    first = one.place.split(" ", 1)[0].rstrip(",")
    return FindingLine(
        gate=one.gate,
        sentence=one.sentence,
        place_hash=text_hash(one.place),
        ref=first if first in refs and one.gate is not Gate.SMALL_COUNT else "",
        comment_on=comments.get(one.place, "").removeprefix("section "),
        of_an_ask=one.place.startswith("ask "),
    )


def small_count_place(edition: Edition, place_hash: str) -> Finding | None:
    """The undecided count of a place, however the place is spelt; None once somebody has decided."""
    found = (one for one in findings_of(edition) if one.gate is Gate.SMALL_COUNT)
    return next((one for one in found if text_hash(one.place) == place_hash), None)


def commentary_view(session: Session, edition: Edition) -> EditionCommentary:
    report = recompiled(edition)
    sections = (*front_sections(report), entries_section(report), *annex_sections(report))
    return EditionCommentary(
        edition.id or 0,
        edition.number,
        tuple((one.number, one.title) for one in sections if one.number in COMMENTED_SECTIONS),
        tuple(
            CommentLine(row.action_ref or row.section, row.action_ref or f"section {row.section}", row.text)
            for row in comments_of(session, edition)
        ),
    )


def asks_view(edition: Edition) -> EditionAsks:
    """What people raised as they wrote it, then what the rules ask."""
    report, raised = recompiled(edition), len(raised_asks(edition))
    found = tuple(one.sentence for one in findings_of(edition) if one.place.startswith("ask "))
    return EditionAsks(
        edition.id or 0,
        edition.number,
        tuple(
            AskLine(
                row.number, row.kind, row.text, row.addressed_to, row.by_when, row.refs, raised=row.number <= raised
            )
            for row in report.asks
        ),
        found,
    )


def differences_view(edition: Edition) -> EditionDifferences:
    report = recompiled(edition)
    return EditionDifferences(
        edition.id or 0, edition.number, report.replaces or 0, report.replaced_because, report.differences
    )
