"""The draft edition: confirming an area of it, and how it goes on."""

from __future__ import annotations

from contextlib import suppress

from bot.conversation.answered import Answered, AreasToConfirm, EditionsToClear
from bot.conversation.doing.told import NotUnderstood, Told, record_refusal
from store.queries.editions import area_by_ref, areas_of, editions_not_issued, editions_of
from store.tables import ImprovementArea
from store.types import EditionStatus
from store.working_days import london_date
from workflows.editions.refusals import NotTheSro
from workflows.editions.rights import confirms

NOT_OFFICER = (
    "Only the compliance team sees how an edition goes: the SRO of an area writes “confirm edition” for theirs."
)
NO_EDITION = "There is no edition yet: a draft is made at the data cut-off of the next board meeting."
NO_DRAFT = "No draft edition waits to be confirmed: the next is made at the data cut-off of the next board meeting."
NO_AREA = "An area is confirmed by its SRO, and you are SRO of none: ask me “how is area 4?” to see how one stands."
ON_CARDS = "That is answered with cards in chat; here, use `sendbot edition`."


def confirm(told: Told) -> Answered:
    waiting = editions_not_issued(told.session, told.plan)
    if not any(edition.status is EditionStatus.DRAFT for edition in waiting):
        raise NotUnderstood(NO_DRAFT)
    refs = told.said.refs
    areas = [_area(told, ref) for ref in refs] if refs else _areas_of_theirs(told)
    return told.done(ON_CARDS, AreasToConfirm(told.plan.key, tuple(area.ref for area in areas)))


def status(told: Told) -> Answered:
    told.compliance_alone(NOT_OFFICER)
    if not editions_of(told.session, told.plan):
        raise NotUnderstood(NO_EDITION)
    return told.done(ON_CARDS, EditionsToClear(told.plan.key))


def _area(told: Told, ref: str) -> ImprovementArea:
    """Raises NotTheSro."""
    area = area_by_ref(told.session, told.plan, ref)
    if area is None:
        raise NotUnderstood(f"There is no area {ref} in this plan: name another, or write “confirm my areas”.")
    try:
        confirms(told.session, told.person, told.plan, area, london_date(told.now))
    except NotTheSro:
        record_refusal(told.session, told.audit, told.plan, told.person.key, told.said.intent, told.now)
        raise
    return area


def _areas_of_theirs(told: Told) -> list[ImprovementArea]:
    theirs: list[ImprovementArea] = []
    for area in areas_of(told.session, told.plan):
        with suppress(NotTheSro):
            confirms(told.session, told.person, told.plan, area, london_date(told.now))
            theirs.append(area)
    if not theirs:
        raise NotUnderstood(NO_AREA)
    return theirs
