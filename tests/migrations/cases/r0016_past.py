"""Answers and pieces of the time before their states were kept: what the trail tells, and what not."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from tests.migrations import rows
from tests.migrations.case import Case

OPENED = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""What `rows` fills in for instants: the cycles were opened then."""


def after(hours: int) -> datetime:
    """Some hours after the cycles were opened."""
    return OPENED + timedelta(hours=hours)


def event(number: int, action: str, about: int, hours: int, before: Any, now: Any, **detail: Any) -> Any:
    """An event of institution 2 as its services wrote it."""
    return {
        "id": number,
        "institution_id": 2,
        "action": action,
        "entity": action.partition(".")[0],
        "entity_id": about,
        "at": after(hours),
        "before": before,
        "after": now,
        "detail": detail,
    }


def load(connection: Connection) -> None:
    """A whole history in cycle 3; cycle 1 took another edition, and its pieces do not fit their reviews."""
    own = {"institution_id": 2, "cycle_id": 3}
    answers = [
        {"id": 61, "requirement_id": 1, "declared": "yes", "not_applicable_reason": ""},
        {"id": 62, "requirement_id": 2, "unit_id": 4, "validated": "no", "validated_at": after(5)},
    ]
    rows.write(connection, "answer", [own | row for row in answers])
    pieces = [
        {"id": 61, "state": "accepted", "accepted_at": after(4)},
        {"id": 62, "state": "accepted", "accepted_at": after(6), "replaces_id": 61},
    ]
    rows.write(
        connection, "evidence", [{"institution_id": 2, "created_at": after(1)} | row for row in pieces]
    )
    connection.exec_driver_sql("update evidence set superseded_on = '2026-11-23' where id = 61")
    reviews = [
        {
            "id": 61,
            "evidence_id": 61,
            "decision": "returned",
            "decided_at": after(2),
            "remedied_at": after(3),
        },
        {"id": 62, "evidence_id": 61, "decision": "accepted", "decided_at": after(4)},
        {"id": 63, "evidence_id": 62, "decision": "accepted", "decided_at": after(6)},
    ]
    rows.write(connection, "review", [{"institution_id": 2} | row for row in reviews])
    link = own | {"id": 61, "evidence_id": 61, "requirement_id": 1, "linked_at": after(1)}
    rows.write(connection, "evidence_link", [link])
    said = {"narrative_changed": False, "validation_withdrawn": False}
    events = [
        event(61, "answer.declared", 61, 1, None, "not_applicable", **said),
        event(62, "answer.validated", 61, 2, None, "not_applicable"),
        event(63, "answer.declared", 61, 3, "not_applicable", "yes", **said | {"validation_withdrawn": True}),
        event(64, "answer.assigned", 62, 4, None, 4, unit="Corporación"),
        event(65, "answer.validated", 62, 5, None, "no"),
    ]
    rows.write(connection, "audit_event", events)


def told(connection: Connection, name: str, requirement_id: int) -> list[Any]:
    """The states of cycle 3 that were carried over."""
    table = rows.tables(connection)[name]
    chosen = select(table).where(table.c.cycle_id == 3, table.c.requirement_id == requirement_id)
    return [*connection.execute(chosen.order_by(table.c.id))]


def hours(row: Any) -> float:
    """How long after the opening a state began."""
    since: datetime = row.since if row.since.tzinfo else row.since.replace(tzinfo=UTC)
    return (since - OPENED) / timedelta(hours=1)


def check(connection: Connection) -> None:
    """Each state has its beginning; what cannot be told is said."""
    first = [
        (hours(row), row.declared, row.not_applicable, row.not_applicable_reason, row.validated)
        for row in told(connection, "answer_state", 1)
    ]
    assert first == [
        (0, None, False, "", None),
        (1, None, True, "—", None),
        (2, None, True, "—", "not_applicable"),
        (3, "yes", False, "", None),
    ]
    second = [(hours(row), row.unit_id, row.validated) for row in told(connection, "answer_state", 2)]
    assert second == [(0, None, None), (4, 4, None), (5, 4, "no")]
    served = told(connection, "evidence_service_state", 1)
    assert [(hours(row), row.state, row.superseded_on is not None) for row in served] == [
        (1, "submitted", False),
        (2, "returned", False),
        (3, "submitted", False),
        (4, "accepted", False),
        (6, "accepted", True),
    ]
    cycle = rows.tables(connection)["cycle"]
    kept = dict(connection.execute(select(cycle.c.id, cycle.c.kept_from)).all())
    assert kept[3] is None
    assert kept[1].replace(tzinfo=UTC) == datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC)


CASE = Case(
    rows={
        "answer_state": [{"id": 901, "requirement_id": 2, "declared": "yes", "unit_id": None}],
        "evidence_service_state": [{"id": 901, "linked": False, "state": "returned", "accepted_at": None}],
    },
    load=load,
    check=check,
)
