"""Keys of an issuer over HTTPS, as in production: fetched once, rotated, and only from who proves to be the server."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from slipway_api.security import issuer_keys
from slipway_api.security.authentication import Authenticator, authenticator_for
from slipway_api.security.refusals import AuthenticationUnavailable, Unauthenticated
from slipway_api.telemetry.metrics import Metrics
from tests.certificate import Certificate, certificate_in
from tests.security.conftest import settings_with
from tests.security.issuer import AUDIENCE, SUBJECT, Issuer, running_issuer


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return certificate_in(tmp_path)


@pytest.fixture
def trusted(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    """As an operator does who has an authority of their own."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
    return certificate


@asynccontextmanager
async def running_authenticator(issuer: Issuer, metrics: Metrics) -> AsyncIterator[Authenticator]:
    """From the settings alone."""
    settings = settings_with(oidc_issuer=issuer.url, oidc_audience=AUDIENCE)
    authenticator = authenticator_for(settings, metrics)
    await authenticator.start()
    try:
        yield authenticator
    finally:
        await authenticator.stop()


async def caller_with(authenticator: Authenticator, token: str) -> str:
    return (await authenticator.authenticate({"authorization": f"Bearer {token}"})).id


async def test_keys_are_fetched_once_and_again_when_they_rotate(
    trusted: Certificate, metrics: Metrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_issuer(trusted) as issuer:
        assert issuer.url.startswith("https://")
        async with running_authenticator(issuer, metrics) as authenticator:
            old = issuer.token()
            for _ in range(20):
                assert await caller_with(authenticator, issuer.token()) == f"{issuer.url}|{SUBJECT}"
            assert issuer.fetched("/keys") == issuer.fetched(issuer_keys.DISCOVERY_PATH) == 1

            issuer.rotate("second")
            assert await caller_with(authenticator, old) == f"{issuer.url}|{SUBJECT}", "from memory"
            monkeypatch.setattr(issuer_keys, "UNKNOWN_KEY_INTERVAL_SECONDS", 0.0)
            assert await caller_with(authenticator, issuer.token("second")) == f"{issuer.url}|{SUBJECT}"
            assert issuer.fetched("/keys") == 2
            with pytest.raises(Unauthenticated, match="does not publish"):
                await caller_with(authenticator, old)


async def test_a_server_that_cannot_prove_its_name_gives_no_keys(
    certificate: Certificate, metrics: Metrics, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    with running_issuer(certificate) as issuer:
        async with running_authenticator(issuer, metrics) as authenticator:
            with pytest.raises(AuthenticationUnavailable):
                await caller_with(authenticator, issuer.token())
        assert issuer.requests == []
    assert "CERTIFICATE_VERIFY_FAILED" in caplog.text
