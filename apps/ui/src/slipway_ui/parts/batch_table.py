"""The rows of a batch with their state, errors in place."""

import pandas as pd
import streamlit as st

from slipway_ui.batch.checking import CheckedRow
from slipway_ui.batch.running import BatchRun
from slipway_ui.parts.text import percent

_MOST_ROWS_SHOWN = 500
# Half transparent, so that both a light and a dark ground keep their text readable.
_BAD, _ODD = "background-color: rgba(200, 60, 50, 0.35)", "background-color: rgba(201, 138, 43, 0.30)"


def batch_table(run: BatchRun) -> None:
    """Table of the rows; those with problems first, because they are what a user must act on."""
    rows = [*run.table.bad_rows, *run.table.good_rows]
    shown = rows[:_MOST_ROWS_SHOWN]
    columns = [name for name in run.table.columns if name]
    table = pd.DataFrame(
        [
            {"Line": row.line, "State": _state(run, row), **{name: row.cells.get(name, "") for name in columns}}
            for row in shown
        ]
    )
    styles = pd.DataFrame("", index=table.index, columns=table.columns)
    for position, row in enumerate(shown):
        for marks, style in ((row.warnings, _ODD), (row.errors, _BAD)):
            for column in marks:
                styles.loc[position, column if column in columns else "State"] = style
        if row.errors:
            styles.loc[position, "State"] = _BAD
    st.dataframe(
        table.style.apply(lambda _: styles, axis=None),
        hide_index=True,
        width="stretch",
        column_config={
            "Line": st.column_config.NumberColumn(width="small", pinned=True, help="Line in the file"),
            "State": st.column_config.TextColumn(width=460, pinned=False),
        },
        key="batch_table",
    )
    if len(rows) > len(shown):
        st.caption(f"The first {len(shown)} of {len(rows)} rows are shown; the results file has all.")
    if any(row.warnings for row in shown):
        st.caption("Amber: outside of what the model was trained on. Such rows are predicted; take them with care.")


def _state(run: BatchRun, row: CheckedRow) -> str:
    if row.errors:
        return f"✗ {row.problem}"
    result = run.results.get(row.line)
    if result is None:
        return "ready"
    return f"✓ {result.label}" + ("" if result.confidence is None else f" ({percent(result.confidence)})")
