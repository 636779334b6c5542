"""Pages by the processor time of a request, ours and bare in turn: true also on a machine that is shared."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from subprocess import PIPE

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from sello.app import create_app
from sello.core import changes
from sello.core.db import db
from tests.bench import loading
from tests.bench.ground import Ground, Options, grounds
from tests.bench.loading import PIECES, signed_in
from tests.bench.serving import ROOT
from tests.bench.table import Table

Bare = Callable[[str], float]
"""The processor seconds of a request to the bare application."""

ROUNDS = 7
TIMES = 6

PAGES = (
    ("tablero", "secretariat", "/"),
    ("requerimientos", "secretariat", "/requerimientos"),
    ("evidencias", "secretariat", "/evidencia"),
    ("un requerimiento", "secretariat", None),
    ("mi cola (unidad)", "unit_head", "/mi-cola"),
    ("mi cola (Secretaría)", "secretariat", "/mi-cola"),
    ("tareas", "secretariat", "/tareas"),
    ("registro", "secretariat", "/registro"),
    ("planificación", "secretariat", "/planificacion/"),
    ("nivel", "secretariat", "/nivel"),
)

HEAD = (
    "página",
    "ms",
    "304, ms",
    "tras un cambio, ms",
    "SQL",
    "kB",
    "db ÷ nuestra",
    "like ÷ nuestra",
    "tras un cambio ÷ ms",
)


def measure(folder: Path, options: Options) -> list[Table]:
    """Measure every page with nothing changed, to who kept it, and as the first view after a change."""
    return [_on(ground) for ground in grounds(folder, options)]


def _on(ground: Ground) -> Table:
    loading.demo(ground)
    loading.evidence(ground, PIECES)
    app = create_app(ground.config)
    note = (
        f"Con {PIECES:,} evidencias; procesador de una petición dentro de un proceso, mediana de {ROUNDS} "
        "rondas. *304*: quien vuelve a la misma página. *db*: 50 filas por Flask, ORM y Jinja; *like*: lo "
        "mismo con las sentencias (contadas tras un cambio) y los bytes de la página. De PostgreSQL falta el "
        "tiempo de su servidor, en ambos lados."
    )
    table = Table(f"Páginas, por tiempo de procesador ({ground.name})", HEAD, note)
    browsers = {role: signed_in(app, role) for role in {role for _, role, _ in PAGES}}
    with _bare(ground) as bare:
        for name, role, path in PAGES:
            measure_page(table, name, app, browsers[role], bare, path or requirement(browsers[role]))
    with app.app_context():
        db.engine.dispose()
    return table


@contextmanager
def _bare(ground: Ground) -> Iterator[Bare]:
    """A bare application in a process of its own, where nothing of ours hears of what it does."""
    environ = {**os.environ, **ground.bare(), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.bench.baseline"]
    with subprocess.Popen(command, env=environ, cwd=ROOT, text=True, stdin=PIPE, stdout=PIPE) as process:
        asked, told = process.stdin, process.stdout

        def asked_for(path: str) -> float:
            print(path, TIMES, file=asked, flush=True)
            return float(told.readline()) if told else 0.0

        yield asked_for
        if asked:
            asked.close()


def measure_page(table: Table, name: str, app: Flask, browser: FlaskClient, bare: Bare, path: str) -> None:
    statements, size, tag = counted(app, browser, path)

    def known() -> float:
        now = browser.get(path).headers.get("ETag", "")
        return seconds(lambda: browser.get(path, headers={"If-None-Match": now}))

    ways: dict[str, Callable[[], float]] = {
        "hit": lambda: seconds(lambda: browser.get(path)),
        "known": known,
        "miss": lambda: seconds(lambda: browser.get(path), before=lambda: work(app)),
        "db": lambda: bare("/db"),
        "like": lambda: bare(f"/like/{statements}/{size}"),
    }
    found: dict[str, list[float]] = {each: [] for each in ways}
    for _ in range(ROUNDS):
        for each, way in ways.items():
            found[each].append(way())
    hit, same, miss, plain, like = (median(found[each]) for each in ways)
    told = same * 1000 if tag else "–"
    ratios = plain / hit, like / hit, miss / hit
    table.add(name, hit * 1000, told, miss * 1000, statements, size / 1000, *ratios)


def seconds(act: Callable[[], object], before: Callable[[], None] = lambda: None) -> float:
    """The processor time of an act that was done once before; what comes before each time is not counted."""
    spent = 0.0
    for number in range(TIMES + 1):
        before()
        began = time.process_time()
        act()
        spent += time.process_time() - began if number else 0.0
    return spent / TIMES


def work(app: Flask) -> None:
    """Somebody works on a task: what was kept is of before, but for what is made of the ground alone."""
    with app.app_context():
        changes.note(db.session(), None, "task")
        db.session.commit()


def counted(app: Flask, browser: FlaskClient, path: str) -> tuple[int, int, str]:
    """The statements of the first view after somebody's work, its bytes, and its tag."""
    browser.get(path)
    work(app)
    with app.app_context():
        engine = db.engine
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    answer = browser.get(path)
    event.remove(engine, "before_cursor_execute", note)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return (
        sum(not each.startswith("BEGIN") for each in seen),
        len(answer.data),
        answer.headers.get("ETag", ""),
    )


def requirement(browser: FlaskClient) -> str:
    """A requirement of the current cycle."""
    found = re.search(r'href="(/requerimientos/\d+[^"]*)"', browser.get("/requerimientos").text)
    if found is None:
        raise RuntimeError("the checklist has no requirement")
    return found.group(1)
