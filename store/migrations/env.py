"""How Alembic runs here: always on a connection handed in by `store.migrate`."""

from alembic import context
from sqlmodel import SQLModel

import store.tables  # noqa: F401  # pyright: ignore[reportUnusedImport] - fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite cannot alter most things in place
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
