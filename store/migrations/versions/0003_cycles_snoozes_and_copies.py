"""Asking for a board, snoozes, settings of a plan, and several copies that share the sending"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import store.types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LADDER = (
    "before_20", "before_10", "before_5", "before_1", "overdue", "chase_1", "chase_2", "chase_3", "sro", "compliance",
)  # fmt: skip
CYCLE = ("cycle_ask", "cycle_remind", "cycle_last", "cycle_sro", "by_hand")


def text(column: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(column, sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=default)


def moment(column: str) -> sa.Column[str]:
    return sa.Column(column, store.types.UtcDateTime(timezone=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        "snooze",
        sa.Column("id", sa.Integer(), nullable=False),
        text("item"),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        text("reason"),
        moment("set_at"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_snooze_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snooze")),
    )
    op.create_index(op.f("ix_snooze_item"), "snooze", ["item"])
    op.create_table(
        "plan_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        text("name"),
        text("value"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_setting_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_setting")),
        sa.UniqueConstraint("plan_id", "area_id", "name", name=op.f("uq_plan_setting_plan_id_area_id_name")),
    )
    op.create_table(
        "running_copy", text("name"), moment("seen_at"), sa.PrimaryKeyConstraint("name", name=op.f("pk_running_copy"))
    )
    op.create_table(
        "route_pause",
        sa.Column(
            "route",
            sa.Enum("teams", "email", name="contactroute", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        moment("until"),
        sa.PrimaryKeyConstraint("route", name=op.f("pk_route_pause")),
    )
    op.create_table(
        "school_holiday",
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        text("title"),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_school_holiday_dates_in_order")),
        sa.PrimaryKeyConstraint("starts_on", name=op.f("pk_school_holiday")),
    )
    op.add_column("message", text("tried", ""))
    op.add_column("person", text("email_fault", ""))
    op.add_column("person", sa.Column("term_time_only", sa.Boolean(), nullable=False, server_default=sa.false()))
    allow_rungs(LADDER + CYCLE)


def downgrade() -> None:
    op.execute(f"DELETE FROM request WHERE rung IN ({words(CYCLE)})")  # noqa: S608 - our own words
    allow_rungs(LADDER)
    with op.batch_alter_table("person") as altered:
        altered.drop_column("term_time_only")
        altered.drop_column("email_fault")
    with op.batch_alter_table("message") as altered:
        altered.drop_column("tried")
    for table in ("school_holiday", "route_pause", "running_copy", "plan_setting", "snooze"):
        op.drop_table(table)


def allow_rungs(rungs: tuple[str, ...]) -> None:
    """The CHECK of a closed vocabulary cannot be altered, only dropped and made again. SQLite copies the table, and a
    copy is made without the old CHECK."""
    with op.batch_alter_table("request") as altered:
        if op.get_context().dialect.name != "sqlite":
            altered.drop_constraint(op.f("ck_request_rung"), type_="check")
        altered.create_check_constraint(op.f("ck_request_rung"), f"rung IN ({words(rungs)})")


def words(rungs: tuple[str, ...]) -> str:
    return ", ".join(f"'{rung}'" for rung in rungs)
