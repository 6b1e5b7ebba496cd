"""Charts. Marks are of middle brightness, so that they read on a light and on a dark ground; text follows the theme."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd
import streamlit as st

from slipway_ui.api.facts import Feature, Value
from slipway_ui.insight.drift import Bin
from slipway_ui.parts.text import number, percent, readable

Chart = alt.Chart | alt.LayerChart | alt.FacetChart

STRONG, QUIET, WARM = "#3a86a8", "#9aa7ae", "#c98a2b"
_BAR = 26
_LABEL_WIDTH = 190
_NO_PADDING = {"left": 0, "right": 0, "top": 4, "bottom": 0}


def show_chart(chart: Chart) -> None:
    """Draw a chart in the width that there is."""
    # Streamlit's own labels are too pale on a light ground.
    text = "#c8d0d5" if st.context.theme.type == "dark" else "#4a555c"
    chart = chart.configure_axis(labelColor=text).configure_legend(labelColor=text).configure_text(color=text)
    st.altair_chart(chart.properties(padding=_NO_PADDING), width="stretch")


def scores_chart(scores: Mapping[str, float], predicted: str) -> Chart:
    """Probability of each class, the predicted one in colour."""
    ranked = sorted(scores, key=lambda name: -scores[name])
    data = pd.DataFrame(
        {
            "class": ranked,
            "probability": [scores[name] for name in ranked],
            "text": [percent(scores[name], decimals=1) for name in ranked],
            "predicted": [name == predicted for name in ranked],
        }
    )
    base = alt.Chart(data).encode(
        y=alt.Y("class:N", sort=None, title=None, axis=alt.Axis(labelLimit=_LABEL_WIDTH, ticks=False, domain=False)),
        x=alt.X("probability:Q", title=None, scale=alt.Scale(domain=[0, 1.2]), axis=None),
        tooltip=[
            alt.Tooltip("class:N", title="Class"),
            alt.Tooltip("probability:Q", title="Probability", format=".2%"),
        ],
    )
    bars = base.mark_bar(cornerRadius=3, size=18).encode(
        color=alt.condition("datum.predicted", alt.value(STRONG), alt.value(QUIET))
    )
    text = base.mark_text(align="left", dx=6).encode(text="text:N")
    chart: Chart = (bars + text).properties(height=_BAR * len(data) + 12)
    return chart


def importance_chart(features: Sequence[Feature], values: Mapping[str, Value] | None = None, most: int = 8) -> Chart:
    """Weight of the most important features, with the values of one row beside their names if there is one."""
    shown = list(features)[:most]
    data = pd.DataFrame(
        {
            "feature": [_with_value(feature, values) for feature in shown],
            "importance": [feature.importance or 0 for feature in shown],
            "unusual": [values is not None and feature.is_unusual(values.get(feature.name, 0)) for feature in shown],
        }
    )
    chart: Chart = (
        alt.Chart(data)
        .mark_bar(cornerRadius=3, size=12)
        .encode(
            y=alt.Y("feature:N", sort=None, title=None, axis=alt.Axis(labelLimit=260, ticks=False, domain=False)),
            x=alt.X("importance:Q", title=None, axis=None),
            color=alt.condition("datum.unusual", alt.value(WARM), alt.value(STRONG)),
            tooltip=[
                alt.Tooltip("feature:N", title="Feature"),
                alt.Tooltip("importance:Q", title="Importance", format=".3f"),
            ],
        )
        .properties(height=_BAR * len(data) + 12)
    )
    return chart


def _with_value(feature: Feature, values: Mapping[str, Value] | None) -> str:
    name = readable(feature.name)
    if values is None or feature.name not in values:
        return name
    value = values[feature.name]
    shown = value if isinstance(value, str | bool) else number(value)
    return f"{name}: {shown}"


def counts_chart(counts: Mapping[str, int], expected: Mapping[str, float]) -> Chart:
    """How often each class was predicted; a tick stands where training would put it, if that is known."""
    total = sum(counts.values())
    ticks_at = {name: expected.get(name, 0) * total for name in counts}
    data = pd.DataFrame(
        {
            "class": list(counts),
            "count": list(counts.values()),
            "expected": list(ticks_at.values()),
            # Behind bar and tick, so that neither hides it.
            "end": [max(count, ticks_at[name]) for name, count in counts.items()],
        }
    )
    base = alt.Chart(data).encode(
        y=alt.Y("class:N", sort=None, title=None, axis=alt.Axis(labelLimit=_LABEL_WIDTH, ticks=False, domain=False)),
        x=alt.X("count:Q", title=None, axis=None, scale=alt.Scale(domainMin=0, padding=24)),
    )
    bars = base.mark_bar(cornerRadius=3, size=18, color=STRONG)
    text = base.mark_text(align="left", dx=8).encode(x="end:Q", text="count:Q")
    ticks = base.mark_tick(color=WARM, opacity=1, thickness=3, size=22).encode(x="expected:Q")
    chart: Chart = (bars + text + ticks if expected else bars + text).properties(height=_BAR * len(data) + 12)
    return chart


def distribution_chart(bins: Sequence[Bin]) -> Chart:
    """Shares of the training data and of the session, side by side in each bin."""
    data = pd.DataFrame(
        [
            {"bin": one.label, "order": order, "of": of, "share": share}
            for order, one in enumerate(bins)
            for of, share in (("training", one.expected), ("yours", one.actual))
        ]
    )
    chart: Chart = (
        alt.Chart(data)
        .mark_bar(cornerRadiusEnd=2)
        .encode(
            x=alt.X("bin:N", sort=alt.SortField("order"), title=None, axis=alt.Axis(labelAngle=_angle_for(bins))),
            xOffset=alt.XOffset("of:N", sort=["training", "yours"]),
            y=alt.Y("share:Q", title=None, axis=alt.Axis(format="%", tickCount=4)),
            color=alt.Color(
                "of:N",
                title=None,
                scale=alt.Scale(domain=["training", "yours"], range=[QUIET, STRONG]),
                legend=alt.Legend(orient="top", offset=8),
            ),
            tooltip=[
                alt.Tooltip("bin:N", title="Values"),
                alt.Tooltip("of:N", title="Of"),
                alt.Tooltip("share:Q", title="Share", format=".1%"),
            ],
        )
        .properties(height=260)
    )
    return chart


def _angle_for(bins: Sequence[Bin]) -> int:
    """Labels of a few bins fit side by side, also on a phone."""
    return 0 if len(bins) <= 3 else -40
