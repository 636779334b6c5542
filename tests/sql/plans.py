"""How a database means to answer a statement: which tables it walks through, and by which keys it goes."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, event, text

from sello.core import changes
from tests.sql.layout import stable
from tests.sql.recorder import CONTROL, Statement, asker

GROWING = frozenset(
    {
        "audit_event",
        "evidence",
        "evidence_link",
        "evidence_service_state",
        "evidence_version",
        "review",
        "task",
        "task_event",
        "task_evidence",
        "task_requirement",
    }
)
"""Tables that grow with all that a town ever did."""

STEP = re.compile(r"(?P<way>SCAN|SEARCH) (?P<table>\w+)(?: AS \w+)?(?P<how>.*)")
KEYS = re.compile(r"\((?P<keys>[^()]*)\)$")
WHOLE = "institution_id=?"

FEW = "ix_evidence_closed"
"""An index of a handful of an institution's rows: to read all of it is no walk."""


@dataclass(frozen=True)
class Sent:
    """A statement with the values that it was sent with."""

    statement: Statement
    sql: str
    values: Any


@contextmanager
def sending(engine: Engine) -> Iterator[list[Sent]]:
    """Gather what is asked meanwhile, by a process that kept nothing from before."""
    changes.stores.pop(engine, None)
    seen: list[Sent] = []

    def note(_conn: object, _cursor: object, sql: str, values: Any, _context: object, many: bool) -> None:
        if not many and sql.lstrip().startswith(("SELECT", "WITH")) and not sql.startswith(CONTROL):
            seen.append(Sent(Statement(asker(), stable(sql)), sql, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def walks(connection: Connection, sent: Sent) -> list[str]:
    """The growing tables that a statement walks through, for no other reason than whose they are."""
    return [*WALKS[connection.dialect.name](connection, sent)]


def _sqlite(connection: Connection, sent: Sent) -> Iterator[str]:
    for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sent.sql}", sent.values):
        step = STEP.match(row[3])
        if step is None or _table(step["table"]) not in GROWING:
            continue
        keys = KEYS.search(step["how"])
        if step["way"] == "SEARCH" and f" {FEW} " in step["how"]:
            continue
        if step["way"] == "SCAN" or (keys is not None and keys["keys"] == WHOLE):
            yield _table(step["table"])


def _postgresql(connection: Connection, sent: Sent) -> Iterator[str]:
    """A small table is read whole by right; so it is asked what it would do if that were dear."""
    connection.execute(text("set local enable_seqscan = off"))
    plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {sent.sql}", sent.values).scalar_one()
    yield from _nodes(plan[0]["Plan"])


def _nodes(node: dict[str, Any]) -> Iterator[str]:
    table = node.get("Relation Name")
    if table in GROWING and _is_whole(node):
        yield table
    for child in node.get("Plans", ()):
        yield from _nodes(child)


def _is_whole(node: dict[str, Any]) -> bool:
    if node["Node Type"] == "Seq Scan":
        return True
    keys = node.get("Index Cond", "")
    if node.get("Index Name") == FEW:
        return False
    return "Index" in node["Node Type"] and re.fullmatch(r"\(institution_id = [^()]+\)", keys) is not None


def _table(name: str) -> str:
    """A table by the name that a statement gives it (`evidence_1` is evidence again)."""
    return re.sub(r"_\d+$", "", name)


WALKS: dict[str, Callable[[Connection, Sent], Iterator[str]]] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
}
