"""Section 10, of actions: what is newly complete, and what is complete and still to be embedded."""

from __future__ import annotations

from datetime import date

from store.cut import DataCut
from store.types import Lifecycle
from tests.workflows.cuts import a_cut, a_milestone, a_sign_off, an_action, an_edition, an_update
from workflows.exception_report.compile import compile_report

DONE = (a_milestone(completed_on=date(2023, 2, 20)),)


def states(cut: DataCut) -> dict[str, str]:
    return {row.ref: row.state for row in compile_report(cut).embedding}


def test_a_new_blue_awaits_the_sros_sign_off_and_then_is_told_once() -> None:
    blue = (an_update(rating="BLUE"),)
    before, after = an_edition(1, {"1.1": "GREEN"}), an_edition(1, {"1.1": "BLUE"})
    assert states(a_cut(updates=blue, editions=(before,))) == {
        "1.1": "Rated Blue since the last report; embedding, and awaiting the SRO's sign-off"
    }
    signed = {"updates": blue, "sign_offs": (a_sign_off(),)}
    assert states(a_cut(**signed, editions=(before,))) == {
        "1.1": "Rated Blue since the last report and signed off by the SRO"
    }
    assert states(a_cut(**signed, editions=(after,))) == {}
    assert states(a_cut(updates=blue, editions=(after,))) == {
        "1.1": "Rated Blue; embedding, and awaiting the SRO's sign-off"
    }


def test_complete_to_the_last_milestone_is_embedding_until_a_decision_or_a_rating_says_more() -> None:
    assert states(a_cut(milestones=DONE)) == {"1.1": "Complete, embedding: not reported"}
    green = (an_update(rating="GREEN"),)
    assert states(a_cut(milestones=DONE, updates=green)) == {"1.1": "Complete, embedding: rated Green"}
    assert states(a_cut(an_action(lifecycle=Lifecycle.COMPLETE), updates=green)) == {
        "1.1": "Complete, embedding: rated Green"
    }
    assert states(a_cut(an_action(lifecycle=Lifecycle.EMBEDDED), milestones=DONE, updates=green)) == {}


def test_what_is_under_way_or_set_aside_is_not_there() -> None:
    assert states(a_cut()) == {}
    assert states(a_cut(an_action(lifecycle=Lifecycle.WITHDRAWN), milestones=DONE)) == {}
