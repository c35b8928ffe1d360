"""What waits for a decision, and the form of one: shown in words and on a card. Nothing is decided before the press."""

from __future__ import annotations

from bot.conversation.answered import Answered, Lines
from bot.conversation.doing.told import NotUnderstood, Told
from bot.conversation.said import Kind
from store.queries.governing import action_by_ref, governed, milestone_by_seq, milestones_of
from store.tables import Action, Milestone, Person
from store.working_days import london_date
from workflows.answers import Choice
from workflows.governing.dates_shown import waiting_of
from workflows.governing.lead_changes import ChangeOfLead, lead_change_to_tell
from workflows.governing.options_shown import may_give_options, options_form, options_shown
from workflows.governing.reasons import without_a_child
from workflows.governing.refusals import NothingAsked
from workflows.governing.shown import decision_shown
from workflows.governing.views import STRIPPED, DateToAsk, DecisionsWaiting, Matter, Typed, Waiting
from workflows.governing.waiting import decisions_waiting
from workflows.language import list_words

ON_A_CARD = "In chat that opens a card, on which it is decided; on the command line, use `sendbot govern`."
OPTIONS_ON_A_CARD = "In chat that opens a form; on the command line, use `sendbot govern options`."
MOST_OFFERED = 6


def waiting(told: Told) -> Answered:
    return _listed(told, decisions_waiting(told.session, told.plan, told.person, told.now))


def new_date(told: Told) -> Answered:
    return _opened(told, Matter.DATE, _the_action(told, "get a new date", "move {ref} to 30 June because …"))


def approve_date(told: Told) -> Answered:
    """Of what is named; with nothing named, of all that waits for this person."""
    if not told.refs:
        found = decisions_waiting(told.session, told.plan, told.person, told.now)
        dates = tuple(line for line in found.lines if line.matter is Matter.APPROVAL)
        return _listed(told, DecisionsWaiting(dates, told.now))
    action = _the_action(told, "have its new date decided", "approve the date of {ref}")
    asked = [milestone for milestone, _ in waiting_of(told.session, action) if told.said.seq in (None, milestone.seq)]
    if len(asked) > 1:
        names = [f"{action.ref} milestone {milestone.seq}" for milestone in asked]
        raise NotUnderstood(f"Say which: new dates were asked for {list_words(names)}.")
    # With nothing asked for, the right is looked at all the same.
    milestone = asked[0] if asked else _any_milestone(told, action)
    return _opened(told, Matter.APPROVAL, action, milestone)


def sign_off(told: Told) -> Answered:
    if not told.refs:
        found = decisions_waiting(told.session, told.plan, told.person, told.now)
        rated = tuple(line for line in found.lines if line.matter is Matter.COMPLETION)
        return _listed(told, DecisionsWaiting(rated, told.now))
    return _opened(told, Matter.COMPLETION, _the_action(told, "be signed off", "sign off {ref}"))


def dispute(told: Told) -> Answered:
    action = _the_action(told, "have its rating disputed", "dispute the rating of {ref} because …")
    return _opened(told, Matter.DISPUTE, action)


def call_in(told: Told) -> Answered:
    return _opened(told, Matter.CALL_IN, _the_action(told, "be called in", "call in {ref} because …"))


def options(told: Told) -> Answered:
    """Those that stand, for whoever reads the plan; the form for whoever may give them, where there are none or others
    are to be given."""
    action = _the_action(told, "have options before the Board", "options for {ref}")
    stands = options_shown(told.session, action)
    may_give = may_give_options(governed(told.session, action, None, london_date(told.now)), told.person)
    if told.said.confirmed or (stands is None and may_give):
        view = options_form(told.session, told.audit, person=told.person, action=action, now=told.now)
        return told.done(f"{view.words}\n{OPTIONS_ON_A_CARD}", view)
    heading = f"Options for {action.ref} {action.title}"
    lines = stands.words if stands else (f"None have been given for {action.ref}: its lead or its SRO can give them.",)
    change = (Choice("Change or withdraw the options", f"give options for {action.ref}"),) if may_give else ()
    return told.done("\n".join([heading, *lines]), Lines(heading, lines), change)


def lead_change(told: Told) -> Answered:
    """About the actions named, else about all that the person leads. Who the speaker is may leave the lead open."""
    said = told.said
    action = _the_action(told, "have another lead", "I no longer lead {ref}") if told.refs else None
    lead: Person | None = told.whose()
    if action is not None and not said.whose:
        leads = governed(told.session, action, None, london_date(told.now)).leads
        lead = next((one for one in leads if one.id == told.person.id), None)
    view = lead_change_to_tell(
        told.session,
        told.audit,
        person=told.person,
        plan=told.plan,
        change=ChangeOfLead(action, lead, told.called(said.cover) if said.cover else None, said.day),
        now=told.now,
    )
    return told.done(view.words, view)


def _opened(told: Told, matter: Matter, action: Action, milestone: Milestone | None = None) -> Answered:
    """The form, filled with what was said already but for what may identify a child."""
    about = governed(told.session, action, milestone, london_date(told.now))
    reason = without_a_child(about, told.said.reason)
    chosen = _milestone_named(told, action)
    typed = Typed(
        item=f"m:{chosen.id}" if chosen else "", day=told.said.day, reason=reason, stripped=reason != told.said.reason
    )
    view = decision_shown(
        told.session,
        told.audit,
        person=told.person,
        matter=matter,
        action=action,
        milestone=milestone,
        typed=typed,
        now=told.now,
    )
    if isinstance(view, DateToAsk) and chosen and typed.item not in [one.item for one in view.milestones]:
        raise NotUnderstood(f"{action.ref} milestone {chosen.seq} is complete or closed: name one that is still open.")
    lines = [*([STRIPPED] if typed.stripped else []), view.words, ON_A_CARD]
    return told.done("\n".join(lines), view)


def _listed(told: Told, view: DecisionsWaiting) -> Answered:
    return told.done(view.words, view, tuple(_choice(line) for line in view.lines[:MOST_OFFERED]))


def _choice(line: Waiting) -> Choice:
    ref, _, rest = line.name.partition(" ")
    if line.matter is Matter.COMPLETION:
        return Choice(f"Sign-off of {ref}", f"sign off {ref}")
    return Choice(f"Date of {line.name}", f"approve the date of {ref} {rest}".strip())


def _the_action(told: Told, purpose: str, example: str) -> Action:
    """The one that was named. Raises NotUnderstood."""
    named = [target.ref for target in told.said.targets if target.kind is Kind.ACTION]
    if len(named) == 1 and (action := action_by_ref(told.session, told.plan, named[0])):
        return action
    mine = (*told.remit.leads, *told.remit.deputises)
    say = example.format(ref=(named or list(mine) or ["2.5.2"])[0])
    which = f" You named {list_words(named)}." if named else ""
    raise NotUnderstood(f"Say which one action is to {purpose}, by its ref: “{say}”.{which}")


def _milestone_named(told: Told, action: Action) -> Milestone | None:
    """None where no number was said. Raises NotUnderstood."""
    seq = told.said.seq
    if seq is None:
        return None
    milestone = milestone_by_seq(told.session, action, seq)
    if milestone is None:
        raise NotUnderstood(f"{action.ref} has no milestone {seq}: ask “how is {action.ref}?” to see which it has.")
    return milestone


def _any_milestone(told: Told, action: Action) -> Milestone:
    """Raises NothingAsked for an action without milestones."""
    milestone = _milestone_named(told, action) or next(iter(milestones_of(told.session, action)), None)
    if milestone is None:
        raise NothingAsked(governed(told.session, action, None, london_date(told.now)))
    return milestone
