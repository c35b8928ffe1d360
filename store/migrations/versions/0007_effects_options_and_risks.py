"""The effect if nothing changes, options for the Board, and the risk log"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import store.types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def text(column: str) -> sa.Column[str]:
    return sa.Column(column, sqlmodel.sql.sqltypes.AutoString(), nullable=False)


def moment(column: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(column, store.types.UtcDateTime(timezone=True), nullable=nullable)


def number(column: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(column, sa.Integer(), nullable=nullable)


def key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.add_column("update", sa.Column("effect", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
    op.create_table(
        "options_appraisal",
        number("id"),
        number("action_id"),
        number("person_id"),
        number("on_behalf_of_id", nullable=True),
        moment("at"),
        number("recommended"),
        text("recommendation"),
        text("lesson"),
        moment("withdrawn_at", nullable=True),
        key("options_appraisal", "action_id", "action"),
        key("options_appraisal", "person_id", "person"),
        key("options_appraisal", "on_behalf_of_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_options_appraisal")),
    )
    op.create_index(op.f("ix_options_appraisal_action_id"), "options_appraisal", ["action_id"])
    op.create_table(
        "appraised_option",
        number("appraisal_id"),
        number("position"),
        text("text"),
        text("effect"),
        key("appraised_option", "appraisal_id", "options_appraisal"),
        sa.CheckConstraint("position >= 0", name=op.f("ck_appraised_option_position_range")),
        sa.PrimaryKeyConstraint("appraisal_id", "position", name=op.f("pk_appraised_option")),
    )
    op.create_table(
        "risk",
        number("id"),
        number("plan_id"),
        text("ref"),
        sa.Column(
            "kind",
            sa.Enum("risk", "issue", name="riskkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        text("title"),
        number("owner_id", nullable=True),
        number("raised_by_id", nullable=True),
        moment("raised_at"),
        number("closed_by_id", nullable=True),
        moment("closed_at", nullable=True),
        text("closed_because"),
        key("risk", "plan_id", "plan"),
        key("risk", "owner_id", "post"),
        key("risk", "raised_by_id", "person"),
        key("risk", "closed_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk")),
        sa.UniqueConstraint("plan_id", "ref", name=op.f("uq_risk_plan_id_ref")),
    )
    op.create_index(op.f("ix_risk_plan_id"), "risk", ["plan_id"])
    op.create_table(
        "risk_action",
        number("risk_id"),
        number("action_id"),
        key("risk_action", "risk_id", "risk"),
        key("risk_action", "action_id", "action"),
        sa.PrimaryKeyConstraint("risk_id", "action_id", name=op.f("pk_risk_action")),
    )
    op.create_index(op.f("ix_risk_action_action_id"), "risk_action", ["action_id"])
    op.create_table(
        "risk_assessment",
        number("id"),
        number("risk_id"),
        number("person_id", nullable=True),
        moment("at"),
        number("likelihood"),
        number("impact"),
        text("next_step"),
        sa.Column("next_step_by", sa.Date(), nullable=True),
        key("risk_assessment", "risk_id", "risk"),
        key("risk_assessment", "person_id", "person"),
        sa.CheckConstraint("likelihood BETWEEN 1 AND 5", name=op.f("ck_risk_assessment_likelihood_range")),
        sa.CheckConstraint("impact BETWEEN 1 AND 5", name=op.f("ck_risk_assessment_impact_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_assessment")),
    )
    op.create_index("ix_risk_assessment_risk", "risk_assessment", ["risk_id", "at"])


def downgrade() -> None:
    for table in ("risk_assessment", "risk_action", "risk", "appraised_option", "options_appraisal"):
        op.drop_table(table)
    with op.batch_alter_table("update") as update:
        update.drop_column("effect")
