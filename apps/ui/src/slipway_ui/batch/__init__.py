"""Batch predictions: read a file, check it, predict in parts, write the results."""
