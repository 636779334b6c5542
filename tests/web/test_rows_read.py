"""A page fetches what it shows: with a thousand of everything, no list is read to its end for fifty rows."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from sqlalchemy import Engine, event

from sello.core import changes
from sello.core.db import db, scope_to
from sello.demo import loader
from tests import builders
from tests.conftest import Browser
from tests.sql import visits
from tests.sql.recorder import CONTROL, asker
from tests.web.crowd import crowd

MANY = 1000
MOST = 60
"""Rows that one question gives: a page and a few beside it, as its count and the first of the next."""

PAGES = (
    "/personas",
    "/personas/{person}",
    "/unidades",
    "/unidades/{unit}",
    "/evidencia",
    "/evidencia?pagina=7",
    "/evidencia?orden=titulo&pagina=7",
    "/tareas",
    "/tareas?pagina=7",
    "/tareas/tablero",
    "/mi-cola",
    "/requerimientos/{requirement}",
    "/registro",
    "/registro?pagina=7",
    "/registro/{initiative}",
    "/indicadores/",
    "/indicadores/?pagina=7",
    "/ciclos/2",
    "/ciclos/2/cortes?pagina=7",
    "/planificacion/?escenarios=7",
    "/recordatorios",
    "/recordatorios?pagina=7",
    "/recordatorios/recibidos",
    "/avisos",
    "/informes",
)

JUDGED = {
    "answers": "each requirement of the cycle is judged",
    "sums_by_requirement": "the sum of each requirement",
    "speaking_for_cycle": "the sum of each requirement, with the pieces that speak for it",
    "as_facts": "the few pieces that speak for each requirement",
    "efforts": "the hours of each requirement, of which the forecast is made",
    "pace": "each close and each acceptance of a year, by the week of the town's own clock",
}
"""What a page works with and does not list: it grows with the edition or with a year's work."""


@contextmanager
def fetched(engine: Engine) -> Iterator[Counter[str]]:
    """How many rows each question gives meanwhile."""
    found: Counter[str] = Counter()

    def note(_conn: object, cursor: Any, sql: str, *_rest: object) -> None:
        if sql.lstrip().startswith(CONTROL):
            return
        who = asker()

        def count(_cursor: object, row: tuple[Any, ...]) -> tuple[Any, ...]:
            found[who] += 1
            return row

        cursor.row_factory = count

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_list_is_read_to_its_end(app, settings, browser):
    """One town for all pages; the first view fills what is kept of the ground, as in `test_budgets`."""
    del browser
    with time_machine.travel(builders.NOW, tick=False):
        loader.load(now=builders.NOW, config=settings)
        scope_to(db.session(), 1)
        made = crowd(1, MANY)
        secretary = visits.visitors(app, Browser)["secretariat"]
        names = {name: made[name][0] for name in ("person", "unit", "requirement", "initiative")}
        beyond = {path: found for path in PAGES if (found := _beyond(secretary, path.format(**names)))}
    assert beyond == {}


def _beyond(browser: Any, path: str) -> dict[str, int]:
    assert browser.get(path).status_code == 200, path
    changes.note(db.session(), None, "task")
    db.session.commit()
    with fetched(db.engine) as rows:
        browser.get(path)
    assert rows["signed_in"] == 1, "rows are counted"
    return {who: count for who, count in rows.items() if count > MOST and who not in JUDGED}
