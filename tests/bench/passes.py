"""A reminders' pass over many tasks: flat while nothing is due, and then by what is due."""

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from pathlib import Path

from sello.app import create_app
from sello.config import Config
from sello.core import jobs
from sello.core.db import db
from sello.reminders.jobs import JOBS
from tests.bench import loading
from tests.bench.table import Table
from tests.builders import here_and_now

SIZES = (5_000, 50_000)
DUE = 1_000
NOON = hour(15, 0)
"""UTC, in office hours in Chile all year round."""


def measure(folder: Path) -> list[Table]:
    """Run the first pass of three business days, on two sizes, with nothing due and with a thousand due."""
    table = Table(
        "Pasada de recordatorios",
        ("tareas abiertas", "recién vencidas", "ms", "respecto de la primera fila"),
        "Mediana de tres días; escribe recordatorios y correos en la bandeja de salida, sin enviarlos.",
    )
    base = None
    for size in SIZES:
        for due in (0, DUE):
            took = _pass(folder / f"{size}-{due}", size, due)
            base = base or took
            table.add(size, due, took, took / base)
    return [table]


def _pass(folder: Path, size: int, due: int) -> float:
    loading.demo(folder)
    config = Config(secret_key="x" * 40, data_dir=str(folder))
    app = create_app(config)
    today = here_and_now().today
    first, *days = loading.business_days(today, 4)
    with app.app_context():
        loading.tasks(size, today + timedelta(days=400))
        _run(config, first)
        took = []
        before = first
        for day in days:
            loading.tasks(due, before)
            took.append(_run(config, day))
            before = day
        db.engine.dispose()
    return sorted(took)[1] * 1000


def _run(config: Config, day: date) -> float:
    start = time.perf_counter()
    jobs.run(JOBS["reminders"], jobs.Work(config, datetime.combine(day, NOON, UTC)))
    return time.perf_counter() - start
