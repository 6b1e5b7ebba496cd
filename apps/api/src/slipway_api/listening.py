"""Listens on the ports that the settings name, or says which setting stands in the way."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, start_http_server

from slipway_api.settings import Settings, SettingsError


def http_socket(settings: Settings) -> socket.socket:
    """A socket that listens on the port of the API. Raises SettingsError when that is not possible."""
    host, port = settings.http_host, settings.http_port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with _refusal_names("SLIPWAY_HTTP_PORT", host, port):
        return socket.create_server((host, port), family=family)


@contextmanager
def metrics_served(settings: Settings, registry: CollectorRegistry) -> Iterator[int]:
    """Serves /metrics meanwhile, on the port that is given. Raises SettingsError when that is not possible."""
    host, port = settings.http_host, settings.metrics_port
    with _refusal_names("SLIPWAY_METRICS_PORT", host, port):
        server, thread = start_http_server(port, host, registry)
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def _refusal_names(variable: str, host: str, port: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SettingsError(
            f"{variable}: nothing can listen on port {port} of {host} ({error.strerror});"
            f" stop what uses the port, or set {variable} to another one"
        ) from error
