"""Which card shows which answer."""

from __future__ import annotations

from adaptive_cards import (
    abilities,
    action_list,
    action_status,
    area_status,
    choices,
    decisions_waiting,
    figures,
    options_form,
    quotations,
    report_ready,
    risk_form,
    risk_list,
    said_lines,
)
from bot.conversation.answered import Lines, View
from bot.conversation.wording import history_lines
from bot.decision_cards import decision_card
from bot.turns import Card
from workflows.answers import (
    Abilities,
    ActionHistory,
    ActionList,
    ActionStatus,
    Choice,
    Figures,
    GroupStatus,
    Quotations,
    ReportReady,
)
from workflows.governing.options_shown import OptionsToGive
from workflows.governing.views import (
    ActionToCallIn,
    CompletionToDecide,
    DateToAsk,
    DateToDecide,
    DecisionsWaiting,
    LeadChangeToTell,
    RatingToDispute,
)
from workflows.risks.views import RisksShown, RiskToAssess, RiskToRaise


def card_for(view: View | ReportReady, suggestions: tuple[Choice, ...], text: str = "") -> Card:
    match view:
        case Abilities():
            return abilities.build(view)
        case ActionHistory():
            return said_lines.build(view.heading, tuple(history_lines(view)), choices=suggestions)
        case ActionList():
            return action_list.build(view, choices=suggestions)
        case ActionStatus():
            return action_status.build(view, choices=suggestions)
        case Figures():
            return figures.build(view, choices=suggestions)
        case GroupStatus():
            return area_status.build(view, choices=suggestions)
        case Lines():
            return said_lines.build(view.heading, view.lines, choices=suggestions)
        case Quotations():
            return quotations.build(view, choices=suggestions)
        case ReportReady():
            return report_ready.build(view)
        case RisksShown():
            return risk_list.build(view, choices=suggestions)
        case RiskToRaise() | RiskToAssess():
            return risk_form.build(view)
        case OptionsToGive():
            return options_form.build(view)
        case DecisionsWaiting():
            return decisions_waiting.build(view)
        case (
            ActionToCallIn()
            | CompletionToDecide()
            | DateToAsk()
            | DateToDecide()
            | LeadChangeToTell()
            | RatingToDispute()
        ):
            return decision_card(view)
        case _:
            # Further lines name the choices, which the card shows itself.
            return choices.build(text.partition("\n")[0], suggestions)
