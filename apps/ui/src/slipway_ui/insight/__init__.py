"""Numbers about predictions: distributions and drift."""
