"""How to reach PostgreSQL: one place for the log, the migrations and the monitor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import psycopg
from pydantic_core import to_json

from slipway_api.prediction_log.tls import explained, tls_parameters
from slipway_api.settings import Settings

CONNECT_TIMEOUT_SECONDS: Final = 3

# A server that vanished without a word (a lost node, a dropped route) must be noticed in seconds, not in the
# kernel's quarter of an hour.
_LIVENESS: Final[Mapping[str, Any]] = {
    "connect_timeout": CONNECT_TIMEOUT_SECONDS,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def connect(settings: Settings, application: str) -> psycopg.Connection:
    """A new connection. Raises psycopg.OperationalError that names the setting if TLS is what fails."""
    try:
        return psycopg.connect(**connection_parameters(settings, application))
    except psycopg.OperationalError as error:
        raise explained(error) from error


class ExplainingConnection(psycopg.AsyncConnection):
    """The same for those who open connections themselves, such as a pool."""

    @classmethod
    async def connect(cls, *arguments: Any, **parameters: Any) -> ExplainingConnection:
        try:
            return await super().connect(*arguments, **parameters)
        except psycopg.OperationalError as error:
            raise explained(error) from error


def connection_parameters(settings: Settings, application: str) -> dict[str, Any]:
    """Parameters for `psycopg.connect`. The password file is read at every call: it may have been rotated."""
    parameters: dict[str, Any] = {
        **_LIVENESS,
        "host": settings.database_host,
        "port": settings.database_port,
        "dbname": settings.database_name,
        "user": settings.database_user,
        **tls_parameters(settings),
        "application_name": application,
    }
    if settings.database_password_file is not None:
        parameters["password"] = settings.database_password_file.read_text(encoding="utf-8").strip()
    return parameters


def where(settings: Settings) -> str:
    """The database's address for messages, without secrets."""
    return f"{settings.database_user}@{settings.database_host}:{settings.database_port}/{settings.database_name}"


def dump_json(value: Any) -> bytes:
    """JSON for a jsonb column. NaN and infinity have no spelling in JSON: they are kept as text."""
    return to_json(dict(value) if isinstance(value, Mapping) else value, inf_nan_mode="strings")
