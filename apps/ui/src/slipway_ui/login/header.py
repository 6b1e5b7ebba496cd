"""Login by a header that a gateway or oauth2-proxy sets. It is verified: anyone who reaches the port can send a header.

Two proofs are possible: a secret that only the gateway knows travels beside the user's name, or the user's name comes
out of a token that the identity provider signed.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import jwt

from slipway_ui.secret_file import SecretFile
from slipway_ui.settings import Settings

# Only algorithms with a public key: a JWKS is no secret, so a token "signed" with it by HMAC proves nothing.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
_LEEWAY_SECONDS = 30
_LONGEST_NAME = 256


class NotSignedIn(Exception):
    """The request does not prove who its user is. The message is for the log, not for the user."""


class Headers(Protocol):
    """Request headers; one name may come more than once."""

    def get_all(self, key: str, /) -> list[str]:
        """All values of a header, in the order of arrival."""
        ...


class HeaderLogin(Protocol):
    """Finds the user in headers."""

    @property
    def header_names(self) -> tuple[str, ...]:
        """Headers that the proof consists of."""
        ...

    def user_of(self, headers: Headers) -> str:
        """Name of the user. Raises NotSignedIn."""
        ...


def _only_value(headers: Headers, name: str) -> str:
    """A header that comes twice was sent by two parties, and one of them is not the gateway."""
    values = headers.get_all(name)
    if len(values) != 1 or not values[0].strip():
        raise NotSignedIn(f"{len(values)} values of header {name}, one is needed")
    return values[0].strip()


def _checked_name(name: object) -> str:
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        raise NotSignedIn("the name of the user is missing or odd")
    return name


class SharedSecretLogin:
    """The gateway proves itself with a secret."""

    def __init__(self, secret: SecretFile, secret_header: str, user_header: str) -> None:
        self._secret, self._secret_header, self._user_header = secret, secret_header, user_header
        self.header_names = (secret_header, user_header)

    def user_of(self, headers: Headers) -> str:
        """Name in the user header, if the secret beside it is right."""
        given = _only_value(headers, self._secret_header).encode()
        try:
            valid = self._secret.lines()
        except (OSError, ValueError) as error:
            raise NotSignedIn(f"SLIPWAY_UI_HEADER_SECRET_FILE cannot be used: {error}") from error
        if not any(hmac.compare_digest(given, secret.encode()) for secret in valid):
            raise NotSignedIn(f"header {self._secret_header} does not hold the secret of the gateway")
        return _checked_name(_only_value(headers, self._user_header))


FindKey = Callable[[str], Any]


class TokenLogin:
    """The identity provider proves the user with a signed token that the gateway passes on."""

    def __init__(self, header: str, issuer: str, audience: str, user_claim: str, find_key: FindKey) -> None:
        self._header, self._issuer, self._audience = header, issuer, audience
        self._user_claim, self._find_key = user_claim, find_key
        self.header_names = (header,)

    def user_of(self, headers: Headers) -> str:
        """Name in the user claim, if signature, issuer, audience and times are right."""
        token = _only_value(headers, self._header)
        if token.lower().startswith("bearer "):
            token = token[7:].strip()
        try:
            claims: Mapping[str, Any] = jwt.decode(
                token,
                self._find_key(token),
                algorithms=_ALGORITHMS,
                issuer=self._issuer,
                audience=self._audience,
                leeway=_LEEWAY_SECONDS,
                options={"require": ["exp", "iss", "aud", self._user_claim]},
            )
        except (jwt.PyJWTError, ValueError, OSError) as error:
            raise NotSignedIn(f"the token in header {self._header} is not valid: {error}") from error
        return _checked_name(claims[self._user_claim])


def _keys_in_file(path: Path) -> FindKey:
    file = SecretFile(path)

    def find(token: str) -> Any:
        keys = jwt.PyJWKSet.from_dict(json.loads(file.text()))
        return keys[jwt.get_unverified_header(token).get("kid", "")]

    def find_or_fail(token: str) -> Any:
        try:
            return find(token)
        except KeyError as error:
            raise jwt.InvalidKeyError("no key of the JWKS has the key id of the token") from error

    return find_or_fail


def _keys_at(url: str, timeout_seconds: float) -> FindKey:
    client = jwt.PyJWKClient(url, cache_keys=True, lifespan=300, timeout=timeout_seconds)
    return client.get_signing_key_from_jwt


def header_login_for(settings: Settings) -> HeaderLogin:
    """The proof that the settings ask for; Settings already made sure that it is complete."""
    if not settings.checks_header_by_token:
        if settings.ui_header_secret_file is None:
            raise ValueError("SLIPWAY_UI_HEADER_SECRET_FILE is missing")
        return SharedSecretLogin(
            SecretFile(settings.ui_header_secret_file), settings.ui_header_secret_header, settings.ui_user_header
        )
    if settings.ui_jwt_jwks_file is not None:
        find_key = _keys_in_file(settings.ui_jwt_jwks_file)
    else:
        find_key = _keys_at(str(settings.ui_jwt_jwks_url), settings.api_timeout_seconds)
    return TokenLogin(
        settings.ui_jwt_header,
        settings.ui_jwt_issuer or "",
        settings.ui_jwt_audience or "",
        settings.ui_jwt_user_claim,
        find_key,
    )
