"""Sentences that several papers share. Refs carry the plan's kind, so that none looks like a paragraph's number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from workflows.exception_report.annex_rows import MilestoneDue
from workflows.exception_report.due_by import Verdict
from workflows.language import count_words, day_words, list_words
from workflows.products.basis import Basis
from workflows.standing import CLOSED, NOT_RATED, NOT_REPORTED, STATE_LABELS

MOST_REFS = 6
"""Of actions in a sentence; the others are counted, and stand in an appendix."""

STATE_WORDS = {
    STATE_LABELS[NOT_RATED]: "reported without a rating",
    STATE_LABELS[NOT_REPORTED]: "not reported",
    STATE_LABELS[CLOSED]: "closed or paused",
}
VERDICT_WORDS = {
    Verdict.MET: "met",
    Verdict.MISSED: "missed on the figures",
    Verdict.LATE: "late",
    Verdict.NOT_EVIDENCED: "not evidenced",
    Verdict.NOT_REPORTED: "not reported",
}


def ref_words(basis: Basis, ref: str) -> str:
    return f"{basis.plan_words} {ref}"


def refs_words(basis: Basis, refs: Sequence[str], more: str) -> str:
    """`more` says where the rest stand: "in Appendix 1"."""
    shown = [ref_words(basis, ref) for ref in refs[:MOST_REFS]]
    rest = len(refs) - MOST_REFS
    return f"{', '.join(shown)} and {rest} more {more}" if rest > 0 else list_words(shown)


def counts_sentence(counts: Mapping[str, int], total: int) -> str:
    """`counts` by a rating's or a state's label; they add up to the total."""
    if not total:
        return "The plan holds no action here."
    told = [f"{number} {STATE_WORDS.get(label, f'rated {label}')}" for label, number in counts.items() if number]
    return f"Of {count_words(total, 'action')}: {list_words(told)}."


def plan_counts(basis: Basis) -> dict[str, int]:
    return {line.label: line.now for line in basis.report.position_table if not line.of_which}


def period_words(basis: Basis) -> str:
    report = basis.report
    if report.period_from is None:
        return f"all time up to {day_words(report.period_to)}"
    return f"{day_words(report.period_from)} to {day_words(report.period_to)}"


def due_sentence(rows: Sequence[MilestoneDue]) -> str:
    if not rows:
        return "No milestone has fallen due yet."
    counts = Counter(row.verdict for row in rows)
    told = [f"{counts[verdict]} {words}" for verdict, words in VERDICT_WORDS.items() if counts[verdict]]
    return f"Of {count_words(len(rows), 'milestone')} due so far: {list_words(told)}."
