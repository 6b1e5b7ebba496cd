"""What surrounds a workload in the chart: environment, mounted files, a collector, and for the UI an API."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx

from contract_check import plain_http
from contract_check.collector import Collector
from contract_check.stub_api import StubApi
from contract_check.target import Target
from contract_check.workload import SecretFolder, Workload

DRAIN_SECONDS: Final = 15
# The chart's shutdown.marginSeconds: after the drain, for the process to end.
MARGIN_SECONDS: Final = 5
MEMORY_LIMIT: Final = 4 * 2**30
API_TIMEOUT_SECONDS: Final = 2
CLIENT: Final = "contract-check-client"

# Settings of a shell that must not reach the workload: the chart would not give them.
_FOREIGN: Final = ("OTEL_", "SLIPWAY_HTTP_", "SLIPWAY_METRICS_")
# The chart's config.toml of Streamlit, with an address of ours.
_STREAMLIT: Final = """\
[server]
address = "{host}"
port = {port}
headless = true
enableXsrfProtection = true
enableCORS = true
maxUploadSize = 50
disconnectedSessionTTL = 120
fileWatcherType = "none"
runOnSave = false

[browser]
gatherUsageStats = false

[client]
showErrorDetails = "none"
"""


class Taken(Exception):
    """Something listens already where the workload shall listen."""


@contextmanager
def started(kind: str, url: str, metrics_url: str, command: str, user: int) -> Iterator[Target]:
    """The workload, started and ready, with everything that the chart gives it. Raises Taken or Broken."""
    for address in (url, metrics_url):
        with suppress(httpx.TransportError):
            plain_http.get(address, timeout=2)
            raise Taken(f"something listens at {address} already: stop it, or choose another port")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="slipway-contract-")))
        folder.chmod(0o755)
        collector = _collector(stack)
        workload = Workload(command, {}, folder / "workload.log", user)
        target = Target(url, metrics_url, secrets.token_urlsafe(24), workload, collector)
        stack.callback(target.close)
        stack.callback(workload.kill)
        environment = _common(kind, target)
        if kind == "api":
            environment |= _api(target, folder)
        else:
            stub = StubApi()
            stack.callback(stub.stop)
            environment |= _ui(target, folder, stub)
        workload.environment = environment
        yield target


def _collector(stack: ExitStack) -> Collector | None:
    with suppress(ImportError):
        collector = Collector()
        stack.callback(collector.stop)
        return collector
    return None


def _common(kind: str, target: Target) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    traces = {"OTEL_SDK_DISABLED": "true"}
    if target.collector:
        traces = {
            "OTEL_SDK_DISABLED": "false",
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{target.collector.port}",
            "OTEL_BSP_SCHEDULE_DELAY": "300",
        }
    return {
        **inherited,
        **traces,
        "OTEL_SERVICE_NAME": f"slipway-{kind}",
        "SLIPWAY_METRICS_PORT": str(port_of(target.metrics_url)),
        "SLIPWAY_DRAIN_SECONDS": str(DRAIN_SECONDS),
        "POD_NAME": f"contract-check-{kind}",
        "MEMORY_LIMIT": str(MEMORY_LIMIT),
        "CPU_LIMIT": "2000",
    }


def _api(target: Target, folder: Path) -> dict[str, str]:
    """The ConfigMap of the API; database, cache and model are those of the shell, if it names some."""
    keys = SecretFolder(folder / "api-keys")
    keys.write({CLIENT: f"{target.key}\n"})
    pseudonym = folder / "pseudonym-key"
    pseudonym.write_text(secrets.token_urlsafe(24))
    target.memory |= {"keys": keys, "secrets": [pseudonym.read_text()]}
    return {
        "HOME": "/nonexistent",
        "SLIPWAY_HTTP_PORT": str(port_of(target.url)),
        "SLIPWAY_LOG_LEVEL": "info",
        "SLIPWAY_API_KEYS_FOLDER": str(keys.folder),
        "SLIPWAY_MODEL_POLL_SECONDS": "60",
        # Beyond the chart: needed for lines that are about them.
        "SLIPWAY_PSEUDONYM_KEY_FILE": str(pseudonym),
        "SLIPWAY_RATE_LIMIT_PER_MINUTE": "100000",
        "OTEL_TRACES_SAMPLER": "parentbased_traceidratio",
        "OTEL_TRACES_SAMPLER_ARG": "1",
    }


def _ui(target: Target, folder: Path, stub: StubApi) -> dict[str, str]:
    """The ConfigMap of the UI, with a home folder like the image's: the mounted config.toml in it, and read-only."""
    home = folder / "app"
    (home / ".streamlit").mkdir(parents=True)
    (home / ".streamlit" / "config.toml").write_text(
        _STREAMLIT.format(host=urlsplit(target.url).hostname, port=port_of(target.url))
    )
    for read_only in (home / ".streamlit", home):
        read_only.chmod(0o555)
    access, session = SecretFolder(folder / "api-access"), SecretFolder(folder / "session")
    cookie_secret = secrets.token_urlsafe(32)
    access.write({"api-key": f"{target.key}\n"})
    session.write({"cookie-secret": cookie_secret})
    target.memory |= {"stub": stub, "access": access, "secrets": [cookie_secret, target.key]}
    return {
        "HOME": str(home),
        "SLIPWAY_API_URL": stub.url,
        "SLIPWAY_API_TIMEOUT_SECONDS": str(API_TIMEOUT_SECONDS),
        "SLIPWAY_API_KEY_FILE": str(access.folder / "api-key"),
        "SLIPWAY_COOKIE_SECRET_FILE": str(session.folder / "cookie-secret"),
        # Beyond the chart: so that every session asks the API anew.
        "SLIPWAY_UI_MODEL_CACHE_SECONDS": "0.1",
    }


def port_of(url: str) -> int:
    """The port that a URL names or means."""
    parts = urlsplit(url)
    return parts.port or {"http": 80, "https": 443}[parts.scheme]
