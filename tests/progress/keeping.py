"""All rows that an act may change, to be compared before it and after it was taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from sello.core.db import Base, db
from sello.core.moment import Moment
from tests.progress.loop import Loop

LENGTH = 40
"""Acts of a history."""


APART = {
    "audit_event",
    "change_counter",
    "undoable",
    "answer_state",
    "evidence_service_state",
    "evidence_sum",
    "ledger_head",
    "ledger_leaf",
    "ledger_node",
}
"""Tables that tell of an act and of its undoing, both for ever; and sums, which `test_summing` compares."""


def kept() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the instance but for the trail; how often each was saved is not what it says."""
    db.session.flush()
    found = {}
    for name, table in Base.metadata.tables.items():
        if name not in APART:
            columns = [column for column in table.c if column.name != "version"]
            rows = db.session.execute(select(*columns)).all()
            found[name] = sorted(tuple(map(repr, row)) for row in rows)
    return found


def later(loop: Loop, wait: timedelta) -> Moment:
    """The loop's moment, some time on."""
    return replace(loop.at, now=loop.at.now + wait)
