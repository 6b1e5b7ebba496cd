from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import Headers

from slipway_api.security.authentication import (
    AuthenticationUnavailable,
    Authenticator,
    Caller,
    Unauthenticated,
    authenticator_for,
)
from slipway_api.security.key_hashes import hash_key
from slipway_api.security.pseudonym import pseudonym_of
from slipway_api.settings import SettingsError
from slipway_api.telemetry.metrics import Metrics
from tests.security.conftest import counted, settings_with
from tests.security.issuer import AUDIENCE, SUBJECT, Issuer


@asynccontextmanager
async def running_authenticator(metrics: Metrics, **settings: Any) -> AsyncIterator[Authenticator]:
    authenticator = authenticator_for(settings_with(**settings), metrics)
    await authenticator.start()
    try:
        yield authenticator
    finally:
        await authenticator.stop()


def counts(metrics: Metrics) -> dict[tuple[str, ...], float]:
    return counted(metrics, "authentications_total", "kind", "outcome")


async def test_without_keys_and_issuer_everybody_is_anonymous(metrics: Metrics) -> None:
    async with running_authenticator(metrics) as authenticator:
        for headers in ({}, {"authorization": "Bearer whatever"}, {"x-api-key": "whatever"}):
            assert await authenticator.authenticate(headers) == Caller("anonymous", "anonymous", None)
    assert counts(metrics) == {("anonymous", "ok"): 3}


@pytest.mark.parametrize(
    "headers",
    [
        {"X-API-Key": "the-key"},
        {"x-api-key": " the-key "},
        {"Authorization": "Bearer the-key"},
        {"authorization": "bearer  the-key"},
        {"X-API-Key": "the-key", "Authorization": "Basic dXNlcjpwYXNz"},
    ],
)
async def test_an_api_key_in_either_header(metrics: Metrics, key_folder: Path, headers: dict[str, str]) -> None:
    (key_folder / "shop").write_text("the-key")
    async with running_authenticator(metrics, api_keys_folder=key_folder) as authenticator:
        assert await authenticator.authenticate(Headers(headers)) == Caller("shop", "api-key", None)
    assert counts(metrics) == {("api-key", "ok"): 1}


async def test_a_wrong_and_a_missing_key_have_their_challenges(metrics: Metrics, key_folder: Path) -> None:
    (key_folder / "shop").write_text("the-key")
    async with running_authenticator(metrics, api_keys_folder=key_folder) as authenticator:
        with pytest.raises(Unauthenticated, match="not known") as wrong:
            await authenticator.authenticate({"x-api-key": "wrong"})
        for headers in ({}, {"authorization": "Basic dGhlLWtleQ=="}, {"authorization": "Bearer"}, {"x-api-key": ""}):
            with pytest.raises(Unauthenticated, match="send an API key") as missing:
                await authenticator.authenticate(headers)
    assert wrong.value.challenge == (
        'Bearer realm="slipway", error="invalid_token", error_description="the API key is not known"'
    )
    assert missing.value.challenge == 'Bearer realm="slipway"'
    assert counts(metrics) == {("api-key", "refused"): 1, ("anonymous", "refused"): 4}


async def test_keys_and_tokens_side_by_side(metrics: Metrics, key_folder: Path, issuer: Issuer) -> None:
    (key_folder / "shop").write_text("the-key")
    settings = {"api_keys_folder": key_folder, "oidc_issuer": issuer.url, "oidc_audience": AUDIENCE}
    async with running_authenticator(metrics, **settings) as authenticator:
        by_token = await authenticator.authenticate({"authorization": f"Bearer {issuer.token()}"})
        assert by_token == Caller(f"{issuer.url}|{SUBJECT}", "oidc", None)
        assert (await authenticator.authenticate({"authorization": "Bearer the-key"})).kind == "api-key"
        with pytest.raises(Unauthenticated, match="expired"):
            await authenticator.authenticate({"authorization": f"Bearer {issuer.token(exp=1)}"})
    assert counts(metrics) == {("oidc", "ok"): 1, ("api-key", "ok"): 1, ("oidc", "refused"): 1}


async def test_an_issuer_that_is_away_is_no_refusal(metrics: Metrics, issuer: Issuer) -> None:
    issuer.status = 500
    async with running_authenticator(metrics, oidc_issuer=issuer.url, oidc_audience=AUDIENCE) as authenticator:
        with pytest.raises(AuthenticationUnavailable):
            await authenticator.authenticate({"authorization": f"Bearer {issuer.token()}"})
    assert counts(metrics) == {("oidc", "unavailable"): 1}


async def test_the_labels_of_the_counter_stay_few(metrics: Metrics, key_folder: Path) -> None:
    (key_folder / "shop").write_text("the-key")
    async with running_authenticator(metrics, api_keys_folder=key_folder) as authenticator:
        for number in range(1000):
            with pytest.raises(Unauthenticated):
                await authenticator.authenticate({"x-api-key": f"odd {number}", "authorization": f"odd {number}"})
    assert counts(metrics) == {("api-key", "refused"): 1000}


async def test_callers_have_pseudonyms_when_there_is_a_key(metrics: Metrics, key_folder: Path, tmp_path: Path) -> None:
    (key_folder / "shop").write_text("the-key")
    (tmp_path / "pseudonym").write_bytes(b"pseudonym-key\n")
    settings = {"api_keys_folder": key_folder, "pseudonym_key_file": tmp_path / "pseudonym"}
    async with running_authenticator(metrics, **settings) as authenticator:
        caller = await authenticator.authenticate({"x-api-key": "the-key"})
    assert caller.pseudonym == pseudonym_of("shop", b"pseudonym-key")


def test_pseudonyms_are_stable_distinct_and_keyed() -> None:
    first = pseudonym_of("shop", b"key")
    assert first == pseudonym_of("shop", b"key")
    assert first is not None
    assert len(first) == 32
    assert int(first, 16)
    assert len({first, pseudonym_of("shop", b"other"), pseudonym_of("blog", b"key")}) == 3
    assert pseudonym_of("shop", None) is None


@pytest.mark.parametrize("content", [None, b"", b"\n"])
def test_a_pseudonym_key_that_is_missing_or_empty_is_named(
    metrics: Metrics, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "pseudonym"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match="SLIPWAY_PSEUDONYM_KEY_FILE"):
        authenticator_for(settings_with(pseudonym_key_file=path), metrics)


async def test_secrets_are_never_logged_or_shown(
    metrics: Metrics,
    key_folder: Path,
    tmp_path: Path,
    issuer: Issuer,
    everything_logged: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    pepper, pseudonym_key = "pepper-7f3a91", "pseudonym-7f3a91"
    (tmp_path / "pepper").write_text(pepper)
    (tmp_path / "pseudonym").write_text(pseudonym_key)
    keys = ["plain-7f3a91", "peppered-7f3a91", "slow-7f3a91"]
    hashes = [hash_key(keys[1], pepper.encode()), hash_key(keys[2], None)]
    (key_folder / "shop").write_text("\n".join([keys[0], *hashes]))
    good, expired = issuer.token(), issuer.token(exp=1)
    foreign, unknown_key = issuer.token(aud="private-audience"), issuer.token(headers={"kid": "kid-7f3a91"})
    forged = good[:-6] + "AAAAAA"
    settings = {
        "api_keys_folder": key_folder,
        "api_key_pepper_file": tmp_path / "pepper",
        "pseudonym_key_file": tmp_path / "pseudonym",
        "oidc_issuer": issuer.url,
        "oidc_audience": AUDIENCE,
    }
    messages: list[str] = []
    async with running_authenticator(metrics, **settings) as authenticator:
        for credential in (*keys, "wrong-7f3a91", good, expired, foreign, unknown_key, forged, "eyJ7f3a91.x.y"):
            try:
                messages.append(repr(await authenticator.authenticate({"authorization": f"Bearer {credential}"})))
            except Unauthenticated as refusal:
                messages.append(f"{refusal!r} {refusal.challenge}")
        stored = authenticator._api_keys
        assert stored
        messages += [repr(authenticator), repr(stored), repr(stored._keys), str(vars(stored._keys).keys())]
    written = everything_logged.text + "".join(capfd.readouterr()) + "\n".join(messages)
    assert "the token has expired" in written
    assert "7f3a91" not in written
    for secret in (*hashes, *(part for token in (good, expired, foreign) for part in token.split(".")[1:])):
        assert secret not in written
    assert "private-audience" not in written
