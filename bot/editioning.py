"""Editions in chat: SROs confirm their areas on cards, the compliance officer clears, makes final and issues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from adaptive_cards import area_confirmation, edition_console, notice
from adaptive_cards.area_confirmation import AreaAnswer
from adaptive_cards.edition_console import Step, StepTaken
from bot import sentences
from bot.conversation.answering import AreasToConfirm, EditionsToClear
from bot.edition_notices import tell_recipients
from bot.reports import Reports
from bot.turns import Answer, Card, Reply
from store.audit import AuditChain
from store.queries.editions import area_by_id, areas_of, edition_by_id, editions_not_issued, sros_of_area
from store.queries.people import Identity
from store.queries.plans import plan_by_key
from store.tables import Edition, ImprovementArea, Plan
from store.types import EditionStatus
from store.working_days import london_date
from workflows.editions.confirming import confirm_area
from workflows.editions.issuing import clear_edition, findings_of, issue, make_final
from workflows.editions.keeping import recompiled
from workflows.editions.rights import is_compliance
from workflows.editions.views import EditionToClear, area_to_confirm
from workflows.governing.refusals import GoverningRefused

STEPS = {Step.CLEAR: clear_edition, Step.FINAL: make_final, Step.ISSUE: issue}
GONE = "That edition is not in the register any more: ask for it again."


@dataclass(frozen=True, slots=True)
class Editioning:
    """A refusal is an answer: the audit of it is kept with the turn."""

    audit: AuditChain
    reports: Reports

    def waiting_for(
        self, session: Session, person: Identity, wanted: AreasToConfirm | EditionsToClear, now: datetime
    ) -> list[Reply]:
        """The cards of what is not issued yet: an area each for its SROs, the whole for the compliance team.

        Whether it is theirs to see was settled when it was asked for.
        """
        plan = plan_by_key(session, wanted.plan_key)
        waiting = editions_not_issued(session, plan)
        if isinstance(wanted, EditionsToClear):
            return [
                Reply(f"Edition {edition.number}", self._console(session, person, plan, edition, now))
                for edition in waiting
            ]
        return [
            Reply(
                f"Area {area.ref} of draft edition {edition.number}", self._area_card(person, plan, edition, area, now)
            )
            for edition in waiting
            if edition.status is EditionStatus.DRAFT
            for area in areas_of(session, plan)
            if area.ref in wanted.refs
        ]

    def confirm(self, session: Session, person: Identity, given: AreaAnswer, now: datetime) -> Answer:
        edition = edition_by_id(session, given.edition_id)
        plan = session.get_one(Plan, edition.plan_id) if edition else None
        area = area_by_id(session, plan, given.area_id) if plan else None
        if edition is None or plan is None or area is None:
            return Answer(card=notice.build(sentences.NOTHING_SAVED, GONE))
        try:
            said = confirm_area(
                session,
                self.audit,
                person=person,
                plan=plan,
                edition=edition,
                area=area,
                confirmed=given.confirmed,
                reason=given.reason,
                now=now,
            ).words
        except GoverningRefused as refused:
            said = str(refused)
        if not self._may_confirm(session, person, plan, area, now):
            return Answer(card=notice.build(sentences.NOTHING_SAVED, said))
        return Answer(card=self._area_card(person, plan, edition, area, now, said))

    def take_step(self, session: Session, person: Identity, given: StepTaken, now: datetime) -> Answer:
        edition = edition_by_id(session, given.edition_id)
        if edition is None:
            return Answer(card=notice.build(sentences.NOTHING_SAVED, GONE))
        plan = session.get_one(Plan, edition.plan_id)
        try:
            take = STEPS[given.step]
            said = take(session, self.audit, person=person, plan=plan, edition=edition, now=now).words
            if given.step is Step.ISSUE:
                tell_recipients(session, self.audit, self.reports, plan, edition, now)
        except GoverningRefused as refused:
            said = str(refused)
        if not is_compliance(session, person, plan):
            return Answer(card=notice.build(sentences.NOTHING_SAVED, said))
        return Answer(card=self._console(session, person, plan, edition, now, said))

    def _may_confirm(
        self, session: Session, person: Identity, plan: Plan, area: ImprovementArea, now: datetime
    ) -> bool:
        sros = sros_of_area(session, area, london_date(now))
        if not sros:
            return is_compliance(session, person, plan)
        return any(sro.person.id == person.id for sro in sros)

    def _area_card(
        self,
        person: Identity,
        plan: Plan,
        edition: Edition,
        area: ImprovementArea,
        now: datetime,
        said: str = "",
    ) -> Card:
        preview = self.reports.edition_link(plan.key, person.key, edition.number, "html", now)
        view = area_to_confirm(
            recompiled(edition), edition_id=edition.id or 0, area_id=area.id or 0, area_ref=area.ref, preview=preview
        )
        return area_confirmation.build(view, notice=said)

    def _console(
        self, session: Session, person: Identity, plan: Plan, edition: Edition, now: datetime, said: str = ""
    ) -> Card:
        report = recompiled(edition)
        ready = self.reports.edition_ready(session, plan.key, person.key, edition, now)
        draft = edition.status is EditionStatus.DRAFT
        view = EditionToClear(
            edition_id=edition.id or 0,
            number=edition.number,
            title=report.title,
            cut_off=edition.cut_off_at,
            status=edition.status.value,
            summary=report.summary,
            cleared_by=report.cleared_by,
            areas=tuple((row.area_ref, row.state) for row in report.sign_off),
            findings=findings_of(edition) if draft else (),
            links=ready.links,
        )
        return edition_console.build(view, notice=said)
