"""Users appear in traces under a pseudonym that only who holds the key can make."""

import hashlib
import hmac

from slipway_ui.secret_file import SecretFile


def pseudonym_of(user: str | None, key: SecretFile | None) -> str | None:
    """HMAC-SHA256 of the user's name, 32 hexadecimal characters; None without a user or a key."""
    if user is None or key is None:
        return None
    return hmac.new(key.text().encode(), user.encode(), hashlib.sha256).hexdigest()[:32]
