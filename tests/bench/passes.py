"""A reminders' pass over many tasks: flat while nothing is due, and then by what is due."""

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, Text, create_engine
from sqlalchemy import Table as Table_

from sello.app import create_app
from sello.config import Config
from sello.core import jobs
from sello.core.db import db
from sello.reminders.jobs import JOBS
from tests.bench import loading
from tests.bench.ground import Options, made
from tests.bench.table import Table
from tests.builders import here_and_now

SIZES = (5_000, 50_000)
DUE = 1_000
NOON = hour(15, 0)
"""UTC, in office hours in Chile all year round."""


def measure(folder: Path, _options: Options) -> list[Table]:
    """Run the first pass of three business days, on two sizes, with nothing due and with a thousand due."""
    table = Table(
        "Pasada de recordatorios",
        (
            "tareas abiertas",
            "recién vencidas",
            "ms",
            "× la primera fila",
            "µs por recordatorio",
            "× un INSERT",
        ),
        "Procesador, mediana de tres días; escribe recordatorios y correos, sin enviarlos.",
    )
    base, insert = None, _insert(folder)
    for size in SIZES:
        idle = 0.0
        for due in (0, DUE):
            took = _pass(folder / f"{size}-{due}", size, due)
            base = base or took
            each = (took - idle) / due if due else 0.0
            table.add(size, due, took, took / base, *((each * 1000, each / insert) if due else ("–", "–")))
            idle = idle or took
    return [table]


def _insert(folder: Path) -> float:
    """The milliseconds of one bare INSERT of a row with a text, among a thousand of one commit."""
    engine = create_engine(f"sqlite:///{folder / 'bare.sqlite3'}")
    row = Table_("bare", MetaData(), Column("id", Integer, primary_key=True), Column("words", Text))
    row.metadata.create_all(engine)
    began = time.process_time()
    with engine.begin() as connection:
        for number in range(DUE):
            connection.execute(row.insert(), {"words": f"Recordatorio {number}"})
    took = time.process_time() - began
    engine.dispose()
    return took * 1000 / DUE


def _pass(folder: Path, size: int, due: int) -> float:
    ground = made(folder)
    loading.demo(ground)
    config = ground.config
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
    start = time.process_time()
    jobs.run(JOBS["reminders"], jobs.Work(config, datetime.combine(day, NOON, UTC)))
    return time.process_time() - start
