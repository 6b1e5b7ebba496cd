"""The truth about predictions, told later: it makes the accuracy of the model in use known."""

import uuid

import streamlit as st

from slipway_ui.api.errors import ApiError, ApiRefused
from slipway_ui.api.facts import Label, ModelFacts, label_text
from slipway_ui.page_context import PageContext
from slipway_ui.parts.text import percent, plain
from slipway_ui.session import INPUT, PastPrediction

_MOST_CHOICES = 200


def render(context: PageContext) -> None:
    """Draw the page."""
    model = context.services.model()
    st.title("Feedback")
    st.caption("Tell what turned out to be true. The service compares it with what the model said.")
    _score(context)
    open_ones = [past for past in reversed(context.session.history) if past.truth is None][:_MOST_CHOICES]
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True):
        st.markdown("#### One of your predictions")
        if open_ones:
            _for_session(context, model, open_ones)
        else:
            st.markdown("There is none without feedback. Make one on the page **Predict**.")
    with right, st.container(border=True):
        st.markdown("#### An earlier prediction")
        _for_identifier(context, model)


def _score(context: PageContext) -> None:
    told = [past for past in context.session.history if past.truth is not None]
    if not told:
        return
    count = "1 prediction" if len(told) == 1 else f"{len(told)} predictions"
    right = sum(past.truth == past.prediction.label for past in told)
    st.info(
        f"You told the truth about {count}: the model was right in {right} ({percent(right / len(told))}).",
        icon=":material/fact_check:",
    )


def _for_session(context: PageContext, model: ModelFacts, open_ones: list[PastPrediction]) -> None:
    by_identifier = {past.prediction.id: past for past in open_ones}
    chosen = st.selectbox(
        "Prediction", list(by_identifier), format_func=lambda identifier: _describe(by_identifier[identifier])
    )
    past = by_identifier[chosen]
    truth = _truth_input(model, f"truth.session.{chosen}")
    if st.button("Send feedback", type="primary", key="send") and _send(context, chosen, truth):
        past.truth = str(truth)
        st.rerun()


def _for_identifier(context: PageContext, model: ModelFacts) -> None:
    text = st.text_input("Prediction id", key=f"{INPUT}feedback.id", placeholder="from an API answer or a results file")
    if not text:
        return
    try:
        identifier = str(uuid.UUID(text.strip()))
    except ValueError:
        st.error(
            "This is not a prediction id. It looks like 3f1c9a52-0d5e-4c1b-9a64-5d0f0a7a2f10.", icon=":material/error:"
        )
        return
    try:
        stored = context.services.prediction(identifier)
    except ApiError as error:
        unknown = isinstance(error, ApiRefused) and error.status == 404
        title = "Not found" if unknown else error.title
        st.error(f"**{plain(title)}.** {plain(error.explanation)}", icon=":material/error:")
        return
    said = label_text(stored.prediction)
    st.markdown(f"The model said **{plain(said)}**.")
    truth = _truth_input(model, f"truth.id.{identifier}")
    if st.button("Send for this id", key="send_identifier") and _send(context, identifier, truth):
        for past in context.session.history:
            if past.prediction.id == identifier:
                past.truth = str(truth)
        st.success("Thank you, it is recorded.", icon=":material/check_circle:")


def _describe(past: PastPrediction) -> str:
    return f"{past.at:%H:%M:%S} UTC · {past.prediction.label} · {past.prediction.id[:8]}"


def _truth_input(model: ModelFacts, key: str) -> Label | None:
    """Nothing is chosen at first: a prefilled answer would be the model's, not the user's."""
    if not model.classes:
        return st.number_input("True value", key=key, value=None)
    return st.radio("True class", model.classes, index=None, key=key, horizontal=True)


def _send(context: PageContext, identifier: str, truth: Label | None) -> bool:
    context.count("feedback")
    if truth is None:
        st.error("Choose what was true first.", icon=":material/error:")
        return False
    try:
        context.services.api.send_feedback(identifier, truth)
    except ApiError as error:
        st.error(f"**{plain(error.title)}.** {plain(error.explanation)}", icon=":material/error:")
        return False
    return True
