"""The workload under test: how to reach it, and what several checks need to know of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import httpx

from contract_check import plain_http
from contract_check.collector import Collector
from contract_check.contract import MetricSpec
from contract_check.exposition import Exposition, check_metric, scrape
from contract_check.verdicts import Broken, NotTested, expect
from contract_check.workload import Workload, running

TIMEOUT_SECONDS = 20.0


@dataclass
class Target:
    """What runs at `url`. With `workload` it is a process of ours, otherwise it is only reached over HTTP."""

    url: str
    metrics_url: str
    key: str | None = None
    workload: Workload | None = None
    collector: Collector | None = None
    # What the life cycle showed; set by the check that needs it first.
    memory: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def http(self) -> httpx.Client:
        """Without a key."""
        return httpx.Client(base_url=self.url, timeout=TIMEOUT_SECONDS, trust_env=False, verify=plain_http.TLS)

    def close(self) -> None:
        self.http.close()

    @property
    def authorization(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.request("GET", path, headers=headers)

    def post(self, path: str, document: Any, **headers: str) -> httpx.Response:
        return self.request("POST", path, json=document, headers=headers)

    def request(self, method: str, path: str, headers: Mapping[str, str] | None = None, **more: Any) -> httpx.Response:
        """With the key. Raises Broken when nobody answers."""
        try:
            return self.http.request(method, path, headers={**self.authorization, **(headers or {})}, **more)
        except httpx.TransportError as error:
            raise Broken(f"{method} {path} is not answered: {type(error).__name__} {error}") from error

    def metrics(self) -> Exposition:
        return scrape(self.metrics_url)

    def check_metric(self, spec: MetricSpec) -> None:
        """Raises Broken or NotTested."""
        exposition = self.metrics()
        if spec.name.startswith("container_") and self.workload is None and spec.name not in exposition.families:
            raise NotTested(
                "the limits of a container are known only in one: give --command, or look inside the cluster"
            )
        check_metric(spec, exposition)

    @property
    def process(self) -> Workload:
        """Raises NotTested when somebody else started it."""
        if self.workload is None:
            raise NotTested("give --command, so that the workload is started here")
        return self.workload

    @property
    def spans(self) -> Collector:
        """Raises NotTested."""
        _ = self.process
        if self.collector is None:
            raise NotTested("install grpcio and opentelemetry-proto, so that spans can be taken")
        return self.collector

    def answers(self, path: str, *statuses: int) -> bool:
        """For waiting: whether GET answers with one of the statuses. Raises httpx.TransportError."""
        return plain_http.get(f"{self.url}{path}", timeout=5).status_code in (statuses or (200,))

    @contextmanager
    def another_run(self, ready: str, changes: Mapping[str, str], status: int = 200) -> Iterator[Workload]:
        """The workload anew, with other settings, as soon as `ready` answers with the status."""
        process = self.process
        process.kill()
        with running(process, changes):
            process.wait_until(lambda: self.answers(ready, status), 120, f"at {status} for {ready}")
            yield process

    def refuses_to_start(self, name: str, value: str, command: str = "") -> None:
        """Raises Broken unless a wrong value of a variable ends the start with a line that names it.

        `command` is started instead of the workload's own, with the same environment.
        """
        process = self.process
        process.kill()
        process = replace(process, command=command or process.command)
        with running(process, {name: value}):
            while (code := process.wait(0.2)) is None:
                with suppress(httpx.TransportError):
                    plain_http.get(self.metrics_url, timeout=5)
                    raise Broken(f"{name}={value}: it starts all the same")
                expect(process.age_seconds < 120, f"{name}={value}: it neither starts nor ends")
            expect(code != 0, f"{name}={value}: exit code 0")
            named = name in process.log() or (value and value in process.log())
            expect(named, f"{name}={value}: its last words do not name it: {process.last_words()}")


def json_object(answer: httpx.Response, *keys: str) -> dict[str, Any]:
    """The JSON object of an answer. Raises Broken when it is none, or has not all the keys."""
    request = f"{answer.request.method} {answer.request.url.path}"
    try:
        document = answer.json()
    except ValueError as error:
        raise Broken(f"{request}: the answer is no JSON: {answer.text[:80]!r}") from error
    if not isinstance(document, dict):
        raise Broken(f"{request}: the answer is no object: {answer.text[:80]!r}")
    missing = [key for key in keys if key not in document]
    expect(not missing, f"{request}: the answer has no {', '.join(missing)}")
    return document


def expect_status(answer: httpx.Response, *statuses: int) -> None:
    """Raises Broken for another status."""
    request = f"{answer.request.method} {answer.request.url.path}"
    wanted = " or ".join(map(str, statuses))
    expect(answer.status_code in statuses, f"{request} answers {answer.status_code}, not {wanted}: {answer.text[:160]}")
