"""The few connections that the log's writer and its readers share.

The pool's own check before each use is off: it costs a round trip and waits a second after each broken connection.
Whoever meets a broken connection calls `pool.drain()`, since its neighbours are most likely broken too, and tries
again.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from psycopg_pool import AsyncConnectionPool

from slipway_api.prediction_log.connection import ExplainingConnection, connection_parameters
from slipway_api.settings import Settings

MAXIMUM_CONNECTIONS: Final = 4
# The pool gives up an attempt after this time and starts afresh at the next request. Its own back-off would go on
# doubling, and leave the log away for minutes after the server is back.
_RECONNECT_SECONDS: Final = 3
# Longest time that a statement may wait, on the server's clock: a migration may hold a table.
_STATEMENT_TIMEOUT: Final = "-c statement_timeout=30s"


def pool_for(settings: Settings) -> AsyncConnectionPool:
    """A closed pool; it connects when it is first asked, so that a missing server does not hold up the start."""

    async def parameters() -> dict[str, Any]:
        read = await asyncio.to_thread(connection_parameters, settings, "slipway-api")
        return {**read, "autocommit": True, "options": _STATEMENT_TIMEOUT}

    return AsyncConnectionPool(
        connection_class=ExplainingConnection,
        kwargs=parameters,
        min_size=0,
        max_size=MAXIMUM_CONNECTIONS,
        reconnect_timeout=_RECONNECT_SECONDS,
        name="prediction-log",
        open=False,
    )
