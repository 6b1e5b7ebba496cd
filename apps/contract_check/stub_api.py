"""The least API that the contract allows, for a UI to call. It remembers what it was asked, and can be slow or away."""

import json
import threading
import time
import uuid
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

MODEL: Final[dict[str, Any]] = {
    "name": "contract-check",
    "version": "1",
    "features": [
        {
            "name": "size",
            "type": "double",
            "required": True,
            "minimum": 0.0,
            "maximum": 9.0,
            "median": 4.0,
            "importance": 1.0,
        }
    ],
    "classes": ["small", "large"],
}


class StubApi:
    """Listens on a free port of this machine from `start` on; until then nobody does."""

    def __init__(self) -> None:
        self.delay_seconds = 0.0
        # Path and headers of each request, with names in lower case.
        self.requests: list[tuple[str, dict[str, str]]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self), bind_and_activate=False)
        self._server.daemon_threads = True
        self._server.server_bind()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._listens = False

    def start(self) -> None:
        if not self._listens:
            self._listens = True
            self._server.server_activate()
            threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def stop(self) -> None:
        if self._listens:
            self._server.shutdown()
        self._server.server_close()


def _handler(stub: StubApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            self._note()
            self._answer(MODEL if self.path == "/model" else None)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self._note()
            prediction = {"id": str(uuid.uuid4()), "prediction": "small", "scores": {"small": 0.75, "large": 0.25}}
            model = {"name": MODEL["name"], "version": MODEL["version"]}
            self._answer({"model": model, "predictions": [prediction]} if self.path == "/predict" else None)

        def _note(self) -> None:
            stub.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            time.sleep(stub.delay_seconds)

        def _answer(self, document: dict[str, Any] | None) -> None:
            status = 200 if document else 404
            body = document or {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "Nothing here."}
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json" if document else "application/problem+json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            # Who waited too long has gone.
            with suppress(ConnectionError):
                self.wfile.write(content)

    return Handler
