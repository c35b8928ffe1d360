"""The history beside a plan: what was said, decided and read off since it was agreed. Every file is optional.

`update` numbers the rows of `updates.csv`, so that a correction, evidence, a sign-off or a challenge can name one.
"""

from __future__ import annotations

from store.register_files.sheets import cells
from store.register_files.sheets.columns import Column, Sheet
from store.register_files.sheets.options_columns import OPTIONS
from store.types import AskKind, DateChangeStatus, Lifecycle, RiskKind, UpdateSource

DATE_CHANGES = Sheet(
    "date_changes.csv",
    (
        Column("action_ref", required=True),
        Column("seq", parse=cells.whole_number, required=True),
        Column("from_due", "from_due", cells.day),
        Column("to_due", "to_due", cells.day, required=True),
        Column("reason", "reason", required=True),
        Column("status", "status", cells.Words(DateChangeStatus), required=True),
        Column("requested_by"),
        Column("requested_at", "requested_at", cells.moment, required=True),
        Column("decided_by"),
        Column("decided_at", "decided_at", cells.moment),
        Column("decision_reason", "decision_reason"),
    ),
)
UPDATES = Sheet(
    "updates.csv",
    (
        Column("action_ref", required=True),
        Column("seq", parse=cells.whole_number),
        Column("person", required=True),
        Column("at", "at", cells.moment, required=True),
        Column("rating", "rating_code"),
        Column("narrative", "narrative"),
        Column("cause", "cause"),
        Column("recovery", "recovery"),
        Column("forecast", "forecast", cells.day),
        Column("completed_on", "completed_on", cells.day),
        Column("help_needed", "help_needed"),
        Column("evidence"),
        Column("effect", "effect"),
        Column("waiting_for", "waiting_for"),
        Column("recovery_owner", "recovery_owner"),
        Column("recovery_by", "recovery_by", cells.day),
        Column("on_behalf_of"),
        Column("percent", "percent", cells.whole_number),
        Column("nil_return", "nil_return", cells.yes_or_no, blank_keeps=True),
        Column("update", parse=cells.whole_number),
        Column("corrects", parse=cells.whole_number),
        Column("source", "source", cells.Words(UpdateSource), blank_keeps=True),
        Column("recorded_at", "recorded_at", cells.moment, blank_keeps=True),
    ),
)
READINGS = Sheet(
    "readings.csv",
    (
        Column("indicator_ref", required=True),
        Column("period_end", "period_end", cells.day, required=True),
        Column("value", "value", cells.figure, required=True),
        Column("source", "source"),
        Column("recorded_at", "recorded_at", cells.moment, blank_keeps=True),
    ),
)
EVIDENCE = Sheet(
    "evidence.csv",
    (
        Column("action_ref", required=True),
        Column("seq", parse=cells.whole_number),
        Column("update", parse=cells.whole_number),
        Column("title", "title", required=True),
        Column("added_by", required=True),
        Column("added_at", "added_at", cells.moment, required=True),
        Column("accepted_by"),
        Column("accepted_at", "accepted_at", cells.moment, blank_keeps=True),
    ),
)
SIGN_OFFS = Sheet(
    "sign_offs.csv",
    (
        Column("action_ref", required=True),
        Column("update", parse=cells.whole_number, required=True),
        Column("person", required=True),
        Column("at", "at", cells.moment, required=True),
        Column("accepted", "accepted", cells.yes_or_no, required=True),
        Column("reason", "reason"),
    ),
)
CHALLENGES = Sheet(
    "challenges.csv",
    (
        Column("action_ref", required=True),
        Column("update", parse=cells.whole_number, required=True),
        Column("person", required=True),
        Column("at", "at", cells.moment, required=True),
        Column("reason", "reason", required=True),
        Column("settled_at", "settled_at", cells.moment, blank_keeps=True),
    ),
)
LIFECYCLE_CHANGES = Sheet(
    "lifecycle_changes.csv",
    (
        Column("action_ref", required=True),
        Column("seq", parse=cells.whole_number),
        Column("before", "before", cells.Words(Lifecycle), required=True),
        Column("after", "after", cells.Words(Lifecycle), required=True),
        Column("decision_reference", "decision_reference"),
        Column("reason", "reason"),
        Column("successor"),
        Column("person"),
        Column("at", "at", cells.moment, required=True),
    ),
)
ASKS = Sheet(
    "asks.csv",
    (
        Column("kind", "kind", cells.Words(AskKind), required=True),
        Column("text", "text", required=True),
        Column("addressed_to", "addressed_to"),
        Column("by_when", "by_when", cells.day),
        Column("action_refs", "action_refs"),
        Column("board"),
        Column("held_on", parse=cells.day),
        Column("raised_by"),
        Column("raised_at", "raised_at", cells.moment, required=True),
        Column("closed_at", "closed_at", cells.moment, blank_keeps=True),
    ),
)
CALL_INS = Sheet(
    "call_ins.csv",
    (
        Column("action_ref", required=True),
        Column("person", required=True),
        Column("at", "at", cells.moment, required=True),
        Column("by_chair", "by_chair", cells.yes_or_no, blank_keeps=True),
        Column("reason", "reason", required=True),
        Column("closed_at", "closed_at", cells.moment, blank_keeps=True),
    ),
)
DEPENDENCIES = Sheet(
    "dependencies.csv",
    (
        Column("action_ref", required=True),
        Column("depends_on", required=True),
        Column("note", "note", blank_keeps=True),
    ),
)

RISKS = Sheet(
    "risks.csv",
    (
        Column("ref", required=True),
        Column("kind", "kind", cells.Words(RiskKind), blank_keeps=True),
        Column("title", "title", required=True),
        Column("action_refs", required=True),
        Column("owner_post"),
        Column("owner_organisation"),
        Column("raised_at", "raised_at", cells.moment, blank_keeps=True),
        Column("raised_by"),
        Column("closed_at", "closed_at", cells.moment, blank_keeps=True),
        Column("closed_by"),
        Column("closed_because", "closed_because", blank_keeps=True),
    ),
)
RISK_ASSESSMENTS = Sheet(
    "risk_assessments.csv",
    (
        Column("ref", required=True),
        Column("at", "at", cells.moment, required=True),
        Column("person"),
        Column("likelihood", parse=cells.whole_number),
        Column("impact", "impact", cells.whole_number, required=True),
        Column("next_step", "next_step"),
        Column("next_step_by", "next_step_by", cells.day),
    ),
)

HISTORY = (
    DATE_CHANGES,
    UPDATES,
    READINGS,
    EVIDENCE,
    SIGN_OFFS,
    CHALLENGES,
    LIFECYCLE_CHANGES,
    ASKS,
    CALL_INS,
    OPTIONS,
    DEPENDENCIES,
    RISKS,
    RISK_ASSESSMENTS,
)
