"""Screens of dashboard."""
