"""The life of an edition: commentary, small counts, items sent back, clearing, and the files of what is final"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import store.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENTS = ("cleared_at", "final_at", "received_at")


def text(column: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(column, sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=default)


def moment(column: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(column, store.types.UtcDateTime(timezone=True), nullable=nullable)


def number(column: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(column, sa.Integer(), nullable=nullable)


def key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "edition_file",
        number("edition_id"),
        text("form"),
        text("name"),
        text("content_type"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        key("edition_file", "edition_id", "edition"),
        sa.PrimaryKeyConstraint("edition_id", "form", name=op.f("pk_edition_file")),
    )
    op.create_table(
        "edition_comment",
        number("id"),
        number("edition_id"),
        text("section"),
        text("action_ref"),
        sa.Column("text", sa.Text(), nullable=False),
        number("person_id"),
        moment("at"),
        moment("withdrawn_at", nullable=True),
        key("edition_comment", "edition_id", "edition"),
        key("edition_comment", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_comment")),
    )
    op.create_index(op.f("ix_edition_comment_edition_id"), "edition_comment", ["edition_id"])
    op.create_table(
        "small_count_decision",
        number("id"),
        number("edition_id"),
        text("place"),
        text("text_hash"),
        sa.Column("shown", sa.Boolean(), nullable=False),
        text("reason"),
        number("person_id"),
        moment("at"),
        key("small_count_decision", "edition_id", "edition"),
        key("small_count_decision", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_small_count_decision")),
        sa.UniqueConstraint(
            "edition_id", "place", "text_hash", name=op.f("uq_small_count_decision_edition_id_place_text_hash")
        ),
    )
    op.create_table(
        "sent_back",
        number("id"),
        number("edition_id"),
        number("action_id"),
        text("reason"),
        number("person_id"),
        moment("at"),
        key("sent_back", "edition_id", "edition"),
        key("sent_back", "action_id", "action"),
        key("sent_back", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_back")),
    )
    op.create_index(op.f("ix_sent_back_edition_id"), "sent_back", ["edition_id"])
    op.add_column("area_confirmation", text("as_post", ""))
    op.add_column("area_confirmation", text("content_hash", ""))
    with op.batch_alter_table("edition") as altered:
        altered.add_column(sa.Column("workflow", sa.Text(), nullable=False, server_default=""))
        altered.add_column(number("replaces_id", nullable=True))
        altered.add_column(number("cleared_by_id", nullable=True))
        for column in MOMENTS:
            altered.add_column(moment(column, nullable=True))
        altered.create_foreign_key(op.f("fk_edition_replaces_id"), "edition", ["replaces_id"], ["id"])
        altered.create_foreign_key(op.f("fk_edition_cleared_by_id"), "person", ["cleared_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("edition") as altered:
        altered.drop_constraint(op.f("fk_edition_cleared_by_id"), type_="foreignkey")
        altered.drop_constraint(op.f("fk_edition_replaces_id"), type_="foreignkey")
        for column in (*MOMENTS, "cleared_by_id", "replaces_id", "workflow"):
            altered.drop_column(column)
    with op.batch_alter_table("area_confirmation") as altered:
        altered.drop_column("content_hash")
        altered.drop_column("as_post")
    for table in ("sent_back", "small_count_decision", "edition_comment", "edition_file"):
        op.drop_table(table)
