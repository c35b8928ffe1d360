"""Channels that the bot is in, what is posted there, and each post with its receipt"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import store.types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def text(column: str) -> sa.Column[str]:
    return sa.Column(column, sqlmodel.sql.sqltypes.AutoString(), nullable=False)


def moment(column: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(column, store.types.UtcDateTime(timezone=True), nullable=nullable)


def number(column: str) -> sa.Column[int]:
    return sa.Column(column, sa.Integer(), nullable=False)


def key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "channel",
        number("id"),
        text("conversation_id"),
        text("team_id"),
        text("team_name"),
        text("name"),
        text("tenant_id"),
        text("service_url"),
        text("bot_id"),
        sa.Column("installed", sa.Boolean(), nullable=False),
        moment("seen_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_channel_conversation_id")),
    )
    op.create_index(op.f("ix_channel_team_id"), "channel", ["team_id"])
    op.create_table(
        "channel_tie",
        number("id"),
        number("channel_id"),
        number("plan_id"),
        number("area_id"),
        number("weekday"),
        text("at"),
        number("set_by_id"),
        moment("set_at"),
        key("channel_tie", "channel_id", "channel"),
        key("channel_tie", "plan_id", "plan"),
        key("channel_tie", "set_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_tie")),
        sa.UniqueConstraint("channel_id", "plan_id", "area_id", name=op.f("uq_channel_tie_channel_id_plan_id_area_id")),
    )
    op.create_table(
        "channel_post",
        number("id"),
        number("channel_id"),
        number("plan_id"),
        number("area_id"),
        number("edition_id"),
        sa.Column("day", sa.Date(), nullable=False),
        moment("planned_at"),
        moment("send_at"),
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
        moment("claimed_at", nullable=True),
        text("claimed_by"),
        number("attempts"),
        moment("sent_at", nullable=True),
        text("fault"),
        text("activity_id"),
        key("channel_post", "channel_id", "channel"),
        key("channel_post", "plan_id", "plan"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_post")),
        sa.UniqueConstraint(
            "channel_id",
            "plan_id",
            "area_id",
            "edition_id",
            "day",
            name=op.f("uq_channel_post_channel_id_plan_id_area_id_edition_id_day"),
        ),
    )
    op.create_index("ix_channel_post_waiting", "channel_post", ["status", "send_at"])


def downgrade() -> None:
    for table in ("channel_post", "channel_tie", "channel"):
        op.drop_table(table)
