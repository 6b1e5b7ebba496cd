"""Reads a page of metrics and compares it with the contract."""

from collections.abc import Iterable, Mapping
from typing import Final

import httpx
from prometheus_client import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families as plain_text

from contract_check import plain_http
from contract_check.contract import MetricSpec
from contract_check.verdicts import Broken, NotTested, expect

OPEN_METRICS: Final = "application/openmetrics-text"
# What Prometheus accepts: OpenMetrics first, as only there are exemplars.
ACCEPT: Final = f"{OPEN_METRICS};version=1.0.0,text/plain;version=0.0.4;q=0.5"


class Exposition:
    """The families of one scrape, by the name without `_total`."""

    def __init__(self, families: Iterable[Metric]) -> None:
        self.families: Mapping[str, Metric] = {_base(family.name): family for family in families}

    def family(self, name: str) -> Metric:
        """Raises Broken when there is none."""
        found = self.families.get(_base(name))
        if found is None:
            raise Broken(f"there is no metric {name}")
        return found

    def total(self, name: str, **labels: str) -> float:
        """The sum of the series that have these labels; 0 without any."""
        family = self.families.get(_base(name))
        wanted = labels.items()
        samples = () if family is None else family.samples
        return sum(
            sample.value for sample in samples if sample.name in (name, _base(name)) and wanted <= sample.labels.items()
        )

    def has_series(self, name: str, **labels: str) -> bool:
        family = self.families.get(_base(name))
        return family is not None and any(labels.items() <= sample.labels.items() for sample in family.samples)

    @property
    def series(self) -> int:
        return sum(len(family.samples) for family in self.families.values())

    def label_values(self) -> set[str]:
        return {
            value for family in self.families.values() for sample in family.samples for value in sample.labels.values()
        }


def _base(name: str) -> str:
    return name.removesuffix("_total")


def scrape(url: str, accept: str = "text/plain") -> Exposition:
    """Raises Broken when there is no readable page of metrics of the accepted kind, or of the plain one."""
    try:
        answer = plain_http.get(f"{url}/metrics", headers={"Accept": accept}, timeout=20, follow_redirects=True)
    except httpx.TransportError as error:
        raise Broken(f"GET {url}/metrics is not answered: {type(error).__name__} {error}") from error
    expect(answer.status_code == httpx.codes.OK, f"GET {url}/metrics answers {answer.status_code}")
    kind = answer.headers.get("content-type", "")
    parse = open_metrics if kind.startswith(OPEN_METRICS) else plain_text
    try:
        return Exposition(list(parse(answer.text)))
    except ValueError as error:
        raise Broken(f"GET {url}/metrics is not what its type {kind.partition(';')[0]} says: {error}") from error


def check_metric(spec: MetricSpec, exposition: Exposition) -> None:
    """Raises Broken or, while the metric has no series, NotTested."""
    family = exposition.family(spec.name)
    expect(family.type == spec.type, f"{spec.name} is a {family.type}, not a {spec.type}")
    if not family.samples:
        raise NotTested(f"{spec.name} has no series yet: use the workload first")
    for sample in family.samples:
        missing = spec.labels - sample.labels.keys()
        expect(not missing, f"{sample.name} has no label {', '.join(sorted(missing))}")
    if spec.buckets:
        found = {float(sample.labels["le"]) for sample in family.samples if "le" in sample.labels}
        gaps = [f"{bucket:g}" for bucket in spec.buckets if bucket not in found]
        expect(not gaps, f"{spec.name} has no bucket boundary {', '.join(gaps)}")
