"""Tasks for the tests of reminders, what they are told, and passes as real processes."""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import insert, select

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person
from sello.config import Config
from sello.core.db import db, scope_to
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OUTBOX
from sello.reminders.domain.ladder import Rung, To, When
from sello.reminders.domain.schedule import Schedule
from sello.reminders.models import About, Reminder, ReminderSettings
from sello.tasks.domain.due import DueKind, Priority
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task
from tests.builders import NOW, Someone, Town, person
from tests.smtp import Postbox

ROOT = Path(__file__).resolve().parents[2]
MONDAY = "2026-11-23T09:00"
NEXT_MONDAY = "2026-11-30T09:00"
BORN = NOW - timedelta(days=60)


def tasks(
    town: Town,
    dates: Iterable[date],
    person_id: int | None,
    *,
    state: TaskState = TaskState.PENDING,
    created_at: datetime = BORN,
    unit_id: int | None = None,
) -> list[int]:
    """Commit one task for each date and return their ids, in the order of the dates."""
    wanted = [
        {
            "institution_id": town.institution.id,
            "title": f"Acta {number} de la comisión",
            "unit_id": unit_id or town.units.migrantes,
            "person_id": person_id,
            "due_on": due_on,
            "due_kind": DueKind.DATE,
            "priority": Priority.NORMAL,
            "state": state,
            "created_at": created_at,
        }
        for number, due_on in enumerate(dates, 1)
    ]
    scope_to(db.session(), town.institution.id)
    before = set(db.session.scalars(select(Task.id)))
    db.session.execute(insert(Task), wanted)
    db.session.commit()
    after = sorted(set(db.session.scalars(select(Task.id))) - before)
    db.session.rollback()
    return after


def ladder(
    before: Iterable[int] = (5, 1), every: int = 5, head_from: int = 2, above_from: int = 0
) -> tuple[Rung, ...]:
    """Rungs before the last day, and after it every so many days; heads from the n-th of those (0: never)."""
    heads = ((To.HEAD, head_from), (To.ABOVE, above_from))
    return (
        *(Rung(When.BEFORE, days, To.PERSON) for days in before),
        Rung(When.AFTER, 1, To.PERSON, every),
        *(Rung(When.AFTER, 1 + (since - 1) * every, to, every) for to, since in heads if since),
    )


def stored(rungs: Iterable[Rung]) -> list[dict[str, object]]:
    """Rungs as a row of settings holds them."""
    return [
        {"when": rung.when.value, "days": rung.days, "every": rung.every, "to": rung.to.value}
        for rung in rungs
    ]


def settle_on(town: Town, **values: object) -> None:
    """Commit settings of the institution: those that were set before, or the defaults, but for these."""
    scope_to(db.session(), town.institution.id)
    row = db.session.scalars(select(ReminderSettings)).one_or_none()
    if row is None:
        known = Schedule()
        row = ReminderSettings(
            institution_id=town.institution.id,
            send_at=known.send_at,
            ladder=stored(known.ladder),
            digest_on=known.digest_on,
            digest_at=known.digest_at,
            expiring=list(known.expiring),
            off=[],
        )
        db.session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    db.session.commit()


def crowd(town: Town, count: int) -> list[Someone]:
    """Commit many contributors of one unit."""
    people = [
        person(town.institution.id, f"Persona {number:03}", Role.CONTRIBUTOR, town.units.migrantes)
        for number in range(count)
    ]
    db.session.commit()
    return people


def environ(settings: Config, place: Path, box: Postbox | None = None) -> dict[str, str]:
    """What a process of this instance is given."""
    (place / "evidence").mkdir(exist_ok=True)
    return {
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": settings.database_url,
        "SELLO_SECRET_KEY": "9tQ4xV7mK2pL8wZ5rT1yB6nC3dF0gH-jS_uAeIoXqMv",
        "SELLO_DATA": str(place),
        "SELLO_EVIDENCE": str(place / "evidence"),
        **(box.environ() if box else {}),
    }


def run_jobs(*names: str, now: str = MONDAY) -> list[str]:
    """The command of a pass with a chosen clock."""
    return [sys.executable, "-m", "sello", "run-jobs", *names, "--now", now, "--yes"]


def outbox_states() -> dict[int, MailState]:
    """How far every mail is."""
    with db.engine.connect() as connection:
        rows = connection.execute(select(OUTBOX.c.id, OUTBOX.c.state)).all()
    return {row.id: row.state for row in rows}


def recalled() -> Counter[tuple[str, str]]:
    """How many things of each kind each person was recalled, by the ledger; each by a mail of hers."""
    told = (
        select(Person.email, Reminder.kind, OUTBOX.c.recipient)
        .join(Reminder, Reminder.person_id == Person.id)
        .join(OUTBOX, OUTBOX.c.id == Reminder.mail_id, isouter=True)
        .where(Reminder.about.in_([About.TASK, About.EVIDENCE]))
    )
    with db.engine.connect() as connection:
        rows = connection.execute(told).all()
    assert all(row.recipient == row.email for row in rows)
    return Counter((row.email.partition("@")[0], row.kind.value) for row in rows)


def named(mails: Iterable[EmailMessage]) -> list[tuple[str, int]]:
    """Each task that each mail names, with the mail's recipient; sorted, doubles kept."""
    return sorted(
        (mail["To"].addresses[0].addr_spec, int(number))
        for mail in mails
        for number in re.findall(r"/tareas/(\d+)(?:/entregar)?\s", mail.get_body(("plain",)).get_content())
    )
