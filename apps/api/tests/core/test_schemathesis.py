"""The running API against its own OpenAPI page: every phase, every check, no server error."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.api_process import running_api
from tests.core.test_full_stack import KEY, environment_of, migrate
from tests.postgres import PostgresServer
from tests.redis import RedisServer


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_api_keeps_the_promises_of_its_openapi_page(
    postgres: PostgresServer, redis: RedisServer, tmp_path: Path
) -> None:
    program = shutil.which("schemathesis", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    assert program, "schemathesis is not installed; it is in requirements-dev.txt"
    environment = environment_of(postgres, redis, tmp_path) | {"SLIPWAY_RATE_LIMIT_PER_MINUTE": "0"}
    migrate(environment)
    with running_api(tmp_path, environment) as api:
        done = subprocess.run(
            [program, "run", f"{api.url}/openapi.json", "--header", f"Authorization: Bearer {KEY}"]
            + ["--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "40", "--seed", "1", "--no-color"],
            capture_output=True,
            text=True,
            timeout=360,
            cwd=tmp_path,
        )
        assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
        statuses = [line for line in api.metrics().splitlines() if 'http_response_status_code="500"' in line]
        assert statuses == []
        assert "Traceback" not in api.output()
