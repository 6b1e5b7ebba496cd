"""Single requests, each over a connection of its own, past the proxies of the environment."""

from collections.abc import Mapping
from typing import Final

import httpx

# Made once: httpx would read all certificates of the machine for each request, which takes longer than the request.
TLS: Final = httpx.create_ssl_context(trust_env=False)


def get(
    url: str, *, timeout: float, headers: Mapping[str, str] | None = None, follow_redirects: bool = False
) -> httpx.Response:
    """The answer to GET. Raises httpx.TransportError."""
    return httpx.get(
        url, headers=headers, timeout=timeout, follow_redirects=follow_redirects, trust_env=False, verify=TLS
    )
