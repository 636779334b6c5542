"""What people and passes do with reminders: settings, writing the day's letters, the outbox by hand."""
