"""What the plan promises its boards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from store.cut import DataCut
from workflows.language import list_words
from workflows.register_check.finding import Finding, Severity
from workflows.register_check.words import telling_words


def governance_cadence_conflict(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 6: one board is to get one report quarterly in the text and annually in the table.

    Two reports of different kinds to one board are no conflict: the names must share most of their words.
    """
    by_audience: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for promised in cut.governance:
        by_audience[" ".join(promised.audience.casefold().split())].append((promised.cadence, promised.product))
    for row in cut.governance:
        alike = [
            cadence
            for cadence, product in by_audience[" ".join(row.audience.casefold().split())]
            if _one_report(product, row.product)
        ]
        cadences = list(dict.fromkeys(alike))
        if len(cadences) > 1 and row.cadence == cadences[0]:
            yield Finding(
                "governance_cadence_conflict",
                f"{row.audience} is promised “{row.product}” at more than one interval: {list_words(cadences)}.",
                (row.audience,),
                Severity.WARNING,
            )


def _one_report(product: str, other: str) -> bool:
    words, others = telling_words(product), telling_words(other)
    return 2 * len(words & others) > min(len(words), len(others)) if words and others else words == others
