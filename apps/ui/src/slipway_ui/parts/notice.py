"""A calm card that takes the place of a page: not signed in, service away, nothing here yet."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from slipway_ui.parts.text import plain


@contextmanager
def notice(title: str, explanation: str, icon: str = ":material/info:") -> Iterator[None]:
    """Show the card; what is drawn inside the `with` block comes below the text."""
    with st.container(border=True, key="notice"):
        st.markdown(f"### {icon} {plain(title)}")
        st.markdown(plain(explanation))
        yield
