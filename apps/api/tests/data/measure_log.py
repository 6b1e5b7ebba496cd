"""How fast the prediction log is, what it costs the API, and how big it gets.

Run it with `python -m tests.data.measure_log`.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from slipway_api.prediction_log import migrate
from slipway_api.prediction_log.log import prediction_log_for
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics
from tests.data.samples import prediction, predictions, sample
from tests.postgres import PostgresServer, postgres_server

ROWS = 60_000
QUEUE = 10_000


def resident_mebibytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


async def at_full_speed(settings: Settings) -> None:
    """As many rows as the log takes: the queue is kept full."""
    metrics = Metrics()
    log = prediction_log_for(settings, metrics)
    entries = predictions(ROWS)
    await log.start()
    started, busy = time.perf_counter(), time.process_time()
    longest, position = 0.0, 0
    while position < ROWS:
        waiting = int(sample(metrics.registry, "prediction_log_queue_entries") or 0)
        chunk = entries[position : position + QUEUE - waiting]
        log.record(chunk)
        position += len(chunk)
        before = time.perf_counter()
        await asyncio.sleep(0)
        longest = max(longest, time.perf_counter() - before)
    await log.stop(60)
    elapsed, busy = time.perf_counter() - started, time.process_time() - busy
    written = sample(metrics.registry, "prediction_log_entries_total", result="written")
    print(f"written {written:.0f} rows in {elapsed:.2f} s: {ROWS / elapsed:,.0f} rows/s")
    print(f"  processor time of this process: {1e6 * busy / ROWS:.0f} microseconds a row")
    print(f"  longest time that the event loop was held up: {1e3 * longest:.1f} ms")


async def at_a_steady_pace(settings: Settings, per_second: int, seconds: float) -> None:
    """One row at a time, as /predict does; what it costs is the processor time above that of doing nothing."""
    costs = []
    for logging in (False, True):
        metrics = Metrics()
        log = prediction_log_for(settings, metrics)
        await log.start()
        busy = time.process_time()
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            entry = prediction()
            if logging:
                log.record([entry])
            await asyncio.sleep(1 / per_second)
        costs.append(time.process_time() - busy)
        await log.stop(10)
    print(f"at {per_second} rows/s: {100 * (costs[1] - costs[0]) / seconds:.1f} % of a core for the log")


async def with_the_server_away(server: PostgresServer, settings: Settings) -> None:
    metrics = Metrics()
    log = prediction_log_for(settings, metrics)
    await log.start()
    server.kill()
    before = resident_mebibytes()
    calls = 0
    started = time.perf_counter()
    for _ in range(2 * QUEUE):
        log.record([prediction()])
        calls += 1
    elapsed = time.perf_counter() - started
    print(f"server away: {calls} records of one row took {1e6 * elapsed / calls:.1f} microseconds each, with the row")
    print(f"  a full queue of {QUEUE} rows takes {resident_mebibytes() - before:.1f} MiB")
    await log.stop(0.1)
    print(f"  dropped and counted: {sample(metrics.registry, 'prediction_log_entries_total', result='dropped'):.0f}")


def main() -> None:
    with postgres_server() as server:
        settings = Settings(**server.settings(server.create_database()), log_queue_size=QUEUE)
        migrate.run(settings)
        print(f"resident memory with the log's modules: {resident_mebibytes():.0f} MiB")
        asyncio.run(at_full_speed(settings))
        asyncio.run(at_a_steady_pace(settings, 400, 4))
        asyncio.run(with_the_server_away(server, settings))


if __name__ == "__main__":
    main()
