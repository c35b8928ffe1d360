"""The risk log and its forms, in every branch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from adaptive_cards import risk_form, risk_list
from store.types import RiskKind
from tests.adaptive_cards import example_answers as answers
from workflows.risks.lines import NOT_SCORED, OpenRisk
from workflows.risks.views import PostToChoose, RisksShown, RiskToAssess, RiskToRaise, RiskTyped

AT = datetime(2031, 3, 3, 9, 30, tzinfo=UTC)
STEP, BY = "Meet the provider and agree a date", date(2031, 3, 28)
POSTS = (PostToChoose(1, "Therapies Manager, Wharfeside"), PostToChoose(2, "Director of Learning, Wharfeside"))
TYPED = RiskTyped(
    kind=RiskKind.RISK,
    title="The provider may not be ready in May",
    actions="3.2.1, 3.2.4",
    owner="1",
    likelihood=4,
    impact=4,
    next_step=STEP,
    next_step_by=BY,
)
RAISE = RiskToRaise("wharfeside", POSTS, TYPED)
ASSESS = RiskToAssess(
    7, "R3", RiskKind.RISK, TYPED.title, ("3.2.1", "3.2.4"), POSTS[0].name, "16, High, up from 12",
    "by Asha Iqbal on 3 February 2031", 12, True, TYPED,
)  # fmt: skip


def a_risk(ref: str = "R3", **changes: Any) -> OpenRisk:
    plain = OpenRisk(
        kind="Risk",
        ref=ref,
        text=TYPED.title,
        action_refs=("3.2.1", "3.2.4"),
        likelihood=4,
        impact=4,
        score=16,
        level="High",
        movement="up from 12",
        score_words="16, High, up from 12",
        owner=POSTS[0].name,
        next_step=STEP,
        next_step_by=BY,
        raised_on=date(2030, 11, 4),
        assessed_on=date(2031, 2, 3),
        note="",
    )
    return replace(plain, **changes)


BARE = a_risk(
    "R9", kind="Issue", likelihood=None, impact=None, score=None, level="", movement="", score_words=NOT_SCORED,
    owner="", next_step="", next_step_by=None, assessed_on=None,
)  # fmt: skip
STALE = a_risk("R4", note="Not reviewed since 4 November 2030")
LOG = RisksShown("3 open risks and issues in area 3", (a_risk(), STALE, BARE), "None is open.", AT)

RISK_GALLERY: dict[str, Callable[[], dict[str, Any]]] = {
    "risk_to_raise": lambda: risk_form.build(RAISE),
    "risk_to_raise_bare": lambda: risk_form.build(RiskToRaise("wharfeside", POSTS, RiskTyped())),
    "risk_to_raise_to_put_right": lambda: risk_form.build(
        replace(RAISE, typed=replace(TYPED, next_step_by=date(2031, 2, 1), kind=RiskKind.ISSUE, likelihood=None)),
        wrong="1 February 2031 has passed: give a day from today on for the next step.",
    ),
    "risk_to_raise_stripped": lambda: risk_form.build(replace(RAISE, typed=replace(TYPED, stripped=True))),
    "risk_to_assess": lambda: risk_form.build(ASSESS),
    "risk_to_assess_alone": lambda: risk_form.build(
        replace(ASSESS, kind=RiskKind.ISSUE, may_close=False, owner="", assessed="", score_words=NOT_SCORED, seen=0)
    ),
    "risk_to_close": lambda: risk_form.build(
        replace(ASSESS, typed=replace(TYPED, reason="The provider started on 3 March"))
    ),
    "risk_list": lambda: risk_list.build(LOG, choices=answers.QUESTIONS),
    "risk_list_many": lambda: risk_list.build(replace(LOG, risks=tuple(a_risk(f"R{n}") for n in range(1, 13)))),
    "risk_list_empty": lambda: risk_list.build(replace(LOG, risks=(), empty="No risk or issue is open in area 3.")),
}
