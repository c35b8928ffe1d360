"""Which function does what was told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.conversation.answered import Answered
from bot.conversation.doing import (
    absences,
    correcting,
    cycle,
    decisions,
    editions,
    indicators,
    risks,
    updates,
    withdrawing,
)
from bot.conversation.doing.told import Told
from bot.conversation.said import Intent

DEEDS: Mapping[Intent, Callable[[Told], Answered]] = {
    Intent.LEAVE: absences.leave,
    Intent.DELEGATE: absences.stand_in,
    Intent.END_COVER: absences.end_cover,
    Intent.SNOOZE: absences.put_off,
    Intent.CYCLE_STATUS: cycle.status,
    Intent.UNREACHED: cycle.unreached,
    Intent.CHASE: cycle.chase_silent,
    Intent.CONFIRM_EDITION: editions.confirm,
    Intent.EDITION_STATUS: editions.status,
    Intent.DECISIONS_WAITING: decisions.waiting,
    Intent.DATE_CHANGE_REQUEST: decisions.new_date,
    Intent.APPROVE_DATE: decisions.approve_date,
    Intent.SIGN_OFF: decisions.sign_off,
    Intent.CHALLENGE_RATING: decisions.dispute,
    Intent.CALL_IN: decisions.call_in,
    Intent.OPTIONS: decisions.options,
    Intent.LEAD_CHANGE: decisions.lead_change,
    Intent.RISK_ENTRY: risks.entry,
    Intent.UPDATE: updates.update,
    Intent.RATE_BLUE: updates.update,
    Intent.UPDATE_COPY: updates.same_again,
    Intent.NIL_RETURN: updates.nothing_new,
    Intent.CORRECT: correcting.correct,
    Intent.KPI_ENTRY: indicators.figure,
    Intent.PERSONAL_DATA_INCIDENT: withdrawing.withdraw,
}

CHANGES_NOTHING = frozenset(
    {
        Intent.CYCLE_STATUS,
        Intent.UNREACHED,
        Intent.CONFIRM_EDITION,
        Intent.EDITION_STATUS,
        Intent.DECISIONS_WAITING,
        Intent.DATE_CHANGE_REQUEST,
        Intent.APPROVE_DATE,
        Intent.SIGN_OFF,
        Intent.CHALLENGE_RATING,
        Intent.CALL_IN,
        Intent.OPTIONS,
        Intent.LEAD_CHANGE,
        Intent.RISK_ENTRY,
        Intent.UPDATE,
        Intent.RATE_BLUE,
        Intent.UPDATE_COPY,
        Intent.NIL_RETURN,
        Intent.CORRECT,
        Intent.KPI_ENTRY,
    }
)
"""May be said where nothing may be changed, on the command line for one: they open the form at most."""
