"""Screens of reminders: the outbox, the settings, and what each person wants to be told."""

from sello.web.reminders import outbox, preferences, settings
from sello.web.reminders.blueprint import bp

__all__ = ["bp", "outbox", "preferences", "settings"]
