"""Many predictions: a CSV file in, checked row by row, predicted in parts, results out."""

import hashlib

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from slipway_ui.api.errors import ApiError
from slipway_ui.api.facts import ModelFacts
from slipway_ui.batch.checking import check_table
from slipway_ui.batch.reading import UnreadableFile, read_csv
from slipway_ui.batch.running import BatchRun
from slipway_ui.batch.writing import results_csv, template_csv
from slipway_ui.page_context import PageContext
from slipway_ui.parts.batch_table import batch_table
from slipway_ui.parts.text import plain


def render(context: PageContext) -> None:
    """Draw the page."""
    model = context.services.model()
    st.title("Batch")
    st.caption(
        f"A CSV file with a header line and the {len(model.features)} features of the model, "
        f"at most {context.services.settings.ui_batch_max_rows:,} rows."
    )
    st.download_button(
        "Download template",
        template_csv(model),
        "slipway-template.csv",
        "text/csv",
        icon=":material/description:",
        on_click=context.count,
        args=("template",),
    )
    _upload(context, model)
    run = context.session.batch
    if run is not None:
        _show(context, model, run)


def _upload(context: PageContext, model: ModelFacts) -> None:
    """Take a new file; the batch of the last one stays when the page is left and comes back."""
    upload = st.file_uploader("CSV file", type="csv")
    if upload is None:
        return
    content = upload.getvalue()
    fingerprint = hashlib.sha256(content).hexdigest()
    session = context.session
    if fingerprint == session.batch_file:
        return
    context.count("upload")
    session.batch = session.batch_file = session.batch_failure = None
    try:
        table = check_table(read_csv(content, context.services.settings.ui_batch_max_rows), model)
    except UnreadableFile as problem:
        st.error(plain(str(problem)), icon=":material/error:")
        return
    session.batch, session.batch_file = BatchRun(table), fingerprint


def _show(context: PageContext, model: ModelFacts, run: BatchRun) -> None:
    table = run.table
    if table.ignored_columns:
        st.info(f"Not features of the model, so not sent: {plain(', '.join(table.ignored_columns))}.")
    _summary(run)
    if context.session.batch_failure:
        st.error(context.session.batch_failure, icon=":material/cloud_off:")
    progress = st.empty()
    with st.container(horizontal=True):
        if run.waiting and st.button(_start_label(run), type="primary", icon=":material/play_arrow:"):
            _run(context, run, progress)
        if run.results:
            st.download_button(
                "Download results",
                results_csv(run, model.classes),
                "slipway-results.csv",
                "text/csv",
                icon=":material/download:",
                on_click=context.count,
                args=("download",),
            )
    batch_table(run)


def _start_label(run: BatchRun) -> str:
    waiting = len(run.waiting)
    rows = "1 row" if waiting == 1 else f"{waiting} rows"
    return f"Continue with {rows}" if run.results else f"Predict {rows}"


def _run(context: PageContext, run: BatchRun, place: DeltaGenerator) -> None:
    """Predict what waits, then draw the page anew: its summary and buttons come before the run."""
    context.count("continue" if run.results else "run")
    session = context.session
    session.batch_failure = None
    total, done = len(run.waiting), 0
    bar = place.progress(0.0, "Predicting…")
    try:
        for rows, answer in run.advance(context.services.api.predict, context.services.settings.ui_batch_chunk_rows):
            session.remember(rows, answer, "batch")
            done += len(rows)
            bar.progress(min(done / total, 1.0), f"{done} of {total} rows")
    except ApiError as error:
        kept = f"{done} of {total} rows are done and kept." if done else ""
        session.batch_failure = f"**{plain(error.title)}.** {plain(error.explanation)} {kept}"
    st.rerun()


def _summary(run: BatchRun) -> None:
    bad, waiting, done = len(run.table.bad_rows), len(run.waiting), len(run.results)
    parts = [f"**{len(run.table.rows)}** rows"]
    if done:
        parts.append(f"**{done}** predicted")
    if waiting:
        parts.append(f"**{waiting}** ready")
    text = ", ".join(parts)
    if bad:
        noun = "1 row has an error and is" if bad == 1 else f"{bad} rows have errors and are"
        st.warning(f"{text}. {noun} left out:\n\n{_problems(run)}", icon=":material/warning:")
    else:
        st.success(f"{text}.", icon=":material/check_circle:")


def _problems(run: BatchRun, most: int = 5) -> str:
    """The first errors in words; the table marks all of them in place."""
    bad = run.table.bad_rows
    lines = [f"- Line {row.line}: {plain(row.problem)}" for row in bad[:most]]
    more = len(bad) - most
    return "\n".join([*lines, f"- and {more} more, marked in the table"] if more > 0 else lines)
