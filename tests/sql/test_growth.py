"""What a page of every day asks does not grow with what was handed in: SQLite's steps, not its time.

`test_plans` sees the walks through a whole town; this sees every other way to look at more than is shown,
such as beginning at all pieces of a state, once for each task.
"""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from sello.core import changes
from sello.core.db import db
from sello.cycles.service.cycles import release
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.evidence.queries import conditions
from sello.evidence.service.summing import rebuild
from tests.builders import NOW, Town
from tests.cycles import builders
from tests.evidence.bulk import many
from tests.steps import counted
from tests.tasks.cast import Course, ask

FEW, MORE = 300, 2_700

PAGES = {
    "secretary": (
        "/",
        "/requerimientos",
        "/requerimientos/{requirement}",
        "/mi-cola",
        "/tareas",
        "/nivel",
        "/planificacion/",
    ),
    "head": ("/", "/requerimientos/{requirement}", "/mi-cola"),
    "authority": ("/informes/autoridad",),
    "auditor": ("/evaluacion", "/requerimientos/{requirement}", "/nivel"),
}

SPARE = 15 * (MORE // 5)
"""Steps that a page may take beside: each piece of a requirement is looked at once for its remarks."""


ENDED = MORE * 4 // 15
"""Of the pieces those that have ended, or will within `SOON` (`bulk.many`)."""

COUNTED = {"/": 20, "/informes/autoridad": 40}
"""Steps for each of these on pages that say how many they are."""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@time_machine.travel(NOW, tick=False)
def test_ten_times_the_evidence_is_looked_at_no_longer(
    app: Flask, town: Town, client_for: Callable[..., Any]
) -> None:
    row = builders.half_answered(town)
    cycle = Course(row.id, row.edition_id, {}, builders.ids(row))
    release(town.people.secretary.actor(), row.id, now=NOW)
    for _ in range(5):
        ask(town.people.secretary.actor(), town.units.personas)
    browsers = {who: client_for(getattr(town.people, who)) for who in PAGES}
    few, more = (_spent(browsers, town, cycle, count) for count in (FEW, MORE))
    grown = {
        (who, path): (few[who, path], more[who, path])
        for who, path in few
        if more[who, path] > 1.3 * few[who, path] + SPARE + COUNTED.get(path, 0) * ENDED
    }
    assert grown == {}


def _spent(browsers: dict[str, Any], town: Town, cycle: Course, count: int) -> dict[tuple[str, str], int]:
    """What each page takes with so many pieces more, most of them accepted, as in a town."""
    many(town, cycle, count)
    most = update(Evidence).where(conditions.returned() | conditions.waiting(), Evidence.id % 30 != 1)
    db.session.execute(most.values(state=EvidenceState.ACCEPTED, accepted_at=NOW))
    shown = update(Evidence).where(conditions.accepted(), Evidence.id % 2 == 0)
    db.session.execute(shown.values(released_at=NOW))
    db.session.commit()
    rebuild(town.institution.id)
    db.session.commit()
    return {(who, path): _steps(browsers[who], path, cycle) for who, paths in PAGES.items() for path in paths}


def _steps(browser: Any, path: str, cycle: Course) -> int:
    path = path.format(requirement=cycle.requirements["1.1.1"])
    assert browser.get(path).status_code == 200, path
    changes.stores.pop(db.engine, None)
    with counted(db.engine) as steps:
        browser.get(path)
    return steps.count
