"""Drift of the session's inputs as a table, or why there is none yet."""

import pandas as pd
import streamlit as st

from slipway_ui.api.facts import ModelFacts
from slipway_ui.insight.drift import MODERATE, SHIFTED, drift_of
from slipway_ui.page_context import PageContext
from slipway_ui.parts.text import readable

# Said by word and mark, not by colour alone; the colours read on light and dark.
_WORDS = {"stable": "● stable", "moderate": "◆ moderate", "shifted": "▲ shifted", "too few": "too few values"}
_COLOURS = {"stable": "#3f8657", "moderate": "#a86f14", "shifted": "#c24f3f", "too few": "#74828a"}


def drift_table(context: PageContext, model: ModelFacts) -> None:
    """PSI of each feature over the history of the session."""
    minimum = context.services.settings.ui_drift_minimum_rows
    rows = [past.features for past in context.session.history]
    if len(rows) < minimum:
        st.info(
            f"Drift needs at least {minimum} predictions; you have {len(rows)}. A batch brings them quickly.",
            icon=":material/hourglass_empty:",
        )
        return
    drifts = drift_of(model, rows, minimum)
    table = pd.DataFrame(
        [{"Feature": readable(drift.feature), "PSI": drift.score, "State": _WORDS[drift.band]} for drift in drifts]
    )
    colours = [f"color: {_COLOURS[drift.band]}; font-weight: 600" for drift in drifts]
    st.dataframe(
        table.style.apply(lambda _: colours, subset=["State"]),
        hide_index=True,
        width="stretch",
        height="content",
        column_config={"PSI": st.column_config.NumberColumn(format="%.3f")},
    )
    st.caption(
        f"Population stability index of {len(rows)} rows of yours against the {model.reference.rows} rows of "
        f"training: below {MODERATE} stable, from {SHIFTED} shifted."
    )
