"""No letter had been annulled before, and each thing asked was work to be handed in."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """Whatever was asked until now is work."""
    assert set(connection.execute(text("select kind from task")).scalars()) == {"work"}


CASE = Case(
    rows={
        "letter_annulment": [{"id": 1, "letter_id": 1, "replaced_by": 1, "why": "Otro plazo"}],
        "task_about": [{"id": 1, "task_id": 1, "evidence_id": 1}],
    },
    refused={
        "uq_letter_annulment_letter_id": ("letter_annulment", {"replaced_by": None}),
        "uq_letter_annulment_replaced_by": ("letter_annulment", {"letter_id": 2}),
        "uq_task_about_task_id": ("task_about", {}),
    },
    check=check,
)
