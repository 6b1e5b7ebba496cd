"""One run of the page script: session, login, navigation, the chosen page, and the measurements around them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final

import streamlit as st
from opentelemetry.trace import get_current_span
from streamlit.navigation.page import StreamlitPage

from slipway_ui import __version__
from slipway_ui.api.errors import ApiAway
from slipway_ui.login.pseudonym import pseudonym_of
from slipway_ui.page_context import PageContext
from slipway_ui.parts.away import show_api_away
from slipway_ui.parts.text import plain
from slipway_ui.services import Services, services
from slipway_ui.session import Session, current_session, keep_inputs
from slipway_ui.streamlit_config import base_path
from slipway_ui.telemetry.script_runs import ScriptRun, script_run
from slipway_ui.views import batch, explore, feedback, model, predict

_ASSETS: Final = Path(__file__).parent / "assets"
_STYLE: Final = _ASSETS / "style.css"
# An own file: Streamlit would fetch an icon font's picture for the browser tab from another host.
_ICON: Final = _ASSETS / "icon.png"


@dataclass(frozen=True)
class _Page:
    name: str
    title: str
    icon: str
    module: ModuleType


_PAGES: Final = (
    _Page("predict", "Predict", ":material/science:", predict),
    _Page("batch", "Batch", ":material/table_rows:", batch),
    _Page("explore", "Explore", ":material/query_stats:", explore),
    _Page("model", "Model", ":material/model_training:", model),
    _Page("feedback", "Feedback", ":material/rate_review:", feedback),
)


def run() -> None:
    """Run the script once for the current session."""
    shared = services()
    with script_run(shared.metrics, shared.tracer) as this_run:
        _run(shared, this_run)


def _run(shared: Services, this_run: ScriptRun) -> None:
    st.set_page_config(page_title=shared.settings.title, page_icon=str(_ICON), layout="wide")
    st.logo(str(_ICON))
    st.html(_STYLE)
    session = current_session(shared.settings.ui_history_rows)
    keep_inputs(session)
    this_run.first_run = session.runs == 0
    session.runs += 1
    pages = [
        st.Page(
            _renderer(page, shared, session),
            title=page.title,
            icon=page.icon,
            url_path=page.name,
            default=page is _PAGES[0],
        )
        for page in _PAGES
    ]
    chosen = st.navigation(pages, position="top")
    # The default page has an empty path.
    this_run.page = chosen.url_path or _PAGES[0].name
    try:
        shared.gate.admit(session)
        _note_user(shared, session)
        _count_navigation(shared, session, this_run.page)
        _header(shared, session)
        chosen.run()
        _footer()
        _small_screen_navigation(pages)
        shared.gate.watch(session)
    finally:
        # Also when the run ends early: the sign-in page and the page without an API were loaded too.
        if this_run.first_run:
            st.html(shared.page_load.markup(this_run.page, base_path()), unsafe_allow_javascript=True)


def _renderer(page: _Page, shared: Services, session: Session) -> Callable[[], None]:
    context = PageContext(page.name, shared, session)

    def render() -> None:
        try:
            page.module.render(context)
        except ApiAway as away:
            show_api_away(away, context)

    return render


def _note_user(shared: Services, session: Session) -> None:
    if pseudonym := pseudonym_of(session.user, shared.pseudonym_key):
        get_current_span().set_attribute("enduser.pseudo.id", pseudonym)


def _count_navigation(shared: Services, session: Session, page: str) -> None:
    if session.last_page not in {None, page}:
        shared.count_interaction(page, "navigate")
    session.last_page = page


def _header(shared: Services, session: Session) -> None:
    if session.user is None:
        return
    with st.container(horizontal=True, horizontal_alignment="right", key="account"):
        shared.gate.show_user(session)


def _small_screen_navigation(pages: list[StreamlitPage]) -> None:
    """Pages as a bar at the bottom. The style sheet shows it on phones, instead of Streamlit's menu behind an icon."""
    with st.container(horizontal=True, key="small_screen_navigation"):
        for page in pages:
            st.page_link(page, label=page.title, icon=page.icon)


def _footer() -> None:
    with st.container(key="footer"):
        st.caption(f"slipway {plain(__version__)}")
