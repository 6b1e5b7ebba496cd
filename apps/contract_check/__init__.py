"""Tells which lines of docs/contract.md a running API or UI keeps."""
