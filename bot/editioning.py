"""Editions in chat: SROs confirm their areas on cards, the compliance officer works on the whole and issues it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from adaptive_cards import area_confirmation, notice
from adaptive_cards.area_confirmation import AreaAnswer
from adaptive_cards.edition_console import Step, StepTaken
from adaptive_cards.edition_parts import Part, PartOpened
from adaptive_cards.edition_typed import EditionTyped
from bot import sentences
from bot.conversation.answered import AreasToConfirm, EditionsToClear
from bot.edition_cards import Desk
from bot.edition_notices import tell_recipients
from bot.edition_writing import Writing
from bot.reports import Reports
from bot.turns import Answer, Card, Reply
from store.audit import AuditChain
from store.queries.editions import area_by_id, areas_of, edition_by_id, editions_not_issued, editions_of, sros_of_area
from store.queries.people import Identity
from store.queries.plans import plan_by_key
from store.tables import Edition, ImprovementArea, Plan
from store.types import EditionStatus
from store.working_days import london_date
from workflows.editions.confirming import confirm_area
from workflows.editions.issuing import clear_edition, issue, make_final
from workflows.editions.keeping import recompiled, stored_cut
from workflows.editions.refusals import GatesShut
from workflows.editions.rights import is_compliance
from workflows.editions.step import check_may_open
from workflows.editions.typed import without_a_child
from workflows.editions.views import area_to_confirm
from workflows.governing.refusals import GoverningRefused
from workflows.language import count_words

GONE = "That edition is not in the register any more: ask for it again."
ISSUED = "Edition {number} is issued. The Board and the compliance team get it, each with links of their own."
GONE_ANSWER = Answer(card=notice.build(sentences.NOTHING_SAVED, GONE))


@dataclass(frozen=True, slots=True)
class Editioning:
    """A refusal is an answer: the audit of it is kept with the turn."""

    audit: AuditChain
    reports: Reports

    def waiting_for(
        self, session: Session, person: Identity, wanted: AreasToConfirm | EditionsToClear, now: datetime
    ) -> list[Reply]:
        """The cards of what is not issued yet: an area each for its SROs, the whole for the compliance team, who get
        the last edition where every one is issued.

        Whether it is theirs to see was settled when it was asked for.
        """
        plan = plan_by_key(session, wanted.plan_key)
        waiting = editions_not_issued(session, plan)
        if isinstance(wanted, EditionsToClear):
            shown = waiting or editions_of(session, plan)[:1]
            desks = [Desk(self.reports, session, person, plan, edition, now) for edition in shown]
            return [Reply(f"Edition {desk.edition.number}", desk.console()) for desk in desks]
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
            return GONE_ANSWER
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
            if not self._may_confirm(session, person, plan, area, now):
                return Answer(card=notice.build(sentences.NOTHING_SAVED, str(refused)))
            typed = without_a_child(stored_cut(edition), given.reason)
            return Answer(card=self._area_card(person, plan, edition, area, now, wrong=str(refused), typed=typed))
        return Answer(card=self._area_card(person, plan, edition, area, now, said=said))

    def take_step(self, session: Session, person: Identity, given: StepTaken, now: datetime) -> Answer:
        desk = self._desk(session, person, given.edition_id, now)
        if desk is None:
            return GONE_ANSWER
        edition, plan = desk.edition, desk.plan
        try:
            said = self._take(session, person, given, desk, now)
        except GatesShut as shut:
            wrong = f"Edition {edition.number} cannot be final yet: {count_words(len(shut.findings), 'finding')}."
            return Answer(card=desk.part(PartOpened(given.edition_id, Part.FINDINGS), wrong=wrong))
        except GoverningRefused as refused:
            if not is_compliance(session, person, plan):
                return Answer(card=notice.build(sentences.NOTHING_SAVED, str(refused)))
            return Answer(card=desk.console(wrong=str(refused)))
        return Answer(card=desk.console(said=said))

    def open_part(self, session: Session, person: Identity, opened: PartOpened, now: datetime) -> Answer:
        desk = self._desk(session, person, opened.edition_id, now)
        if desk is None:
            return GONE_ANSWER
        try:
            check_may_open(session, self.audit, desk.plan, desk.edition, person, now)
        except GoverningRefused as refused:
            return Answer(card=notice.build(sentences.NOT_OPENED, str(refused)))
        return Answer(card=desk.part(opened))

    def write(self, session: Session, person: Identity, typed: EditionTyped, now: datetime) -> Answer:
        desk = self._desk(session, person, typed.edition_id, now)
        if desk is None:
            return GONE_ANSWER
        try:
            written = Writing(session, self.audit, person, desk.plan, desk.edition, now).take(typed)
        except GoverningRefused as refused:
            if not is_compliance(session, person, desk.plan):
                return Answer(card=notice.build(sentences.NOTHING_SAVED, str(refused)))
            return Answer(card=desk.again(typed, str(refused)))
        there = replace(desk, edition=written.edition)
        return Answer(card=there.part(PartOpened(written.edition.id or 0, written.part), said=written.words))

    def _take(self, session: Session, person: Identity, given: StepTaken, desk: Desk, now: datetime) -> str:
        edition, plan, audit = desk.edition, desk.plan, self.audit
        if given.step is Step.CLEAR:
            return clear_edition(
                session, audit, person=person, plan=plan, edition=edition, now=now, seen=given.shown
            ).words
        if given.step is Step.FINAL:
            template = self.reports.template
            return make_final(
                session, audit, person=person, plan=plan, edition=edition, now=now, template=template
            ).words
        issue(session, audit, person=person, plan=plan, edition=edition, now=now)
        tell_recipients(session, audit, plan, edition, now)
        return ISSUED.format(number=edition.number)

    def _desk(self, session: Session, person: Identity, edition_id: int, now: datetime) -> Desk | None:
        edition = edition_by_id(session, edition_id)
        if edition is None:
            return None
        return Desk(self.reports, session, person, session.get_one(Plan, edition.plan_id), edition, now)

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
        *,
        said: str = "",
        wrong: str = "",
        typed: str = "",
    ) -> Card:
        preview = self.reports.edition_link(plan.key, person.key, edition.number, "html", now)
        view = area_to_confirm(
            recompiled(edition), edition_id=edition.id or 0, area_id=area.id or 0, area_ref=area.ref, preview=preview
        )
        return area_confirmation.build(view, said=said, wrong=wrong, typed=typed)
