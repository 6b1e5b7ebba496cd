"""Metrics, traces and logs of the UI."""
