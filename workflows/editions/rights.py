"""Who may do what to an edition: the compliance team all but confirm an area, which is its SRO's."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from store.queries.editions import SroInPost, sros_of_area
from store.queries.people import roles_of
from store.tables import Edition, ImprovementArea, Plan
from store.types import EditionStatus, RoleName
from workflows.editions.refusals import ComplianceOnly, NotADraft, NotTheSro
from workflows.updates.actions import Speaker


def check_compliance(session: Session, person: Speaker, plan: Plan) -> None:
    """Raises ComplianceOnly."""
    if not is_compliance(session, person, plan):
        raise ComplianceOnly


def is_compliance(session: Session, person: Speaker, plan: Plan) -> bool:
    return RoleName.COMPLIANCE in roles_of(session, person.id or 0, plan.key)


def check_draft(edition: Edition) -> None:
    """Raises NotADraft."""
    if edition.status is not EditionStatus.DRAFT:
        raise NotADraft(edition)


def confirms(session: Session, person: Speaker, plan: Plan, area: ImprovementArea, day: date) -> SroInPost | None:
    """The SRO of the area, any one of several; None where the post is vacant and the compliance team says it instead.

    Raises NotTheSro.
    """
    sros = sros_of_area(session, area, day)
    own = next((sro for sro in sros if sro.person.id == person.id), None)
    if own is None and (sros or not is_compliance(session, person, plan)):
        raise NotTheSro(area.ref, list(dict.fromkeys(sro.person.name for sro in sros)))
    return own
