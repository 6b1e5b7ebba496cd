"""Every environment variable of the API, once, with its meaning, default and an example."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

Port = Annotated[int, Field(ge=0, le=65535)]
PositiveInt = Annotated[int, Field(gt=0)]
PositiveFloat = Annotated[float, Field(gt=0)]

PREFIX = "SLIPWAY_"


class SettingsError(Exception):
    """The environment does not make sense; the message has one line for each variable, with an example."""


class Settings(BaseSettings):
    """Read from the environment; an empty variable counts as absent. A variable `…_FILE` holds the path of a file."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    # Serving
    http_host: str = Field(
        default="0.0.0.0",  # noqa: S104 - a pod
        description="Address that the API and its metrics listen on.",
        examples=["127.0.0.1"],
    )
    http_port: Port = Field(default=8000, description="Port of the API; 0 picks a free one.", examples=[8000])
    metrics_port: Port = Field(default=9464, description="Port of `/metrics`; 0 picks a free one.", examples=[9464])
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least severe messages that are logged.", examples=["info"]
    )
    drain_seconds: PositiveInt = Field(
        default=30,
        description="Time for running requests and the prediction log to finish after SIGTERM.",
        examples=[30],
    )
    shutdown_delay_seconds: int = Field(
        default=2,
        ge=0,
        description="The first part of the drain: new connections are still answered, while /readyz already says no.",
        examples=[2],
    )
    max_body_bytes: PositiveInt = Field(
        default=2 * 1024 * 1024, description="Largest request body.", examples=[2 * 1024 * 1024]
    )
    max_rows: PositiveInt = Field(default=1000, description="Most rows in one prediction request.", examples=[1000])

    # Model
    model_uri: str = Field(
        default="",
        description="MLflow URI or folder of the model; empty means the model packaged with the API.",
        examples=["models:/wine@champion"],
    )
    model_name: str = Field(
        default="",
        description="Name of the model in answers and metrics; empty means the registered name.",
        examples=["wine"],
    )
    model_poll_seconds: int = Field(
        default=60,
        ge=0,
        description="Time between two looks for a new version behind the alias; 0 means never.",
        examples=[60],
    )
    model_cache_folder: Path = Field(
        default=Path("/tmp/slipway-models"),  # noqa: S108 - /tmp is the only writable folder of the container
        description="Where downloaded models are kept.",
        examples=["/tmp/slipway-models"],  # noqa: S108
    )
    packaged_model: Path | None = Field(
        default=None,
        description="Folder of the packaged model, if it is not beside the package.",
        examples=["/app/model"],
    )
    mlflow_tracking_uri: str = Field(
        default="",
        validation_alias=AliasChoices("MLFLOW_TRACKING_URI", "mlflow_tracking_uri"),
        description="MLflow server that knows the registered models.",
        examples=["http://mlflow:5000"],
    )
    mlflow_tracking_username: str = Field(
        default="",
        validation_alias=AliasChoices("MLFLOW_TRACKING_USERNAME", "mlflow_tracking_username"),
        description="User of the MLflow server, if it asks for a login; MLflow reads it itself.",
        examples=["admin"],
    )
    mlflow_password_file: Path | None = Field(
        default=None,
        description="File with the password of that user; read again at each look for a new version.",
        examples=["/var/run/secrets/slipway/mlflow/password"],
    )
    first_model_name: str = Field(
        default="wine", description="Name under which `first-model` registers the packaged model.", examples=["wine"]
    )
    first_model_alias: str = Field(
        default="champion", description="Alias that `first-model` points at it.", examples=["champion"]
    )

    # Who may call
    api_keys_folder: Path | None = Field(
        default=None,
        description="Folder with one file of keys, or of their hashes, per client; none means that everybody may call.",
        examples=["/var/run/secrets/slipway/api-keys"],
    )
    api_key_pepper_file: Path | None = Field(
        default=None,
        description="Key of the HMAC with which API keys are hashed.",
        examples=["/var/run/secrets/pepper"],
    )
    oidc_issuer: str = Field(
        default="", description="Issuer of accepted JWTs; empty means none.", examples=["https://id.example.com"]
    )
    oidc_audience: str = Field(default="", description="Audience that a JWT must name.", examples=["slipway-api"])
    pseudonym_key_file: Path | None = Field(
        default=None,
        description="Key of the HMAC that turns callers into pseudonyms.",
        examples=["/var/run/secrets/pseudonym"],
    )
    rate_limit_per_minute: int = Field(
        default=0,
        ge=0,
        description="Requests that one caller may make in a minute; 0 means any number.",
        examples=[600],
    )

    # Prediction log
    database_host: str = Field(
        default="", description="PostgreSQL server of the prediction log; empty means no log.", examples=["db"]
    )
    database_port: Port = Field(default=5432, description="Port of the PostgreSQL server.", examples=[5432])
    database_name: str = Field(default="slipway", description="Name of the database.", examples=["slipway"])
    database_user: str = Field(default="app", description="User of the database.", examples=["app"])
    database_password_file: Path | None = Field(
        default=None,
        description="File with the password of the database.",
        examples=["/var/run/secrets/slipway/database/password"],
    )
    database_ssl_mode: Literal["disable", "prefer", "require", "verify-ca", "verify-full"] = Field(
        default="prefer", description="How TLS is used towards the database.", examples=["require"]
    )
    database_ssl_root_cert_file: Path | None = Field(
        default=None,
        description="Certificate of the authority that the database's certificate must come from. Without it,"
        " verify-full trusts the authorities of the system.",
        examples=["/var/run/secrets/slipway/database-ca/ca.crt"],
    )
    log_queue_size: PositiveInt = Field(
        default=10_000, description="Predictions that wait for the database before more are dropped.", examples=[10_000]
    )

    # Cache
    cache_host: str = Field(default="", description="Valkey or Redis server; empty means no cache.", examples=["cache"])
    cache_port: Port = Field(default=6379, description="Port of the cache.", examples=[6379])
    cache_user: str = Field(
        default="", description="User of the cache; empty means its default user.", examples=["app"]
    )
    cache_password_file: Path | None = Field(
        default=None,
        description="File with the password of the cache.",
        examples=["/var/run/secrets/slipway/cache/password"],
    )
    cache_ttl_seconds: PositiveInt = Field(
        default=300, description="How long a prediction stays in the cache.", examples=[300]
    )
    cache_budget_milliseconds: PositiveInt = Field(
        default=50, description="Longest time that the cache may add to a prediction.", examples=[50]
    )

    # Monitor
    monitor_interval_seconds: PositiveFloat = Field(
        default=300, description="Time between two computations of drift and quality.", examples=[300]
    )
    monitor_window_hours: PositiveFloat = Field(
        default=24, description="How far back the compared predictions go.", examples=[24]
    )
    monitor_minimum_samples: PositiveInt = Field(
        default=500, description="Fewest predictions from which drift is computed.", examples=[500]
    )

    # Telemetry: names that OpenTelemetry and the chart give
    otel_sdk_disabled: bool = Field(
        default=False,
        validation_alias=AliasChoices("OTEL_SDK_DISABLED", "otel_sdk_disabled"),
        description="Turn traces off.",
        examples=["true"],
    )
    otel_exporter_otlp_endpoint: str = Field(
        default="",
        validation_alias=AliasChoices("OTEL_EXPORTER_OTLP_ENDPOINT", "otel_exporter_otlp_endpoint"),
        description="OTLP/gRPC endpoint of a collector; empty means no traces.",
        examples=["http://collector:4317"],
    )
    otel_service_name: str = Field(
        default="slipway-api",
        validation_alias=AliasChoices("OTEL_SERVICE_NAME", "otel_service_name"),
        description="Name of the service in traces.",
        examples=["slipway-api"],
    )
    pod_name: str = Field(
        default="",
        validation_alias=AliasChoices("POD_NAME", "pod_name"),
        description="Name of the pod, in traces.",
        examples=["shop-api-5d9"],
    )
    image_version: str = Field(
        default="", description="Version of the image, in `/version` and metrics.", examples=["1.4.0"]
    )

    @property
    def tracing_enabled(self) -> bool:
        return bool(self.otel_exporter_otlp_endpoint) and not self.otel_sdk_disabled


@dataclass(frozen=True)
class Variable:
    """One environment variable, for help and messages."""

    name: str
    description: str
    default: str
    example: str


def variables(kind: type[BaseSettings] = Settings) -> Iterator[Variable]:
    """The environment variables in the order of the class."""
    for name, field in kind.model_fields.items():
        default = "" if field.default is None else str(field.default)
        yield Variable(_variable_name(name, field), field.description or "", default, _example(field))


def load_settings() -> Settings:
    """Settings from the environment. Raises SettingsError with one line per wrong variable."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_messages(error))) from error


def _messages(error: ValidationError) -> Iterator[str]:
    fields = Settings.model_fields.items()
    by_name = {key: field for name, field in fields for key in (name, _variable_name(name, field))}
    for problem in error.errors():
        key = str(problem["loc"][0])
        field = by_name[key]
        name = _variable_name(key, field) if key in Settings.model_fields else key
        yield f"{name}: {problem['msg']}, but it is {problem['input']!r}; example: {name}={_example(field)}"


def _variable_name(name: str, field: FieldInfo) -> str:
    alias = field.validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"{PREFIX}{name.upper()}"


def _example(field: FieldInfo) -> str:
    return str(field.examples[0]) if field.examples else ""
