"""What the pages of every day may cost, in what does not depend on time: statements, SQLite's steps, bytes.

Each figure is that of the demonstration as it is, with a quarter to spare. A page that needs more says why in
review, where this table changes; one that needs less gives it back.
"""

import re
import sqlite3
from dataclasses import dataclass
from html import unescape

import pytest
import time_machine

from sello.core import changes
from sello.core.db import db
from sello.demo import loader
from tests import builders
from tests.conftest import Browser
from tests.sql import visits
from tests.sql.recorder import recording
from tests.steps import counted

KB = 1000
MOST_KB = 80
"""Of HTML, before it is compressed."""

COLD_REQUESTS, COLD_KB = 12, 40
"""What a first visit may take: the page, its style sheet, scripts and pictures, as they travel."""

OURS = re.compile(r'(?:src|href)="(/static/[^"]+|/institucion/[^"]+\?v=[^"]+)"')


MORE_STEPS = 1.3 if sqlite3.sqlite_version_info >= (3, 46) else 1
"""For one page SQLite of Debian 13 (3.46) takes up to 1.3 times the steps of that of Debian 12 (3.40)."""


@dataclass(frozen=True)
class Budget:
    """A page, who asks for it, and what its first view after somebody's work may cost.

    What is made of the ground alone was kept; what asking for that costs, the snapshots of `tests/sql` show.
    """

    path: str
    role: str
    statements: int
    thousand_steps: int
    kilobytes: int


BUDGETS = (
    Budget("/", "secretariat", 12, 31, 50),
    Budget("/requerimientos", "secretariat", 5, 9, 59),
    Budget("/requerimientos/1", "secretariat", 11, 4, 20),
    Budget("/evidencia", "secretariat", 5, 11, 68),
    Budget("/revision", "secretariat", 12, 4, 20),  # asks which initiatives get a new end
    Budget("/mi-cola", "unit_head", 6, 7, 26),
    Budget("/mi-cola", "secretariat", 5, 15, 24),
    Budget(
        "/tareas", "secretariat", 5, 21, 67
    ),  # each row knows for what it waits, and if that came too late
    Budget("/tareas/tablero", "secretariat", 3, 31, 55),  # each card names the way by which it is moved
    Budget("/registro", "secretariat", 4, 18, 40),
    Budget("/registro/1", "secretariat", 12, 4, 16),
    Budget("/nivel", "secretariat", 5, 6, 45),
    Budget("/planificacion/", "secretariat", 11, 18, 59),
    Budget("/tareas/1", "secretariat", 12, 2, 12),
    Budget("/evidencia/1", "secretariat", 12, 2, 13),
    Budget("/personas/3", "secretariat", 12, 2, 11),
    Budget(
        "/unidades/3", "secretariat", 12, 19, 28
    ),  # it has a part of six lists, and what they have in common
    Budget("/informes/autoridad", "authority", 12, 40, 24),
    Budget("/evaluacion", "auditor", 4, 6, 34),
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_pages_of_every_day_cost_what_they_may(app, settings, browser):
    """One town for all pages: loading it takes longer than all of them."""
    del browser
    with time_machine.travel(builders.NOW, tick=False):
        loader.load(now=builders.NOW, config=settings)
        browsers = visits.visitors(app, Browser)
        found = [spent(budget, browsers[budget.role]) for budget in BUDGETS]
        cold = {budget.path: first_visit(browsers[budget.role], budget.path) for budget in BUDGETS}
    beyond = [(budget, each) for budget, each in zip(BUDGETS, found, strict=True) if not within(budget, each)]
    assert not beyond, "\n".join(f"{each} is beyond {budget}" for budget, each in beyond)
    assert max(each.kilobytes for each in found) <= MOST_KB
    assert {
        path: cost for path, cost in cold.items() if cost[0] > COLD_REQUESTS or cost[1] > COLD_KB * KB
    } == {}


def within(budget: Budget, spent: Budget) -> bool:
    return (
        spent.statements <= budget.statements
        and spent.thousand_steps <= budget.thousand_steps * MORE_STEPS
        and spent.kilobytes <= budget.kilobytes
    )


def spent(budget: Budget, browser: Browser) -> Budget:
    """What the first view after somebody's work took; a view before it has filled what outlives that."""
    path = led_to(browser, budget.path)
    assert browser.get(path).status_code == 200, path
    changes.note(db.session(), None, "task")
    db.session.commit()
    with recording(db.engine, fresh=False) as asked, counted(db.engine) as steps:
        page = browser.get(path).data
    return Budget(budget.path, budget.role, len(asked), -(-steps.count // 1000), -(-len(page) // KB))


def led_to(browser: Browser, path: str) -> str:
    """Where an address leads: the desk opens at the piece that waits longest."""
    return browser.get(path).location or path


def first_visit(browser: Browser, path: str) -> tuple[int, int]:
    """How many requests, and how many bytes on the wire, a browser makes that kept nothing."""
    small = {"Accept-Encoding": "gzip"}
    path = led_to(browser, path)
    page = browser.get(path).text
    addresses = {unescape(found) for found in OURS.findall(page)}
    answers = [browser.get(address, headers=small) for address in (path, *addresses)]
    return len(answers), sum(len(answer.data) for answer in answers)
