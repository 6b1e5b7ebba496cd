"""The image of the API predicts with the model that it carries."""

import json
from collections.abc import Iterator

import pytest

from builder.docker import Docker
from conftest import VERSION
from containers import HARDENED, Container, started
from subjects import API

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module")
def api(docker: Docker, images: dict[str, str]) -> Iterator[Container]:
    with started(docker, images[API.name], *HARDENED) as container:
        container.wait_until_healthy(API.port, API.health)
        yield container


def test_predicts(api: Container) -> None:
    example = json.loads((API.folder / "model" / "input_example.json").read_text())
    rows = [dict(zip(example["columns"], values, strict=True)) for values in example["data"]]
    answer = api.request(API.port, "/predict", {"rows": rows})
    assert answer.status == 200, answer.text
    predictions = json.loads(answer.text)["predictions"]
    assert len(predictions) == len(rows)
    for prediction in predictions:
        scores = prediction["scores"]
        assert set(scores) == {"class_0", "class_1", "class_2"}
        assert sum(scores.values()) == pytest.approx(1)
        assert prediction["prediction"] == max(scores, key=lambda label: scores[label])


def test_says_its_version(api: Container) -> None:
    answer = api.request(API.port, "/version")
    assert answer.status == 200
    assert VERSION in answer.text


def test_serves_its_documentation_without_network(api: Container) -> None:
    page = api.request(API.port, "/docs")
    assert page.status == 200
    assert api.request(API.port, "/openapi.json").status == 200


def test_brings_the_migrations(api: Container) -> None:
    code = (
        "import slipway_api.prediction_log.migrations as package, pathlib\n"
        "print(len(list((pathlib.Path(package.__file__).parent / 'versions').glob('revision_*.py'))))"
    )
    assert int(api.python(code)) >= 1
