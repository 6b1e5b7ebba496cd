"""Keeps every prediction and its feedback in PostgreSQL, without ever holding up a prediction."""
