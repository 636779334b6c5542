"""Settings, what was told to whom, who asked for silence, who leads and how a job went."""

from datetime import date, time

from tests.migrations.case import Case

CASE = Case(
    rows={
        "reminder_settings": [
            {"id": 1, "send_at": time(8, 5), "due_soon": [5, 1], "off": ["overdue"], "digest_on": "1"}
        ],
        "reminder_sweep": [{"id": 1, "about": "task", "swept_through": date(2026, 11, 22)}],
        "reminder": [{"id": 1, "kind": "overdue", "about": "task", "about_id": 1, "number": 3}],
        "reminder_silence": [{"id": 1, "person_id": 2, "kind": "digest"}],
        "lease": [{"name": "scheduler", "holder": "servidor-1:4711"}],
        "job_run": [{"name": "reminders", "failed": True, "outcome": "línea 1\nlínea 2"}],
    },
    refused={
        "uq_reminder_settings_institution_id": ("reminder_settings", {"digest_on": "5"}),
        "uq_reminder_sweep_institution_id_about": ("reminder_sweep", {"swept_through": date(2027, 1, 1)}),
        "uq_reminder_told_once": ("reminder", {"number": 4}),
        "uq_reminder_silence_person_id_kind": ("reminder_silence", {}),
    },
)
