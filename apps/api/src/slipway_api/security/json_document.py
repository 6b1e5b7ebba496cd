"""Fetches a JSON document from an identity provider: bounded in time and size, and only from where it was asked for."""

import ipaddress
import json
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any, Final
from urllib.parse import urlsplit

TIMEOUT_SECONDS: Final = 3.0
LARGEST_DOCUMENT_BYTES: Final = 1024 * 1024
CHUNK_BYTES: Final = 64 * 1024

# Without a handler for redirects, since keys must come from where they were asked for, and without one for `file:`.
HANDLERS: Final = (
    urllib.request.ProxyHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.HTTPErrorProcessor,
)


class DocumentUnavailable(Exception):
    """The document could not be fetched or is none; the message says why."""


def is_trustworthy(url: str) -> bool:
    """Whether nobody on the way can change what is fetched: HTTPS, or a server on this machine."""
    parts = urlsplit(url)
    if not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname))


def fetch_json(url: str) -> dict[str, Any]:
    """The JSON object at the URL. Raises DocumentUnavailable. Blocks: call it in a thread."""
    if not is_trustworthy(url):
        raise DocumentUnavailable(f"{url} must start with https://")
    request = urllib.request.Request(url, headers={"Accept": "application/json"})  # noqa: S310 - checked above
    try:
        with _opener().open(request, timeout=TIMEOUT_SECONDS) as response:
            document = json.loads(_read(response, time.monotonic() + TIMEOUT_SECONDS))
    except urllib.error.HTTPError as error:
        error.close()
        raise DocumentUnavailable(f"{url} answered with status {error.code}") from None
    except (OSError, HTTPException, ValueError, RecursionError) as error:
        raise DocumentUnavailable(f"{url}: {error}") from None
    if not isinstance(document, dict):
        raise DocumentUnavailable(f"{url} is not a JSON object")
    return document


def _opener() -> urllib.request.OpenerDirector:
    opener = urllib.request.OpenerDirector()
    for handler in HANDLERS:
        opener.add_handler(handler())
    return opener


def _read(response: Any, deadline: float) -> bytes:
    """The limit of the socket holds for each read; this one holds for all of them."""
    body = bytearray()
    while chunk := response.read1(CHUNK_BYTES):
        body += chunk
        if len(body) > LARGEST_DOCUMENT_BYTES:
            raise ValueError(f"more than {LARGEST_DOCUMENT_BYTES} bytes")
        if time.monotonic() > deadline:
            raise TimeoutError(f"took more than {TIMEOUT_SECONDS} s")
    return bytes(body)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
