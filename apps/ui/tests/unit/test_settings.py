import pytest
from pydantic import ValidationError

from slipway_ui.__main__ import main
from slipway_ui.settings import LoginMode, Settings


def test_the_variables_of_the_chart_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    variables = {
        "SLIPWAY_API_URL": "http://shop-api:8000",
        "SLIPWAY_API_TIMEOUT_SECONDS": "5",
        "SLIPWAY_API_KEY_FILE": "/var/run/secrets/slipway/api-access/key",
        "SLIPWAY_COOKIE_SECRET_FILE": "/var/run/secrets/slipway/session/cookie-secret",
        "SLIPWAY_METRICS_PORT": "9464",
        "SLIPWAY_DRAIN_SECONDS": "120",
        "CPU_LIMIT": "1000",
        "MEMORY_LIMIT": "2147483648",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    settings = Settings()

    assert str(settings.api_url) == "http://shop-api:8000/"
    assert settings.api_timeout_seconds == 5
    assert str(settings.api_key_file) == variables["SLIPWAY_API_KEY_FILE"]
    assert (settings.metrics_port, settings.drain_seconds) == (9464, 120)
    assert (settings.cpu_limit_millicores, settings.memory_limit_bytes) == (1000, 2147483648)
    assert settings.ui_login is LoginMode.NONE


@pytest.mark.parametrize(
    ("variables", "missing"),
    [
        ({"SLIPWAY_UI_LOGIN": "header"}, "SLIPWAY_UI_HEADER_SECRET_FILE"),
        ({"SLIPWAY_UI_LOGIN": "header", "SLIPWAY_UI_JWT_JWKS_FILE": "/keys"}, "SLIPWAY_UI_JWT_ISSUER"),
        ({"SLIPWAY_UI_LOGIN": "oidc"}, "SLIPWAY_UI_OIDC_CLIENT_ID"),
        ({"SLIPWAY_UI_LOGIN": "perhaps"}, "header"),
        ({"SLIPWAY_API_TIMEOUT_SECONDS": "0"}, "greater than 0"),
    ],
)
def test_incomplete_settings_name_the_variable_and_exit_with_2(
    variables: dict[str, str], missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert main(["serve"]) == 2
    assert missing in capsys.readouterr().err


def test_two_ways_to_verify_a_gateway_are_one_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLIPWAY_UI_LOGIN", "header")
    monkeypatch.setenv("SLIPWAY_UI_HEADER_SECRET_FILE", "/secret")
    monkeypatch.setenv("SLIPWAY_UI_JWT_JWKS_FILE", "/keys")
    with pytest.raises(ValidationError, match="choose one way"):
        Settings()


def test_all_settings_are_listed_with_a_description(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings"]) == 0
    listed = capsys.readouterr().out
    assert "SLIPWAY_API_URL\n    base address of the slipway API (default: http://127.0.0.1:8000/)" in listed
    assert all(field.description for field in Settings.model_fields.values())
