"""What the trail costs: events that are written one by one, and looking through all of them."""

import time
from datetime import UTC, datetime
from pathlib import Path

from sello.accounts.models import Institution
from sello.app import create_app
from sello.core.db import db, everywhere, unit_of_work
from sello.core.trail.acts import Act
from sello.core.trail.ledger import checking
from sello.core.trail.recording import record
from sello.duties.jobs import Clockwork
from tests.bench.ground import Ground, Options, grounds
from tests.bench.table import Table

EVENTS, AT_ONCE = 2_000, 200


def measure(folder: Path, options: Options) -> list[Table]:
    """Write events, each in a transaction of its own and then many in one, and verify them."""
    table = Table(
        "El historial",
        (
            "base",
            "eventos",
            "uno por transacción, por segundo",
            "200 por transacción, por segundo",
            "verificados por segundo",
        ),
        "Cada evento entra en el árbol. *Verificar*: hojas, árbol y cabezas, como `sello verify`.",
    )
    for ground in grounds(folder, options):
        table.add(ground.name, *_of(ground, EVENTS // (8 if options.quick else 1)))
    return [table]


def _of(ground: Ground, count: int) -> tuple[float, ...]:
    ground.migrated()
    app, now = create_app(ground.config), datetime.now(UTC)
    with app.app_context():
        with everywhere(), unit_of_work():
            place = Institution(name="Municipalidad de Prueba", zone="America/Santiago", created_at=now)
            db.session.add(place)
            db.session.flush()
            number = place.id
        began = time.perf_counter()
        for _ in range(count):
            _write(number, 1, now)
        single = time.perf_counter() - began
        began = time.perf_counter()
        for _ in range(count // AT_ONCE * 5):
            _write(number, AT_ONCE, now)
        many = time.perf_counter() - began
        began = time.perf_counter()
        with unit_of_work(number):
            leaves = checking.leaves()
            misfits = list(checking.check((), (), told=lambda _count: None))
        looked = time.perf_counter() - began
        db.engine.dispose()
    if misfits:
        raise RuntimeError(f"the trail does not fit: {misfits[:3]}")
    return float(leaves), count / single, count // AT_ONCE * 5 * AT_ONCE / many, leaves / looked


def _write(institution_id: int, count: int, now: datetime) -> None:
    doer = Clockwork(institution_id)
    with unit_of_work(institution_id):
        for _ in range(count):
            record(doer, Act.PURGE_FINISHED, 1, now=now, number=1, count=1)
