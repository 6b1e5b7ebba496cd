"""Alembic's entry: runs the revisions on the connection that `migrate.py` has opened and locked."""

from __future__ import annotations

from alembic import context

from slipway_api.prediction_log.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # A revision that fails leaves the ones before it in place.
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
