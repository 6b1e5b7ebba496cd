"""
A connection to Valkey that costs a request at most its budget, and nothing at all while Valkey is known to be away.

The first call that fails opens the circuit. From then on calls are refused at once, while a task in the background asks
Valkey until it answers within the budget: no request pays for finding out.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, TypeVar

from valkey.asyncio import Valkey
from valkey.credentials import CredentialProvider
from valkey.exceptions import AuthenticationError, ResponseError

from slipway_api.back_off import BackOff
from slipway_api.security.secret_file import read_secret
from slipway_api.settings import Settings, SettingsError

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

# A connection carries one command at a time. Eight at 0.3 ms each are far more commands than one process sends.
MAX_CONNECTIONS: Final = 8

# The background may take longer than a request, for example to connect and log in again.
PROBE_TIMEOUT_SECONDS: Final = 1.0
FIRST_PROBE_AFTER_SECONDS: Final = 0.1
LONGEST_PAUSE_SECONDS: Final = 2.0

# A circuit that opens again this soon goes on with its longer pause, so that a Valkey at the edge of the budget
# does not cost a request its budget ten times a second.
SETTLED_AFTER_SECONDS: Final = 10.0

COMPLAINT_INTERVAL_SECONDS: Final = 60.0

PASSWORD_VARIABLE: Final = "SLIPWAY_CACHE_PASSWORD_FILE"  # noqa: S105 - the name of a variable


class ValkeyAway(Exception):
    """Valkey did not answer, or not in time. Raised by `call` instead of every other error."""


class PasswordFile(CredentialProvider):  # type: ignore[misc,unused-ignore]
    """Reads the password for each new connection, so that a rotated one needs no restart."""

    def __init__(self, user: str, path: Path) -> None:
        self._user = user
        self._path = path

    def get_credentials(self) -> tuple[str] | tuple[str, str]:
        try:
            password = read_secret(self._path, PASSWORD_VARIABLE).decode()
        except (SettingsError, UnicodeDecodeError):
            # A ValkeyError makes the client close the connection; with another one it would stay, without login.
            raise AuthenticationError(f"{PASSWORD_VARIABLE} cannot be read") from None
        # Without a name the login is that of servers older than ACL users, which newer ones understand too.
        return (self._user, password) if self._user else (password,)


class ValkeyLink:
    """Talks to Valkey within `budget_seconds` a call: waiting for a connection, connecting and answering included."""

    def __init__(self, client: Valkey, budget_seconds: float) -> None:
        self._client = client
        self._budget_seconds = budget_seconds
        self._connections = asyncio.Semaphore(MAX_CONNECTIONS)
        self._open = False
        self._back_off = BackOff(FIRST_PROBE_AFTER_SECONDS, LONGEST_PAUSE_SECONDS)
        self._closed_at = 0.0
        self._probe: asyncio.Task[None] | None = None
        self._complained_at = float("-inf")

    @property
    def available(self) -> bool:
        return not self._open

    async def start(self) -> None:
        """Connects ahead of the first request. Takes at most the budget; an absent Valkey is no error."""
        try:
            async with asyncio.timeout(self._budget_seconds):
                await self._client.ping()
        except Exception as error:
            self._trip(error)

    async def stop(self) -> None:
        """Refuses calls from now on and closes the connections."""
        self._open = True
        if self._probe:
            self._probe.cancel()
            await asyncio.gather(self._probe, return_exceptions=True)
        try:
            await self._client.aclose()
        except Exception as error:
            log.debug("closing the connections to Valkey failed: %s", _kind_of(error))

    async def call(self, operation: Callable[[Valkey], Awaitable[Answer]]) -> Answer:
        """What the operation returns. Raises ValkeyAway, and nothing else, without an answer within the budget."""
        if self._open:
            raise ValkeyAway("Valkey is away")
        try:
            async with asyncio.timeout(self._budget_seconds), self._connections:
                return await operation(self._client)
        except ResponseError as error:
            # Valkey answers, quickly, but refuses (out of memory, read-only, no permission): other commands may work.
            self._complain(error)
            raise ValkeyAway(_kind_of(error)) from None
        except Exception as error:
            self._trip(error)
            raise ValkeyAway(_kind_of(error)) from None

    def _trip(self, error: Exception) -> None:
        if self._open:
            return
        self._open = True
        if time.monotonic() - self._closed_at > SETTLED_AFTER_SECONDS:
            self._back_off.reset()
        log.warning("Valkey is away (%s): working without it until it answers again", _kind_of(error))
        self._probe = asyncio.create_task(self._close_when_it_answers())

    async def _close_when_it_answers(self) -> None:
        while True:
            await asyncio.sleep(self._back_off.next_pause())
            if await self._answers():
                break
        self._closed_at = time.monotonic()
        self._open = False
        log.info("Valkey is back")

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(PROBE_TIMEOUT_SECONDS):
                await self._client.ping()  # connects and logs in
            async with asyncio.timeout(self._budget_seconds):
                await self._client.ping()  # fast enough for a request
        except Exception as error:
            log.debug("Valkey is still away: %s", _kind_of(error))
            return False
        return True

    def _complain(self, error: Exception) -> None:
        now = time.monotonic()
        if now - self._complained_at > COMPLAINT_INTERVAL_SECONDS:
            self._complained_at = now
            log.warning("Valkey refuses a command: %s", error)


def valkey_link_for(settings: Settings, budget_seconds: float) -> ValkeyLink | None:
    """The link to the Valkey of the settings; None without a host. Raises SettingsError for an unreadable password."""
    if not settings.cache_host:
        return None
    user, password_file = settings.cache_user, settings.cache_password_file
    if password_file:
        read_secret(password_file, PASSWORD_VARIABLE)
    client = Valkey(
        host=settings.cache_host,
        port=settings.cache_port,
        # A user without a password file is one that needs no password.
        username=user if user and not password_file else None,
        credential_provider=PasswordFile(user, password_file) if password_file else None,
        # The budget is one limit around everything; a limit per read would add a timer to each.
        socket_timeout=None,
        socket_connect_timeout=PROBE_TIMEOUT_SECONDS,
        socket_keepalive=True,
        # Each would be one more round trip before the first command of a connection.
        lib_name=None,
        lib_version=None,
    )
    return ValkeyLink(client, budget_seconds)


def _kind_of(error: Exception) -> str:
    """The class of the error only: its text may repeat what was sent."""
    return "no answer within the budget" if isinstance(error, TimeoutError) else type(error).__name__
