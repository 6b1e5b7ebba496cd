"""
The three forms of an API key in a file, one a line:

    hmac-sha256$HEX               HMAC of the key with the pepper file: fast, right for any number of clients
    scrypt$N$R$P$SALT$HASH        slow hash, salt and hash in hex: for a few clients, where there is no pepper
    anything else                 the key itself, for development
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from typing import Final

HMAC_PREFIX: Final = "hmac-sha256$"
SCRYPT_PREFIX: Final = "scrypt$"

# About 50 ms and 16 MiB. Keys are random, unlike passwords, so that more would only slow the first request of a client.
SCRYPT_N: Final = 2**14
SCRYPT_R: Final = 8
SCRYPT_P: Final = 1
SALT_BYTES: Final = 16
SCRYPT_DIGEST_BYTES: Final = 32

# A hash that needs more memory (128 * N * R bytes) would push the pod over its limit.
MOST_SCRYPT_BYTES: Final = 128 * 1024 * 1024
MOST_SCRYPT_P: Final = 16

_HMAC_FORM: Final = re.compile(r"hmac-sha256\$([0-9a-fA-F]{64})")
_SCRYPT_FORM: Final = re.compile(
    r"scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$((?:[0-9a-fA-F]{2}){8,64})\$((?:[0-9a-fA-F]{2}){16,64})"
)


class MalformedKey(Exception):
    """A line that looks like a hash and is none. The message does not repeat the line."""


@dataclass(frozen=True)
class PlainKey:
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class HmacHash:
    digest: bytes = field(repr=False)


@dataclass(frozen=True)
class ScryptHash:
    n: int
    r: int
    p: int
    salt: bytes = field(repr=False)
    digest: bytes = field(repr=False)

    def matches(self, key: bytes) -> bool:
        """Takes tens of milliseconds: never on the event loop."""
        return hmac.compare_digest(_scrypt(key, self.salt, self.n, self.r, self.p, len(self.digest)), self.digest)


StoredKey = PlainKey | HmacHash | ScryptHash


def parse_stored_key(line: str) -> StoredKey:
    """Raises MalformedKey with what is wrong and an example."""
    if line.startswith(HMAC_PREFIX):
        form = _HMAC_FORM.fullmatch(line)
        if not form:
            raise MalformedKey("not of the form hmac-sha256$ and 64 hex digits; `slipway-api hash-key` makes one")
        return HmacHash(bytes.fromhex(form[1]))
    if line.startswith(SCRYPT_PREFIX):
        return _parse_scrypt(line)
    return PlainKey(line.encode())


def _parse_scrypt(line: str) -> ScryptHash:
    form = _SCRYPT_FORM.fullmatch(line)
    if not form:
        raise MalformedKey("not of the form scrypt$16384$8$1$SALT$HASH in hex; `slipway-api hash-key` makes one")
    n, r, p = int(form[1]), int(form[2]), int(form[3])
    if n < 2 or n & (n - 1) or not r or not 1 <= p <= MOST_SCRYPT_P or 128 * n * r > MOST_SCRYPT_BYTES:
        raise MalformedKey(
            f"scrypt needs N a power of two, P at most {MOST_SCRYPT_P} and 128*N*R at most {MOST_SCRYPT_BYTES} bytes,"
            f" for example scrypt${SCRYPT_N}${SCRYPT_R}${SCRYPT_P}$…"
        )
    return ScryptHash(n, r, p, bytes.fromhex(form[4]), bytes.fromhex(form[5]))


def hmac_of(key: bytes, pepper: bytes) -> bytes:
    return hmac.digest(pepper, key, "sha256")


def hash_key(key: str, pepper: bytes | None) -> str:
    """The line to store for the key: HMAC with the pepper, or scrypt without one."""
    if pepper:
        return HMAC_PREFIX + hmac_of(key.encode(), pepper).hex()
    salt = secrets.token_bytes(SALT_BYTES)
    digest = _scrypt(key.encode(), salt, SCRYPT_N, SCRYPT_R, SCRYPT_P, SCRYPT_DIGEST_BYTES)
    return f"{SCRYPT_PREFIX}{SCRYPT_N}${SCRYPT_R}${SCRYPT_P}${salt.hex()}${digest.hex()}"


def new_key() -> str:
    """A key of 256 random bits. The prefix lets secret scanners find a leaked one."""
    return f"slipway_{secrets.token_urlsafe(32)}"


def _scrypt(key: bytes, salt: bytes, n: int, r: int, p: int, length: int) -> bytes:
    # OpenSSL wants a little more than the 128*N*R bytes of the algorithm.
    return hashlib.scrypt(key, salt=salt, n=n, r=r, p=p, maxmem=2 * MOST_SCRYPT_BYTES, dklen=length)
