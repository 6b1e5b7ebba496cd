"""The public keys of an OIDC issuer: discovered, refreshed in the background, and at once when a new one turns up."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from typing import Any, Final

from jwt import PyJWK
from jwt.exceptions import PyJWTError

from slipway_api.cache.single_flight import SingleFlight
from slipway_api.security.json_document import DocumentUnavailable, fetch_json
from slipway_api.security.refusals import AuthenticationUnavailable, Unauthenticated

log = logging.getLogger(__name__)

DISCOVERY_PATH: Final = "/.well-known/openid-configuration"

# Issuers publish a new key well before they sign with it; the refresh on an unknown key is for those that do not.
REFRESH_SECONDS: Final = 600.0
RETRY_SECONDS: Final = 10.0

# Anybody can invent key ids: between two fetches for an unknown one passes at least this time, also after a failure.
UNKNOWN_KEY_INTERVAL_SECONDS: Final = 10.0

# With the issuer away its keys go on counting, but not for ever: a withdrawn key must stop to count some day.
OLDEST_KEYS_SECONDS: Final = 24 * 3600.0

# How long a request waits for keys that it needs.
LONGEST_WAIT_SECONDS: Final = 3.0

ASYMMETRIC_KEY_TYPES: Final = frozenset({"RSA", "EC", "OKP"})

Jwk = dict[str, Any]


class IssuerKeys:
    """Keys by id. `fetch` blocks and runs in a thread; `clock` counts seconds."""

    def __init__(
        self,
        issuer: str,
        fetch: Callable[[str], dict[str, Any]] = fetch_json,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._issuer = issuer
        self._fetch = fetch
        self._clock = clock
        self._jwks: list[Jwk] = []
        self._parsed: dict[tuple[str | None, str], PyJWK] = {}
        self._fetched_at = float("-inf")
        self._tried_at = float("-inf")
        self._fetches = SingleFlight[None]()
        self._refresher: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Fetches in the background: the API starts without its issuer, as it also runs without it for a while."""
        self._refresher = asyncio.create_task(self._keep_fresh())

    async def stop(self) -> None:
        if self._refresher:
            self._refresher.cancel()
            await asyncio.gather(self._refresher, return_exceptions=True)

    async def key_for(self, key_id: str | None, algorithm: str) -> PyJWK:
        """Raises Unauthenticated for a key that the issuer does not publish, AuthenticationUnavailable without keys."""
        jwk = self._find(key_id)
        if (jwk is None or self._too_old()) and self._may_fetch():
            await self._fetch_within_patience()
            jwk = self._find(key_id)
        if self._too_old():
            raise AuthenticationUnavailable("the keys of the token's issuer cannot be fetched", int(RETRY_SECONDS))
        if jwk is None:
            raise Unauthenticated("the token is signed with a key that the issuer does not publish")
        return self._usable(jwk, algorithm)

    def _find(self, key_id: str | None) -> Jwk | None:
        if key_id is None:
            # Allowed by the standard where the issuer has one key only.
            return self._jwks[0] if len(self._jwks) == 1 else None
        return next((jwk for jwk in self._jwks if jwk.get("kid") == key_id), None)

    def _usable(self, jwk: Jwk, algorithm: str) -> PyJWK:
        """A key without `alg` serves every algorithm of its type: it is bound to the token's allowed one here."""
        index = (jwk.get("kid"), algorithm)
        if index not in self._parsed:
            if jwk.get("alg", algorithm) != algorithm:
                raise Unauthenticated("the token is signed with another algorithm than its key is for")
            try:
                self._parsed[index] = PyJWK(jwk, algorithm)
            except (PyJWTError, ValueError, TypeError):
                raise Unauthenticated("the token's key cannot be used with the token's algorithm") from None
        return self._parsed[index]

    def _too_old(self) -> bool:
        return self._clock() - self._fetched_at > OLDEST_KEYS_SECONDS

    def _may_fetch(self) -> bool:
        return self._issuer in self._fetches or self._clock() - self._tried_at >= UNKNOWN_KEY_INTERVAL_SECONDS

    async def _fetch_within_patience(self) -> None:
        with contextlib.suppress(DocumentUnavailable, TimeoutError):
            async with asyncio.timeout(LONGEST_WAIT_SECONDS):
                await self._refresh()

    async def _refresh(self) -> None:
        """Fetches now, once for all who ask. Raises DocumentUnavailable; the keys fetched before stay."""
        await self._fetches.run(self._issuer, self._fetch_keys)

    async def _fetch_keys(self) -> None:
        self._tried_at = self._clock()
        try:
            self._jwks = await asyncio.to_thread(self._published)
        except DocumentUnavailable as error:
            log.warning("the keys of the OIDC issuer cannot be fetched: %s", error)
            raise
        self._parsed.clear()
        self._fetched_at = self._clock()

    def _published(self) -> list[Jwk]:
        configuration = self._fetch(self._issuer.rstrip("/") + DISCOVERY_PATH)
        if configuration.get("issuer") != self._issuer:
            raise DocumentUnavailable(
                f"the discovery document of {self._issuer} names another issuer;"
                " SLIPWAY_OIDC_ISSUER must be exactly what it says, also at the end"
            )
        keys = self._fetch(str(configuration.get("jwks_uri", ""))).get("keys")
        usable = [jwk for jwk in keys if _is_for_signatures(jwk)] if isinstance(keys, list) else []
        if not usable:
            raise DocumentUnavailable(f"{self._issuer} publishes no public key for signatures")
        return usable

    async def _keep_fresh(self) -> None:
        while True:
            pause = REFRESH_SECONDS
            try:
                await self._refresh()
            except DocumentUnavailable:
                pause = RETRY_SECONDS
            except Exception:
                pause = RETRY_SECONDS
                log.exception("the keys of the OIDC issuer cannot be fetched")
            await asyncio.sleep(pause)


def _is_for_signatures(jwk: object) -> bool:
    return isinstance(jwk, dict) and jwk.get("kty") in ASYMMETRIC_KEY_TYPES and jwk.get("use", "sig") == "sig"
