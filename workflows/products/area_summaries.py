"""One improvement area in a few numbered paragraphs: where it stands, progress, exceptions, impact and what comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.cut import AreaRow
from workflows.documents.blocks import Block, Bullets
from workflows.documents.front import posts
from workflows.exception_report.annex_rows import DueMilestone
from workflows.language import count_words, day_words, list_words
from workflows.products.basis import Basis
from workflows.products.indicator_lines import impact_table, indicator_lines, indicator_sentence, without_figures
from workflows.products.numbering import Sub
from workflows.products.wording import MOST_REFS, counts_sentence, due_sentence, ref_words, refs_words


def area_subs(basis: Basis, *, impact_in_full: bool) -> list[Sub]:
    """`impact_in_full`: each area's impact statements and indicators beside its progress."""
    return [
        Sub(f"Improvement area {area.ref}: {area.title}", _pieces(basis, area, impact_in_full))
        for area in basis.cut.areas
    ]


def _pieces(basis: Basis, area: AreaRow, impact_in_full: bool) -> list[str | Block]:
    lines = indicator_lines(basis, area.ref)
    pieces: list[str | Block] = [
        _standing(basis, area),
        f"Progress. {progress_words(basis, area)}",
        f"By exception. {_exceptions(basis, area)}",
    ]
    if impact_in_full:
        pieces += _promised(basis, area)
        pieces.append(f"Impact, in figures. {indicator_sentence(lines)} {without_figures(lines)}".strip())
        pieces.append(impact_table(lines, f"Indicators of improvement area {area.ref}"))
    else:
        pieces.append(f"Impact. {indicator_sentence(lines)}")
    pieces.append(f"Next. {next_words(basis, due_in(basis, area))}")
    return pieces


def _standing(basis: Basis, area: AreaRow) -> str:
    row = basis.position_in(area)
    is_or_are = "is" if row.by_exception == 1 else "are"
    return (
        f"Senior Responsible Officer: {posts(row.sros)}. {counts_sentence(row.counts, row.total)} "
        f"{row.by_exception or 'None'} {is_or_are} reported by exception."
    )


def progress_words(basis: Basis, area: AreaRow) -> str:
    refs = _refs(basis, area)
    done = [row for row in basis.report.completed if row.ref in refs]
    told = [f"{ref_words(basis, row.ref)}, milestone {row.seq}, on {day_words(row.completed_on)}" for row in done]
    shown = list_words(told[:MOST_REFS])
    more = f" and {len(told) - MOST_REFS} more" if len(told) > MOST_REFS else ""
    complete = f"Completed in the period: {shown}{more}." if told else "No milestone was completed in the period."
    return f"{complete} {due_sentence([row for row in basis.report.milestones_due if row.ref in refs])}"


def _exceptions(basis: Basis, area: AreaRow) -> str:
    entries = [entry for entry in basis.report.exceptions if entry.area_ref == area.ref]
    if not entries:
        return "None."
    late = [entry for entry in entries if entry.days_late]
    words = f"{refs_words(basis, [entry.ref for entry in entries], 'in Appendix 1')}."
    if late:
        longest = max(late, key=lambda entry: entry.days_late)
        words += (
            f" {len(late)} {'has' if len(late) == 1 else 'have'} a late milestone; the longest overdue is "
            f"{ref_words(basis, longest.ref)} ({count_words(longest.days_late, 'day')})."
        )
    return words


def _promised(basis: Basis, area: AreaRow) -> list[str | Block]:
    """The plan's own words on the difference that it is to make."""
    impacts = tuple(row.text for row in basis.cut.impacts if row.area_ref == area.ref)
    if impacts:
        return ["The difference the plan promises:", Bullets(impacts)]
    objectives = tuple(f"Objective {row.ref}: {row.title}" for row in basis.cut.objectives if row.area_ref == area.ref)
    if objectives:
        return ["The register holds no impact statement for this area. Its objectives are:", Bullets(objectives)]
    return ["The register holds no impact statement and no objective for this area."]


def due_in(basis: Basis, area: AreaRow) -> list[DueMilestone]:
    refs = _refs(basis, area)
    return [row for row in basis.report.due_before_next_board if row.ref in refs]


def next_words(basis: Basis, rows: Sequence[DueMilestone]) -> str:
    """By day, so that a month-end on which half the plan falls due takes one line."""
    if not rows:
        return "No milestone falls due before the Board after next."
    by_day: dict[date, list[str]] = {}
    for row in rows:
        by_day.setdefault(row.due, []).append(row.ref)
    told = [f"by {day_words(day)}, {refs_words(basis, refs, 'of Appendix 2')}" for day, refs in by_day.items()]
    return f"Milestones fall due: {'; '.join(told)}."


def _refs(basis: Basis, area: AreaRow) -> set[str]:
    return {action.ref for action in basis.cut.actions if action.area_ref == area.ref}
