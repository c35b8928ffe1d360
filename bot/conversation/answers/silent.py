"""Who has not reported: now, or when an edition was cut."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked
from bot.conversation.answers.editions_told import edition_meant, may_read_editions
from bot.conversation.answers.listed import listed
from bot.conversation.rights import REPORT_REFUSED
from store.queries.cuts import asked_since
from workflows.action_lists import not_reported_list
from workflows.editions.keeping import stored_cut
from workflows.exception_report.assess import assess


def not_reported(asked: Asked) -> Answered:
    edition = edition_meant(asked)
    if edition is None:
        members, scope = asked.members()
        period = asked.assessed.period
        sent = asked_since(asked.session, asked.plan.key, asked.now, period.start)
        return listed(asked, not_reported_list(asked.assessed, members, scope, sent, asked.said.least))
    if not may_read_editions(asked):
        return asked.refused(REPORT_REFUSED)
    cut = stored_cut(edition)
    then = replace(asked, assessed=assess(cut))
    members, scope = then.members()
    scope = f"{scope}, in report {edition.number}"
    return listed(then, not_reported_list(then.assessed, members, scope, cut.asked, asked.said.least))
