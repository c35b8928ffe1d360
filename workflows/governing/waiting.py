"""What waits for somebody's decision: dates asked for, and actions rated complete that nobody has signed off."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from store.queries.cuts import take_cut
from store.queries.governing import Governed, action_by_ref, governed, open_date_changes
from store.tables import Plan
from store.types import Lifecycle, RatingRole
from store.working_days import london_date
from workflows.governing.date_changes import ASKED_FOR_IT
from workflows.governing.refusals import GoverningRefused
from workflows.governing.rights import decides, decides_as_sro
from workflows.governing.sign_offs import LED_OR_RATED_IT, told_or_led
from workflows.governing.views import DecisionsWaiting, Matter, Waiting
from workflows.language import day_words
from workflows.standing import SETTLED, Standing, period_of, standings
from workflows.updates.actions import Speaker


def decisions_waiting(session: Session, plan: Plan, person: Speaker, now: datetime) -> DecisionsWaiting:
    """Only what this person can decide: an SRO in their areas, the compliance team in all."""
    return DecisionsWaiting((*_dates(session, plan, person, now), *_completions(session, plan, person, now)), now)


def _dates(session: Session, plan: Plan, person: Speaker, now: datetime) -> list[Waiting]:
    found: list[Waiting] = []
    for row in open_date_changes(session, plan):
        about = governed(session, row.action, row.milestone, london_date(now))
        if _can(about, person, row.change.requested_by_id):
            move = f"from {day_words(row.milestone.current_due, 'no date')} to {day_words(row.change.to_due)}"
            what = f"a new date, {move}, asked for by {row.requested_by or 'an earlier plan'}"
            line = Waiting(Matter.APPROVAL, f"m:{row.milestone.id}", about.name, what)
            if line not in found:
                found.append(line)
    return found


def _completions(session: Session, plan: Plan, person: Speaker, now: datetime) -> list[Waiting]:
    cut = take_cut(session, plan.key, now)
    found: list[Waiting] = []
    for standing in standings(cut, period_of(cut)).values():
        action = action_by_ref(session, plan, standing.action.ref) if awaits_sign_off(standing) else None
        if action is None or standing.rated_by is None:
            continue
        about = governed(session, action, None, london_date(now))
        try:
            decides_as_sro(about, person, barred=told_or_led(session, about, standing), because=LED_OR_RATED_IT)
        except GoverningRefused:
            continue
        rated = day_words(london_date(standing.rated_by.at))
        label = standing.rating.label if standing.rating else ""
        found.append(Waiting(Matter.COMPLETION, f"a:{action.id}", action.ref, f"rated {label} on {rated}, to sign off"))
    return found


def awaits_sign_off(standing: Standing) -> bool:
    """Rated complete as a whole, or to its last milestone, and accepted by nobody yet."""
    whole = standing.rated_by is not None and standing.rated_by.seq is None
    return (
        standing.role is RatingRole.COMPLETE
        and (whole or standing.nothing_open)
        and standing.action.lifecycle not in SETTLED | {Lifecycle.EMBEDDED}
        and not standing.signed_off
    )


def _can(about: Governed, person: Speaker, asked: int | None) -> bool:
    try:
        decides(about, person, barred={asked} - {None}, because=ASKED_FOR_IT)
    except GoverningRefused:
        return False
    return True
