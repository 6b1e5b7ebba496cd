"""One line for every authenticated write: who did what. Content of a request does not belong here."""

import json
import logging
from datetime import UTC, datetime
from typing import Final

from slipway_api.security.caller import Caller

log = logging.getLogger("slipway.audit")

# A fact is a name, a number or an id. What is longer is content.
LONGEST_FACT: Final = 200

# A fact with such a word in its name is never written, whatever a later change passes by mistake.
SECRET_WORDS: Final = ("key", "token", "secret", "password", "authorization", "cookie", "credential")


def audit(action: str, caller: Caller, **facts: object) -> None:
    """Logs one JSON object. The caller appears by pseudonym when there is one, otherwise by id."""
    record = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "action": action,
        "caller": caller.pseudonym or caller.id,
        "caller_kind": caller.kind,
        **{name: _shown(name, fact) for name, fact in facts.items()},
    }
    # The fields are also attached, for a formatter that makes them fields of its own line.
    log.info(json.dumps(record, ensure_ascii=False), extra={"audit": record})


def _shown(name: str, fact: object) -> object:
    if any(word in name.lower() for word in SECRET_WORDS):
        return "[hidden]"
    return fact if isinstance(fact, bool | int | float | None) else str(fact)[:LONGEST_FACT]
