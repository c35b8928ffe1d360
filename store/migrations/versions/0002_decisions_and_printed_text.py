"""Decisions on a lifecycle, other spellings of a post, and what a plan prints beside its actions"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import store.types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LIFECYCLE = (
    "not_started", "in_progress", "complete", "embedded", "paused", "merged_into", "superseded", "withdrawn",
)  # fmt: skip


def lifecycle(column: str) -> sa.Column[str]:
    words = sa.Enum(*LIFECYCLE, name=column, native_enum=False, create_constraint=True, length=40)
    return sa.Column(column, words, nullable=False)


def printed(column: str) -> sa.Column[str]:
    return sa.Column(column, sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="")


def upgrade() -> None:
    op.create_table(
        "post_spelling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("organisation", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_spelling_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_spelling")),
        sa.UniqueConstraint("title", "organisation", name=op.f("uq_post_spelling_title_organisation")),
    )
    op.create_index(op.f("ix_post_spelling_post_id"), "post_spelling", ["post_id"])
    op.create_table(
        "lifecycle_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
        lifecycle("before"),
        lifecycle("after"),
        sa.Column("decision_reference", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", store.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_lifecycle_change_action_id")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_lifecycle_change_milestone_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_lifecycle_change_person_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["action.id"], name=op.f("fk_lifecycle_change_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lifecycle_change")),
    )
    op.create_index(op.f("ix_lifecycle_change_action_id"), "lifecycle_change", ["action_id"])
    for table in ("action", "milestone"):
        op.add_column(table, printed("rating_text"))
        op.add_column(table, printed("progress_text"))


def downgrade() -> None:
    for table in ("milestone", "action"):
        with op.batch_alter_table(table) as altered:
            altered.drop_column("progress_text")
            altered.drop_column("rating_text")
    op.drop_table("lifecycle_change")
    op.drop_table("post_spelling")
