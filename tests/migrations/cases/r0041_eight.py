"""Conversations that were taken back: their ids are told by the trail, and no new one gets one of them."""

from sqlalchemy import Connection, inspect, text

from tests.migrations import rows
from tests.migrations.case import Case

TOLD = 900
"""The id of a conversation that is gone."""
KEPT = {"ix_task_due", "ix_task_unit", "ix_task_person", "ix_task_cycle"}


def load(connection: Connection) -> None:
    """Write what the trail told of a question that was taken back."""
    event = {"id": 972, "action": "task.undone", "entity": "task", "entity_id": TOLD}
    rows.write(connection, "audit_event", [event])


def check(connection: Connection) -> None:
    """Nothing is lost by making the table anew, and ids go on behind those that were ever told."""
    look = inspect(connection)
    assert {each["name"] for each in look.get_indexes("task")} >= KEPT
    assert look.get_pk_constraint("task")["name"] == "pk_task"
    if connection.dialect.name == "sqlite":
        held = text("select seq from sqlite_sequence where name = 'task'")
        assert connection.execute(held).scalar_one() == TOLD


CASE = Case(load=load, check=check)
