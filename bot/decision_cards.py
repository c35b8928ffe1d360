"""Which card shows what before it is decided."""

from __future__ import annotations

from adaptive_cards import call_in, completion, date_approval, date_request, lead_change, rating_dispute
from bot.turns import Card
from workflows.governing.views import (
    STRIPPED,
    ActionToCallIn,
    CompletionToDecide,
    DateToAsk,
    DateToDecide,
    Decision,
    LeadChangeToTell,
    RatingToDispute,
)


def decision_card(view: Decision, *, wrong: str = "", said: str = "") -> Card:
    """`said` is of a part that is done, where there is more to decide on the same card."""
    if not isinstance(view, LeadChangeToTell) and view.typed.stripped:
        wrong = wrong or STRIPPED
    match view:
        case DateToAsk():
            return date_request.build(view, wrong=wrong)
        case DateToDecide():
            return date_approval.build(view, wrong=wrong)
        case CompletionToDecide():
            return completion.build(view, wrong=wrong, said=said)
        case RatingToDispute():
            return rating_dispute.build(view, wrong=wrong)
        case ActionToCallIn():
            return call_in.build(view, wrong=wrong)
        case LeadChangeToTell():
            return lead_change.build(view, wrong=wrong)
