"""Screens by which a self-assessment and its files come in."""
