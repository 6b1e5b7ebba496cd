"""Pseudonyms stand for callers in traces and in the prediction log, where the caller's name must not appear."""

import hmac
from typing import Final

# 128 bits: no two callers share a pseudonym by chance.
PSEUDONYM_CHARACTERS: Final = 32


def pseudonym_of(caller_id: str, key: bytes | None) -> str | None:
    """The same for the same caller and key, and useless without the key. None without a key."""
    return hmac.digest(key, caller_id.encode(), "sha256").hex()[:PSEUDONYM_CHARACTERS] if key else None
