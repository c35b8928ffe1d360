"""Section 10: milestones completed since the last report, and how far actions are complete and embedded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from store.cut import DataCut, EditionRow, EvidenceRow, MilestoneRow
from store.types import Lifecycle, RatingRole
from workflows.exception_report.annex_rows import CompletedItem, EmbeddingAction
from workflows.exception_report.naming import printed_name
from workflows.language import count_words
from workflows.standing import CLOSED, Standing


def completed(cut: DataCut, standings: Mapping[str, Standing], last: EditionRow | None) -> tuple[CompletedItem, ...]:
    known = set(last.completed) if last else set[str]()
    return tuple(
        _completed(cut, standing, item.milestone, item.milestone.completed_on)
        for standing in standings.values()
        for item in standing.milestones
        if item.milestone.completed_on and f"{standing.action.ref}/{item.milestone.seq}" not in known
    )


def _completed(cut: DataCut, standing: Standing, milestone: MilestoneRow, done: date) -> CompletedItem:
    ref = standing.action.ref
    evidence = [one for one in cut.evidence if (one.action_ref, one.seq) == (ref, milestone.seq)]
    return CompletedItem(
        ref=ref,
        seq=milestone.seq,
        title=standing.action.title,
        measure=milestone.measure,
        completed_on=done,
        against_baseline=_against(done, milestone.baseline),
        evidence=tuple(dict.fromkeys(one.title for one in evidence)),
        accepted_by=_accepted_by(cut, standing, evidence),
    )


def _accepted_by(cut: DataCut, standing: Standing, evidence: Sequence[EvidenceRow]) -> str:
    """Whoever accepted the evidence, else whoever signed the action off."""
    names = [one.accepted_by for one in evidence if one.accepted_by]
    if standing.signed_off:
        names += [row.person for row in cut.sign_offs if row.action_ref == standing.action.ref and row.accepted]
    return printed_name(cut, names[0]) if names else "Awaiting sign-off"


def embedding(standings: Mapping[str, Standing], last: EditionRow | None) -> tuple[EmbeddingAction, ...]:
    """Rated complete since the last report, or complete and not embedded yet (finding 11 of `domain.md`)."""
    return tuple(
        EmbeddingAction(ref, standing.action.title, state)
        for ref, standing in standings.items()
        if standing.key != CLOSED and (state := _embedding_words(standing, last))
    )


def _embedding_words(standing: Standing, last: EditionRow | None) -> str:
    action, rating = standing.action, standing.rating
    if rating is not None and standing.role is RatingRole.COMPLETE:
        new = last is None or last.standing.get(action.ref) != rating.code
        since = " since the last report" if new else ""
        if not standing.signed_off:
            return f"Rated {rating.label}{since}; embedding, and awaiting the SRO's sign-off"
        return f"Rated {rating.label}{since} and signed off by the SRO" if new else ""
    if action.lifecycle is Lifecycle.COMPLETE or (standing.nothing_open and action.lifecycle is not Lifecycle.EMBEDDED):
        return f"Complete, embedding: {f'rated {rating.label}' if rating else standing.rating_label.lower()}"
    return ""


def _against(done: date, baseline: date | None) -> str:
    if baseline is None:
        return "No date agreed"
    days = (done - baseline).days
    return "On the day" if days == 0 else f"{count_words(abs(days), 'day')} {'late' if days > 0 else 'early'}"
