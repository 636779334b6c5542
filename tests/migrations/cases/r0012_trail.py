"""Events of the time before the trail had one naming scheme: an answer, an edit, and an act nobody knows."""

import json

from sqlalchemy import Connection, text

from tests.migrations import rows
from tests.migrations.case import Case

OLD = [
    {
        "id": 11,
        "action": "answer.validated",
        "entity": "answer",
        "entity_id": 1,
        "detail": {"before": None, "after": "yes"},
    },
    {"id": 12, "action": "cycle.edited", "entity": "cycle", "entity_id": 1, "detail": {"changed": ["name"]}},
    {"id": 13, "action": "account.signed_in", "entity": "sign_in", "entity_id": 1, "detail": {}},
]


def load(connection: Connection) -> None:
    """Write what services wrote until then."""
    rows.write(connection, "audit_event", OLD)


def check(connection: Connection) -> None:
    """Acts have their names of today; what changed has columns of its own; a stranger is left alone."""
    assert told(connection, 11) == ("answer.validated", None, "yes", {})
    assert told(connection, 12) == ("cycle.edited", None, None, {"fields": ["name"]})
    assert told(connection, 13) == ("sign_in.opened", None, None, {})
    assert told(connection, 1)[0] == "unit.closed"


def check_back(connection: Connection) -> None:
    """The way back tells them as they were."""
    for event in OLD:
        action, detail = connection.execute(
            text("select action, detail from audit_event where id = :id"), {"id": event["id"]}
        ).one()
        assert (action, plain(detail)) == (event["action"], event["detail"])


def told(connection: Connection, event_id: int) -> tuple[str, object, object, object]:
    """An event as the new schema tells it."""
    statement = text('select action, "before", "after", detail from audit_event where id = :id')
    action, before, after, detail = connection.execute(statement, {"id": event_id}).one()
    return action, plain(before), plain(after), plain(detail)


def plain(value: object) -> object:
    """A JSON column by its value: SQLite gives its text, PostgreSQL what it holds."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


CASE = Case(
    load=load,
    check=check,
    check_back=check_back,
    rewrites=frozenset({"audit_event.action", "audit_event.detail"}),
)
