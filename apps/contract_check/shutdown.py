"""Ends a workload under watch and keeps what was seen, for the lines about its last seconds."""

import json
import signal
import socket
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from contract_check import plain_http
from contract_check.target import Target
from contract_check.workload import LOOK_SECONDS

# Nobody listened, or the connection broke.
REFUSED = 0


@dataclass
class Look:
    """One look after SIGTERM: status of the readiness path and of another request, or REFUSED."""

    seconds: float
    readiness: int
    request: int = REFUSED
    closes: bool = False


@dataclass
class Shutdown:
    looks: list[Look] = field(default_factory=list)
    # Status of a request that had begun before SIGTERM.
    unfinished: int | None = None
    exit_code: int | None = None
    seconds: float = 0.0


class HalfRequest:
    """A POST whose second half is sent later."""

    def __init__(self, target: Target, path: str, document: Any) -> None:
        parts = urlsplit(target.url)
        body = json.dumps(document).encode()
        self._rest = body[len(body) // 2 :]
        head = [
            f"POST {path} HTTP/1.1",
            f"Host: {parts.netloc}",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
            "Connection: close",
            *(f"{name}: {value}" for name, value in target.authorization.items()),
        ]
        self._socket = socket.create_connection((str(parts.hostname), parts.port or 80), timeout=20)
        self._socket.sendall("\r\n".join([*head, "", ""]).encode() + body[: len(body) // 2])

    def finish(self) -> int:
        """The status of the complete answer, or REFUSED."""
        try:
            self._socket.sendall(self._rest)
            answer = b""
            while part := self._socket.recv(65536):
                answer += part
        except OSError:
            return REFUSED
        finally:
            self._socket.close()
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]) if head.startswith(b"HTTP/1.1 ") and body else REFUSED


def watch_shutdown(
    target: Target, readiness: str, request: str, drain_seconds: float, unfinished: HalfRequest | None = None
) -> Shutdown:
    """SIGTERM, then a look every now and then until the process is gone. `unfinished` is finished after a while."""
    process, seen = target.process, Shutdown()
    started = time.monotonic()
    process.send(signal.SIGTERM)
    while process.exit_code is None and seen.seconds < drain_seconds + 10:
        # Time for the signal to arrive, and a busy machine.
        time.sleep(LOOK_SECONDS)
        if unfinished is not None and time.monotonic() - started > 0.5:
            seen.unfinished, unfinished = unfinished.finish(), None
        at = time.monotonic() - started
        if at < 3:
            answer = _look(target, request)
            closes = answer is not None and answer.headers.get("connection", "").lower() == "close"
            seen.looks.append(Look(at, _status(_look(target, readiness)), _status(answer), closes))
        seen.seconds = time.monotonic() - started
    if unfinished is not None:
        seen.unfinished = unfinished.finish()
    seen.exit_code = process.wait(0.1)
    return seen


def _look(target: Target, path: str) -> httpx.Response | None:
    try:
        return plain_http.get(f"{target.url}{path}", headers=target.authorization, timeout=5)
    except httpx.TransportError:
        return None


def _status(answer: httpx.Response | None) -> int:
    return REFUSED if answer is None else answer.status_code
