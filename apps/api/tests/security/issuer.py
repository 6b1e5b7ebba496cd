"""An OIDC issuer on the loopback interface: discovery document, keys, tokens; it can rotate keys, fail and hang."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from tests.certificate import Certificate

AUDIENCE = "slipway-api"
SUBJECT = "user-4711"

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


@dataclass
class Issuer:
    """`status` is what both documents are answered with; `delay_seconds` is waited before."""

    url: str = ""
    status: int = 200
    delay_seconds: float = 0
    location: str = ""
    claimed_issuer: str = ""
    requests: list[str] = field(default_factory=list)
    keys: dict[str, tuple[PrivateKey, str]] = field(default_factory=dict)
    published: list[dict[str, Any]] = field(default_factory=list)

    def add_key(self, kid: str, algorithm: str = "ES256", *, name_algorithm: bool = True) -> None:
        key = _private_key(algorithm)
        self.keys[kid] = (key, algorithm)
        jwk = {**_public_jwk(key), "kid": kid, "use": "sig"}
        self.published.append({**jwk, "alg": algorithm} if name_algorithm else jwk)

    def rotate(self, kid: str) -> None:
        self.published.clear()
        self.add_key(kid)

    def token(
        self, kid: str = "first", algorithm: str = "", headers: dict[str, Any] | None = None, **claims: Any
    ) -> str:
        """A valid token, but for what is given; a claim of None is left out."""
        key, usual_algorithm = self.keys[kid]
        now = int(time.time())
        usual = {"iss": self.url, "aud": AUDIENCE, "sub": SUBJECT, "iat": now, "exp": now + 300}
        present = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        return jwt.encode(present, key, algorithm or usual_algorithm, {"kid": kid, **(headers or {})})

    def fetched(self, path: str) -> int:
        return self.requests.count(path)

    def answer(self, path: str) -> dict[str, Any]:
        if path.endswith("/openid-configuration"):
            return {"issuer": self.claimed_issuer or self.url, "jwks_uri": f"{self.url}/keys"}
        return {"keys": self.published}


@contextmanager
def running_issuer(certificate: Certificate | None = None) -> Iterator[Issuer]:
    """Over HTTPS with a certificate, otherwise over HTTP."""
    issuer = Issuer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer.requests.append(self.path)
            time.sleep(issuer.delay_seconds)
            body = json.dumps(issuer.answer(self.path)).encode()
            self.send_response(issuer.status)
            if issuer.location:
                self.send_header("Location", issuer.location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.certificate, certificate.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    issuer.url = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    issuer.add_key("first")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _private_key(algorithm: str) -> PrivateKey:
    if algorithm == "EdDSA":
        return ed25519.Ed25519PrivateKey.generate()
    if algorithm.startswith("ES"):
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, 2048)


def _public_jwk(key: PrivateKey) -> dict[str, Any]:
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
