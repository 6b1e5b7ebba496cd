"""Brings the database to the schema that this release needs. Safe to run twice, and by many at once."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.exc import OperationalError

from slipway_api.back_off import keep_trying
from slipway_api.command_failed import CommandFailed
from slipway_api.prediction_log.connection import ExplainingConnection, connect, connection_parameters, where
from slipway_api.prediction_log.partitions import ensure_months, months_from
from slipway_api.settings import Settings, SettingsError

logger = logging.getLogger("slipway.migrate")

WAIT_SECONDS: Final = 120
LOCK_TIMEOUT: Final = "10s"
MONTHS_AHEAD: Final = 3

_MIGRATION_LOCK: Final = 7_311_902_000
_APPLICATION: Final = "slipway-migrate"
# Whatever went wrong for a moment (no server yet, a table held by others, a lost connection), all starts again on a new
# connection: what was done stays done, and what was not was rolled back.
_PASSING: Final = (OperationalError, psycopg.OperationalError, OSError)


class MigrationFailed(CommandFailed):
    """The database could not be brought up to date."""


def run(settings: Settings, wait_seconds: float = WAIT_SECONDS) -> None:
    """Migrate and make partitions ahead. Raises MigrationFailed when that took more than `wait_seconds`."""
    if not settings.database_host:
        raise SettingsError("SLIPWAY_DATABASE_HOST is empty; example: SLIPWAY_DATABASE_HOST=db")
    deadline = time.monotonic() + wait_seconds

    def say(error: Exception) -> None:
        logger.warning("waiting for PostgreSQL at %s: %s", where(settings), _reason(error))

    try:
        keep_trying(lambda: _migrate(settings, deadline), deadline, lambda error: isinstance(error, _PASSING), say)
    except _PASSING as error:
        raise MigrationFailed(f"gave up on PostgreSQL at {where(settings)}: {_reason(error)}") from error


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file: the migrations are part of the package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _migrate(settings: Settings, deadline: float) -> None:
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(settings, _APPLICATION),
        poolclass=NullPool,
    )
    with engine.connect() as connection:
        logger.info("connected to PostgreSQL at %s", where(settings))
        connection.execute(text("SELECT set_config('lock_timeout', :timeout, false)"), {"timeout": LOCK_TIMEOUT})
        connection.commit()
        with _only_one(connection, deadline):
            _upgrade(connection)
            made = asyncio.run(_partitions(settings))
    logger.info("partitions made: %s", ", ".join(made) if made else "none, all were there")


@contextmanager
def _only_one(connection: Connection, deadline: float) -> Iterator[None]:
    """Hold the lock of all migrations of this database."""
    said = False
    while not connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _MIGRATION_LOCK}).scalar():
        connection.commit()
        if not said:
            logger.info("another migration is running: waiting for it")
            said = True
        if time.monotonic() > deadline:
            raise MigrationFailed("another migration still runs: see pg_stat_activity, application slipway-migrate")
        time.sleep(0.2)
    connection.commit()
    # The end of the connection frees the lock, also when something fails: the connection is never used again.
    yield


def _upgrade(connection: Connection) -> None:
    before = _revision(connection)
    try:
        command.upgrade(alembic_config(connection), "head")
    except CommandError as error:
        if "Can't locate revision" not in str(error):
            raise MigrationFailed(f"the migrations are broken: {error}") from error
        logger.info("the database has revision %s, which is newer than this release: nothing to do", before)
        return
    # Alembic leaves a transaction open after reading.
    connection.rollback()
    after = _revision(connection)
    if before == after:
        logger.info("schema is up to date at revision %s", after)
    else:
        logger.info("schema migrated from revision %s to %s", before or "none", after)


def _revision(connection: Connection) -> str | None:
    revision = MigrationContext.configure(connection).get_current_revision()
    connection.commit()
    return revision


async def _partitions(settings: Settings) -> list[str]:
    parameters = connection_parameters(settings, _APPLICATION)
    async with await ExplainingConnection.connect(**parameters, autocommit=True) as connection:
        return await ensure_months(connection, months_from(datetime.now(UTC), 1 + MONTHS_AHEAD))


def _reason(error: Exception) -> str:
    """What the driver said, on one line, without SQLAlchemy's frame."""
    said = error.orig if isinstance(error, OperationalError) and error.orig is not None else error
    return " ".join(str(said).split())
