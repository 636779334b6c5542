"""What pages cost the more a town has handed in: the first view after a change, by processor time."""

import shutil
from pathlib import Path
from statistics import median

from sello.app import create_app
from sello.config import Config
from sello.core import statistics
from sello.core.db import db
from tests.bench import loading
from tests.bench.cpu import _forget, _requirement, _seconds
from tests.bench.pages import signed_in
from tests.bench.table import Table

SIZES = (200, 50_000)
ROUNDS = 5

PAGES = (
    ("tablero", "/"),
    ("requerimientos", "/requerimientos"),
    ("evidencias", "/evidencia"),
    ("un requerimiento", None),
    ("mi cola (Secretaría)", "/mi-cola"),
)


def measure(folder: Path) -> list[Table]:
    """Ask for each page in towns of each size in turn."""
    loading.demo(folder / "base")
    browsers = {}
    for size in SIZES:
        place = folder / str(size)
        shutil.copytree(folder / "base", place)
        loading.evidence(place, size)
        app = create_app(Config(secret_key="x" * 40, data_dir=str(place)))
        with app.app_context():
            statistics.refresh(db.engine)
        browsers[size] = app, signed_in(app, "secretariat")
    head = ("página", *(f"{size:,} evidencias, ms" for size in SIZES), "cuántas veces")
    table = Table("Crecimiento, tras un cambio", head, f"SQLite, mediana de {ROUNDS} rondas, por turnos.")
    for name, path in PAGES:
        found: dict[int, list[float]] = {size: [] for size in SIZES}
        for _ in range(ROUNDS):
            for size, (app, browser) in browsers.items():
                where = path or _requirement(browser)
                found[size].append(
                    _seconds(lambda app=app, browser=browser, where=where: (_forget(app), browser.get(where)))
                )
        first, last = (median(found[size]) * 1000 for size in SIZES)
        table.add(name, first, last, last / first)
    return [table]
