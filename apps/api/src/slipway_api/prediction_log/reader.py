"""Answers questions about single predictions, within a time that a caller can wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final, TypeVar
from uuid import UUID

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import class_row
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

from slipway_api.prediction_log.entries import Feedback, LoggedPrediction, LogUnavailable
from slipway_api.prediction_log.schema import is_current
from slipway_api.prediction_log.statements import ADD_FEEDBACK, FIND, feedback_parameters

ANSWER_SECONDS: Final = 2.0

Result = TypeVar("Result")


class Reader:
    def __init__(self, pool: AsyncConnectionPool, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._pool = pool
        self._answer_seconds = answer_seconds
        self._given_up: set[asyncio.Task[Any]] = set()

    async def find(self, prediction_id: UUID) -> LoggedPrediction | None:
        async def query(connection: AsyncConnection) -> LoggedPrediction | None:
            async with connection.cursor(row_factory=class_row(LoggedPrediction)) as cursor:
                await cursor.execute(FIND, {"id": prediction_id})
                return await cursor.fetchone()

        return await self._ask(query)

    async def add_feedback(self, feedback: Feedback) -> bool:
        async def query(connection: AsyncConnection) -> bool:
            cursor = await connection.execute(ADD_FEEDBACK, feedback_parameters(feedback))
            return cursor.rowcount > 0

        return await self._ask(query)

    async def schema_is_current(self) -> bool:
        async def query(connection: AsyncConnection) -> bool:
            try:
                cursor = await connection.execute("SELECT version_num FROM alembic_version")
            except (psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege):
                # A migration that runs makes the table first, and gives the right to read it a moment later.
                return False
            row = await cursor.fetchone()
            return is_current(None if row is None else str(row[0]))

        return await self._ask(query)

    async def _ask(self, query: Callable[[AsyncConnection], Coroutine[Any, Any, Result]]) -> Result:
        """Run the query in a task of its own: cancelling one that waits for a silent server takes seconds too."""
        task = asyncio.create_task(self._with_connection(query))
        done, _ = await asyncio.wait({task}, timeout=self._answer_seconds)
        if not done:
            self._given_up.add(task)
            task.add_done_callback(self._forget)
            task.cancel()
            raise LogUnavailable("the prediction log does not answer; try again in a moment")
        try:
            return task.result()
        except (psycopg.OperationalError, psycopg.InterfaceError, OSError) as error:
            raise LogUnavailable("the prediction log cannot be reached; try again in a moment") from error
        except psycopg.errors.UndefinedTable as error:
            raise LogUnavailable("the prediction log has no tables yet: run `python -m slipway_api migrate`") from error

    async def _with_connection(self, query: Callable[[AsyncConnection], Coroutine[Any, Any, Result]]) -> Result:
        try:
            async with self._pool.connection(timeout=self._answer_seconds) as connection:
                return await query(connection)
        except (PoolTimeout, PoolClosed):
            # There was no connection: another attempt would find none either.
            raise
        except psycopg.OperationalError:
            # The server was restarted since the connection was last used. All queries here may be asked twice.
            await self._pool.drain()
        async with self._pool.connection(timeout=self._answer_seconds) as connection:
            return await query(connection)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._given_up.discard(task)
        if not task.cancelled():
            task.exception()
