import asyncio
import base64
import hmac
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import RSAAlgorithm

from slipway_api.security import issuer_keys, json_document
from slipway_api.security.authentication import authenticator_for
from slipway_api.security.issuer_keys import IssuerKeys
from slipway_api.security.json_document import DocumentUnavailable, fetch_json, is_trustworthy
from slipway_api.security.oidc import CLOCK_LEEWAY_SECONDS, LONGEST_TOKEN, TokenVerifier
from slipway_api.security.refusals import AuthenticationUnavailable, Unauthenticated
from slipway_api.settings import SettingsError
from slipway_api.telemetry.metrics import Metrics
from tests.security.conftest import settings_with
from tests.security.issuer import AUDIENCE, SUBJECT, Issuer


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@asynccontextmanager
async def running_verifier(issuer: Issuer, clock: Clock | None = None) -> AsyncIterator[TokenVerifier]:
    keys = IssuerKeys(issuer.url, fetch_json, clock or time.monotonic)
    verifier = TokenVerifier(issuer.url, AUDIENCE, keys)
    await verifier.start()
    try:
        yield verifier
    finally:
        await verifier.stop()


async def refusal_of(verifier: TokenVerifier, token: str) -> str:
    with pytest.raises(Unauthenticated) as refusal:
        await verifier.subject_of(token)
    assert refusal.value.__cause__ is None
    # An exception of the library would be logged with the refusal, and its text may quote the token.
    assert refusal.value.__suppress_context__ or refusal.value.__context__ is None
    return refusal.value.detail


@pytest.mark.parametrize("algorithm", ["ES256", "RS256", "RS512", "PS256", "EdDSA"])
@pytest.mark.parametrize("name_algorithm", [True, False])
async def test_a_token_signed_with_any_asymmetric_algorithm(
    issuer: Issuer, algorithm: str, name_algorithm: bool
) -> None:
    issuer.add_key("other", algorithm, name_algorithm=name_algorithm)
    async with running_verifier(issuer) as verifier:
        assert await verifier.subject_of(issuer.token("other")) == SUBJECT


async def test_a_token_for_several_audiences(issuer: Issuer) -> None:
    async with running_verifier(issuer) as verifier:
        assert await verifier.subject_of(issuer.token(aud=["other", AUDIENCE])) == SUBJECT


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"exp": 1}, "the token has expired"),
        ({"nbf": 99999999999}, "the token is not valid yet"),
        ({"iat": 99999999999}, "the token is not valid yet"),
        ({"aud": "another-service"}, "the token is meant for another audience"),
        ({"iss": "https://evil.example.com"}, "the token comes from another issuer"),
        ({"exp": None}, "the token lacks the claim exp"),
        ({"aud": None}, "the token lacks the claim aud"),
        ({"iss": None}, "the token lacks the claim iss"),
        ({"sub": None}, "the token lacks the claim sub"),
        ({"sub": ""}, "the token lacks the claim sub"),
        ({"exp": "soon"}, "the token is not a well-formed JWT"),
    ],
)
async def test_wrong_claims_are_named(issuer: Issuer, claims: dict[str, Any], reason: str) -> None:
    async with running_verifier(issuer) as verifier:
        assert await refusal_of(verifier, issuer.token(**claims)) == reason


async def test_clocks_may_differ_a_little(issuer: Issuer) -> None:
    now = int(time.time())
    async with running_verifier(issuer) as verifier:
        assert await verifier.subject_of(issuer.token(exp=now - CLOCK_LEEWAY_SECONDS + 10)) == SUBJECT
        assert await verifier.subject_of(issuer.token(nbf=now + CLOCK_LEEWAY_SECONDS - 10)) == SUBJECT
        assert await refusal_of(verifier, issuer.token(exp=now - CLOCK_LEEWAY_SECONDS - 10)) == "the token has expired"


def encoded(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


async def test_forged_tokens(issuer: Issuer) -> None:
    header, payload, signature = issuer.token().split(".")
    now = int(time.time())
    claims = {"iss": issuer.url, "aud": AUDIENCE, "sub": "admin", "exp": now + 300}
    unsigned = f"{encoded({'alg': 'none', 'kid': 'first'})}.{encoded(claims)}."
    # The classic: the public key, which everybody knows, used as the secret of a symmetric algorithm.
    signed = f"{encoded({'alg': 'HS256', 'kid': 'first'})}.{encoded(claims)}"
    public = issuer.keys["first"][0].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    symmetric = (
        f"{signed}.{base64.urlsafe_b64encode(hmac.digest(public, signed.encode(), 'sha256')).decode().rstrip('=')}"
    )
    foreign_rsa = jwt.encode(claims, rsa.generate_private_key(65537, 2048), "RS256", {"kid": "first"})
    async with running_verifier(issuer) as verifier:
        not_allowed = "the token is signed with an algorithm that is not allowed"
        assert await refusal_of(verifier, unsigned) == not_allowed
        assert await refusal_of(verifier, symmetric) == not_allowed
        assert await refusal_of(verifier, f"{header}.{encoded(claims)}.{signature}") == "the token's signature is wrong"
        assert await refusal_of(verifier, f"{header}.{payload}.") == "the token's signature is wrong"
        assert "another algorithm" in await refusal_of(verifier, foreign_rsa)


@pytest.mark.parametrize("token", ["", "eyJ", "eyJ.eyJ.x", "a.b.c", "eyJhbGciOiJFUzI1NiJ9", "é.é.é", "." * 100])
async def test_what_is_no_token_is_refused(issuer: Issuer, token: str) -> None:
    async with running_verifier(issuer) as verifier:
        assert (await refusal_of(verifier, token)).startswith("the token")


async def test_an_endless_token_is_not_even_read(issuer: Issuer) -> None:
    async with running_verifier(issuer) as verifier:
        assert await refusal_of(verifier, "e" * (LONGEST_TOKEN + 1)) == "the token is too long"


async def test_a_header_that_the_api_does_not_understand_is_refused(issuer: Issuer) -> None:
    token = issuer.token(headers={"crit": ["b65"], "b65": True})
    async with running_verifier(issuer) as verifier:
        assert await refusal_of(verifier, token) == "the token is not valid"


async def test_a_short_key_is_refused(issuer: Issuer) -> None:
    key = rsa.generate_private_key(65537, 1024)  # noqa: S505 - that is the point
    issuer.published.append({**RSAAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": "short", "use": "sig"})
    claims = {"iss": issuer.url, "aud": AUDIENCE, "sub": SUBJECT, "exp": int(time.time()) + 60}
    with pytest.warns(UserWarning, match="key"):
        token = jwt.encode(claims, key, "RS256", {"kid": "short"})
    async with running_verifier(issuer) as verifier:
        assert await refusal_of(verifier, token) == "the token is signed with a key that is too short"


async def test_keys_for_encryption_and_symmetric_keys_do_not_count(issuer: Issuer) -> None:
    token = issuer.token()
    issuer.published[0]["use"] = "enc"
    issuer.published.append({"kty": "oct", "k": "c2VjcmV0", "kid": "secret"})
    issuer.add_key("good")
    async with running_verifier(issuer) as verifier:
        assert "does not publish" in await refusal_of(verifier, token)
        assert await verifier.subject_of(issuer.token("good")) == SUBJECT


async def test_a_token_without_key_id_needs_an_issuer_with_one_key(issuer: Issuer) -> None:
    key, algorithm = issuer.keys["first"]
    claims = {"iss": issuer.url, "aud": AUDIENCE, "sub": SUBJECT, "exp": int(time.time()) + 60}
    token = jwt.encode(claims, key, algorithm)
    async with running_verifier(issuer) as verifier:
        assert await verifier.subject_of(token) == SUBJECT
    issuer.add_key("second")
    async with running_verifier(issuer) as verifier:
        assert "does not publish" in await refusal_of(verifier, token)


async def test_keys_are_fetched_once_for_many_requests(issuer: Issuer) -> None:
    issuer.delay_seconds = 0.05
    async with running_verifier(issuer) as verifier:
        subjects = await asyncio.gather(*(verifier.subject_of(issuer.token()) for _ in range(50)))
        assert set(subjects) == {SUBJECT}
        assert issuer.fetched("/keys") == 1


async def test_a_new_key_is_found_at_once_and_a_withdrawn_one_no_longer_counts(issuer: Issuer) -> None:
    clock = Clock()
    async with running_verifier(issuer, clock) as verifier:
        old = issuer.token()
        await verifier.subject_of(old)
        clock.seconds += issuer_keys.UNKNOWN_KEY_INTERVAL_SECONDS
        issuer.rotate("second")
        assert await verifier.subject_of(issuer.token("second")) == SUBJECT
        assert "does not publish" in await refusal_of(verifier, old)


async def test_a_new_key_under_an_old_id_replaces_it(issuer: Issuer) -> None:
    async with running_verifier(issuer) as verifier:
        old = issuer.token()
        await verifier.subject_of(old)
        issuer.rotate("first")
        await verifier._keys._refresh()
        assert await verifier.subject_of(issuer.token()) == SUBJECT
        assert await refusal_of(verifier, old) == "the token's signature is wrong"


async def test_invented_key_ids_do_not_become_requests_to_the_issuer(issuer: Issuer) -> None:
    clock = Clock()
    async with running_verifier(issuer, clock) as verifier:
        await verifier.subject_of(issuer.token())
        for number in range(50):
            await refusal_of(verifier, issuer.token(headers={"kid": f"invented {number}"}))
        assert issuer.fetched("/keys") == 1
        clock.seconds += issuer_keys.UNKNOWN_KEY_INTERVAL_SECONDS
        for number in range(50):
            await refusal_of(verifier, issuer.token(headers={"kid": f"invented {number}"}))
        assert issuer.fetched("/keys") == 2


async def test_an_issuer_that_fails_takes_nothing_away_for_a_day(issuer: Issuer) -> None:
    clock = Clock()
    async with running_verifier(issuer, clock) as verifier:
        token = issuer.token()
        await verifier.subject_of(token)
        issuer.status = 500
        clock.seconds += issuer_keys.OLDEST_KEYS_SECONDS - 1
        assert await verifier.subject_of(token) == SUBJECT
        assert "does not publish" in await refusal_of(verifier, issuer.token(headers={"kid": "unknown"}))
        clock.seconds += 2
        with pytest.raises(AuthenticationUnavailable, match="cannot be fetched"):
            await verifier.subject_of(token)


async def test_without_the_issuer_at_the_start_tokens_cannot_be_judged_until_it_is_there(issuer: Issuer) -> None:
    clock = Clock()
    issuer.status = 503
    async with running_verifier(issuer, clock) as verifier:
        with pytest.raises(AuthenticationUnavailable) as refusal:
            await verifier.subject_of(issuer.token())
        assert refusal.value.retry_after_seconds > 0
        asked = len(issuer.requests)
        for _ in range(20):
            with pytest.raises(AuthenticationUnavailable):
                await verifier.subject_of(issuer.token())
        assert len(issuer.requests) == asked, "failures are rate-limited too"
        issuer.status = 200
        clock.seconds += issuer_keys.UNKNOWN_KEY_INTERVAL_SECONDS
        assert await verifier.subject_of(issuer.token()) == SUBJECT


async def test_a_request_does_not_wait_for_a_hanging_issuer(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issuer_keys, "LONGEST_WAIT_SECONDS", 0.1)
    issuer.delay_seconds = 2
    async with running_verifier(issuer) as verifier:
        started = time.perf_counter()
        with pytest.raises(AuthenticationUnavailable):
            await verifier.subject_of(issuer.token())
        assert time.perf_counter() - started < issuer.delay_seconds


async def test_the_issuer_must_be_the_configured_one(issuer: Issuer, caplog: pytest.LogCaptureFixture) -> None:
    issuer.claimed_issuer = issuer.url + "/"
    async with running_verifier(issuer) as verifier:
        with pytest.raises(AuthenticationUnavailable):
            await verifier.subject_of(issuer.token())
    assert "SLIPWAY_OIDC_ISSUER must be exactly what it says" in caplog.text


def test_documents_are_bounded_and_come_from_where_they_were_asked_for(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fetch_json(f"{issuer.url}/keys") == {"keys": issuer.published}
    issuer.status, issuer.location = 302, f"{issuer.url}/elsewhere"
    with pytest.raises(DocumentUnavailable, match="status 302"):
        fetch_json(f"{issuer.url}/keys")
    assert issuer.fetched("/elsewhere") == 0
    issuer.status, issuer.location = 200, ""
    monkeypatch.setattr(json_document, "LARGEST_DOCUMENT_BYTES", 10)
    with pytest.raises(DocumentUnavailable, match="more than 10 bytes"):
        fetch_json(f"{issuer.url}/keys")
    for url in ("", "file:///etc/passwd", "ftp://127.0.0.1/x", "http://id.example.com/keys"):
        with pytest.raises(DocumentUnavailable, match="https://"):
            fetch_json(url)


def test_plain_http_is_for_this_machine_only() -> None:
    trusted = ["https://id.example.com/realm", "http://127.0.0.1:8080", "http://[::1]/x", "http://localhost"]
    refused = ["http://id.example.com", "http://127.0.0.1.example.com", "id.example.com", "https://", "javascript:1"]
    assert [url for url in trusted + refused if is_trustworthy(url)] == trusted


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"oidc_issuer": "https://id.example.com"}, "SLIPWAY_OIDC_AUDIENCE is needed"),
        (
            {"oidc_issuer": "http://id.example.com", "oidc_audience": "api"},
            "SLIPWAY_OIDC_ISSUER: .* must start with https",
        ),
    ],
)
def test_settings_that_would_be_unsafe_are_refused(metrics: Metrics, values: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        authenticator_for(settings_with(**values), metrics)
