"""Handing mails over: messages per second beside a bare client that says the same to the same server."""

import smtplib
import time
from datetime import UTC, datetime
from pathlib import Path

from sello.app import create_app
from sello.core import jobs
from sello.core.db import db, unit_of_work
from sello.core.mail.message import Message
from sello.core.mail.outbox import enqueue_all
from sello.reminders.jobs import JOBS
from tests import builders
from tests.bench.ground import Ground, Options, grounds
from tests.bench.table import Table
from tests.smtp import Postbox, postbox

SIZES = (500, 5_000)
TEXT = "Estas tareas a su cargo siguen sin entregar y su plazo ya venció.\n" * 30
AT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""A Monday in office hours."""


def measure(folder: Path, options: Options) -> list[Table]:
    """Deliver an outbox and one ten times as long, on each database; the bare client goes before each."""
    table = Table(
        "Entrega de correos",
        ("base de datos", "correos", "correos/s", "cliente desnudo, correos/s", "veces su tiempo"),
        "Reloj; el servidor SMTP corre en este mismo proceso y acepta todo, para ambos.",
    )
    for ground in grounds(folder, options):
        for size in SIZES[:1] if options.quick else SIZES:
            with postbox() as box:
                bare = _bare(box, size)
                ours = _ours(ground, box, size)
            table.add(ground.name, size, ours, bare, bare / ours)
    return [table]


def _bare(box: Postbox, count: int) -> float:
    """Messages per second of one conversation of smtplib."""
    data = f"Subject: Tareas atrasadas\n\n{TEXT}".replace("\n", "\r\n").encode()
    began = time.monotonic()
    with smtplib.SMTP("127.0.0.1", box.port) as line:
        for number in range(count):
            line.sendmail("avisos@comuna.example", f"persona{number}@comuna.example", data)
    return count / (time.monotonic() - began)


def _ours(ground: Ground, box: Postbox, count: int) -> float:
    """Messages per second of the job that delivers, with all that it commits for each."""
    ground.migrated()
    config = ground.mailing(box.port)
    app = create_app(config)
    with app.app_context():
        place = builders.town(f"Municipalidad de {count}").institution.id
        db.session.commit()
        with unit_of_work(place):
            enqueue_all([_message(count, number) for number in range(count)], now=AT)
        began = time.monotonic()
        done = jobs.run(JOBS["deliver"], jobs.Work(config, AT))
        took = time.monotonic() - began
        db.engine.dispose()
    assert done["sent"] == count, done
    return count / took


def _message(size: int, number: int) -> Message:
    return Message(
        recipient=f"persona{number}@comuna.example",
        recipient_name=f"Persona {number}",
        subject="Tareas atrasadas",
        text=TEXT,
        html=f"<p>{TEXT}</p>",
        kind="overdue",
        dedupe_key=f"{size}:{number}",
        person_id=None,
    )
