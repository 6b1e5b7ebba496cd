"""Finds out who calls: by API key, by token of an OIDC issuer, or, where neither is set up, nobody in particular."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from slipway_api.security.api_keys import ApiKeys
from slipway_api.security.caller import ANONYMOUS, Caller, CallerKind
from slipway_api.security.pseudonym import pseudonym_of
from slipway_api.security.refusals import AuthenticationUnavailable, Unauthenticated
from slipway_api.security.secret_file import read_secret
from slipway_api.settings import Settings, SettingsError
from slipway_api.telemetry.metrics import Metrics

if TYPE_CHECKING:
    from slipway_api.security.oidc import TokenVerifier

__all__ = ["AuthenticationUnavailable", "Authenticator", "Caller", "Unauthenticated", "authenticator_for"]

KEY_HEADER: Final = "x-api-key"
BEARER: Final = "bearer"

# How every JWT begins: base64url of `{"`. No key that this API makes begins like that.
TOKEN_START: Final = "eyJ"  # noqa: S105 - not a secret

MISSING: Final = "send an API key or a token, for example in the header Authorization: Bearer …"


class Authenticator:
    """`api_keys` and `tokens` are the ways in; with neither, everybody is anonymous."""

    def __init__(
        self,
        metrics: Metrics,
        api_keys: ApiKeys | None = None,
        tokens: "TokenVerifier | None" = None,
        issuer: str = "",
        pseudonym_key: bytes | None = None,
    ) -> None:
        self._metrics = metrics
        self._api_keys = api_keys
        self._tokens = tokens
        self._issuer = issuer
        self._pseudonym_key = pseudonym_key

    async def start(self) -> None:
        """Raises SettingsError when the API keys make no sense. Does not wait for an issuer."""
        if self._api_keys:
            await self._api_keys.start()
        if self._tokens:
            await self._tokens.start()

    async def stop(self) -> None:
        if self._api_keys:
            await self._api_keys.stop()
        if self._tokens:
            await self._tokens.stop()

    async def authenticate(self, headers: Mapping[str, str]) -> Caller:
        """
        The caller. Header names must be found in lower case. Raises Unauthenticated, or AuthenticationUnavailable when
        nobody can tell now. X-API-Key goes before Authorization, which a proxy may have set for its own login.
        """
        kind, credential = self._credential(headers)
        try:
            caller = await self._caller(kind, credential)
        except Unauthenticated:
            self._count(kind, "refused")
            raise
        except AuthenticationUnavailable:
            self._count(kind, "unavailable")
            raise
        self._count(kind, "ok")
        return caller

    def _credential(self, headers: Mapping[str, str]) -> tuple[CallerKind, str]:
        if not self._api_keys and not self._tokens:
            return "anonymous", ""
        key = headers.get(KEY_HEADER, "").strip()
        if key and self._api_keys:
            return "api-key", key
        scheme, _, credential = headers.get("authorization", "").partition(" ")
        credential = credential.strip()
        if scheme.lower() != BEARER or not credential:
            return "anonymous", ""
        if self._tokens and (credential.startswith(TOKEN_START) or not self._api_keys):
            return "oidc", credential
        return "api-key", credential

    async def _caller(self, kind: CallerKind, credential: str) -> Caller:
        if kind == "api-key" and self._api_keys:
            client = await self._api_keys.client_of(credential)
            if client is None:
                raise Unauthenticated("the API key is not known")
            return self._known(client, kind)
        if kind == "oidc" and self._tokens:
            return self._known(f"{self._issuer}|{await self._tokens.subject_of(credential)}", kind)
        if self._api_keys or self._tokens:
            raise Unauthenticated(MISSING, credential_presented=False)
        return ANONYMOUS

    def _known(self, caller_id: str, kind: CallerKind) -> Caller:
        return Caller(caller_id, kind, pseudonym_of(caller_id, self._pseudonym_key))

    def _count(self, kind: CallerKind, outcome: str) -> None:
        self._metrics.authentications_total.labels(kind=kind, outcome=outcome).inc()


def authenticator_for(settings: Settings, metrics: Metrics) -> Authenticator:
    """The authenticator of the settings. Raises SettingsError for settings that contradict each other."""
    folder, pseudonym_file = settings.api_keys_folder, settings.pseudonym_key_file
    return Authenticator(
        metrics,
        ApiKeys(folder, settings.api_key_pepper_file) if folder else None,
        _token_verifier_for(settings),
        settings.oidc_issuer,
        read_secret(pseudonym_file, "SLIPWAY_PSEUDONYM_KEY_FILE") if pseudonym_file else None,
    )


def _token_verifier_for(settings: Settings) -> "TokenVerifier | None":
    issuer, audience = settings.oidc_issuer, settings.oidc_audience
    if not issuer:
        return None
    # Loaded here: cryptography takes long to load, and many installations have API keys only.
    from slipway_api.security.issuer_keys import IssuerKeys
    from slipway_api.security.json_document import is_trustworthy
    from slipway_api.security.oidc import TokenVerifier

    if not audience:
        raise SettingsError(
            "SLIPWAY_OIDC_AUDIENCE is needed with SLIPWAY_OIDC_ISSUER: without it a token for any other service of the"
            " issuer would be accepted; example: SLIPWAY_OIDC_AUDIENCE=slipway-api"
        )
    if not is_trustworthy(issuer):
        raise SettingsError(
            f"SLIPWAY_OIDC_ISSUER: {issuer!r} must start with https://; example: SLIPWAY_OIDC_ISSUER=https://id.example.com"
        )
    return TokenVerifier(issuer, audience, IssuerKeys(issuer))
