"""The user's own predictions: list, classes, distributions against training, drift."""

from collections import Counter

import pandas as pd
import streamlit as st

from slipway_ui.api.facts import ModelFacts
from slipway_ui.insight.drift import distribution
from slipway_ui.page_context import PageContext
from slipway_ui.parts.charts import counts_chart, distribution_chart, show_chart
from slipway_ui.parts.drift_table import drift_table
from slipway_ui.parts.notice import notice
from slipway_ui.parts.text import readable
from slipway_ui.session import PastPrediction

_MOST_ROWS_SHOWN = 500
_UNTIL = "They are gone when you close the page or the session ends, and nobody else sees them."


def render(context: PageContext) -> None:
    """Draw the page."""
    model = context.services.model()
    history = list(context.session.history)
    st.title("Explore")
    if not history:
        with notice(
            "Nothing to explore yet",
            "Your predictions appear here, from the form and from batches.",
            ":material/query_stats:",
        ):
            st.caption(f"Only those of this browser session: {_UNTIL}")
        return
    count = "1 prediction" if len(history) == 1 else f"{len(history)} predictions"
    st.caption(f"{count} of this browser session. {_UNTIL}")
    with st.container(key="explore"):
        left, right = st.columns(2, gap="large")
    with left:
        if model.classes:
            st.markdown("#### Predicted classes")
            counts = Counter(past.prediction.label for past in history)
            trained = model.reference.prediction
            expected = {} if trained is None else dict(zip(map(str, trained.edges), trained.shares, strict=False))
            show_chart(counts_chart({name: counts[name] for name in model.classes}, expected))
            if expected:
                st.caption("Amber ticks: where the shares of the training data would be.")
        st.markdown("#### Distribution")
        _distribution(context, model, history)
    with right:
        st.markdown("#### Drift against training")
        drift_table(context, model)
    st.markdown("#### History")
    _history(history)


def _distribution(context: PageContext, model: ModelFacts, history: list[PastPrediction]) -> None:
    names = [feature.name for feature in model.by_importance or model.features]
    chosen = st.selectbox(
        "Feature",
        names,
        format_func=readable,
        key="input.explore",
        on_change=context.count,
        args=("choose_feature",),
    )
    reference = model.reference.features.get(chosen)
    values = [past.features[chosen] for past in history if chosen in past.features]
    bins = distribution(reference, values) if reference else []
    if bins:
        show_chart(distribution_chart(bins))
    else:
        st.caption("The model came without a reference distribution for this feature.")


def _history(history: list[PastPrediction]) -> None:
    newest = history[: -_MOST_ROWS_SHOWN - 1 : -1]
    table = pd.DataFrame(
        [
            {
                "When": past.at,
                "From": past.source,
                "Prediction": past.prediction.label,
                "Confidence": None if past.prediction.confidence is None else past.prediction.confidence * 100,
                "Truth": past.truth,
                **{readable(name): value for name, value in past.features.items()},
            }
            for past in newest
        ]
    )
    st.dataframe(
        table.dropna(axis="columns", how="all"),
        hide_index=True,
        width="stretch",
        column_config={
            "When": st.column_config.DatetimeColumn(format="HH:mm:ss", timezone=st.context.timezone or "UTC"),
            "Confidence": st.column_config.ProgressColumn(format="%.1f %%", min_value=0, max_value=100),
        },
    )
    if len(history) > _MOST_ROWS_SHOWN:
        st.caption(f"The newest {_MOST_ROWS_SHOWN} are shown.")
