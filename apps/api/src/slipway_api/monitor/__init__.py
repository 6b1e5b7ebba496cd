"""Watches a model at work: drift of its inputs and outputs, and how often it was right."""
