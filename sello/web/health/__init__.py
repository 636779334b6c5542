"""Screens of health."""
