"""What has happened to an action; or what an edition of the report told the Board."""

from __future__ import annotations

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked, about_action
from bot.conversation.answers.editions_told import asks_what_was_told, told
from bot.conversation.answers.helping import which
from bot.conversation.said import Kind
from bot.conversation.wording import history_words
from workflows.answers import ActionHistory
from workflows.history import history

MOST_OF_A_HISTORY = 10
"""Entries, the latest; `sendbot register show REF --history` has them all."""

NAME_ONE = "Name one action by its ref and I tell its history, or ask what the last report said."


def happened(asked: Asked) -> Answered:
    if asks_what_was_told(asked.said.words):
        return told(asked)
    targets = asked.said.targets
    if not targets:
        return asked.answered(NAME_ONE)
    if len(targets) != 1 or targets[0].kind is not Kind.ACTION:
        return which(asked)
    action = targets[0]
    lines = [line.text for line in history(asked.session, asked.plan, action.ref, asked.now)]
    last = tuple(lines[-MOST_OF_A_HISTORY:])
    view = ActionHistory(f"{action.ref} {action.title}", last, asked.now, more=len(lines) - len(last))
    return asked.answered(history_words(view), view, (action.ref,), (about_action(action.ref), *asked.suggestions()))
