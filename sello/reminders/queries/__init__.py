"""Reads of reminders: of the passes, of the settings, and of the outbox as its page shows it."""
