"""The script that Streamlit runs for each interaction. It stays empty: Streamlit compiles it, imports are kept."""

from slipway_ui.shell import run

run()
