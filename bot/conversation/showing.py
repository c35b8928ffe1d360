"""Which card shows which answer."""

from __future__ import annotations

from adaptive_cards import action_list, action_status, area_status, choices, notice, report_ready
from bot.conversation.answering import Lines, View
from bot.conversation.wording import history_lines
from bot.turns import Card
from workflows.answers import ActionHistory, ActionList, ActionStatus, Choice, GroupStatus, ReportReady


def card_for(view: View | ReportReady, suggestions: tuple[Choice, ...], text: str = "") -> Card:
    match view:
        case ActionHistory():
            return notice.build(view.heading, "\n\n".join(history_lines(view)))
        case ActionList():
            return action_list.build(view, choices=suggestions)
        case ActionStatus():
            return action_status.build(view, choices=suggestions)
        case GroupStatus():
            return area_status.build(view, choices=suggestions)
        case Lines():
            return notice.build(view.heading, "\n\n".join(view.lines))
        case ReportReady():
            return report_ready.build(view)
        case _:
            # Further lines name the choices, which the card shows itself.
            return choices.build(text.partition("\n")[0], suggestions)
