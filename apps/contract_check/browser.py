"""A browser's session with a Streamlit UI: the WebSocket, one run of the page script, and its report of page load."""

import base64
import os
import re
import socket
import time
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

import httpx

from contract_check import plain_http

PATH: Final = "/_stcore/stream"
REPORT: Final = "/slipway/page-load"
# The message "run the page script", of Streamlit's protocol (BackMsg.rerun_script, empty).
_RERUN: Final = b"\x5a\x00"
# The last field of a short message tells how the script ended (ForwardMsg.script_finished): its tag, then the status.
_FINISHED: Final = b"\x30"
_SHORT: Final = 200
# Frames of WebSockets (RFC 6455).
_BINARY: Final = 0x82
_LENGTH_IN_2_BYTES: Final = 126
_TICKET: Final = re.compile(rb'"ticket": "([^"]+)"')


class NoSession(Exception):
    """The UI does not open a WebSocket as Streamlit does."""


class Browser:
    """Open until closed."""

    def __init__(self, url: str) -> None:
        self._buffer = b""
        parts = urlsplit(url)
        self._socket = socket.create_connection((str(parts.hostname), parts.port or 80), timeout=10)
        key = base64.b64encode(os.urandom(16)).decode()
        head = [
            f"GET {PATH} HTTP/1.1",
            f"Host: {parts.netloc}",
            f"Origin: {url}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: streamlit",
        ]
        self._socket.sendall("\r\n".join([*head, "", ""]).encode())
        while b"\r\n\r\n" not in self._buffer and (part := self._socket.recv(4096)):
            self._buffer += part
        head_of_answer, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        status, *_ = head_of_answer.decode(errors="replace").splitlines() or ["no answer"]
        if " 101 " not in status:
            self.close()
            raise NoSession(f"GET {PATH} as a WebSocket: {status}")

    def run_script(self, seconds: float = 30) -> bytes:
        """Runs the page script. All messages until it has finished, protocol buffers that nobody takes apart here."""
        mask = os.urandom(4)
        masked = bytes(one ^ mask[at % 4] for at, one in enumerate(_RERUN))
        self._socket.sendall(bytes([_BINARY, 0x80 | len(_RERUN)]) + mask + masked)
        received, deadline = b"", time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._socket.settimeout(max(0.1, deadline - time.monotonic()))
            try:
                message = self._message()
            except OSError:
                break
            received += message
            if len(message) < _SHORT and message[-2:-1] == _FINISHED:
                break
        return received

    def _message(self) -> bytes:
        """The content of one frame. Raises OSError when there is none in time, or no more."""
        _, length = self._exactly(2)
        if length >= _LENGTH_IN_2_BYTES:
            length = int.from_bytes(self._exactly(2 if length == _LENGTH_IN_2_BYTES else 8), "big")
        return self._exactly(length)

    def _exactly(self, length: int) -> bytes:
        while len(self._buffer) < length:
            part = self._socket.recv(65536)
            if not part:
                raise ConnectionError("the session was closed")
            self._buffer += part
        taken, self._buffer = self._buffer[:length], self._buffer[length:]
        return taken

    @property
    def open(self) -> bool:
        """Whether the server has not closed the connection."""
        self._socket.settimeout(0.05)
        try:
            return bool(self._socket.recv(65536))
        except TimeoutError:
            return True
        except OSError:
            return False

    def close(self) -> None:
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()


def report_page_load(url: str, page: bytes) -> bool:
    """Sends the report that our own page sends; False when the page has none of this form."""
    ticket = _TICKET.search(page)
    if ticket is None:
        return False
    token = plain_http.get(f"{url}/_stcore/health", timeout=5).cookies.get("_streamlit_xsrf") or ""
    answer = httpx.post(
        f"{url}{REPORT}",
        json={"ticket": ticket[1].decode(), "seconds": 0.4},
        headers={"Origin": url, "X-Xsrftoken": token, "Cookie": f"_streamlit_xsrf={token}"},
        trust_env=False,
        verify=plain_http.TLS,
    )
    return answer.status_code == httpx.codes.NO_CONTENT
