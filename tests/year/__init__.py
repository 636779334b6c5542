"""A simulated year of reminders: many towns, real mail, crashes, two schedulers, and an oracle."""
