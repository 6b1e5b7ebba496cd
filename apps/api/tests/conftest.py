"""How the tests are shared out when several workers run them, `make test`, and the database of each worker."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.postgres import PostgresServer, postgres_server

# Each of these sets of files has a server of its own that takes seconds to start, so one worker runs all of the set.
TOGETHER = (
    {"test_first_model.py", "test_mlflow_server.py"},
    {"test_api_without_postgres.py"},
    {"test_log_faults.py"},
    {"test_database_tls.py"},
    {"test_train.py"},
)


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """By test, but for TOGETHER. (`--dist=loadgroup` would do the same; xdist 3.8 cannot with pytest 9.)"""

    def _split_scope(self, nodeid: str) -> str:
        file = PurePath(nodeid.partition("::")[0]).name
        return next((" ".join(sorted(files)) for files in TOGETHER if file in files), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    return Sharing(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long comes first, or the others would wait for it at the end."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Each test makes databases of its own in it. Who stops it starts it again."""
    with postgres_server() as server:
        yield server
