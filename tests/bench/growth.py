"""Pages as a town grows in one way after another: pieces, tasks, requirements, institutions beside it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient

from sello.app import create_app
from sello.core.db import db, everywhere
from tests import builders
from tests.bench import cpu, loading
from tests.bench.ground import Ground, Options, emptied, grounds, made
from tests.bench.loading import signed_in
from tests.bench.table import Table
from tests.cycles import builders as cycles
from tests.steps import counted

ROUNDS = 3
FEW_PIECES = (200, 5_000)
TASKS = (5_000, 50_000)
REQUIREMENTS = (40, 4_000)
INSTITUTIONS = (1, 345)

Town = Callable[[Ground, int], tuple[Flask, Callable[[str], FlaskClient]]]
"""Makes a town of a size: its application, and a browser signed in by role."""


def measure(folder: Path, options: Options) -> list[Table]:
    """Measure each way to grow; pieces on both databases."""
    sizes = (*FEW_PIECES, options.most)
    tables = [_table("evidencias", sizes, ground, _pieces) for ground in grounds(folder, options)]
    tables += [
        _table(name, sizes, made(folder / name), town)
        for name, sizes, town in (
            ("tareas", TASKS, _tasks),
            ("requerimientos", REQUIREMENTS, _requirements),
            ("instituciones", INSTITUTIONS, _institutions),
        )
    ]
    return tables


def _table(name: str, sizes: tuple[int, ...], ground: Ground, town: Town) -> Table:
    head = (
        "página",
        *(f"{size:,}: ms / tras un cambio" for size in sizes),
        "tras un cambio, ×",
        "pasos de SQLite, ×",
        "SQL",
        "kB",
    )
    note = "Procesador por petición, mediana de tres rondas; × es lo del mayor respecto del menor."
    table = Table(f"Crecimiento por {name} ({ground.name})", head, note)
    found = [_all_pages(town, made(ground.folder / str(size), _url(ground)), size) for size in sizes]
    for page in found[0]:
        first, last = found[0][page], found[-1][page]
        times = [f"{each[page].hit:.1f} / {each[page].miss:.1f}" for each in found]
        steps = last.steps / first.steps if first.steps else "–"
        sql = f"{first.statements} → {last.statements}"
        table.add(page, *times, last.miss / first.miss, steps, sql, f"{first.kb:.0f} → {last.kb:.0f}")
    return table


def _url(ground: Ground) -> str:
    return emptied("bench_growth") if ground.url else ""


class Cost:
    """What a page takes: milliseconds with all kept, and after a change; steps, statements and kilobytes."""

    def __init__(self, app: Flask, browser: FlaskClient, path: str) -> None:
        self.statements, size, _tag = cpu.counted(app, browser, path)
        self.kb = size / 1000
        hits, misses = [], []
        for _ in range(ROUNDS):
            hits.append(cpu.seconds(lambda: browser.get(path)) * 1000)
            misses.append(cpu.seconds(lambda: browser.get(path), before=lambda: cpu.work(app)) * 1000)
        self.hit, self.miss = median(hits), median(misses)
        self.steps = _steps(app, browser, path)


def _steps(app: Flask, browser: FlaskClient, path: str) -> int:
    with app.app_context():
        engine = db.engine
    if engine.dialect.name != "sqlite":
        return 0
    browser.get(path)
    cpu.work(app)
    with counted(engine) as steps:
        browser.get(path)
    return steps.count


def _all_pages(town: Town, ground: Ground, size: int) -> dict[str, Cost]:
    app, browser_of = town(ground, size)
    browsers = {role: browser_of(role) for role in {role for _, role, _ in cpu.PAGES}}
    found = {
        name: Cost(app, browsers[role], path or cpu.requirement(browsers[role]))
        for name, role, path in cpu.PAGES
    }
    with app.app_context():
        db.engine.dispose()
    return found


def _demo(ground: Ground) -> tuple[Flask, Callable[[str], FlaskClient]]:
    app = create_app(ground.config)
    return app, lambda role: signed_in(app, role)


def _pieces(ground: Ground, size: int) -> tuple[Flask, Callable[[str], FlaskClient]]:
    loading.demo(ground)
    loading.evidence(ground, size)
    return _demo(ground)


def _tasks(ground: Ground, size: int) -> tuple[Flask, Callable[[str], FlaskClient]]:
    loading.demo(ground)
    app, browser_of = _demo(ground)
    with app.app_context():
        loading.tasks(size, builders.here_and_now().today + timedelta(days=400))
        loading.settled()
    return app, browser_of


def _requirements(ground: Ground, size: int) -> tuple[Flask, Callable[[str], FlaskClient]]:
    return _built(ground, size, towns=1)


def _institutions(ground: Ground, size: int) -> tuple[Flask, Callable[[str], FlaskClient]]:
    return _built(ground, 40, towns=size)


def _built(ground: Ground, requirements: int, *, towns: int) -> tuple[Flask, Callable[[str], FlaskClient]]:
    """Towns of the tests, each with a cycle; the browsers are of the first one."""
    ground.migrated()
    app = create_app(ground.config)
    tokens: dict[str, str] = {}
    with app.app_context():
        for number in range(towns):
            town = builders.town(f"Municipalidad {number}")
            db.session.commit()
            with everywhere():
                db.session.info["institution_id"] = town.institution.id
                cycles.cycle(town.people.secretary.actor(), cycles.edition(requirements))
            if not number:
                tokens = {"secretariat": town.people.secretary.token, "unit_head": town.people.head.token}
        loading.settled()

    def browser_of(role: str) -> FlaskClient:
        client = app.test_client()
        with client.session_transaction() as session:
            session["sign_in"] = tokens[role]
        client.get("/")
        return client

    return app, browser_of
