"""Who is due to be asked what on a day: a window, never an equal date."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from store.types import ContactRoute, Rung
from store.working_days import BeyondHolidayData, WorkingCalendar
from tests.reminders.factories import (
    CALENDAR,
    CO_LEAD,
    DUE,
    LEAD,
    RUNG_DAYS,
    SRO,
    asked,
    asked_up_to,
    due_on,
    milestone,
    moment,
    rungs_asked,
)

ASKING = [rung for rung in RUNG_DAYS if rung not in {Rung.SRO, Rung.COMPLIANCE}]


def test_nobody_is_asked_before_the_first_rung() -> None:
    assert due_on(RUNG_DAYS[Rung.BEFORE_20] - timedelta(days=1)) == ()


@pytest.mark.parametrize("rung", ASKING)
def test_each_rung_is_asked_on_its_day_when_the_one_before_it_was(rung: Rung) -> None:
    before = tuple(line for line in asked_up_to(Rung.CHASE_3) if ASKING.index(line.rung) < ASKING.index(rung))
    found = due_on(RUNG_DAYS[rung], milestone(asked=before, deputies=()))
    assert rungs_asked(found) == {"lead": [rung]}


@pytest.mark.parametrize("rung", ASKING)
def test_a_rung_once_asked_is_not_asked_again_on_its_day_or_before_the_next(rung: Rung) -> None:
    item = milestone(asked=asked_up_to(rung), deputies=())
    day = RUNG_DAYS[rung]
    following = next(later for later in RUNG_DAYS.values() if later > day)
    while day < following:
        assert due_on(day, item) == ()
        day += timedelta(days=1)


def test_after_an_outage_the_nearest_rung_is_asked_once_and_not_the_backlog() -> None:
    """Peers' fault 3: a reminder that fires only if today is the due date less so many days."""
    silent_since_the_first = milestone(asked=asked_up_to(Rung.BEFORE_20))
    found = due_on(date(2023, 4, 5), silent_since_the_first)  # two days after OVERDUE, past three more rungs
    assert rungs_asked(found) == {"lead": [Rung.OVERDUE]}
    assert rungs_asked(due_on(date(2023, 3, 28), silent_since_the_first)) == {"lead": [Rung.BEFORE_5]}


def test_an_item_imported_late_is_asked_at_its_latest_rung_only_and_nobody_is_escalated_about_it() -> None:
    found = due_on(date(2023, 9, 4), milestone(deputies=()))
    assert rungs_asked(found) == {"lead": [Rung.CHASE_3]}


def test_a_person_gets_one_message_with_all_their_items_in_order_of_date_and_ref() -> None:
    items = (
        milestone(10, due=DUE),
        milestone(9, due=DUE),
        milestone(11, due=date(2023, 3, 10), asked=asked_up_to(Rung.BEFORE_10)),
    )
    (message,) = due_on(RUNG_DAYS[Rung.BEFORE_20], *items)
    assert [item.item.ref for item in message.items] == ["1.11", "1.9", "1.10"]
    assert message.recipient == LEAD


def test_co_leads_are_each_asked_by_their_own_route() -> None:
    found = due_on(RUNG_DAYS[Rung.BEFORE_20], milestone(leads=(LEAD, CO_LEAD)))
    assert {message.recipient.key: message.recipient.route for message in found} == {
        "co-lead": ContactRoute.EMAIL,
        "lead": ContactRoute.TEAMS,
    }


def test_a_lead_who_takes_over_is_asked_at_the_nearest_rung_though_the_one_before_was_asked() -> None:
    item = milestone(leads=(CO_LEAD,), asked=asked_up_to(Rung.CHASE_1, LEAD))
    assert rungs_asked(due_on(date(2023, 4, 14), item)) == {"co-lead": [Rung.CHASE_1]}


def test_whoever_never_had_a_first_message_is_not_told_of_a_second_reminder() -> None:
    """Peers' fault 8: chasing somebody who never got the card."""
    never_arrived = asked_up_to(Rung.CHASE_1, delivered_on=None)
    (message,) = due_on(RUNG_DAYS[Rung.CHASE_2], milestone(asked=never_arrived))
    assert message.items[0].reason == "Not reported complete, 19 days past its date"
    (message,) = due_on(RUNG_DAYS[Rung.CHASE_2], milestone(asked=asked_up_to(Rung.CHASE_1)))
    assert message.items[0].reason == "Reminder 2 of 3, 19 days past its date"


def test_an_update_since_the_rung_came_is_an_answer_to_it() -> None:
    item = milestone(last_update_on=RUNG_DAYS[Rung.BEFORE_10])
    assert due_on(RUNG_DAYS[Rung.BEFORE_10], item) == ()
    assert due_on(RUNG_DAYS[Rung.BEFORE_5] - timedelta(days=1), item) == ()


def test_an_answer_closes_what_was_asked_but_later_rungs_fire_until_the_milestone_is_complete() -> None:
    answered = milestone(
        asked=asked_up_to(Rung.BEFORE_10, is_open=False), last_update_on=RUNG_DAYS[Rung.BEFORE_10] + timedelta(days=1)
    )
    assert rungs_asked(due_on(RUNG_DAYS[Rung.BEFORE_5], answered)) == {"lead": [Rung.BEFORE_5]}


def test_an_update_before_the_rung_came_does_not_stand_for_an_answer() -> None:
    item = milestone(last_update_on=RUNG_DAYS[Rung.BEFORE_10] - timedelta(days=1))
    assert rungs_asked(due_on(RUNG_DAYS[Rung.BEFORE_10], item)) == {"lead": [Rung.BEFORE_10]}


def test_nothing_is_sent_on_a_day_of_leave_and_the_rung_is_asked_on_the_return() -> None:
    assert due_on(RUNG_DAYS[Rung.BEFORE_10], away=(LEAD,)) == ()
    back = RUNG_DAYS[Rung.BEFORE_10] + timedelta(days=3)
    assert rungs_asked(due_on(back)) == {"lead": [Rung.BEFORE_10]}


def test_somebody_who_had_todays_message_gets_no_second_one_and_the_others_get_theirs() -> None:
    item = milestone(leads=(LEAD, CO_LEAD))
    assert rungs_asked(due_on(RUNG_DAYS[Rung.BEFORE_10], item, messaged=(LEAD,))) == {"co-lead": [Rung.BEFORE_10]}


@pytest.mark.parametrize(
    ("at", "sent_at"),
    [
        (time(0, 0), time(9, 30)),
        (time(8, 45), time(9, 30)),
        (time(9, 30), time(9, 30)),
        (time(16, 10), time(16, 10)),
        (time(17, 29), time(17, 29)),
    ],
)
def test_messages_go_out_at_half_past_nine_or_at_once_when_that_has_passed(at: time, sent_at: time) -> None:
    (message,) = due_on(RUNG_DAYS[Rung.BEFORE_20], at=at)
    assert message.send_at == moment(RUNG_DAYS[Rung.BEFORE_20], sent_at)


@pytest.mark.parametrize("at", [time(17, 30), time(18, 0), time(23, 59)])
def test_nothing_is_sent_from_half_past_five_on(at: time) -> None:
    assert due_on(RUNG_DAYS[Rung.BEFORE_20], at=at) == ()


@pytest.mark.parametrize(
    "day",
    [date(2023, 4, 8), date(2023, 4, 9), date(2023, 4, 7), date(2023, 4, 10), date(2023, 5, 8)],
    ids=["Saturday", "Sunday", "Good Friday", "Easter Monday", "Coronation"],
)
def test_nothing_is_sent_at_weekends_or_on_bank_holidays(day: date) -> None:
    assert due_on(day) == ()


def test_nothing_is_sent_on_a_closure_day_and_the_next_working_day_makes_up_for_it() -> None:
    closed = RUNG_DAYS[Rung.BEFORE_10]
    calendar = WorkingCalendar.of_england([closed])
    assert due_on(closed, calendar=calendar) == ()
    item = milestone(asked=asked_up_to(Rung.BEFORE_20))
    assert rungs_asked(due_on(date(2023, 3, 20), item, calendar=calendar)) == {"lead": [Rung.BEFORE_10]}


@pytest.mark.parametrize(
    ("friday", "monday"),
    [(date(2023, 3, 24), date(2023, 3, 27)), (date(2023, 10, 27), date(2023, 10, 30))],
    ids=["spring", "autumn"],
)
def test_the_clock_changes_of_2023_move_no_wall_time(friday: date, monday: date) -> None:
    """Peers' fault 13: reminders at the server's or at UTC's time of day."""
    for day in (friday, monday):
        item = milestone(due=CALENDAR.add(day, 1))
        (message,) = due_on(day, item, at=time(7, 0))
        assert message.send_at == moment(day, time(9, 30))
    assert moment(monday).hour != moment(friday).hour  # in UTC, an hour apart


def test_the_day_is_londons_and_not_utcs() -> None:
    """At 00:30 in summer it is still the day before in UTC."""
    (message,) = due_on(date(2023, 5, 31), milestone(due=date(2023, 6, 1)), at=time(0, 30))
    assert message.send_at == moment(date(2023, 5, 31))


def test_a_day_beyond_the_holidays_held_is_refused() -> None:
    with pytest.raises(BeyondHolidayData, match="govuk-bank-holidays"):
        due_on(date(2029, 1, 3))


def test_one_date_from_before_the_holidays_held_keeps_nobody_else_from_being_asked() -> None:
    """Peers' fault 2, for an item: one bad row stops the whole run."""
    found = due_on(
        RUNG_DAYS[Rung.BEFORE_20], milestone(1, due=date(2003, 3, 31), leads=(CO_LEAD,), deputies=()), milestone(2)
    )
    assert rungs_asked(found) == {"co-lead": [Rung.CHASE_3], "lead": [Rung.BEFORE_20]}


def test_a_vacancy_goes_to_the_sro_and_says_why() -> None:
    item = milestone(leads=(), deputies=(), vacant=("Head of Service, Council",))
    (message,) = due_on(RUNG_DAYS[Rung.BEFORE_20], item)
    assert (message.recipient, message.items[0].reason) == (
        SRO,
        "Due in 20 working days. Asked of you because nobody holds the post Head of Service, Council",
    )


def test_a_new_date_is_a_new_occasion() -> None:
    assert milestone(due=DUE).occasion == "due:2023-03-31"
    assert milestone(due=date(2023, 6, 30)).occasion == "due:2023-06-30"


def test_the_first_message_of_a_day_is_the_same_however_often_it_is_worked_out() -> None:
    items = (milestone(2, leads=(LEAD, CO_LEAD)), milestone(1), milestone(3, asked=(asked(Rung.BEFORE_20),)))
    assert due_on(RUNG_DAYS[Rung.BEFORE_20], *items) == due_on(RUNG_DAYS[Rung.BEFORE_20], *items)
