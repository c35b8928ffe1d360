"""Leave, cover and snoozes: who may arrange them, what they change, and what they do not hide."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import Session, col, select

from reminders.planning import plan_messages
from store import tables
from store.audit import AuditChain
from store.queries.people import person_named
from store.types import MessageStatus, Rung, UpdateSource
from store.working_days import london_moment
from workflows.absences.actions import delegate, end_delegation, record_leave, snooze
from workflows.absences.refusals import (
    AbsenceRefused,
    CoverAway,
    CoversThemselves,
    DaysOutOfOrder,
    DaysPassed,
    NothingToEnd,
    NotYoursToArrange,
    SnoozeNeedsReason,
    SnoozeTooLate,
    SnoozeTooLong,
)
from workflows.updates.actions import record_update
from workflows.updates.refusals import NotYours
from workflows.updates.rules import Answer
from workflows.updates.showing import request_view

LEAD = "service-manager-camhs"  # of 4.2.2, milestone 1 due on 31 March 2023
SRO, OTHER_SRO = "director-of-integration-and-change", "director-of-public-health"
COVER, OFFICER = "local-offer-lead", "compliance-officer"
FIRST_ASKED, SECOND_ASKED = date(2023, 3, 3), date(2023, 3, 17)
GREEN = Answer(rating="GREEN", narrative="The group has met")


def at(day: date, hour: int = 10) -> datetime:
    return london_moment(day, time(hour))


class Office:
    """The register with the boards' meetings cancelled, so that only the ladder asks."""

    def __init__(self, session: Session, audit: AuditChain) -> None:
        self.session, self.audit = session, audit
        for meeting in session.exec(select(tables.Meeting)):
            session.delete(meeting)
        session.flush()
        self.milestone = session.exec(
            select(tables.Milestone).join(tables.Action).where(tables.Action.ref == "4.2.2")
        ).one()
        self.item = f"m:{self.milestone.id}"

    def person(self, key: str) -> tables.Person:
        return person_named(self.session, key)

    def cover(
        self, first: date, last: date, *, by: str = LEAD, cover: str = COVER, now: datetime | None = None
    ) -> None:
        delegate(
            self.session, self.audit, person=self.person(by), whose=self.person(LEAD), cover=self.person(cover),
            first=first, last=last, now=now or at(date(2023, 3, 1)),
        )  # fmt: skip

    def leave(self, first: date, last: date, *, by: str = LEAD) -> None:
        record_leave(
            self.session, self.audit, person=self.person(by), whose=self.person(LEAD), first=first, last=last,
            now=at(date(2023, 3, 1)),
        )  # fmt: skip

    def put_off(
        self, until: date, *, reason: str = "The panel meets on the 9th", cut_off: datetime | None = None,
        now: datetime | None = None, by: str = LEAD,
    ) -> None:  # fmt: skip
        snooze(
            self.session, self.audit, person=self.person(by), item_key=self.item, until=until, reason=reason,
            cut_off=cut_off, now=now or at(date(2023, 3, 1)),
        )  # fmt: skip

    def live(self, day: date, hour: int = 10) -> None:
        """Everything that is planned arrives."""
        for message in plan_messages(self.session, self.audit, at(day, hour)):
            message.status, message.sent_at = MessageStatus.SENT, at(day, hour)
        self.session.flush()

    def asked(self) -> list[tuple[str, Rung, date]]:
        """Who was asked about the milestone, on which rung, and when."""
        rows = self.session.exec(
            select(tables.Request, tables.Person)
            .join(tables.Person)
            .where(tables.Request.item == self.item)
            .order_by(col(tables.Request.id))
        )
        return [(person.key, request.rung, request.asked_at.date()) for request, person in rows]

    def request_to(self, key: str) -> tables.Request:
        found = self.session.exec(
            select(tables.Request).where(
                tables.Request.item == self.item, tables.Request.person_id == self.person(key).id
            )
        ).all()
        return found[-1]

    def answer(self, by: str, now: datetime) -> tables.Update:
        record_update(
            self.session, self.audit, person=self.person(by), item_key=self.item, answer=GREEN, seen=0, now=now,
            source=UpdateSource.CARD,
        )  # fmt: skip
        return self.session.exec(select(tables.Update).order_by(col(tables.Update.id).desc())).first()  # type: ignore[return-value]

    def audited(self, action: str) -> list[tables.AuditEntry]:
        return list(self.session.exec(select(tables.AuditEntry).where(tables.AuditEntry.action == action)))


@pytest.fixture
def office(session: Session, audit: AuditChain) -> Office:
    return Office(session, audit)


def test_nobody_is_asked_on_leave_and_the_nearest_rung_comes_once_they_are_back(office: Office) -> None:
    """Asks 7 of peers: nothing has to be set for it but the days."""
    office.leave(date(2023, 3, 3), date(2023, 3, 7))
    for day in range(3, 8):
        office.live(date(2023, 3, day))
    assert office.asked() == []
    office.live(date(2023, 3, 8))
    assert office.asked() == [(LEAD, Rung.BEFORE_20, date(2023, 3, 8))]


def test_leave_that_begins_on_the_same_day_is_replaced(office: Office) -> None:
    office.leave(date(2023, 3, 3), date(2023, 3, 7))
    office.leave(date(2023, 3, 3), date(2023, 3, 3))
    (leave,) = office.session.exec(select(tables.Leave))
    assert leave.ends_on == date(2023, 3, 3)
    assert [entry.actor for entry in office.audited("record_leave")] == [LEAD, LEAD]


def test_the_cover_is_asked_and_told_for_whom_and_answers_for_them(office: Office) -> None:
    office.cover(date(2023, 3, 1), date(2023, 3, 14))
    office.live(FIRST_ASKED)
    assert office.asked() == [(COVER, Rung.BEFORE_20, FIRST_ASKED)]
    name = office.person(LEAD).name
    request = office.request_to(COVER)
    assert request.reason.endswith(f"Asked of you as cover for {name}")
    view = request_view(office.session, office.person(COVER), request.message_id, at(FIRST_ASKED, 11))
    assert view is not None
    assert request.reason in {item.reason for item in view.items}
    said = office.answer(COVER, at(date(2023, 3, 6)))
    assert said.on_behalf_of_id == office.person(LEAD).id
    after = request_view(office.session, office.person(COVER), request.message_id, at(date(2023, 3, 6), 11))
    assert after is not None
    shown = next(item for item in after.items if item.item == office.item)
    assert shown.latest is not None
    assert (shown.latest.by, shown.latest.on_behalf_of) == (office.person(COVER).name, name)
    (entry,) = office.audited("record_update")
    assert (entry.actor, entry.on_behalf_of) == (COVER, LEAD)


def test_what_lies_open_before_the_lead_goes_to_the_cover_at_the_next_tick(office: Office) -> None:
    office.live(FIRST_ASKED)
    office.cover(date(2023, 3, 6), date(2023, 3, 14), now=at(date(2023, 3, 6), 9))
    office.live(date(2023, 3, 6))
    office.live(date(2023, 3, 7))
    assert office.asked() == [(LEAD, Rung.BEFORE_20, FIRST_ASKED), (COVER, Rung.BEFORE_20, date(2023, 3, 6))]


def test_after_its_last_day_the_cover_may_answer_no_more_and_the_lead_is_asked_again(office: Office) -> None:
    office.cover(date(2023, 3, 1), date(2023, 3, 14))
    office.live(FIRST_ASKED)
    with pytest.raises(NotYours):
        office.answer(COVER, at(date(2023, 3, 15)))
    office.live(SECOND_ASKED)
    assert office.asked()[-1] == (LEAD, Rung.BEFORE_10, SECOND_ASKED)


def test_who_covers_for_an_sro_may_answer_what_was_passed_up_to_them(office: Office) -> None:
    delegate(
        office.session, office.audit, person=office.person(SRO), whose=office.person(SRO), cover=office.person(COVER),
        first=date(2023, 5, 1), last=date(2023, 5, 31), now=at(date(2023, 4, 28)),
    )  # fmt: skip
    day = FIRST_ASKED
    while day <= date(2023, 5, 4):
        office.live(day)
        day += timedelta(days=1)
    assert (COVER, Rung.SRO, date(2023, 5, 4)) in office.asked()
    office.session.refresh(office.milestone)
    late = Answer(
        rating="RED", narrative="Late", cause="Staff", recovery="A locum", recovery_owner="The SRO",
        recovery_by=date(2023, 6, 1), forecast=date(2023, 6, 30),
    )  # fmt: skip
    record_update(
        office.session, office.audit, person=office.person(COVER), item_key=office.item, answer=late, seen=0,
        now=at(date(2023, 5, 5)), source=UpdateSource.CARD,
    )  # fmt: skip
    (entry,) = office.audited("record_update")
    assert (entry.actor, entry.on_behalf_of) == (COVER, LEAD)


def test_ended_cover_stays_on_record_for_the_days_that_have_passed(office: Office) -> None:
    office.cover(date(2023, 3, 1), date(2023, 3, 31))
    ended = end_delegation(
        office.session, office.audit, person=office.person(LEAD), whose=office.person(LEAD), now=at(date(2023, 3, 10))
    )
    (held,) = office.session.exec(select(tables.Delegation))
    assert (ended, held.starts_on, held.ends_on) == (1, date(2023, 3, 1), date(2023, 3, 9))
    with pytest.raises(NothingToEnd):
        end_delegation(
            office.session, office.audit, person=office.person(LEAD), whose=office.person(LEAD),
            now=at(date(2023, 3, 10)),
        )  # fmt: skip


def test_cover_that_has_not_begun_is_taken_back_whole(office: Office) -> None:
    office.cover(date(2023, 3, 20), date(2023, 3, 31))
    end_delegation(
        office.session,
        office.audit,
        person=office.person(OFFICER),
        whose=office.person(LEAD),
        now=at(date(2023, 3, 10)),
    )
    assert list(office.session.exec(select(tables.Delegation))) == []


@pytest.mark.parametrize("by", [LEAD, SRO, OFFICER])
def test_the_person_their_sro_and_the_compliance_team_may_arrange_it(office: Office, by: str) -> None:
    office.cover(date(2023, 3, 2), date(2023, 3, 14), by=by)
    office.leave(date(2023, 3, 2), date(2023, 3, 14), by=by)
    assert [entry.actor for entry in office.audited("delegate")] == [by]


@pytest.mark.parametrize("by", [COVER, OTHER_SRO])
def test_nobody_else_may_and_that_is_audited(office: Office, by: str) -> None:
    for arrange in (office.cover, office.leave):
        with pytest.raises(NotYoursToArrange, match="compliance team"):
            arrange(date(2023, 3, 2), date(2023, 3, 14), by=by)
    assert [entry.actor for entry in office.audited("refused")] == [by, by]
    assert list(office.session.exec(select(tables.Delegation))) == []


def test_days_that_make_no_sense_are_refused(office: Office) -> None:
    with pytest.raises(DaysOutOfOrder):
        office.leave(date(2023, 3, 14), date(2023, 3, 2))
    with pytest.raises(DaysPassed):
        office.leave(date(2023, 2, 1), date(2023, 2, 2))
    with pytest.raises(CoversThemselves):
        office.cover(date(2023, 3, 2), date(2023, 3, 3), cover=LEAD)


def test_nobody_hands_their_work_to_somebody_who_has_handed_over_their_own(office: Office) -> None:
    away = office.person(COVER)
    delegate(
        office.session, office.audit, person=away, whose=away, cover=office.person(OFFICER), first=date(2023, 3, 10),
        last=date(2023, 3, 20), now=at(date(2023, 3, 1)),
    )  # fmt: skip
    with pytest.raises(CoverAway, match="name SEND Compliance Officer"):
        office.cover(date(2023, 3, 1), date(2023, 3, 12))
    office.cover(date(2023, 3, 1), date(2023, 3, 9))


# Snoozes: peers' fault 5, promise 9


def test_a_snooze_is_no_update_and_the_nearest_rung_comes_on_its_day(office: Office) -> None:
    office.put_off(date(2023, 3, 9))
    office.live(FIRST_ASKED)
    office.live(date(2023, 3, 8))
    assert office.asked() == []
    assert list(office.session.exec(select(tables.Update))) == []
    office.live(date(2023, 3, 9))
    assert office.asked() == [(LEAD, Rung.BEFORE_20, date(2023, 3, 9))]
    (held,) = office.session.exec(select(tables.Snooze))
    assert held.reason == "The panel meets on the 9th"
    assert len(office.audited("snooze")) == 1


def test_of_several_snoozes_the_latest_word_counts(office: Office) -> None:
    office.put_off(date(2023, 3, 28))
    office.put_off(date(2023, 3, 7), now=at(date(2023, 3, 2)))
    office.live(date(2023, 3, 7))
    assert office.asked() == [(LEAD, Rung.BEFORE_20, date(2023, 3, 7))]


def test_a_snooze_reaches_to_the_due_date_at_the_latest(office: Office) -> None:
    with pytest.raises(SnoozeTooLong, match="31 March 2023"):
        office.put_off(date(2023, 4, 1))
    office.put_off(date(2023, 3, 31))
    for day in (FIRST_ASKED, SECOND_ASKED, date(2023, 3, 30)):
        office.live(day)
    assert office.asked() == []
    office.live(date(2023, 3, 31))
    assert office.asked() == [(LEAD, Rung.BEFORE_1, date(2023, 3, 31))]


def test_a_snooze_reaches_to_the_cut_off_at_the_latest(office: Office) -> None:
    cut_off = london_moment(date(2023, 3, 6), time(17))
    with pytest.raises(SnoozeTooLong, match="6 March 2023 at the latest, the day of the board's cut-off"):
        office.put_off(date(2023, 3, 7), cut_off=cut_off)
    office.put_off(date(2023, 3, 6), cut_off=cut_off)


def test_a_due_date_brought_forward_ends_a_snooze(office: Office) -> None:
    office.put_off(date(2023, 3, 28))
    office.milestone.current_due = date(2023, 3, 15)
    office.session.flush()
    office.live(date(2023, 3, 14))
    assert office.asked() == []
    office.live(date(2023, 3, 15))
    assert office.asked() == [(LEAD, Rung.BEFORE_1, date(2023, 3, 15))]


def test_what_is_overdue_cannot_be_put_off(office: Office) -> None:
    with pytest.raises(SnoozeTooLate, match="has passed"):
        office.put_off(date(2023, 5, 1), now=at(date(2023, 4, 14)))


def test_a_snooze_needs_a_reason_a_day_to_come_and_an_item_of_ones_own(office: Office) -> None:
    with pytest.raises(SnoozeNeedsReason):
        office.put_off(date(2023, 3, 9), reason="  ")
    with pytest.raises(DaysPassed):
        office.put_off(date(2023, 3, 1))
    with pytest.raises(NotYours):
        office.put_off(date(2023, 3, 9), by=COVER)
    assert issubclass(SnoozeNeedsReason, AbsenceRefused)


# The compliance team answers on behalf


def test_the_compliance_team_may_always_answer_and_it_is_recorded_for_the_holder(office: Office) -> None:
    said = office.answer(OFFICER, at(date(2023, 3, 2)))
    assert (said.person_id, said.on_behalf_of_id) == (office.person(OFFICER).id, office.person(LEAD).id)


def test_for_a_vacant_post_the_compliance_team_answers_in_its_own_name(office: Office) -> None:
    for held in office.session.exec(
        select(tables.Appointment).where(tables.Appointment.person_id == office.person(LEAD).id)
    ):
        office.session.delete(held)
    office.session.flush()
    said = office.answer(OFFICER, at(date(2023, 3, 2)))
    assert said.on_behalf_of_id is None


def test_compliance_for_another_plan_may_not(office: Office) -> None:
    for role in office.session.exec(select(tables.Role).where(tables.Role.person_id == office.person(OFFICER).id)):
        role.scope = "another-plan"
    office.session.flush()
    with pytest.raises(NotYours):
        office.answer(OFFICER, at(date(2023, 3, 2)))
