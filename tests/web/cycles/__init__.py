"""Screens of cycles."""
