"""Verifies JWTs of an OIDC issuer. Reasons name what is wrong, never what the token says."""

from typing import Final

import jwt
from jwt import exceptions

from slipway_api.security.issuer_keys import IssuerKeys
from slipway_api.security.refusals import Unauthenticated

# Asymmetric only: with a symmetric one the issuer's public key would be a valid secret for everybody.
ALGORITHMS: Final = (
    "RS256", "RS384", "RS512",
    "PS256", "PS384", "PS512",
    "ES256", "ES384", "ES512",
    "EdDSA",
)  # fmt: skip

REQUIRED_CLAIMS: Final = ("exp", "iss", "aud", "sub")

# Clocks of issuer and API may differ by this much.
CLOCK_LEEWAY_SECONDS: Final = 30

# Larger than any token that fits into the headers that proxies accept.
LONGEST_TOKEN: Final = 16 * 1024

# First match counts, so that a class stands before those it derives from.
REASONS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (exceptions.ExpiredSignatureError, "the token has expired"),
    (exceptions.ImmatureSignatureError, "the token is not valid yet"),
    (exceptions.InvalidAudienceError, "the token is meant for another audience"),
    (exceptions.InvalidIssuerError, "the token comes from another issuer"),
    (exceptions.InvalidSubjectError, "the token's subject is not a text"),
    (exceptions.InvalidAlgorithmError, "the token is signed with an algorithm that is not allowed"),
    (exceptions.InvalidSignatureError, "the token's signature is wrong"),
    (exceptions.InvalidKeyError, "the token is signed with a key that is too short"),
    (exceptions.DecodeError, "the token is not a well-formed JWT"),
    (exceptions.PyJWTError, "the token is not valid"),
)


class TokenVerifier:
    def __init__(self, issuer: str, audience: str, keys: IssuerKeys) -> None:
        self._issuer = issuer
        self._audience = audience
        self._keys = keys

    async def start(self) -> None:
        await self._keys.start()

    async def stop(self) -> None:
        await self._keys.stop()

    async def subject_of(self, token: str) -> str:
        """The subject of a valid token. Raises Unauthenticated or AuthenticationUnavailable."""
        if len(token) > LONGEST_TOKEN:
            raise Unauthenticated("the token is too long")
        try:
            header = jwt.get_unverified_header(token)
            algorithm = header.get("alg")
            if algorithm not in ALGORITHMS:
                raise exceptions.InvalidAlgorithmError
            key = await self._keys.key_for(header.get("kid"), str(algorithm))
            claims = jwt.decode(
                token,
                key=key,
                algorithms=ALGORITHMS,
                audience=self._audience,
                issuer=self._issuer,
                leeway=CLOCK_LEEWAY_SECONDS,
                options={"require": list(REQUIRED_CLAIMS), "enforce_minimum_key_length": True},
            )
        except exceptions.MissingRequiredClaimError as error:
            raise Unauthenticated(f"the token lacks the claim {error.claim}") from None
        except exceptions.PyJWTError as error:
            # Without the cause: its text may quote the token, and a traceback would be logged with it.
            raise Unauthenticated(_reason(error)) from None
        subject = claims["sub"]
        if not subject:
            raise Unauthenticated("the token lacks the claim sub")
        return str(subject)


def _reason(error: Exception) -> str:
    return next(reason for kind, reason in REASONS if isinstance(error, kind))
