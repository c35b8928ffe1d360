"""How the round of asking goes, and asking the silent again."""

from __future__ import annotations

from bot.conversation.answered import Answered, Lines
from bot.conversation.answers.asked import Asked
from bot.conversation.cycle_words import NO_CYCLE, chased_words, cycle_lines, to_chase_words, unreached_lines
from bot.conversation.doing.told import Told
from bot.conversation.said import Kind
from reminders.by_hand import chase, plan_chase
from reminders.overview import cycle_status
from store.queries.cuts import take_cut
from workflows.answers import Choice
from workflows.exception_report.assess import assess

NOT_COMPLIANCE = "Only the compliance team can see how the round of asking goes: please ask one of them."


def status(told: Told) -> Answered:
    told.compliance_alone(NOT_COMPLIANCE)
    lines = cycle_lines(cycle_status(told.session, told.plan, told.now))
    return told.done("\n".join(lines), Lines(lines[0], tuple(lines[1:])))


def unreached(told: Told) -> Answered:
    told.compliance_alone(NOT_COMPLIANCE)
    found = cycle_status(told.session, told.plan, told.now)
    lines = unreached_lines(found) if found else [NO_CYCLE]
    heading = "Whom no message reached, or perhaps none"
    lines = lines or ["Every message of this round has arrived, or is still to go."]
    return told.done("\n".join([heading, *lines]), Lines(heading, tuple(lines)))


def _actions_meant(told: Told) -> tuple[str, ...] | None:
    """Refs of the actions that what was named stands for; None where nothing was, which is everybody."""
    targets = told.said.targets
    if not targets or all(target.kind is Kind.ACTION for target in targets):
        return told.refs or None
    assessed = assess(take_cut(told.session, told.plan.key, told.now))
    members, _ = Asked(told.session, told.plan, assessed, told.remit, told.said, told.now).members()
    return tuple(standing.action.ref for standing in members) or None


def chase_silent(told: Told) -> Answered:
    session, audit, person, plan, now = told.session, told.audit, told.person, told.plan, told.now
    refs = _actions_meant(told)
    if told.said.confirmed:
        return told.done(chased_words(chase(session, audit, person=person, plan=plan, refs=refs, now=now)))
    planned = plan_chase(session, audit, person=person, plan=plan, refs=refs, now=now)
    if not planned.messages:
        return told.done(to_chase_words(planned))
    again = f"chase {' and '.join(refs) if refs else 'everyone'} now"
    yes, no = Choice("Yes, chase", again), Choice("No", "cycle status")
    return told.done(f"{to_chase_words(planned)} Or say: {again}", suggestions=(yes, no))
