"""Whether dates will be kept, in the leads' own forecasts; first of what, where that is open."""

from __future__ import annotations

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked
from bot.conversation.answers.listed import listed
from bot.conversation.rights import SEE_ALL
from workflows.answers import Choice
from workflows.forecasts import forecast_list

OF_WHAT = "Of what would you like the forecasts?"
MOST_AREAS = 5


def confidence(asked: Asked) -> Answered:
    said = asked.said
    if not said.targets and not said.everything and said.window is None and _is_open(asked):
        return _ask_of_what(asked)
    members, scope = asked.members()
    return listed(asked, forecast_list(asked.assessed, members, scope, said.window))


def _is_open(asked: Asked) -> bool:
    """Whether "are we confident" could be about more than one part of the plan."""
    return bool(asked.remit.roles & SEE_ALL) or len(asked.remit.areas) != 1


def _ask_of_what(asked: Asked) -> Answered:
    areas = asked.remit.areas or tuple(area.ref for area in asked.assessed.cut.areas)
    choices = [Choice(f"Area {ref}", f"which forecasts are late in area {ref}") for ref in areas[:MOST_AREAS]]
    choices.append(Choice("The whole plan", "which forecasts are late in the whole plan"))
    text = "\n".join([OF_WHAT, *(f"- {choice.label}: write “{choice.ask}”" for choice in choices)])
    return asked.answered(text, None, (), tuple(choices))
