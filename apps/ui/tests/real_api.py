"""The slipway API with a real PostgreSQL, until standard input ends. Run by the API's own Python, from its folder.

`python real_api.py PORT METRICS_PORT`: prints `ready` once the API serves.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

API = Path(__file__).resolve().parents[2] / "api"
sys.path[:0] = [str(API / "tests"), str(API / "src"), str(API.parent)]

from postgres import postgres_server  # noqa: E402  # pyright: ignore[reportMissingImports]  found by the line above


def main(port: str, metrics_port: str) -> None:
    with tempfile.TemporaryDirectory() as folder, postgres_server() as database:
        environment = {
            **os.environ,
            **database.environment(database.create_database()),
            "PYTHONPATH": str(API / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "SLIPWAY_HTTP_PORT": port,
            "SLIPWAY_METRICS_PORT": metrics_port,
        }
        command = [sys.executable, "-m", "slipway_api"]
        subprocess.run([*command, "migrate"], env=environment, cwd=folder, check=True)
        api = subprocess.Popen([*command, "serve"], env=environment, cwd=folder)
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz")
            print("ready", flush=True)
            sys.stdin.read()
        finally:
            api.terminate()
            api.wait(20)


def _wait_for(url: str) -> None:
    # An idle machine needs two seconds; a busy one must not fail a test.
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{url} did not answer")


if __name__ == "__main__":
    main(*sys.argv[1:])
