"""Reads of what came in by mail."""
