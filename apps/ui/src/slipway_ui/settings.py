"""Every setting of the UI, once. Names, defaults and the combinations that make sense."""

from enum import StrEnum
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, HttpUrl, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class LoginMode(StrEnum):
    """Who tells the UI who its user is."""

    NONE = "none"
    HEADER = "header"
    OIDC = "oidc"


class Settings(BaseSettings):
    """Read from the environment; the field `api_url` is the variable SLIPWAY_API_URL, and so on."""

    model_config = SettingsConfigDict(env_prefix="SLIPWAY_", env_ignore_empty=True, extra="ignore")

    title: str = Field(default="slipway", description="name shown in the browser tab and the page header")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="least severe messages that are logged"
    )

    # The API.
    api_url: HttpUrl = Field(default=HttpUrl("http://127.0.0.1:8000"), description="base address of the slipway API")
    api_timeout_seconds: float = Field(default=5, gt=0, le=300, description="longest time for one API call, all of it")
    api_key_file: Path | None = Field(default=None, description="file with the API key; read again when it changes")

    # The process.
    http_address: str | None = Field(
        default=None, description="address to listen on; default: server.address of config.toml"
    )
    http_port: int | None = Field(
        default=None, ge=1, le=65535, description="port; default: server.port of config.toml, 8501"
    )
    cookie_secret_file: Path | None = Field(
        default=None, description="signs cookies; the same file content for all replicas"
    )
    metrics_address: str = Field(default="0.0.0.0", description="address of the metrics port")  # noqa: S104
    metrics_port: int = Field(default=9464, ge=0, le=65535, description="Prometheus metrics; 0 turns the port off")
    drain_seconds: float = Field(
        default=120, ge=0, description="after SIGTERM: time for open sessions to end by themselves"
    )
    pseudonym_key_file: Path | None = Field(
        default=None, description="HMAC key: users appear in traces only as pseudonyms"
    )
    cpu_limit_millicores: int | None = Field(
        default=None, validation_alias="CPU_LIMIT", description="from the Downward API"
    )
    memory_limit_bytes: int | None = Field(
        default=None, validation_alias="MEMORY_LIMIT", description="from the Downward API"
    )

    # Limits.
    ui_model_cache_seconds: float = Field(default=30, gt=0, description="how long facts about the model may be old")
    ui_batch_chunk_rows: int = Field(default=200, ge=1, le=1000, description="rows in one API call of a batch")
    ui_batch_max_rows: int = Field(default=10_000, ge=1, description="rows in one uploaded file")
    ui_history_rows: int = Field(default=2_000, ge=10, description="predictions that a session remembers")
    ui_drift_minimum_rows: int = Field(default=30, ge=2, description="fewest predictions for a statement about drift")

    # Sessions.
    ui_session_idle_minutes: float = Field(
        default=30, gt=0, description="a session without activity ends after this time"
    )
    ui_session_hours: float = Field(default=8, gt=0, description="a session ends after this time in any case")

    # Login.
    ui_login: LoginMode = Field(default=LoginMode.NONE, description="none, header (a gateway in front) or oidc")
    ui_user_header: str = Field(default="X-Forwarded-Email", description="header: names the user, with a shared secret")
    ui_header_secret_file: Path | None = Field(
        default=None, description="header: secret of the gateway; several lines = several"
    )
    ui_header_secret_header: str = Field(default="X-Slipway-Gateway-Secret", description="header: carries the secret")
    ui_jwt_header: str = Field(
        default="Authorization", description='header: carries the signed token ("Bearer …" or bare)'
    )
    ui_jwt_issuer: str | None = Field(default=None, description="header: issuer that tokens must name")
    ui_jwt_audience: str | None = Field(default=None, description="header: audience that tokens must name")
    ui_jwt_jwks_file: Path | None = Field(default=None, description="header: public keys (JWKS) that sign the tokens")
    ui_jwt_jwks_url: HttpUrl | None = Field(default=None, description="header: the same, fetched and cached")
    ui_jwt_user_claim: str = Field(default="email", description="header: claim that names the user")
    ui_sign_out_url: str | None = Field(
        default=None, description='header: where "Sign out" leads, for example /oauth2/sign_out'
    )
    ui_oidc_client_id: str | None = Field(default=None, description="oidc: client id of this UI")
    ui_oidc_client_secret_file: Path | None = Field(default=None, description="oidc: file with the client secret")
    ui_oidc_metadata_url: HttpUrl | None = Field(default=None, description="oidc: …/.well-known/openid-configuration")
    ui_public_url: HttpUrl | None = Field(default=None, description="oidc: address of this UI in the browser")

    @property
    def checks_header_by_token(self) -> bool:
        """True if the gateway proves the user with a signed token, false if with a shared secret."""
        return self.ui_jwt_jwks_file is not None or self.ui_jwt_jwks_url is not None

    @model_validator(mode="after")
    def _login_is_complete(self) -> Self:
        for problem in _login_problems(self):
            raise ValueError(problem)
        return self


_EXAMPLES = {
    "ui_header_secret_file": "/var/run/secrets/slipway/gateway/secret",
    "ui_jwt_issuer": "https://login.example.com",
    "ui_jwt_audience": "slipway-ui",
    "ui_jwt_jwks_file": "/etc/slipway/jwks.json",
    "ui_oidc_client_id": "slipway-ui",
    "ui_oidc_client_secret_file": "/var/run/secrets/slipway/oidc/client-secret",
    "ui_oidc_metadata_url": "https://login.example.com/.well-known/openid-configuration",
    "ui_public_url": "https://shop.example.com",
    "cookie_secret_file": "/var/run/secrets/slipway/session/cookie-secret",
}

_OIDC_NEEDS = (
    "ui_oidc_client_id",
    "ui_oidc_client_secret_file",
    "ui_oidc_metadata_url",
    "ui_public_url",
    "cookie_secret_file",
)


def _variable(field: str) -> str:
    return f"SLIPWAY_{field.upper()}"


def _login_problems(settings: Settings) -> list[str]:
    """One sentence for each setting that the chosen login lacks."""
    mode = settings.ui_login
    needs: tuple[str, ...]
    if mode is LoginMode.OIDC:
        needs = _OIDC_NEEDS
    elif mode is LoginMode.HEADER and settings.checks_header_by_token:
        if settings.ui_header_secret_file:
            return [
                f"{_variable('ui_header_secret_file')} and a JWKS are both set: choose one way to verify the gateway"
            ]
        needs = ("ui_jwt_issuer", "ui_jwt_audience")
    elif mode is LoginMode.HEADER:
        needs = ("ui_header_secret_file",)
    else:
        return []
    return [
        f"{_variable(field)} is missing: SLIPWAY_UI_LOGIN={mode} needs it, for example {_EXAMPLES[field]}"
        for field in needs
        if getattr(settings, field) is None
    ]
