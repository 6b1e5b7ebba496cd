import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import TracerProvider

from fake_api import FakeApi, typical_row
from slipway_ui.api.client import ApiClient
from slipway_ui.api.errors import ApiAway, ApiRefused
from slipway_ui.secret_file import SecretFile
from slipway_ui.settings import Settings
from slipway_ui.telemetry.metrics import Metrics

TRACER = TracerProvider().get_tracer("test")


@pytest.fixture
def metrics(settings: Settings) -> Metrics:
    return Metrics(settings)


@pytest.fixture
def client(fake_api: FakeApi, metrics: Metrics) -> Iterator[ApiClient]:
    client = ApiClient(fake_api.url, 0.5, metrics, TRACER)
    yield client
    client.close()


def outcomes(metrics: Metrics) -> dict[str, float]:
    samples = next(metric for metric in metrics.registry.collect() if metric.name == "api_client_requests").samples
    return {sample.labels["outcome"]: sample.value for sample in samples if sample.name.endswith("_total")}


def test_model_and_predictions_are_read(client: ApiClient, metrics: Metrics) -> None:
    model = client.model()
    answer = client.predict([typical_row(), typical_row(proline=1200.0, alcohol=14.0)])

    assert (model.name, len(model.features), model.classes) == ("wine", 13, ["class_0", "class_1", "class_2"])
    assert [one.label for one in answer.predictions] == ["class_1", "class_0"]
    assert answer.predictions[0].confidence == max((answer.predictions[0].scores or {}).values())
    assert outcomes(metrics) == {"ok": 2, "error": 0, "timeout": 0}


def test_feedback_and_stored_predictions(client: ApiClient, fake_api: FakeApi) -> None:
    identifier = client.predict([typical_row()]).predictions[0].id
    client.send_feedback(identifier, "class_2")

    assert client.prediction(identifier).prediction == "class_1"
    assert fake_api.feedback == [{"prediction_id": identifier, "label": "class_2"}]


def test_the_trace_goes_on_in_the_api(client: ApiClient, fake_api: FakeApi) -> None:
    with TRACER.start_as_current_span("page") as span:
        client.model()
    trace_id = f"{span.get_span_context().trace_id:032x}"
    assert fake_api.requests[-1][2]["traceparent"].split("-")[1] == trace_id


def test_an_identifier_cannot_leave_its_path(client: ApiClient, fake_api: FakeApi) -> None:
    with pytest.raises(ApiRefused):
        client.prediction("../model")
    assert fake_api.requests[-1][1] == "/predictions/..%2Fmodel"


def test_nobody_listening_is_away(client: ApiClient, fake_api: FakeApi, metrics: Metrics) -> None:
    fake_api.stop()
    with pytest.raises(ApiAway, match="cannot be reached"):
        client.model()
    assert outcomes(metrics)["error"] == 1


def test_a_slow_api_is_a_timeout(client: ApiClient, fake_api: FakeApi, metrics: Metrics) -> None:
    fake_api.delay_seconds = 1.0
    started = time.perf_counter()
    with pytest.raises(ApiAway, match="takes too long"):
        client.model()
    assert time.perf_counter() - started < 0.9
    assert outcomes(metrics)["timeout"] == 1


def test_an_answer_that_drips_is_a_timeout_too(metrics: Metrics) -> None:
    """Each byte comes in time, the whole answer does not: the deadline is for the call, not for a step."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_drip, args=(server,), daemon=True).start()
        client = ApiClient(f"http://127.0.0.1:{server.getsockname()[1]}", 0.5, metrics, TRACER)
        started = time.perf_counter()
        with pytest.raises(ApiAway, match="takes too long"):
            client.model()
        assert time.perf_counter() - started < 1.5


def _drip(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(30):
            time.sleep(0.1)
            try:
                connection.sendall(b" ")
            except OSError:
                return


def test_an_api_that_is_not_ready_is_away(client: ApiClient, fake_api: FakeApi) -> None:
    fake_api.ready = False
    with pytest.raises(ApiAway, match="not ready"):
        client.model()


def test_a_page_of_somebody_else_is_away(metrics: Metrics) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_answer_html, args=(server,), daemon=True).start()
        client = ApiClient(f"http://127.0.0.1:{server.getsockname()[1]}", 0.5, metrics, TRACER)
        with pytest.raises(ApiAway, match="could not be read"):
            client.model()
    assert outcomes(metrics)["error"] == 1


def _answer_html(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 15\r\nConnection: close\r\n\r\n<p>Sign in!</p>")


def test_refused_fields_are_named(client: ApiClient, metrics: Metrics) -> None:
    with pytest.raises(ApiRefused) as caught:
        client.predict([typical_row(), typical_row(alcohol=99.0)])
    assert [problem.row_and_field() for problem in caught.value.errors] == [(1, "alcohol")]
    assert outcomes(metrics) == {"ok": 1, "error": 0, "timeout": 0}


def test_the_key_is_sent_and_rotates(fake_api: FakeApi, metrics: Metrics, secret: Path) -> None:
    client = ApiClient(fake_api.url, 0.5, metrics, TRACER, key=SecretFile(secret))
    fake_api.key = "first"
    client.model()
    fake_api.key = "second"
    with pytest.raises(ApiAway, match="no access"):
        client.model()
    secret.write_text("second")
    client.model()
    assert outcomes(metrics) == {"ok": 2, "error": 1, "timeout": 0}


def test_a_missing_key_file_is_away_and_sends_nothing(fake_api: FakeApi, metrics: Metrics, tmp_path: Path) -> None:
    client = ApiClient(fake_api.url, 0.5, metrics, TRACER, key=SecretFile(tmp_path / "none"))
    with pytest.raises(ApiAway, match="no access"):
        client.model()
    assert fake_api.requests == []
