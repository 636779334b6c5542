"""Screens of planning: what is missing, when, and what if."""
