"""No main page walks through all that an institution ever did where a narrower key is given."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, update

from sello.core import statistics
from sello.core.db import db
from sello.core.text import fold
from sello.cycles.service.cycles import release
from sello.evidence.domain.review import Decision, EvidenceState
from sello.evidence.models import Evidence, Review
from sello.evidence.queries import conditions
from sello.tasks.domain.due import DueKind, Priority
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task, TaskEvent, TaskEvidence, TaskRequirement
from tests.builders import NOW, TODAY, Town
from tests.cycles import builders
from tests.evidence.bulk import many
from tests.sql.plans import Sent, sending, walks
from tests.tasks.cast import Course

PIECES, TASKS = 3_000, 600

PAGES = {
    "secretary": (
        "/",
        "/requerimientos",
        "/requerimientos/{requirement}",
        "/evidencia",
        "/evidencia?requerimiento={requirement}",
        "/evidencia/{piece}",
        "/mi-cola",
        "/tareas",
        "/tareas/{task}",
        "/registro",
        "/revision/{piece}",
        "/planificacion/",
        "/unidades/{unit}",
    ),
    "head": ("/requerimientos", "/requerimientos/{requirement}", "/evidencia", "/mi-cola", "/tareas"),
    "authority": ("/", "/informes/autoridad", "/requerimientos", "/evidencia"),
    "auditor": ("/evaluacion", "/requerimientos/{requirement}", "/evidencia", "/nivel"),
}

ON_PURPOSE = {
    "evidence_page": "walks from the newest until a page is full; its count is bounded",
    "evidence_to_attach": "walks from the newest until there are enough to choose from",
    "detail": "what can be attached to the task stands in the same statement: as `evidence_to_attach`",
    "queue": "each group walks by the last day until it has enough to show",
    "pace": "every closed task of a cycle says something of its pace",
    "overdue_by_unit": "SQLite reads what it counts by from the units' index, which tells all of it",
    "standing_ahead": "PostgreSQL reads all that was released to tell which titles are told; only outside",
    "counts_by_requirement": "every open task of a cycle, by the requirements that it asks for",
}
"""What walks for a reason, by the function that asks."""


@pytest.fixture
def full(app: Flask, town: Town) -> Course:
    """Some thousands of pieces and hundreds of tasks, in a database that knows their sizes."""
    row = builders.half_answered(town)
    cycle = Course(row.id, row.edition_id, {}, builders.ids(row))
    many(town, cycle, PIECES)
    few = Evidence.id % 30 == 1  # as in a town, where little of what was handed in waits to be corrected
    most = update(Evidence).where(conditions.returned(), ~few)
    db.session.execute(most.values(state=EvidenceState.ACCEPTED, accepted_at=NOW))
    place = {"institution_id": town.institution.id}
    requirements = list(cycle.requirements.values())
    rows = [
        place
        | {
            "id": n,
            "title": f"Informe {n}",
            "folded": fold(f"Informe {n}"),
            "unit_id": town.units.dideco if n % 10 else town.units.personas,
            "cycle_id": cycle.cycle_id,
            "due_on": TODAY,
            "due_kind": DueKind.DATE,
            "priority": Priority.NORMAL,
            "state": TaskState.PENDING if n % 5 else TaskState.CLOSED,
            "created_at": NOW,
        }
        for n in range(1, TASKS + 1)
    ]
    db.session.execute(insert(Task), rows)
    serves = [
        place | {"task_id": n, "requirement_id": requirements[n % len(requirements)]} for n in range(1, TASKS)
    ]
    db.session.execute(insert(TaskRequirement), serves)
    pieces = db.session.scalars(select(Evidence.id).limit(TASKS)).all()
    held = [place | {"task_id": n, "evidence_id": piece, "at": NOW} for n, piece in enumerate(pieces, 1)]
    db.session.execute(insert(TaskEvidence), held)
    steps = [
        place | {"task_id": n, "from_state": before, "to_state": after, "at": NOW + timedelta(minutes=n)}
        for n in range(1, TASKS + 1)
        for before, after in ((None, TaskState.PENDING), (TaskState.PENDING, TaskState.CLOSED))
    ]
    db.session.execute(insert(TaskEvent), steps)
    ids = db.session.scalars(select(Evidence.id).where(conditions.returned() | conditions.accepted())).all()
    reviews = [
        place
        | {
            "evidence_id": piece,
            "version_number": 1,
            "decision": Decision.RETURNED if n % 3 else Decision.ACCEPTED,
            "decided_at": NOW - timedelta(hours=n),
        }
        for n, piece in enumerate(ids)
    ]
    db.session.execute(insert(Review), reviews)
    release(town.people.secretary.actor(), row.id, now=NOW)
    db.session.commit()
    statistics.refresh(db.engine)
    return cycle


def test_no_page_walks_where_a_key_is_given(
    app: Flask, town: Town, full: Course, client_for: Callable[..., Any]
) -> None:
    names = {
        "requirement": full.requirements["1.1.1"],
        "piece": 7,
        "task": 7,
        "unit": town.units.personas,
    }
    found: dict[str, set[str]] = {}
    refused: list[tuple[str, str]] = []
    for who, paths in PAGES.items():
        browser = client_for(getattr(town.people, who))
        for path in paths:
            with sending(db.engine) as sent:
                answer = browser.get(path.format(**names))
            refused += [(who, path)] if answer.status_code >= 400 else []
            for each in sent:
                if walked := _walks(each):
                    found.setdefault(each.statement.asker, set()).add(f"{walked}: {who} {path}")
    assert not refused
    assert {asker: where for asker, where in found.items() if asker not in ON_PURPOSE} == {}
    assert "evidence_page" in found, "a walk is seen"


def _walks(sent: Sent) -> str:
    with db.engine.connect() as connection:
        return " ".join(sorted(set(walks(connection, sent))))
