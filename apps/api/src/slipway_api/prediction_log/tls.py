"""Whom to believe that the server is the right one, and what to say when it is not."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from typing import Any, Final

import psycopg

from slipway_api.settings import Settings

# libpq knows `sslrootcert=system` from this version on.
_KNOWS_SYSTEM: Final = 160_000

# What libpq says, and the setting that is most likely wrong then; the first that fits counts.
_CAUSES: Final[Mapping[str, str]] = {
    "does not match host name": "SLIPWAY_DATABASE_HOST must be a name in the server's certificate",
    "root certificate": "SLIPWAY_DATABASE_SSL_ROOT_CERT_FILE must hold the certificate of the server's authority",
    "certificate verify failed": "SLIPWAY_DATABASE_SSL_ROOT_CERT_FILE must hold the certificate of the server's"
    " authority",
    "does not support SSL": "SLIPWAY_DATABASE_SSL_MODE asks for TLS",
}


def tls_parameters(settings: Settings) -> dict[str, Any]:
    """For `psycopg.connect`."""
    mode, authority = settings.database_ssl_mode, settings.database_ssl_root_cert_file
    if authority is not None:
        return {"sslmode": mode, "sslrootcert": str(authority)}
    # libpq refuses `system` with any weaker mode: an authority of the whole world proves nothing without the name.
    if mode == "verify-full" and psycopg.pq.version() >= _KNOWS_SYSTEM and "PGSSLROOTCERT" not in os.environ:
        _show_system_authorities()
        return {"sslmode": mode, "sslrootcert": "system"}
    return {"sslmode": mode}


def explained(error: psycopg.OperationalError) -> psycopg.OperationalError:
    """The error on one line, with the setting that is to blame if its text tells."""
    said = " ".join(str(error).split())
    blamed = next((setting for sign, setting in _CAUSES.items() if sign in said), None)
    return error if blamed is None else type(error)(f"{said}: {blamed}")


def _show_system_authorities() -> None:
    """The OpenSSL of psycopg's wheels looks in a folder that no system has; Python's own knows the right one."""
    paths = ssl.get_default_verify_paths()
    os.environ.setdefault(paths.openssl_cafile_env, paths.openssl_cafile)
    os.environ.setdefault(paths.openssl_capath_env, paths.openssl_capath)
