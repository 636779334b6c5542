"""Nobody had a link in a mail that opens a task; each mark opens one."""

from tests.migrations.case import Case

CASE = Case(
    rows={"task_link": [{"id": 1, "person_id": 1, "task_id": 1, "unit_id": 1, "mark_hash": "0" * 64}]},
    refused={"uq_task_link_mark_hash": ("task_link", {"mark_hash": "0" * 64})},
)
