"""What serves now: version, quality against its floor, importance, and drift of your own inputs."""

import pandas as pd
import streamlit as st

from slipway_ui.api.facts import ModelFacts, Quality
from slipway_ui.page_context import PageContext
from slipway_ui.parts.charts import importance_chart, show_chart
from slipway_ui.parts.drift_table import drift_table
from slipway_ui.parts.text import moment, number, percent, plain, readable


def render(context: PageContext) -> None:
    """Draw the page."""
    model = context.services.model()
    st.title("Model")
    _identity(model)
    _failure(model)
    left, right = st.columns(2, gap="large")
    with left:
        _quality(model)
        st.markdown("#### What it looks at most")
        if model.by_importance:
            show_chart(importance_chart(model.by_importance, most=30))
        else:
            st.caption("This model was registered without feature importance.")
    with right:
        st.markdown("#### Drift of your inputs")
        drift_table(context, model)
    st.markdown("#### Features")
    _features(model)


def _identity(model: ModelFacts) -> None:
    facts = {
        "Name": model.name,
        "Version": model.version,
        "Run": model.run_id,
        "Source": model.source,
        "Loaded": moment(model.loaded_at),
        "Golden set": _golden(model),
    }
    if model.description:
        st.caption(plain(model.description))
    with st.container(border=True, horizontal=True, horizontal_alignment="distribute", gap="medium", key="identity"):
        for name, value in facts.items():
            if value:
                st.markdown(f":small[{name}]  \n**{plain(value)}**", width="content")


def _golden(model: ModelFacts) -> str | None:
    if not model.golden_rows:
        return None
    right = "" if model.golden_accuracy is None else f", {percent(model.golden_accuracy)} right"
    return f"{model.golden_rows} rows{right}"


def _failure(model: ModelFacts) -> None:
    """A newer model was refused: users should know that what they see is not the newest."""
    if model.last_failure is not None:
        version = f" {plain(model.last_failure.version)}" if model.last_failure.version else ""
        st.warning(
            f"Version{version} could not be taken into service; version {plain(model.version)} goes on serving.",
            icon=":material/warning:",
        )


def _quality(model: ModelFacts) -> None:
    if not model.quality:
        st.caption("This model was registered without measures of quality.")
        return
    st.markdown("#### Quality")
    with st.container(horizontal=True, key="quality"):
        for quality in model.quality:
            _measure(quality)


def _measure(quality: Quality) -> None:
    if quality.floor is None:
        st.metric(readable(quality.metric), number(quality.value), border=True)
        return
    distance = quality.value - quality.floor
    st.metric(
        readable(quality.metric),
        number(quality.value),
        f"{distance:+.3f} {'below' if distance < 0 else 'above'} its floor of {number(quality.floor)}",
        border=True,
    )


def _features(model: ModelFacts) -> None:
    table = pd.DataFrame(
        [
            {
                "Feature": readable(feature.name),
                "Type": feature.type,
                "Unit": feature.unit,
                "Lowest": feature.minimum,
                "Median": feature.median,
                "Highest": feature.maximum,
                "Importance": feature.importance,
            }
            for feature in model.features
        ]
    ).dropna(axis="columns", how="all")
    st.dataframe(
        table,
        hide_index=True,
        width="stretch",
        height="content",
        column_config={
            "Importance": st.column_config.ProgressColumn(
                format="%.3f", min_value=0, max_value=max((f.importance or 0 for f in model.features), default=1) or 1
            )
        },
    )
