"""Measures the API as a process on the loopback interface, with wrk, and prints a table.

python -m bench [--seconds 5]     # from apps/api, or: make bench

Rates of a busy machine say more about its other work than about the API. So each rate is given twice: as measured by
the clock, and per second of CPU time that the API used: that is what one core of its own would do.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from slipway_api.model import artifact
from tests.core.api_process import ApiProcess
from tests.redis import redis_server

TICKS = os.sysconf("SC_CLK_TCK")
ROWS = 1000
SCRIPT = Path(__file__).with_name("post.lua")


@dataclass(frozen=True)
class Load:
    """What one run of wrk found."""

    per_second: float
    per_cpu_second: float
    p95_milliseconds: float
    # Share of the run with one connection in which the API could work, but got no CPU: other processes had it.
    waited: float


@dataclass(frozen=True)
class Line:
    what: str
    measured: str
    on_one_core: str
    target: str
    met: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=5, help="length of each of the three loads")
    seconds = parser.parse_args().seconds
    if shutil.which("wrk") is None:
        print("wrk is missing; on Debian: apt-get install wrk", file=sys.stderr)
        return 2

    row = _row()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _api(folder, {}) as (api, start_seconds, start_cpu):
            start_rss = _rss(api)
            single = _load(api, folder, {"row": row}, seconds)
            batch = _load(api, folder, {"rows": [row] * ROWS}, seconds)
            stages = _stages(api)
            rss = _rss(api)
        cached = _cached(folder, row, seconds)

    p95 = single.p95_milliseconds
    ratio = cached.per_cpu_second / single.per_cpu_second
    _print_table(
        [
            Line("start to ready", f"{start_seconds:.2f} s", f"{start_cpu:.2f} s", "< 4 s", start_cpu < 4),
            _rate("one row, cache off", single, 1, "requests/s", 400),
            Line("  p95, one connection", f"{p95:.1f} ms", "", "< 15 ms", p95 < 15),
            _rate("one row, cached", cached, 1, "requests/s", 0),
            Line("  cached : cache off", "", f"{ratio:.2f} x", ">= 1.5 x", ratio >= 1.5),
            _rate(f"{ROWS} rows", batch, ROWS, "rows/s", 50_000),
            Line("RSS ready / after load", f"{start_rss} / {rss} MiB", "", "< 250 MiB", rss < 250),
        ]
    )
    print("\nwhere the time of a single row goes (mean of all single and batch requests, by the clock):")
    for stage, milliseconds in stages.items():
        print(f"  {stage:12} {milliseconds:7.2f} ms")
    load = os.getloadavg()[0]
    print(
        f"\nload average of this machine: {load:.1f} on {os.cpu_count()} cores; the API waited for a CPU for", end=" "
    )
    print(f"{single.waited:.0%} of the time in which p95 was measured: p95 means something only when that is near zero")
    return 0


def _row() -> dict[str, Any]:
    golden = artifact.read(artifact.packaged_model()).facts.golden
    assert golden is not None, "the packaged model has no golden rows; run `python train.py`"
    return dict(golden.rows[0])


@contextmanager
def _api(folder: Path, environment: dict[str, str]) -> Iterator[tuple[ApiProcess, float, float]]:
    """The API, ready; with the seconds by the clock and of CPU time until then."""
    api = ApiProcess(folder / "api.log", environment)
    started = time.perf_counter()
    api.start()
    try:
        api.wait_ready()
        yield api, time.perf_counter() - started, _cpu_seconds(api)
    finally:
        api.kill()


def _cached(folder: Path, row: dict[str, Any], seconds: int) -> Load:
    with ExitStack() as stack:
        redis = stack.enter_context(redis_server())
        environment = {"SLIPWAY_CACHE_HOST": redis.host, "SLIPWAY_CACHE_PORT": str(redis.port)}
        api, _, _ = stack.enter_context(_api(folder, environment))
        return _load(api, folder, {"row": row}, seconds)


def _load(api: ApiProcess, folder: Path, body: dict[str, Any], seconds: int) -> Load:
    """wrk with one connection for latencies, then with four for the rate."""
    request = folder / "request.json"
    request.write_text(json.dumps(body))
    _wrk(api, request, 1, 1)
    waited_before = _waited_seconds(api)
    latencies, _, elapsed = _wrk(api, request, 1, seconds)
    waited = (_waited_seconds(api) - waited_before) / elapsed
    cpu_before = _cpu_seconds(api)
    _, requests, elapsed = _wrk(api, request, 4, seconds)
    return Load(requests / elapsed, requests / (_cpu_seconds(api) - cpu_before), latencies, waited)


def _wrk(api: ApiProcess, request: Path, connections: int, seconds: int) -> tuple[float, int, float]:
    """95th percentile in milliseconds, number of requests, seconds."""
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(SCRIPT), f"{api.url}/predict"],
        capture_output=True,
        text=True,
        env={**os.environ, "REQUEST_FILE": str(request)},
    )
    found = re.search(r"RESULT p95_us=([\d.]+) requests=(\d+) microseconds=(\d+) errors=(\d+)", done.stdout)
    assert found, done.stdout + done.stderr
    assert found[4] == "0", f"{found[4]} requests failed:\n{api.output()[-2000:]}"
    return float(found[1]) / 1000, int(found[2]), int(found[3]) / 1e6


def _stages(api: ApiProcess) -> dict[str, float]:
    name = "model_prediction_duration_seconds"
    found: dict[tuple[str, str], float] = {
        (match[1], match[2]): float(match[3])
        for match in re.finditer(rf'{name}_(sum|count){{.*stage="(\w+)"}} (\S+)', api.metrics())
    }
    whole = {
        kind: float(found_whole[1])
        for kind in ("sum", "count")
        if (
            found_whole := re.search(
                rf'http_server_request_duration_seconds_{kind}{{.*http_route="/predict"}} (\S+)', api.metrics()
            )
        )
    }
    stages = {stage: found["sum", stage] / found["count", stage] * 1000 for kind, stage in found if kind == "sum"}
    return {**stages, "whole request": whole["sum"] / whole["count"] * 1000}


def _rate(what: str, load: Load, factor: int, unit: str, target: float) -> Line:
    measured, on_one_core = (rate * factor for rate in (load.per_second, load.per_cpu_second))
    return Line(
        what,
        f"{measured:,.0f} {unit}",
        f"{on_one_core:,.0f} {unit}",
        f">= {target:,.0f} {unit}" if target else "",
        on_one_core >= target,
    )


def _print_table(lines: list[Line]) -> None:
    print(f"{'':24} {'by the clock':>20} {'on one core':>20} {'target':>22}")
    for line in lines:
        verdict = "" if not line.target else "ok" if line.met else "MISSED"
        print(f"{line.what:24} {line.measured:>20} {line.on_one_core:>20} {line.target:>22}  {verdict}")


def _cpu_seconds(api: ApiProcess) -> float:
    fields = Path(f"/proc/{api.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _waited_seconds(api: ApiProcess) -> float:
    """How long the main thread was ready to run and did not."""
    return int(Path(f"/proc/{api.process.pid}/schedstat").read_text().split()[1]) / 1e9


def _rss(api: ApiProcess) -> int:
    status = httpx.get(f"http://127.0.0.1:{api.metrics_port}/metrics").text
    found = re.search(r"^process_resident_memory_bytes (\S+)", status, re.MULTILINE)
    assert found
    return round(float(found[1]) / 2**20)


if __name__ == "__main__":
    sys.exit(main())
