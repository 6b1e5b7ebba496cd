"""The page that a user sees when the API cannot answer."""

import streamlit as st

from slipway_ui.api.errors import ApiAway
from slipway_ui.page_context import PageContext
from slipway_ui.parts.notice import notice
from slipway_ui.telemetry.tracing import current_trace_id


def show_api_away(away: ApiAway, context: PageContext) -> None:
    """Say what is wrong and offer to try again; the session keeps everything."""
    with notice(away.title, away.explanation, ":material/cloud_off:"):
        # A click runs the script again, and that asks the API again: nothing of a failed call is cached.
        st.button("Try again", type="primary", icon=":material/refresh:", on_click=context.count, args=("retry",))
        show_reference()


def show_reference() -> None:
    """A number that operators can look up in traces and logs."""
    if trace_id := current_trace_id():
        st.caption(f"Reference for support: `{trace_id}`")
