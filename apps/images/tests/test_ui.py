"""The image of the user interface takes its settings where the chart mounts them."""

from pathlib import Path

import pytest

from builder.docker import Docker
from containers import HARDENED, started
from subjects import UI

pytestmark = pytest.mark.docker

_CONFIG = "/app/.streamlit/config.toml"


def test_reads_the_mounted_configuration(docker: Docker, images: dict[str, str], tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[server]\naddress = "0.0.0.0"\nport = 8599\n')
    with started(docker, images[UI.name], *HARDENED, f"--volume={config}:{_CONFIG}:ro") as container:
        container.wait_until_healthy(8599, UI.health)
        assert container.request(UI.port, UI.health).status == 0


def test_serves_its_page_without_network_and_api(docker: Docker, images: dict[str, str]) -> None:
    with started(docker, images[UI.name], *HARDENED) as container:
        container.wait_until_healthy(UI.port, UI.health)
        page = container.request(UI.port, "/")
        assert page.status == 200
        assert "<html" in page.text
