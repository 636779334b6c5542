"""Screens of register."""
