"""The party behind a request."""

from dataclasses import dataclass
from typing import Final, Literal

CallerKind = Literal["anonymous", "api-key", "oidc"]


@dataclass(frozen=True)
class Caller:
    """`id` is the name of the API key's client, or `issuer|subject` of a token."""

    id: str
    kind: CallerKind
    pseudonym: str | None


ANONYMOUS: Final = Caller("anonymous", "anonymous", None)
