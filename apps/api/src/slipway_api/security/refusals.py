"""Why somebody is not let in. No message holds a credential or a part of one."""

from typing import Final

REALM: Final = "slipway"


class Unauthenticated(Exception):
    """401: no credential, or one that does not count. `challenge` is the value of WWW-Authenticate (RFC 6750)."""

    def __init__(self, detail: str, *, credential_presented: bool = True) -> None:
        super().__init__(detail)
        self.detail = detail
        self.challenge = f'Bearer realm="{REALM}"'
        if credential_presented:
            self.challenge += f', error="invalid_token", error_description="{detail}"'


class AuthenticationUnavailable(Exception):
    """503: the credential cannot be judged now. `retry_after_seconds` is the value of Retry-After."""

    def __init__(self, detail: str, retry_after_seconds: int) -> None:
        super().__init__(detail)
        self.detail = detail
        self.retry_after_seconds = retry_after_seconds
