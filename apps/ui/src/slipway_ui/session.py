"""What one browser session knows: who, since when, and its own predictions. Nothing of it is shared or stored."""

import time
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import streamlit as st

from slipway_ui.api.facts import Prediction, Predictions, Value
from slipway_ui.batch.running import BatchRun

INPUT = "input."
_KEY = "slipway.session"


@dataclass
class PastPrediction:
    """A prediction that the user asked for, and the truth if it was told."""

    prediction: Prediction
    features: Mapping[str, Value]
    model_version: str
    source: str
    at: datetime
    truth: str | None = None


@dataclass
class Session:
    """State of one session, kept by Streamlit between script runs and lost with the session."""

    history: deque[PastPrediction]
    started_at: float = field(default_factory=time.time)
    last_seen: float = field(default_factory=time.time)
    runs: int = 0
    last_page: str | None = None
    user: str | None = None
    proof: object = None
    has_ended: bool = False
    inputs: dict[str, object] = field(default_factory=dict)
    latest: PastPrediction | None = None
    batch: BatchRun | None = None
    batch_file: str | None = None
    batch_failure: str | None = None

    def remember(self, rows: Iterable[Mapping[str, Value]], answer: Predictions, source: str) -> None:
        """Add predictions to the history; the oldest go when it is full."""
        now = datetime.now(UTC)
        for features, prediction in zip(rows, answer.predictions, strict=True):
            self.history.append(PastPrediction(prediction, features, answer.model.version, source, now))

    def end_of(self, idle_seconds: float, longest_seconds: float, now: float) -> str | None:
        """Why the session is over, in words for the user; None while it goes on."""
        if now - self.last_seen > idle_seconds:
            return f"There was no activity for {_duration(idle_seconds)}."
        if now - self.started_at > longest_seconds:
            return f"A session lasts {_duration(longest_seconds)}."
        return None


def _duration(seconds: float) -> str:
    if seconds >= 5400:
        return f"{seconds / 3600:g} hours"
    if seconds >= 90:
        return f"{seconds / 60:g} minutes"
    return f"{seconds:g} seconds"


def current_session(history_rows: int) -> Session:
    """The session of the running script."""
    session = st.session_state.get(_KEY)
    if not isinstance(session, Session):
        session = Session(history=deque(maxlen=history_rows))
        st.session_state[_KEY] = session
    return session


def keep_inputs(session: Session) -> None:
    """Keep what was entered on other pages: Streamlit drops the state of a widget that is not drawn."""
    for key in list(st.session_state.keys()):
        if isinstance(key, str) and key.startswith(INPUT):
            session.inputs[key] = st.session_state[key]
    # Set even if it did not change: that is what makes Streamlit take it for ours.
    for key, value in session.inputs.items():
        st.session_state[key] = value


def forget_everything() -> None:
    """Remove all that is held, widgets included."""
    for key in list(st.session_state.keys()):
        del st.session_state[key]
