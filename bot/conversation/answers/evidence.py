"""What is rated complete without having been shown to be, and the way back of what is off track."""

from __future__ import annotations

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked
from bot.conversation.answers.listed import listed
from bot.conversation.answers.quoted import quoted
from bot.conversation.said import Kind
from workflows.evidence_gaps import evidence_gaps
from workflows.recovery_steps import recovery_list, recovery_steps


def gaps(asked: Asked) -> Answered:
    members, scope = asked.members()
    return listed(asked, evidence_gaps(asked.assessed, members, scope))


def path_to_green(asked: Asked) -> Answered:
    members, scope = asked.members()
    targets = asked.said.targets
    if targets and all(target.kind is Kind.ACTION for target in targets):
        return quoted(asked, recovery_steps(asked.assessed, members), asked.refs_of(members))
    return listed(asked, recovery_list(asked.assessed, members, scope))
