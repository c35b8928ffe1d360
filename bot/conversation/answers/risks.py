"""The risk log, the highest score first: what touches the part of the plan that is meant, or one line of it."""

from __future__ import annotations

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked
from bot.conversation.answers.asking_again import again
from bot.conversation.said import Kind
from bot.conversation.wording import view_words
from store.types import RoleName
from store.working_days import london_date
from workflows.answers import Choice
from workflows.language import count_words, list_words
from workflows.risks.lines import OpenRisk, open_risks, touching
from workflows.risks.views import RISKS_PAGE, RisksShown

MOST_TO_ASSESS = 3


def risks(asked: Asked) -> Answered:
    every = open_risks(asked.assessed.cut)
    if asked.said.refs:
        return _named(asked, every)
    members, where = asked.members()
    found = touching(every, (standing.action.ref for standing in members))
    heading = f"{count_words(len(found), 'open risk or issue', 'open risks and issues')} {where}"
    elsewhere = (
        f" The whole plan has {len(every)}: ask “what are the risks in the whole plan”."
        if every and not asked.said.targets
        else ""
    )
    return _shown(asked, heading, found, f"No risk or issue is open {where}.{elsewhere}")


def _named(asked: Asked, every: tuple[OpenRisk, ...]) -> Answered:
    refs = asked.said.refs or ()
    found = tuple(risk for risk in every if risk.ref in refs)
    named = list_words(refs)
    return _shown(asked, named, found, f"{named} is not open in the risk log: ask “what are the risks” to see what is.")


def _shown(asked: Asked, heading: str, found: tuple[OpenRisk, ...], empty: str) -> Answered:
    page = min(asked.said.page, max(0, len(found) - 1) // RISKS_PAGE)
    view = RisksShown(heading, found, empty, asked.assessed.cut.taken_at, page)
    refs = tuple(risk.ref for risk in found)
    return asked.answered(view_words(view), view, refs, (*_next_page(asked, view), *_leads_on(asked, view)))


def _next_page(asked: Asked, view: RisksShown) -> tuple[Choice, ...]:
    if not view.left:
        return ()
    question = again(asked.said, asked.assessed.cut.ratings, london_date(asked.now))
    return (Choice("Show the next risks", f"{question} page {view.page + 2}"),)


def _leads_on(asked: Asked, view: RisksShown) -> tuple[Choice, ...]:
    """Forms for those who may fill them in, then what anybody may ask."""
    theirs = [risk for risk in view.shown if _may_assess(asked, risk)]
    actions = [target.ref for target in asked.said.targets if target.kind is Kind.ACTION]
    new = actions[:1] or [ref for ref in asked.mine[:1] if not asked.said.targets]
    return (
        *(Choice(f"Assess {risk.ref}", f"assess {risk.ref}") for risk in theirs[:MOST_TO_ASSESS]),
        *(Choice(f"Raise a risk on {ref}", f"raise a risk on {ref}") for ref in new if _has_a_say(asked, ref)),
        *asked.about_mine(),
    )


def _may_assess(asked: Asked, risk: OpenRisk) -> bool:
    return any(_has_a_say(asked, ref) for ref in risk.action_refs)


def _has_a_say(asked: Asked, ref: str) -> bool:
    standing = asked.assessed.standings.get(ref)
    in_area = standing is not None and standing.area.ref in asked.remit.areas
    return RoleName.COMPLIANCE in asked.remit.roles or ref in asked.mine or in_area
