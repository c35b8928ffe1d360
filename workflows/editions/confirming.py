"""An SRO confirms what a draft says of their area, or says why not. Of joint SROs any one does."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.editions import confirmation_of
from store.tables import AreaConfirmation, Edition, ImprovementArea, Plan
from store.working_days import london_date
from workflows.editions.compiling import area_hash
from workflows.editions.keeping import compile_again, lapse, recompiled, stored_cut
from workflows.editions.rights import check_draft, confirms
from workflows.editions.step import begin
from workflows.editions.told import EditionTold
from workflows.editions.typed import reason_if_any, reason_words
from workflows.updates.actions import Speaker


def confirm_area(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    edition: Edition,
    area: ImprovementArea,
    confirmed: bool,
    reason: str,
    now: datetime,
) -> EditionTold:
    """A reason is needed not to confirm, and by the compliance team where the SRO's post is vacant.

    A later word takes the place of an earlier one, which the audit keeps. Raises EditionRefused.
    """
    step = begin(session, audit, plan, edition, person, "confirm_area", now)
    with step.refusals_audited():
        check_draft(edition)
        sro = confirms(session, person, plan, area, london_date(now))
        needed = sro is None or not confirmed
        why = (reason_words if needed else reason_if_any)(stored_cut(edition), reason)
    said = area_hash(recompiled(edition), area.ref)
    word = confirmation_of(session, edition, area)
    if word is not None and (word.person_id, word.confirmed, word.reason, word.content_hash) == (
        person.id, confirmed, why, said,
    ):  # fmt: skip
        return _told(edition, area, word, repeated=True)
    if word is None:
        word = AreaConfirmation(
            edition_id=edition.id or 0, area_id=area.id or 0, person_id=person.id or 0, at=now, confirmed=confirmed
        )
        session.add(word)
    word.person_id, word.at, word.confirmed, word.reason, word.content_hash = person.id or 0, now, confirmed, why, said
    word.as_post = sro.post if sro else f"the compliance team, the SRO's post being vacant ({why})"
    if not confirmed:
        lapse(edition)
    compile_again(session, audit, plan, edition)
    step.record({"area": area.ref, "confirmed": confirmed, "reason": why})
    return _told(edition, area, word)


def _told(edition: Edition, area: ImprovementArea, word: AreaConfirmation, *, repeated: bool = False) -> EditionTold:
    if word.confirmed:
        words = f"Area {area.ref} of edition {edition.number} is confirmed."
    else:
        words = (
            f"Area {area.ref} of edition {edition.number} is not confirmed: your reason is kept and printed, and the "
            "compliance team will ask what is to change."
        )
    return EditionTold(edition.number, edition.status, words, repeated)
