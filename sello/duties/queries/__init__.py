"""Reads of duties: one of them, the year of all, what feeds no requirement."""
