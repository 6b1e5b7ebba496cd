"""Lets a script run go on only for a session that may: signed in if that is needed, and not over."""

import logging
import time

import streamlit as st

from slipway_ui.login.header import HeaderLogin, NotSignedIn
from slipway_ui.parts.notice import notice
from slipway_ui.session import Session, forget_everything
from slipway_ui.settings import LoginMode, Settings

_logger = logging.getLogger(__name__)


class Gate:
    """Checks at the start of each script run. It shows a page of its own and stops the run if the check fails."""

    def __init__(self, settings: Settings, header_login: HeaderLogin | None) -> None:
        self._mode = settings.ui_login
        self._header_login = header_login
        self._idle_seconds = settings.ui_session_idle_minutes * 60
        self._longest_seconds = settings.ui_session_hours * 3600
        self._sign_out_url = settings.ui_sign_out_url

    def admit(self, session: Session) -> None:
        """Return if the session may go on; otherwise show why not and stop the run."""
        now = time.time()
        reason = "It was closed." if session.has_ended else self._end_of(session, now)
        if reason:
            self._end(reason)
        match self._mode:
            case LoginMode.HEADER:
                self._admit_by_header(session)
            case LoginMode.OIDC:
                self._admit_by_oidc(session, now)
            case LoginMode.NONE:
                pass
        session.last_seen = now

    def watch(self, session: Session) -> None:
        """End the session in the browser too when its time is over, so that a left screen does not keep showing it."""

        @st.fragment(run_every=max(1.0, min(30.0, self._idle_seconds / 4)))
        def look_at_the_clock() -> None:
            if self._end_of(session, time.time()):
                st.rerun()

        look_at_the_clock()

    def show_user(self, session: Session) -> None:
        """Name of the user and the way out, if there is a user."""
        if session.user is None:
            return
        with st.popover(":material/account_circle:", help="Your account"):
            st.caption("Signed in as")
            st.text(session.user)
            if self._mode is LoginMode.OIDC:
                st.button("Sign out", on_click=st.logout)
            elif self._sign_out_url:
                st.html(
                    f'<a class="slipway-button" href="{_attribute(self._sign_out_url)}" target="_self">Sign out</a>'
                )

    def _end_of(self, session: Session, now: float) -> str | None:
        return session.end_of(self._idle_seconds, self._longest_seconds, now)

    def _end(self, reason: str) -> None:
        """Show the end and forget the data. Only a new page load, which passes the gateway again, starts anew."""
        forget_everything()
        from slipway_ui.session import current_session

        ended = current_session(1)
        ended.has_ended = True
        ended.runs = 1
        with notice(
            "Your session has ended", f"{reason} What it held was removed from this page.", ":material/lock_clock:"
        ):
            if self._mode is LoginMode.OIDC:
                st.button("Sign in again", type="primary", on_click=st.logout)
            else:
                st.html('<a class="slipway-button" href="./" target="_self">Start again</a>')
        st.stop()

    def _admit_by_header(self, session: Session) -> None:
        if self._header_login is None:
            raise RuntimeError("no header login was made")
        headers = st.context.headers
        proof = tuple(tuple(headers.get_all(name)) for name in self._header_login.header_names)
        # The headers are those of the WebSocket's start. They are verified once: a token may expire while the session
        # goes on, which has time limits of its own.
        if session.proof is not None and session.proof == proof:
            return
        try:
            user = self._header_login.user_of(headers)
        except NotSignedIn as error:
            _logger.warning("login refused: %s", error)
            self._refuse()
        else:
            if session.user is not None and session.user != user:
                _logger.warning("login refused: another user came back to the session")
                self._end("Another user signed in.")
            session.user, session.proof = user, proof

    def _refuse(self) -> None:
        with notice(
            "You are not signed in",
            "This page is reached through a gateway that knows its users, and your request did not come from there "
            "with a valid login. Open the address that you were given, or ask the people who run this service.",
            ":material/lock:",
        ):
            st.html('<a class="slipway-button" href="./" target="_self">Try again</a>')
        st.stop()

    def _admit_by_oidc(self, session: Session, now: float) -> None:
        if not st.user.is_logged_in:
            with notice("Sign in to go on", "Your organisation keeps your password; this page never sees it."):
                st.button("Sign in", type="primary", on_click=st.login)
            st.stop()
        # Streamlit's cookie lives for 30 days whatever the provider says, so the age of the login is checked here.
        issued_at = st.user.get("iat")
        if isinstance(issued_at, int | float) and now - issued_at > self._longest_seconds:
            self._end("Your login is too old.")
        name = st.user.get("email") or st.user.get("sub")
        session.user = str(name) if name else "unknown"


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
