"""The faults of peers (`peers.md`): where each is tested, and those that only the whole bot can show."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from store import tables
from store.working_days import london_moment
from tests.scenarios.fake_teams import press
from tests.scenarios.running_bot import LEAD, REMINDER, SRO, HandHeldClock, RunningBot, buttons, words

TESTS = Path(__file__).parents[1]

WHERE = {
    "1 restart resends": (
        "reminders/test_planning.py::test_a_restart_does_not_send_the_days_reminders_again",
        "reminders/test_cycle_in_the_register.py::test_a_restart_in_the_middle_asks_nobody_again",
        "scenarios/test_reminders.py::test_a_new_process_knows_what_the_old_one_sent",
        "soak/test_killed_at_random_instants.py::"
        "test_killed_ten_times_it_sends_nothing_twice_and_loses_nothing_it_acknowledged",
    ),
    "2 one bad recipient stops the run": (
        "bot/test_delivery.py::test_the_fault_of_one_touches_nobody_else",
        "bot/test_delivery.py::test_a_surprise_with_one_person_touches_nobody_else_and_is_never_repeated",
        "reminders/test_planning.py::test_one_mistyped_year_keeps_nobody_else_from_being_asked",
    ),
    "3 a day missed is missed for ever": (
        "reminders/test_due.py::test_after_an_outage_the_nearest_rung_is_asked_once_and_not_the_backlog",
        "reminders/test_peers_faults.py::test_fault_3_a_fortnight_off_loses_nothing_and_brings_no_backlog",
        "bot/test_delivery_planning.py::test_what_is_imported_late_on_the_same_day_is_asked_within_a_minute",
    ),
    "4 marked as reminded though the send failed": (
        "reminders/test_faults_and_outages.py::test_nobody_is_escalated_about_somebody_whom_no_message_reached",
        "bot/test_delivery_other_route.py::"
        "test_when_no_route_reaches_somebody_the_compliance_team_is_told_once_that_day",
    ),
    "5 snooze counts as an update, runs share a reminder": (
        "reminders/test_faults_and_outages.py::test_two_milestones_of_one_action_do_not_share_a_reminder",
        "reminders/test_cycle.py::test_a_snoozed_action_waits_until_its_day",
    ),
    "6 the absent are never chased": (
        "reminders/test_faults_and_outages.py::test_the_absent_are_asked_without_doing_anything",
    ),
    "7 no record of what was sent": (
        "reminders/test_faults_and_outages.py::test_what_was_sent_to_whom_and_why_is_on_record",
    ),
    "8 a second request, chasing the undelivered": (
        "reminders/test_faults_and_outages.py::test_an_unanswered_item_gets_a_chase_and_not_a_second_request",
        "reminders/test_seeing_and_chasing.py::test_nobody_is_chased_whom_no_message_reached",
    ),
    "9 a card dead after one answer": (
        "scenarios/test_answering_a_card.py::test_items_may_be_answered_in_any_order_and_more_than_once",
        "scenarios/test_telling_the_sro.py::test_an_older_card_says_that_a_newer_message_has_the_item",
    ),
    "10 an average hides a Red": (
        "workflows/test_standing.py::test_the_worst_rating_of_a_group_comes_with_its_reason_and_with_who_was_silent",
        "scenarios/test_questions.py::test_the_sro_asks_for_an_area_and_sees_counts_that_add_up",
    ),
    "11 moving the date clears Red": (
        "scenarios/test_faults_of_peers.py::test_fault_11_a_leads_new_date_leaves_the_milestone_overdue",
        "workflows/governing/test_date_changes.py::test_a_request_moves_nothing_until_it_is_approved",
    ),
    "12 the audit is thinned": (
        "scenarios/test_faults_of_peers.py::test_fault_12_the_audit_is_whole_two_years_on",
        "store/test_audit.py::test_a_removed_entry_shows_even_if_the_others_move_up",
    ),
    "13 reminders by the server's clock": (
        "reminders/test_due.py::test_the_clock_changes_of_2023_move_no_wall_time",
        "reminders/test_peers_faults.py::"
        "test_fault_13_across_a_clock_change_messages_go_out_at_half_past_nine_in_london",
    ),
    "14 403 is tried again": ("bot/test_delivery_other_route.py::test_teams_is_not_tried_again_until_they_come_back",),
    "15 an answer with nobody clicking": (
        "scenarios/test_faults_of_peers.py::test_fault_15_only_a_signed_press_is_an_answer",
        "bot/test_answer_form.py::test_reading_changes_nothing_but_the_audit",
    ),
}


@pytest.mark.parametrize("named", [named for tests in WHERE.values() for named in tests])
def test_each_test_named_here_is_there(named: str) -> None:
    file, test = named.split("::")
    assert f"def {test}(" in (TESTS / file).read_text(encoding="utf-8")


async def test_fault_11_a_leads_new_date_leaves_the_milestone_overdue(bot: RunningBot, clock: HandHeldClock) -> None:
    """There a new date clears Red unapproved. Here it is a forecast, beside the date in force."""
    bot.everybody_has_the_app()
    clock.now = london_moment(date(2023, 4, 14), time(11))
    lead, item = bot.member(LEAD), bot.item("4.2.2", 1)
    form = await lead.presses({"sendbot": {"do": "open", "item": item}})
    typed = {"rating": "AMBER", "narrative": "The criteria will be agreed in June.", "forecast": "2023-06-30"}
    said = await lead.presses({**buttons(form.card)["Save update"], **typed})
    assert "Recorded: 4.2.2 milestone 1" in words(said.card)
    milestone = bot.one(select(tables.Milestone).where(tables.Milestone.id == int(item.removeprefix("m:"))))
    assert (milestone.current_due, milestone.forecast_due) == (date(2023, 3, 31), date(2023, 6, 30))
    overdue = await bot.member(SRO).writes("what is overdue")
    assert "4.2.2" in words(overdue.card)


async def test_fault_12_the_audit_is_whole_two_years_on(bot: RunningBot, clock: HandHeldClock) -> None:
    """There entries are removed after 90 days."""
    bot.everybody_has_the_app()
    clock.now = REMINDER
    await bot.delivery.tick()
    written = {entry.id: entry.digest for entry in bot.all(select(tables.AuditEntry))}
    clock.now = REMINDER + timedelta(days=731)
    await bot.delivery.tick()
    kept = {entry.id: entry.digest for entry in bot.all(select(tables.AuditEntry))}
    assert written.items() < kept.items()
    assert bot.audit_holds()


async def test_fault_15_only_a_signed_press_is_an_answer(bot: RunningBot, clock: HandHeldClock) -> None:
    """There a wait for an answer ended by itself; whatever follows links for people must not answer for them."""
    bot.everybody_has_the_app()
    clock.now = REMINDER
    await bot.delivery.tick()
    lead = bot.member(LEAD)
    (request,) = lead.inbox
    answer = {**buttons(request.card)["Save update"], "rating": "GREEN", "narrative": "Agreed with the schools."}
    async with bot.client.get("/api/messages", params={"rating": "GREEN", "narrative": "Agreed."}) as got:
        assert got.status == 405
    unsigned = await bot.post(lead.activity(**press(answer, request.activity_id)), token=bot.teams.unsigned_token())
    assert unsigned.status == 401
    assert bot.updates() == []
    await lead.presses(answer, request.activity_id)
    assert len(bot.updates()) == 1
