"""Up the ladder: the deputy, whoever stands in for a vacancy, the SRO, the compliance team."""

from __future__ import annotations

from datetime import date, timedelta

from store.types import Rung
from tests.reminders.factories import (
    COMPLIANCE,
    DEPUTY,
    JOINT_SRO,
    LEAD,
    RUNG_DAYS,
    SRO,
    asked,
    asked_up_to,
    due_on,
    milestone,
    rungs_asked,
)

ALL_CHASED = (*asked_up_to(Rung.CHASE_3), asked(Rung.CHASE_3, DEPUTY))
SRO_DAY, TEAM_DAY = RUNG_DAYS[Rung.SRO], RUNG_DAYS[Rung.COMPLIANCE]


def test_the_deputy_is_asked_with_the_third_chase_and_not_before() -> None:
    second = due_on(RUNG_DAYS[Rung.CHASE_2], milestone(asked=asked_up_to(Rung.CHASE_1)))
    assert rungs_asked(second) == {"lead": [Rung.CHASE_2]}
    third = due_on(RUNG_DAYS[Rung.CHASE_3], milestone(asked=asked_up_to(Rung.CHASE_2)))
    assert rungs_asked(third) == {"deputy": [Rung.CHASE_3], "lead": [Rung.CHASE_3]}


def test_the_deputy_is_told_that_they_are_asked_as_deputy() -> None:
    to_deputy, to_lead = due_on(RUNG_DAYS[Rung.CHASE_3], milestone(asked=asked_up_to(Rung.CHASE_2)))
    assert to_deputy.items[0].reason == "Not reported complete, 26 days past its date. Asked of you as deputy"
    assert to_lead.items[0].reason == "Reminder 3 of 3, 26 days past its date"


def test_where_a_post_is_vacant_its_deputy_is_asked_before_the_sro() -> None:
    (message,) = due_on(RUNG_DAYS[Rung.BEFORE_20], milestone(leads=(), vacant=("Head of Service",)))
    assert message.recipient == DEPUTY
    assert message.items[0].reason.endswith("Asked of you because nobody holds the post Head of Service")


def test_an_action_without_any_lead_post_goes_to_the_sro_and_says_why() -> None:
    (message,) = due_on(RUNG_DAYS[Rung.BEFORE_20], milestone(leads=(), deputies=()))
    assert message.recipient == SRO
    assert message.items[0].reason.endswith("Asked of you because the action names no lead")


def test_without_lead_deputy_and_sro_the_compliance_team_is_asked() -> None:
    found = due_on(RUNG_DAYS[Rung.BEFORE_20], milestone(leads=(), deputies=(), sros=()))
    assert rungs_asked(found) == {"team": [Rung.BEFORE_20]}


def test_without_anybody_at_all_nobody_is_asked() -> None:
    assert due_on(RUNG_DAYS[Rung.CHASE_3], milestone(leads=(), deputies=(), sros=(), compliance=())) == ()


def test_the_sro_hears_five_working_days_after_a_third_chase_that_arrived_and_was_not_answered() -> None:
    item = milestone(asked=ALL_CHASED)
    assert due_on(SRO_DAY - timedelta(days=1), item) == ()
    assert rungs_asked(due_on(SRO_DAY, item)) == {"sro": [Rung.SRO]}


def test_an_answer_stops_the_ladder() -> None:
    answered = milestone(
        asked=tuple(asked(line.rung, is_open=False) for line in ALL_CHASED), last_update_on=RUNG_DAYS[Rung.CHASE_3]
    )
    assert due_on(SRO_DAY, answered) == ()
    assert due_on(date(2023, 9, 1), answered) == ()


def test_nobody_is_escalated_about_a_message_that_never_arrived() -> None:
    """Peers' faults 4 and 8: marked as reminded though the send failed, then chased for it."""
    undelivered = (*asked_up_to(Rung.CHASE_2), asked(Rung.CHASE_3, delivered_on=None))
    assert due_on(date(2023, 9, 1), milestone(asked=undelivered, deputies=())) == ()


def test_the_grace_runs_from_the_day_the_last_message_arrived() -> None:
    late = (*asked_up_to(Rung.CHASE_3), asked(Rung.CHASE_3, DEPUTY, delivered_on=date(2023, 5, 3)))
    item = milestone(asked=late)
    assert due_on(date(2023, 5, 10), item) == ()
    assert rungs_asked(due_on(date(2023, 5, 11), item)) == {"sro": [Rung.SRO]}


def test_a_late_import_comes_to_the_sro_only_after_its_third_chase_arrived_and_the_grace_is_over() -> None:
    item = milestone(asked=(asked(Rung.CHASE_3, delivered_on=date(2023, 9, 4)),), deputies=())
    assert due_on(date(2023, 9, 8), item) == ()
    assert rungs_asked(due_on(date(2023, 9, 11), item)) == {"sro": [Rung.SRO]}


def test_the_compliance_team_hears_five_working_days_after_the_sro_did() -> None:
    item = milestone(asked=(*ALL_CHASED, asked(Rung.SRO, SRO)))
    assert due_on(TEAM_DAY - timedelta(days=1), item) == ()
    assert rungs_asked(due_on(TEAM_DAY, item)) == {"team": [Rung.COMPLIANCE]}


def test_each_step_up_is_taken_once() -> None:
    finished = milestone(asked=(*ALL_CHASED, asked(Rung.SRO, SRO), asked(Rung.COMPLIANCE, COMPLIANCE)))
    assert due_on(date(2023, 12, 1), finished) == ()


def test_joint_sros_both_hear_even_if_one_was_on_leave_and_the_team_does_not_wait_for_it() -> None:
    both = milestone(sros=(SRO, JOINT_SRO), asked=ALL_CHASED)
    assert rungs_asked(due_on(SRO_DAY, both, away=(JOINT_SRO,))) == {"sro": [Rung.SRO]}
    one = milestone(sros=(SRO, JOINT_SRO), asked=(*ALL_CHASED, asked(Rung.SRO, SRO)))
    assert rungs_asked(due_on(SRO_DAY + timedelta(days=1), one)) == {"sro-joint": [Rung.SRO]}
    assert rungs_asked(due_on(TEAM_DAY, one, away=(JOINT_SRO,))) == {"team": [Rung.COMPLIANCE]}


def test_an_sro_who_leads_the_action_is_not_told_about_their_own_silence() -> None:
    item = milestone(leads=(SRO,), deputies=(), asked=asked_up_to(Rung.CHASE_3, SRO))
    assert due_on(SRO_DAY, item) == ()
    assert rungs_asked(due_on(TEAM_DAY, item)) == {"team": [Rung.COMPLIANCE]}


def test_an_sro_who_stood_in_for_a_vacancy_is_not_asked_again_as_sro() -> None:
    item = milestone(leads=(), deputies=(), vacant=("Head",), asked=asked_up_to(Rung.CHASE_3, SRO))
    assert rungs_asked(due_on(TEAM_DAY, item)) == {"team": [Rung.COMPLIANCE]}


def test_a_compliance_team_that_stood_in_for_everybody_is_not_told_of_its_own_silence() -> None:
    item = milestone(leads=(), deputies=(), sros=(), asked=asked_up_to(Rung.CHASE_3, COMPLIANCE))
    assert due_on(TEAM_DAY, item) == ()


def test_an_area_without_an_sro_goes_straight_to_the_compliance_team_in_its_own_words() -> None:
    (message,) = due_on(TEAM_DAY, milestone(sros=(), asked=ALL_CHASED))
    assert (message.recipient, message.items[0].rung) == (COMPLIANCE, Rung.COMPLIANCE)
    assert message.items[0].reason.startswith("Passed to the compliance team")


def test_a_deputy_who_comes_after_the_sro_was_told_does_not_stop_the_ladder() -> None:
    item = milestone(
        asked=(
            *asked_up_to(Rung.CHASE_3),
            asked(Rung.SRO, SRO),
            asked(Rung.CHASE_3, DEPUTY, delivered_on=SRO_DAY + timedelta(days=1)),
        )
    )
    assert rungs_asked(due_on(TEAM_DAY, item)) == {"team": [Rung.COMPLIANCE]}


def test_a_lead_who_comes_late_is_asked_while_the_sro_hears_about_the_one_before() -> None:
    item = milestone(leads=(LEAD, JOINT_SRO), sros=(SRO, JOINT_SRO), asked=ALL_CHASED)
    assert rungs_asked(due_on(SRO_DAY, item)) == {"sro": [Rung.SRO], "sro-joint": [Rung.CHASE_3]}
