"""Reads of indicators: what is measured, tables as whoever looks may see them, the long form."""
