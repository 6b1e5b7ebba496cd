"""One prediction: a form from the model's features, the answer, and what it rests on."""

import streamlit as st

from slipway_ui.api.errors import ApiAway, ApiError, ApiRefused
from slipway_ui.api.facts import ModelFacts, Value
from slipway_ui.page_context import PageContext
from slipway_ui.parts.away import show_reference
from slipway_ui.parts.charts import importance_chart, scores_chart, show_chart
from slipway_ui.parts.form import feature_inputs, reset_inputs
from slipway_ui.parts.text import plain, readable
from slipway_ui.session import PastPrediction


def render(context: PageContext) -> None:
    """Draw the page."""
    model = context.services.model()
    st.title("Predict")
    st.caption(f"Model **{plain(model.name)}**, version {plain(model.version)}. Values start at what is typical.")
    left, right = st.columns([3, 2], gap="large")
    with left:
        values = _form(context, model)
    with right:
        if values is None or _ask(context, values):
            _answer(context, model)


def _form(context: PageContext, model: ModelFacts) -> dict[str, Value] | None:
    """The form; its values if it was sent in this run."""
    with st.form("predict", border=False):
        values = feature_inputs(model)
        with st.container(horizontal=True):
            sent = st.form_submit_button("Predict", type="primary", icon=":material/play_arrow:")
            st.form_submit_button(
                "Typical values", icon=":material/restart_alt:", on_click=_reset, args=(context, model)
            )
    return values if sent else None


def _reset(context: PageContext, model: ModelFacts) -> None:
    context.count("reset")
    reset_inputs(model)


def _ask(context: PageContext, values: dict[str, Value]) -> bool:
    """Ask the model; False if it did not answer, which is shown."""
    context.count("predict")
    session = context.session
    session.latest = None
    try:
        with st.spinner("Asking the model…"):
            answer = context.services.api.predict([values])
    except ApiError as error:
        _show_failure(error)
        return False
    session.remember([values], answer, "form")
    session.latest = session.history[-1]
    return True


def _show_failure(error: ApiError) -> None:
    """In place, beside the form: what was entered stays, and the same button tries again."""
    if isinstance(error, ApiAway):
        st.error(f"**{plain(error.title)}.** {plain(error.explanation)}", icon=":material/cloud_off:")
        show_reference()
        return
    st.error(f"**{plain(error.title)}.** {plain(error.explanation)}", icon=":material/error:")
    if isinstance(error, ApiRefused):
        for problem in error.errors:
            _, field = problem.row_and_field()
            st.markdown(f"- {plain(readable(field or 'the request'))}: {plain(problem.detail)}")


def _answer(context: PageContext, model: ModelFacts) -> None:
    past = context.session.latest
    if past is None:
        with st.container(border=True):
            st.markdown("#### :material/lightbulb: No prediction yet")
            st.markdown("Change what you know, keep the rest, and press **Predict**. The answer appears here.")
        return
    with st.container(border=True, key="answer"):
        st.caption("The model says")
        st.markdown(f"## {plain(past.prediction.label)}")
        if past.prediction.scores:
            show_chart(scores_chart(past.prediction.scores, past.prediction.label))
        _unusual(model, past)
        st.caption(f"Model version {plain(past.model_version)}. Id of this prediction:  \n`{past.prediction.id}`")
    _importance(model, past)


def _unusual(model: ModelFacts, past: PastPrediction) -> None:
    names = [
        readable(feature.name)
        for feature in model.features
        if feature.name in past.features and feature.is_unusual(past.features[feature.name])
    ]
    if names:
        st.warning(
            f"Training never saw such a value: {plain(', '.join(names))}. Take the answer with care.",
            icon=":material/warning:",
        )


def _importance(model: ModelFacts, past: PastPrediction) -> None:
    ranked = model.by_importance
    if not ranked:
        return
    st.markdown("#### What the model looks at most")
    show_chart(importance_chart(ranked, past.features))
    st.caption("Importance over all training data, beside your values. It does not explain a single case.")
