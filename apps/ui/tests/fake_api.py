"""A small real HTTP server that answers like the slipway API with a nearest-centroid model of the wine data set.

For tests of the UI where the API itself is not wanted: it can be slow, away, or not ready at the push of a button.
Run it by hand with `python tests/fake_api.py 8000`.
"""

import json
import math
import sys
import threading
import time
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any, Self

_FACTS: dict[str, Any] = json.loads(Path(__file__).with_name("wine_facts.json").read_text(encoding="utf-8"))
MODEL: dict[str, Any] = _FACTS["model"]
FEATURES: list[dict[str, Any]] = MODEL["features"]
CLASSES: list[str] = MODEL["classes"]


_ACCEPTED = {feature["name"]: feature["accepted"] for feature in FEATURES}


def typical_row(**changes: float) -> dict[str, float]:
    """A row of medians, with changes."""
    return {feature["name"]: round(feature["median"], 3) for feature in FEATURES} | changes


def random_wine(random: Random) -> dict[str, float]:
    """A row near the centre of a class, inside of what training saw."""
    centre = random.choice(list(_FACTS["centroids"].values()))
    row = {}
    for position, feature in enumerate(FEATURES):
        value = random.gauss(centre[position], feature["standard_deviation"] / 2)
        row[feature["name"]] = round(min(max(value, feature["minimum"]), feature["maximum"]), 2)
    return row


def predict_row(row: dict[str, float]) -> tuple[str, dict[str, float]]:
    """Class and probabilities by the distance to the centre of each class."""
    distances = {}
    for name in CLASSES:
        centre = _FACTS["centroids"][name]
        distances[name] = sum(
            ((row[feature["name"]] - centre[position]) / feature["standard_deviation"]) ** 2
            for position, feature in enumerate(FEATURES)
        )
    nearest = min(distances.values())
    weights = {name: math.exp((nearest - distance) / 4) for name, distance in distances.items()}
    total = sum(weights.values())
    scores = {name: weight / total for name, weight in weights.items()}
    return max(scores, key=lambda name: scores[name]), scores


def problems_of(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """RFC 9457 `errors` for rows that the contract refuses."""
    names = {feature["name"] for feature in FEATURES}
    problems = []
    for number, row in enumerate(rows):
        for name in sorted(names - row.keys()):
            problems += [{"pointer": f"/rows/{number}/{_escaped(name)}", "detail": "is missing"}]
        for name, value in row.items():
            pointer = f"/rows/{number}/{_escaped(name)}"
            if name not in names:
                problems.append({"pointer": pointer, "detail": "is not a feature of this model"})
            elif isinstance(value, bool) or not isinstance(value, int | float):
                problems.append({"pointer": pointer, "detail": "must be a number"})
            elif not _ACCEPTED[name]["minimum"] <= value <= _ACCEPTED[name]["maximum"]:
                problems.append({"pointer": pointer, "detail": "is out of range"})
    return problems


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


class FakeApi:
    """The server, on a port of its own, with knobs and a memory of what it was asked."""

    def __init__(self, port: int = 0) -> None:
        self.delay_seconds = 0.0
        self.ready = True
        self.predictions_left: int | None = None
        self.key: str | None = None
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.feedback: list[dict[str, Any]] = []
        self.stored: dict[str, dict[str, Any]] = {}
        self._port = port
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Address of the server; the same one after a stop and a start."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> Self:
        """Listen."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), _handler_for(self))
        self._server.daemon_threads = True
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop listening: connections are refused from now on."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def predict(self, rows: list[dict[str, Any]]) -> dict[str, Any]:
        """Answer of POST /predict."""
        predictions = []
        for row in rows:
            label, scores = predict_row(row)
            identifier = str(uuid.uuid4())
            prediction = {"id": identifier, "prediction": label, "scores": scores}
            self.stored[identifier] = prediction | {"features": row, "created_at": datetime.now(UTC).isoformat()}
            predictions.append(prediction)
        return {"model": {"name": MODEL["name"], "version": MODEL["version"]}, "predictions": predictions}


def _handler_for(api: FakeApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        # HTTP/1.0 semantics: no idle connection outlives a stop of the server.

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

        def do_GET(self) -> None:
            if not self._may_go_on():
                return
            if self.path == "/model":
                self._answer(200, MODEL)
            elif self.path.startswith("/predictions/"):
                stored = api.stored.get(self.path.removeprefix("/predictions/"))
                if stored is None:
                    self._problem(404, "Not found", "There is no prediction with this id.")
                else:
                    self._answer(200, stored)
            else:
                self._problem(404, "Not found", "There is no such page.")

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))))
            if not self._may_go_on():
                return
            if self.path == "/predict":
                rows = body["rows"] if "rows" in body else [body["row"]]
                problems = problems_of(rows)
                if api.predictions_left == 0:
                    self._problem(503, "Not ready", "The model is loading.")
                    return
                if api.predictions_left is not None:
                    api.predictions_left -= 1
                if len(rows) > 1000:
                    self._problem(422, "Too many rows", "At most 1000 rows are allowed.")
                elif problems:
                    self._problem(422, "Invalid input", f"{len(problems)} values are wrong.", problems)
                else:
                    self._answer(200, api.predict(rows))
            elif self.path == "/feedback":
                if body["prediction_id"] not in api.stored:
                    self._problem(404, "Not found", "There is no prediction with this id.")
                elif body["label"] not in CLASSES:
                    self._problem(
                        422, "Invalid input", "The label is not a class.", [{"pointer": "/label", "detail": "unknown"}]
                    )
                else:
                    api.feedback.append(body)
                    self.send_response(204)
                    self.end_headers()
            else:
                self._problem(404, "Not found", "There is no such page.")

        def _may_go_on(self) -> bool:
            api.requests.append(
                (self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
            )
            if api.delay_seconds:
                time.sleep(api.delay_seconds)
            if not api.ready:
                self._problem(503, "Not ready", "The model is loading.")
                return False
            if api.key is not None and self.headers.get("Authorization") != f"Bearer {api.key}":
                self._problem(401, "Unauthorized", "A valid API key is needed.")
                return False
            return True

        def _problem(self, status: int, title: str, detail: str, errors: list[dict[str, str]] | None = None) -> None:
            document = {"type": "about:blank", "title": title, "status": status, "detail": detail}
            self._answer(status, document | ({"errors": errors} if errors else {}), "application/problem+json")

        def _answer(self, status: int, document: object, kind: str = "application/json") -> None:
            content = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with suppress(ConnectionError):  # the client gave up
                self.wfile.write(content)

    return Handler


if __name__ == "__main__":
    server = FakeApi(int(sys.argv[1]) if len(sys.argv) > 1 else 8000).start()
    print(server.url, flush=True)
    threading.Event().wait()
