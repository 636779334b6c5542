"""Reads of reminders: of the passes, of the settings, and of the outbox as its page shows it."""

from sello.reminders.queries.passes import (
    DueThing,
    OpenTask,
    Place,
    directory,
    evidence_of,
    inactive_people_with_mail,
    places,
    swept_through,
    tasks_for_digest,
    tasks_of,
)
from sello.reminders.queries.settings import StoredSchedule, silences, silent_people, stored_schedule

__all__ = [
    "DueThing",
    "OpenTask",
    "Place",
    "StoredSchedule",
    "directory",
    "evidence_of",
    "inactive_people_with_mail",
    "places",
    "silences",
    "silent_people",
    "stored_schedule",
    "swept_through",
    "tasks_for_digest",
    "tasks_of",
]
