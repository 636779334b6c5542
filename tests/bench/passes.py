"""A day's pass of reminders as work grows tenfold: by open tasks, by what is due, by institutions."""

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
from tests import builders
from tests.bench import loading
from tests.bench.ground import Options, made
from tests.bench.table import Table
from tests.builders import here_and_now

SIZES = (5_000, 50_000)
DUE = 1_000
MORE_DUE = (1_000, 10_000)
INSTITUTIONS = (34, 345)
EACH = 10
"""Tasks of each institution that are due on each day, where these grow in number."""
NOON = hour(15, 0)
"""UTC, in office hours in Chile all year round."""


def measure(folder: Path, options: Options) -> list[Table]:
    """One table for each way in which work grows; the quick round takes the first."""
    tables = [_by_tasks(folder)]
    if not options.quick:
        tables += [_by_due(folder), _by_institutions(folder)]
    return tables


def _by_tasks(folder: Path) -> Table:
    """The first pass of three business days, on two sizes, with nothing due and with a thousand due."""
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
    return table


def _by_due(folder: Path) -> Table:
    """The same pass with ten times as much due."""
    head = ("recién vencidas", "ms", "× la primera fila", "µs por recordatorio")
    table = Table(
        "Pasada de recordatorios, por lo que vence", head, f"{SIZES[0]:,} tareas abiertas; procesador."
    )
    base = None
    for due in MORE_DUE:
        took = _pass(folder / f"due-{due}", SIZES[0], due)
        base = base or took
        table.add(due, took, took / base, took * 1000 / due)
    return table


def _by_institutions(folder: Path) -> Table:
    """The first pass of a day over ten times as many institutions, and the next one of that day."""
    head = (
        "instituciones",
        "ms",
        "× la primera fila",
        "ms por institución",
        "la siguiente pasada del día, ms",
    )
    note = f"Cada una con {EACH} tareas recién vencidas; procesador, mediana de tres días."
    table = Table("Pasada de recordatorios, por instituciones", head, note)
    base = None
    for count in INSTITUTIONS:
        took, again = _pass_of_many(folder / f"towns-{count}", count)
        base = base or took
        table.add(count, took, took / base, took / count, again)
    return table


def _pass_of_many(folder: Path, count: int) -> tuple[float, float]:
    ground = made(folder)
    ground.migrated()
    app = create_app(ground.config)
    with app.app_context():
        places = [builders.town(f"Municipalidad {number}").institution.id for number in range(count)]
        db.session.commit()
        before, *days = loading.business_days(here_and_now().today, 4)
        _run(ground.config, before)
        took = []
        for day in days:
            for place in places:
                loading.tasks(EACH, before, place)
            took.append((_run(ground.config, day) * 1000, _run(ground.config, day) * 1000))
            before = day
        db.engine.dispose()
    return sorted(took)[1]


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
