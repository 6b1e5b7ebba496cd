"""Predictions kept in Valkey, and the bounded way to talk to Valkey."""
