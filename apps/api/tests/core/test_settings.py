"""Every variable of the chart is known, and a wrong one is named with an example."""

import re
from pathlib import Path

import pytest

from slipway_api.settings import Settings, SettingsError, load_settings, variables

CONFIG_MAP = Path(__file__).parents[4] / "chart" / "templates" / "api" / "config-map.yaml"
# OpenTelemetry reads these itself.
READ_BY_OPENTELEMETRY = {"OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG"}


def test_every_variable_of_the_chart_is_known() -> None:
    given = set(re.findall(r"^ +([A-Z][A-Z0-9_]+):", CONFIG_MAP.read_text(), re.MULTILINE))
    assert len(given) > 20
    assert given - {variable.name for variable in variables()} == READ_BY_OPENTELEMETRY


def test_every_variable_has_a_description_and_an_example() -> None:
    assert [variable.name for variable in variables() if not variable.description or not variable.example] == []


def test_variables_are_read_and_empty_ones_count_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLIPWAY_HTTP_PORT", "8123")
    monkeypatch.setenv("SLIPWAY_CACHE_PORT", "")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317")
    settings = load_settings()
    assert (settings.http_port, settings.cache_port) == (8123, 6379)
    assert settings.tracing_enabled


def test_traces_can_be_turned_off_by_the_standard_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317")
    monkeypatch.setenv("OTEL_SDK_DISABLED", "true")
    assert not load_settings().tracing_enabled


def test_wrong_variables_are_named_with_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLIPWAY_HTTP_PORT", "web")
    monkeypatch.setenv("OTEL_SDK_DISABLED", "perhaps")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    lines = sorted(str(caught.value).splitlines())
    assert lines[0].startswith("OTEL_SDK_DISABLED: ")
    assert lines[0].endswith("example: OTEL_SDK_DISABLED=true")
    assert lines[1].startswith("SLIPWAY_HTTP_PORT: ")
    assert "'web'" in lines[1]
    assert lines[1].endswith("example: SLIPWAY_HTTP_PORT=8000")


def test_settings_can_be_given_by_name() -> None:
    assert Settings(http_port=0, otel_exporter_otlp_endpoint="http://collector:4317").tracing_enabled
