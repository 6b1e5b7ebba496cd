"""Input widgets made from the model's features."""

import math

import streamlit as st

from slipway_ui.api.facts import Feature, ModelFacts, Value
from slipway_ui.parts.text import number, plain, readable
from slipway_ui.session import INPUT

_COLUMNS = 2


def feature_inputs(model: ModelFacts) -> dict[str, Value]:
    """One widget for each feature, in columns; returns what is entered."""
    values: dict[str, Value] = {}
    features = model.features
    for start in range(0, len(features), _COLUMNS):
        # A row at a time, so that the order for the eye, the Tab key and a phone's single column is the same.
        for column, feature in zip(st.columns(_COLUMNS), features[start : start + _COLUMNS], strict=False):
            with column:
                values[feature.name] = _input(feature, model)
    return values


def reset_inputs(model: ModelFacts) -> None:
    """Back to typical values."""
    for feature in model.features:
        st.session_state[_key(feature)] = _typical(feature, model)


def _key(feature: Feature) -> str:
    return f"{INPUT}{feature.name}"


def _input(feature: Feature, model: ModelFacts) -> Value:
    key = _key(feature)
    # A default beside a value in the session state is a warning to Streamlit, so the state alone holds it.
    st.session_state.setdefault(key, _typical(feature, model))
    label = plain(readable(feature.name)) + (f" ({plain(feature.unit)})" if feature.unit else "")
    if feature.type == "boolean":
        return st.toggle(label, key=key)
    if not feature.is_number:
        choices = _categories(feature, model)
        if choices:
            return st.selectbox(label, choices, key=key)
        return st.text_input(label, key=key, max_chars=200)
    if feature.is_whole:
        least, most = _whole(feature.accepted.minimum), _whole(feature.accepted.maximum)
        return int(st.number_input(label, least, most, key=key, step=1, help=_range_text(feature)))
    shown = f"%.{_decimals_of(feature)}f"
    low, high = feature.accepted.minimum, feature.accepted.maximum
    return float(
        st.number_input(label, low, high, key=key, step=step_of(feature), format=shown, help=_range_text(feature))
    )


def step_of(feature: Feature) -> float:
    """A round step, about a hundredth of the range that training saw."""
    if feature.minimum is None or feature.maximum is None or feature.maximum <= feature.minimum:
        return 0.1
    return float(10.0 ** round(math.log10((feature.maximum - feature.minimum) / 100)))


def _whole(end: float | None) -> int | None:
    return None if end is None else round(end)


def _decimals_of(feature: Feature) -> int:
    return max(0, -math.floor(math.log10(step_of(feature)))) + 1


def _typical(feature: Feature, model: ModelFacts) -> Value:
    if feature.type == "boolean":
        return feature.median is True
    if not feature.is_number:
        choices = _categories(feature, model)
        typical = feature.median
        return typical if isinstance(typical, str) and (not choices or typical in choices) else (choices or [""])[0]
    known = (feature.median, feature.mean, feature.minimum, feature.accepted.minimum)
    middle = next((value for value in known if isinstance(value, int | float)), 0.0)
    # Rounded as it is shown: what a user sees is what is sent.
    return round(middle) if feature.is_whole else round(float(middle), _decimals_of(feature))


def _categories(feature: Feature, model: ModelFacts) -> list[str]:
    reference = model.reference.features.get(feature.name)
    return [] if reference is None else [edge for edge in reference.edges if isinstance(edge, str)]


def _range_text(feature: Feature) -> str | None:
    if feature.minimum is None or feature.maximum is None:
        return None
    return f"Training saw {number(feature.minimum)} to {number(feature.maximum)}, on average {number(feature.mean)}."
