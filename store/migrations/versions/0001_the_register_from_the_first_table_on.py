"""The register, from the first table on"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import store.types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("actor", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("on_behalf_of", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("action", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("previous", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("link", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("plan_key", "position", name=op.f("uq_audit_entry_plan_key_position")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entry_subject", ["plan_key", "subject"], unique=False)

    op.create_table(
        "closure_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_closure_day")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("entra_object_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("organisation", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "route",
            sa.Enum("teams", "email", name="contactroute", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("entra_object_id", name=op.f("uq_person_entra_object_id")),
        sa.UniqueConstraint("key", name=op.f("uq_person_key")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("local_area", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("published", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("key", name=op.f("uq_plan_key")),
    )
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("organisation", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("title", "organisation", name=op.f("uq_post_title_organisation")),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "capacity",
            sa.Enum("holder", "deputy", name="capacity", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_appointment_dates_in_order")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_appointment_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_appointment_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint(
            "post_id",
            "person_id",
            "capacity",
            "starts_on",
            name=op.f("uq_appointment_post_id_person_id_capacity_starts_on"),
        ),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_post_id"), ["post_id"], unique=False)

    op.create_table(
        "board",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_board_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board")),
        sa.UniqueConstraint("plan_id", "name", name=op.f("uq_board_plan_id_name")),
    )
    op.create_table(
        "conversation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("tenant_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("service_url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("conversation_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("user_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("bot_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("installed", sa.Boolean(), nullable=False),
        sa.Column("seen_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_conversation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_conversation_conversation_id")),
        sa.UniqueConstraint("person_id", name=op.f("uq_conversation_person_id")),
    )
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_person_id", sa.Integer(), nullable=False),
        sa.Column("to_person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_delegation_dates_in_order")),
        sa.ForeignKeyConstraint(["from_person_id"], ["person.id"], name=op.f("fk_delegation_from_person_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_delegation_set_by_id")),
        sa.ForeignKeyConstraint(["to_person_id"], ["person.id"], name=op.f("fk_delegation_to_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegation_from_person_id"), ["from_person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegation_to_person_id"), ["to_person_id"], unique=False)

    op.create_table(
        "governance_product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cadence", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("product", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("audience", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_governance_product_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_governance_product")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("uq_governance_product_plan_id_position")),
    )
    op.create_table(
        "improvement_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sort_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "monitoring_state",
            sa.Enum(
                "formal",
                "stepped_down",
                "closed",
                name="monitoringstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_improvement_area_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_area")),
        sa.UniqueConstraint("plan_id", "ref", name=op.f("uq_improvement_area_plan_id_ref")),
    )
    op.create_table(
        "leave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_leave_dates_in_order")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_leave_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
        sa.UniqueConstraint("person_id", "starts_on", name=op.f("uq_leave_person_id_starts_on")),
    )
    op.create_table(
        "plan_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("imported_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_version_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_version_plan_id_number")),
    )
    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("meaning", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "complete",
                "on_track",
                "in_progress",
                "at_risk",
                "off_track",
                "waiting",
                name="ratingrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("colour", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_rating_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("plan_id", "code", name=op.f("uq_rating_plan_id_code")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "compliance",
                "administrator",
                "board",
                name="rolename",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("person_id", "role", "scope", name=op.f("uq_role_person_id_role_scope")),
    )
    op.create_table(
        "area_sro",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["improvement_area.id"], name=op.f("fk_area_sro_area_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_area_sro_post_id")),
        sa.PrimaryKeyConstraint("area_id", "post_id", name=op.f("pk_area_sro")),
    )
    with op.batch_alter_table("area_sro", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_sro_post_id"), ["post_id"], unique=False)

    op.create_table(
        "impact_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["improvement_area.id"], name=op.f("fk_impact_statement_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impact_statement")),
        sa.UniqueConstraint("area_id", "position", name=op.f("uq_impact_statement_area_id_position")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sort_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("service", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("unit", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("up", "down", "na", name="direction", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("baseline", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("baseline_date", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("year", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("series", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cadence", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["improvement_area.id"], name=op.f("fk_indicator_area_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_indicator_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("plan_id", "ref", name=op.f("uq_indicator_plan_id_ref")),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("cut_off_given", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_meeting_board_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("board_id", "held_on", name=op.f("uq_meeting_board_id_held_on")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "route",
            sa.Enum("teams", "email", name="contactroute", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("slot", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("planned_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("send_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "claimed",
                "sent",
                "failed",
                "unconfirmed",
                "dropped",
                name="messagestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("claimed_at", store.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("claimed_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", store.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("fault", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_message_conversation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("person_id", "day", "slot", name=op.f("uq_message_person_id_day_slot")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_waiting", ["status", "send_at"], unique=False)

    op.create_table(
        "objective",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sort_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["improvement_area.id"], name=op.f("fk_objective_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective")),
        sa.UniqueConstraint("area_id", "ref", name=op.f("uq_objective_area_id_ref")),
    )
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=True),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sort_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("baseline", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("planned_start", sa.Date(), nullable=True),
        sa.Column(
            "lifecycle",
            sa.Enum(
                "not_started",
                "in_progress",
                "complete",
                "embedded",
                "paused",
                "merged_into",
                "superseded",
                "withdrawn",
                name="lifecycle",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decision_reference", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["improvement_area.id"], name=op.f("fk_action_area_id")),
        sa.ForeignKeyConstraint(["objective_id"], ["objective.id"], name=op.f("fk_action_objective_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_action_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("plan_id", "ref", name=op.f("uq_action_plan_id_ref")),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_area_id"), ["area_id"], unique=False)

    op.create_table(
        "ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "decide",
                "approve_date",
                "unblock",
                "note",
                name="askkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("addressed_to", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=True),
        sa.Column("action_refs", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=True),
        sa.Column("raised_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_at", store.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_ask_meeting_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_ask_plan_id")),
        sa.ForeignKeyConstraint(["raised_by_id"], ["person.id"], name=op.f("fk_ask_raised_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
    )
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ask_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "cycle",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_at", store.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_cycle_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_cycle")),
    )
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cut_off_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft", "final", "issued", name="editionstatus", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("rules_version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cut", sa.Text(), nullable=False),
        sa.Column("compiled", sa.Text(), nullable=False),
        sa.Column("content_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("audit_head", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("minute_reference", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("issued_at", store.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_edition_meeting_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_edition_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("plan_id", "kind", "number", name=op.f("uq_edition_plan_id_kind_number")),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("recorded_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_reading_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint(
            "indicator_id", "period_end", "source", name=op.f("uq_reading_indicator_id_period_end_source")
        ),
    )
    op.create_table(
        "trajectory_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("date_text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("target", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("target_value", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_trajectory_point_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trajectory_point")),
        sa.UniqueConstraint("indicator_id", "position", name=op.f("uq_trajectory_point_indicator_id_position")),
    )
    op.create_table(
        "action_lead",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_lead_action_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_action_lead_post_id")),
        sa.PrimaryKeyConstraint("action_id", "post_id", name=op.f("pk_action_lead")),
    )
    with op.batch_alter_table("action_lead", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_lead_post_id"), ["post_id"], unique=False)

    op.create_table(
        "area_confirmation",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["improvement_area.id"], name=op.f("fk_area_confirmation_area_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_area_confirmation_edition_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_area_confirmation_person_id")),
        sa.PrimaryKeyConstraint("edition_id", "area_id", name=op.f("pk_area_confirmation")),
    )
    op.create_table(
        "call_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_chair", sa.Boolean(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("closed_at", store.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_call_in_action_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_in_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_in")),
    )
    with op.batch_alter_table("call_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_in_action_id"), ["action_id"], unique=False)

    op.create_table(
        "dependency",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("depends_on_id", sa.Integer(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_dependency_action_id")),
        sa.ForeignKeyConstraint(["depends_on_id"], ["action.id"], name=op.f("fk_dependency_depends_on_id")),
        sa.PrimaryKeyConstraint("action_id", "depends_on_id", name=op.f("pk_dependency")),
    )
    op.create_table(
        "indicator_action",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_indicator_action_action_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_action_indicator_id")),
        sa.PrimaryKeyConstraint("indicator_id", "action_id", name=op.f("pk_indicator_action")),
    )
    with op.batch_alter_table("indicator_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_action_action_id"), ["action_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("due_text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("due_earliest", sa.Date(), nullable=True),
        sa.Column("baseline_due", sa.Date(), nullable=True),
        sa.Column("current_due", sa.Date(), nullable=True),
        sa.Column("forecast_due", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("recurrence", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("measure", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("statutory", sa.Boolean(), nullable=False),
        sa.Column(
            "lifecycle",
            sa.Enum(
                "not_started",
                "in_progress",
                "complete",
                "embedded",
                "paused",
                "merged_into",
                "superseded",
                "withdrawn",
                name="lifecycle",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decision_reference", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_milestone_action_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("action_id", "seq", name=op.f("uq_milestone_action_id_seq")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index("ix_milestone_open_due", ["current_due", "completed_on"], unique=False)

    op.create_table(
        "partner",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_partner_action_id")),
        sa.PrimaryKeyConstraint("action_id", "position", name=op.f("pk_partner")),
    )
    op.create_table(
        "date_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("from_due", sa.Date(), nullable=True),
        sa.Column("to_due", sa.Date(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "requested",
                "approved",
                "refused",
                name="datechangestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", store.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_date_change_decided_by_id")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_date_change_milestone_id")),
        sa.ForeignKeyConstraint(["requested_by_id"], ["person.id"], name=op.f("fk_date_change_requested_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_change")),
    )
    with op.batch_alter_table("date_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_date_change_milestone_id"), ["milestone_id"], unique=False)

    op.create_table(
        "update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("on_behalf_of_id", sa.Integer(), nullable=True),
        sa.Column("at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "card",
                "chat",
                "web",
                "import",
                "simulation",
                name="updatesource",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rating_code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("narrative", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cause", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("recovery", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("recovery_owner", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("recovery_by", sa.Date(), nullable=True),
        sa.Column("forecast", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("waiting_for", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("help_needed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("nil_return", sa.Boolean(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", store.types.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "percent IS NULL OR (percent >= 0 AND percent <= 100)", name=op.f("ck_update_percent_range")
        ),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_update_action_id")),
        sa.ForeignKeyConstraint(["corrects_id"], ["update.id"], name=op.f("fk_update_corrects_id")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_update_milestone_id")),
        sa.ForeignKeyConstraint(["on_behalf_of_id"], ["person.id"], name=op.f("fk_update_on_behalf_of_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_update_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_update")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_update_corrects_id")),
    )
    with op.batch_alter_table("update", schema=None) as batch_op:
        batch_op.create_index("ix_update_item", ["action_id", "milestone_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_update_milestone_id"), ["milestone_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("accepted_at", store.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["accepted_by_id"], ["person.id"], name=op.f("fk_evidence_accepted_by_id")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_evidence_action_id")),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_evidence_added_by_id")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_evidence_milestone_id")),
        sa.ForeignKeyConstraint(["update_id"], ["update.id"], name=op.f("fk_evidence_update_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_update_id"), ["update_id"], unique=False)

    op.create_table(
        "rating_challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("settled_at", store.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rating_challenge_person_id")),
        sa.ForeignKeyConstraint(["update_id"], ["update.id"], name=op.f("fk_rating_challenge_update_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_challenge")),
        sa.UniqueConstraint("update_id", "person_id", name=op.f("uq_rating_challenge_update_id_person_id")),
    )
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
        sa.Column("item", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "rung",
            sa.Enum(
                "before_20",
                "before_10",
                "before_5",
                "before_1",
                "overdue",
                "chase_1",
                "chase_2",
                "chase_3",
                "sro",
                "compliance",
                name="rung",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", store.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_by_update_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_request_action_id")),
        sa.ForeignKeyConstraint(["closed_by_update_id"], ["update.id"], name=op.f("fk_request_closed_by_update_id")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_request_message_id")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_request_milestone_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_request_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint(
            "item", "rung", "person_id", "occasion", name=op.f("uq_request_item_rung_person_id_occasion")
        ),
    )
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_message_id"), ["message_id"], unique=False)
        batch_op.create_index("ix_request_open_item", ["item", "closed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sign_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_sign_off_action_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_off_person_id")),
        sa.ForeignKeyConstraint(["update_id"], ["update.id"], name=op.f("fk_sign_off_update_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
    )
    with op.batch_alter_table("sign_off", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_off_action_id"), ["action_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("sign_off", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_off_action_id"))

    op.drop_table("sign_off")
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_person_id"))
        batch_op.drop_index("ix_request_open_item")
        batch_op.drop_index(batch_op.f("ix_request_message_id"))
        batch_op.drop_index(batch_op.f("ix_request_action_id"))

    op.drop_table("request")
    op.drop_table("rating_challenge")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_update_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_action_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("update", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_update_milestone_id"))
        batch_op.drop_index("ix_update_item")

    op.drop_table("update")
    with op.batch_alter_table("date_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_date_change_milestone_id"))

    op.drop_table("date_change")
    op.drop_table("partner")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index("ix_milestone_open_due")

    op.drop_table("milestone")
    with op.batch_alter_table("indicator_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_action_action_id"))

    op.drop_table("indicator_action")
    op.drop_table("dependency")
    with op.batch_alter_table("call_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_in_action_id"))

    op.drop_table("call_in")
    op.drop_table("area_confirmation")
    with op.batch_alter_table("action_lead", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_lead_post_id"))

    op.drop_table("action_lead")
    op.drop_table("trajectory_point")
    op.drop_table("reading")
    op.drop_table("edition")
    op.drop_table("cycle")
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ask_plan_id"))

    op.drop_table("ask")
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_area_id"))

    op.drop_table("action")
    op.drop_table("objective")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("ix_message_waiting")

    op.drop_table("message")
    op.drop_table("meeting")
    op.drop_table("indicator")
    op.drop_table("impact_statement")
    with op.batch_alter_table("area_sro", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_sro_post_id"))

    op.drop_table("area_sro")
    op.drop_table("role")
    op.drop_table("rating")
    op.drop_table("plan_version")
    op.drop_table("leave")
    op.drop_table("improvement_area")
    op.drop_table("governance_product")
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delegation_to_person_id"))
        batch_op.drop_index(batch_op.f("ix_delegation_from_person_id"))

    op.drop_table("delegation")
    op.drop_table("conversation")
    op.drop_table("board")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_post_id"))
        batch_op.drop_index(batch_op.f("ix_appointment_person_id"))

    op.drop_table("appointment")
    op.drop_table("post")
    op.drop_table("plan")
    op.drop_table("person")
    op.drop_table("closure_day")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_subject")

    op.drop_table("audit_entry")
