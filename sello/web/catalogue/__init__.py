"""Screens of catalogue."""
