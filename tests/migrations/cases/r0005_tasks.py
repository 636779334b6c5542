"""A task in business days and one outside any cycle, with events, a comment and what they are about."""

from datetime import date

from tests.migrations.case import Case

CASE = Case(
    rows={
        "task": [
            {"id": 1, "title": "Reunir actas", "unit_id": 2, "due_on": date(2026, 12, 31), "due_days": 20},
            {"id": 2, "title": "Sin ciclo", "cycle_id": None, "person_id": 1, "due_days": None},
        ],
        "task_comment": [{"id": 1, "text": "¿Para cuándo?\n— mañana", "person_id": None}],
        "task_event": [
            {
                "id": 1,
                "step": None,
                "from_state": None,
                "to_state": "pending",
                "changes": {"due_on": [None, "2026-12-31"]},
            }
        ],
        "task_evidence": [{"id": 1, "task_id": 1, "evidence_id": 2}],
        "task_requirement": [{"id": 1, "task_id": 1, "requirement_id": 2}],
    },
    refused={
        "uq_task_evidence_task_id_evidence_id": ("task_evidence", {"person_id": 2}),
        "uq_task_requirement_requirement_id_task_id": ("task_requirement", {}),
    },
)
