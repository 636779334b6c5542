"""Reads of the improvement plan."""
