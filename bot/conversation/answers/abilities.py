"""What this person can ask and do: in their own part of the plan, with examples to press."""

from __future__ import annotations

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked, about_action, about_area
from bot.conversation.rights import may_have_reports
from bot.conversation.said import Intent
from bot.conversation.wording import abilities_words
from store.types import RoleName
from workflows.answers import Abilities, Choice

WHO_I_AM = "I hold the action register of the SEND improvement plan, and ask its leads for updates."
HELLO = f"Hello. {WHO_I_AM}"
Kinds = list[tuple[str, tuple[Choice, ...]]]


def abilities(asked: Asked) -> Answered:
    """By what they are: lead, SRO, compliance team, board; the same question is offered once."""
    view = Abilities(HELLO if asked.said.intent is Intent.GREETING else WHO_I_AM, tuple(_once(_kinds(asked))))
    choices = tuple(choice for _, of_kind in view.kinds for choice in of_kind)
    return asked.answered(abilities_words(view), view, (), choices)


def _kinds(asked: Asked) -> Kinds:
    kinds: Kinds = []
    if asked.mine:
        kinds.append(("Your actions", _of_a_lead(asked)))
    if asked.remit.areas:
        kinds.append(("Your areas", _of_an_sro(asked)))
    if RoleName.COMPLIANCE in asked.remit.roles:
        kinds.append(("The round and the report", _of_the_team()))
    kinds.append(("How things stand", _of_anybody(asked)))
    kinds.append(("Look closer", _closer(asked)))
    return kinds


def _of_a_lead(asked: Asked) -> tuple[Choice, ...]:
    ref = asked.mine[0]
    return (
        Choice("What's mine?", "what's mine"),
        Choice(f"Update {ref}", f"update {ref}"),
        Choice(f"{ref}: nothing to report", f"no change on {ref}"),
        Choice(f"Move a date of {ref}", f"can we move the date of {ref}"),
        Choice("When is the cut-off?", "when is the cut-off"),
        Choice("My risks", "what are my risks"),
    )


def _of_an_sro(asked: Asked) -> tuple[Choice, ...]:
    area = asked.remit.areas[0]
    where = f"in area {area}"
    return (
        *(about_area(ref) for ref in asked.remit.areas[:2]),
        Choice("What is late?", f"what is overdue {where}"),
        Choice("Forecasts", f"which forecasts are late {where}"),
        Choice("Path to green", f"what is the path to green {where}"),
        Choice("Confirm the draft", "confirm edition"),
    )


def _of_the_team() -> tuple[Choice, ...]:
    return (
        Choice("How goes the round?", "cycle status"),
        Choice("Who was not reached?", "who was not reached"),
        Choice("Chase the silent", "chase everyone"),
        Choice("How goes the edition?", "edition status"),
        Choice("Top risks", "what are the top risks"),
    )


def _of_anybody(asked: Asked) -> tuple[Choice, ...]:
    reports = (Choice("Exception report now", "exception report now"),) if may_have_reports(asked.remit) else ()
    return (
        Choice("How is the plan?", "how is the whole plan"),
        Choice("What is overdue?", "what is overdue"),
        Choice("Who has not reported?", "who has not reported"),
        Choice("Due by the next board", "what is due by the next board"),
        Choice("What has changed?", "what has changed since the last report"),
        *reports,
    )


def _closer(asked: Asked) -> tuple[Choice, ...]:
    ref = next(iter((*asked.mine, *asked.assessed.standings)), "")
    of_one = (about_action(ref), Choice(f"History of {ref}", f"history of {ref}")) if ref else ()
    return (
        *of_one,
        Choice("Asks of the Board", "what are we asking of the board"),
        Choice("Indicators off target", "which indicators are off target"),
        Choice("Complete, no evidence", "what is complete without evidence"),
        Choice("Why by exception?", "why are exceptions listed"),
    )


def _once(kinds: Kinds) -> Kinds:
    """No two buttons of a card may read the same."""
    asked: set[str] = set()
    found: Kinds = []
    for name, choices in kinds:
        new = tuple(choice for choice in choices if choice.label not in asked)
        asked |= {choice.label for choice in new}
        if new:
            found.append((name, new))
    return found
