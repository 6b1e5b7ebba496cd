import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from slipway_ui.login.header import HeaderLogin, NotSignedIn, header_login_for
from slipway_ui.settings import Settings

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ISSUER, AUDIENCE = "https://login.example.com", "slipway-ui"


class FakeHeaders:
    def __init__(self, *headers: tuple[str, str]) -> None:
        self._headers = headers

    def get_all(self, key: str, /) -> list[str]:
        return [value for name, value in self._headers if name.lower() == key.lower()]


def jwks(key: rsa.RSAPrivateKey, key_id: str) -> str:
    document: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(key.public_key()))
    return json.dumps({"keys": [document | {"kid": key_id, "alg": "RS256", "use": "sig"}]})


@pytest.fixture
def by_secret(secret: Path, monkeypatch: pytest.MonkeyPatch) -> HeaderLogin:
    monkeypatch.setenv("SLIPWAY_UI_LOGIN", "header")
    monkeypatch.setenv("SLIPWAY_UI_HEADER_SECRET_FILE", str(secret))
    return header_login_for(Settings())


@pytest.fixture
def by_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HeaderLogin:
    path = tmp_path / "jwks.json"
    path.write_text(jwks(KEY, "a"))
    monkeypatch.setenv("SLIPWAY_UI_LOGIN", "header")
    monkeypatch.setenv("SLIPWAY_UI_JWT_JWKS_FILE", str(path))
    monkeypatch.setenv("SLIPWAY_UI_JWT_ISSUER", ISSUER)
    monkeypatch.setenv("SLIPWAY_UI_JWT_AUDIENCE", AUDIENCE)
    return header_login_for(Settings())


def token(key: Any = KEY, algorithm: str = "RS256", key_id: str = "a", **changes: Any) -> str:
    claims = {"iss": ISSUER, "aud": AUDIENCE, "exp": time.time() + 60, "email": "ada@example.com"} | changes
    return jwt.encode(
        {name: value for name, value in claims.items() if value is not None}, key, algorithm, headers={"kid": key_id}
    )


def test_the_secret_of_the_gateway_proves_the_user(by_secret: HeaderLogin, secret: Path) -> None:
    secret.write_text("new\nfirst\n")
    for given in ("new", "first"):
        headers = FakeHeaders(("x-slipway-gateway-secret", given), ("X-Forwarded-Email", "ada@example.com"))
        assert by_secret.user_of(headers) == "ada@example.com"


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("X-Forwarded-Email", "ada@example.com")],
        [("X-Forwarded-Email", "ada@example.com"), ("X-Slipway-Gateway-Secret", "wrong")],
        [("X-Forwarded-Email", "ada@example.com"), ("X-Slipway-Gateway-Secret", "")],
        [("X-Slipway-Gateway-Secret", "first")],
        [("X-Slipway-Gateway-Secret", "first"), ("X-Forwarded-Email", "a\u202eb")],
        # Sent by the user beside the gateway's own.
        [
            ("X-Slipway-Gateway-Secret", "first"),
            ("X-Forwarded-Email", "root@example.com"),
            ("X-Forwarded-Email", "ada@example.com"),
        ],
    ],
)
def test_a_header_alone_is_not_believed(by_secret: HeaderLogin, headers: list[tuple[str, str]]) -> None:
    with pytest.raises(NotSignedIn):
        by_secret.user_of(FakeHeaders(*headers))


def test_an_unreadable_secret_lets_nobody_in(by_secret: HeaderLogin, secret: Path) -> None:
    secret.unlink()
    with pytest.raises(NotSignedIn, match="SLIPWAY_UI_HEADER_SECRET_FILE"):
        by_secret.user_of(FakeHeaders(("X-Slipway-Gateway-Secret", "first"), ("X-Forwarded-Email", "ada@example.com")))


def test_a_signed_token_proves_the_user(by_token: HeaderLogin) -> None:
    assert by_token.user_of(FakeHeaders(("Authorization", f"Bearer {token()}"))) == "ada@example.com"


# Readable by anybody, so not fit to sign anything.
PUBLIC = str(KEY.public_key().public_numbers().n)


@pytest.mark.parametrize(
    "make",
    [
        lambda: "nonsense",
        lambda: token(aud="another"),
        lambda: token(iss="https://evil.example.com"),
        lambda: token(exp=time.time() - 600),
        lambda: token(exp=None),
        lambda: token(nbf=time.time() + 600),
        lambda: token(email=None),
        lambda: token(email=["ada@example.com"]),
        lambda: token(key_id="unknown"),
        lambda: token(key=rsa.generate_private_key(public_exponent=65537, key_size=2048)),
        lambda: token(key=PUBLIC, algorithm="HS256"),
        lambda: token(key=None, algorithm="none"),
    ],
    ids=[
        "text",
        "audience",
        "issuer",
        "expired",
        "no-expiry",
        "early",
        "nobody",
        "list",
        "key",
        "forged",
        "hmac",
        "none",
    ],
)
def test_other_tokens_do_not(by_token: HeaderLogin, make: Callable[[], str]) -> None:
    with pytest.raises(NotSignedIn):
        by_token.user_of(FakeHeaders(("Authorization", f"Bearer {make()}")))


def test_keys_rotate(by_token: HeaderLogin, tmp_path: Path) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    (tmp_path / "jwks.json").write_text(jwks(other, "b"))
    assert by_token.user_of(FakeHeaders(("Authorization", token(key=other, key_id="b")))) == "ada@example.com"
    with pytest.raises(NotSignedIn):
        by_token.user_of(FakeHeaders(("Authorization", token())))
