"""A plan in a heavy month, in memory: a third Green, a sixth each Red, Amber, silent, Grey and complete."""

from datetime import date

from store.cut import DataCut
from store.types import Lifecycle
from tests.workflows import cuts

AREAS = 5
RATINGS = ("GREEN", "RED", "AMBER", None, "GREEN", "BLUE")
NARRATIVE = "The service met its partners twice and agreed the next steps, and two posts are still vacant. " * 6


def a_cut(actions: int) -> DataCut:
    refs = [f"{1 + number % AREAS}.{1 + number // AREAS}" for number in range(actions)]
    ratings = [RATINGS[number % len(RATINGS)] for number in range(actions)]
    return cuts.a_cut(
        *(
            cuts.an_action(
                ref,
                id=number,
                title=f"Bring the offer of {ref} to the standard that the plan promises to families",
                lifecycle=Lifecycle.COMPLETE if rating == "BLUE" else Lifecycle.IN_PROGRESS,
            )
            for number, (ref, rating) in enumerate(zip(refs, ratings, strict=True), start=1)
        ),
        milestones=tuple(
            cuts.a_milestone(
                ref,
                seq,
                date(2023, 1, 31) if seq == 1 else date(2023, 4, 30),
                id=2 * number + seq,
                completed_on=date(2023, 2, 20) if rating == "BLUE" else None,
            )
            for number, (ref, rating) in enumerate(zip(refs, ratings, strict=True), start=1)
            for seq in (1, 2)
        ),
        updates=tuple(
            cuts.an_update(
                ref,
                rating,
                id=number,
                narrative=NARRATIVE,
                cause="Two posts are vacant.",
                recovery="Agency staff from April.",
                forecast=date(2023, 6, 30),
            )
            for number, (ref, rating) in enumerate(zip(refs, ratings, strict=True), start=1)
            if rating
        ),
    )
