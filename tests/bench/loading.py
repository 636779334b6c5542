"""A town of any size to measure on: the demonstration, and rows by the thousand on top of it."""

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from sello.accounts.models import Institution, Unit
from sello.app import create_app
from sello.core import statistics
from sello.core.days import Calendar
from sello.core.db import db, unit_of_work
from sello.core.text import fold
from sello.cycles.models import Answer, Cycle
from sello.demo.town import ACCOUNTS, PASSWORD
from sello.evidence.domain.details import Classification, EvidenceType
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion
from sello.tasks.domain.due import DueKind, Priority
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task
from tests.bench.ground import Ground
from tests.bench.serving import ROOT

ROLES = {account.role.value: (account.email, PASSWORD) for account in ACCOUNTS}
SECRETARY = ROLES["secretariat"]
PORTION = 5_000
PIECES = 5_000
"""What a town has where nothing else is said."""


def demo(ground: Ground) -> None:
    """Load the demonstration."""
    environ = {**os.environ, **ground.environment(), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "sello", "demo", "--only-load"], env=environ, check=True, cwd=ROOT)


def evidence(ground: Ground, count: int) -> None:
    """Add pieces of evidence, each with a version and one requirement that it serves."""
    app = create_app(ground.config)
    with app.app_context(), unit_of_work(_institution()):
        answers = db.session.execute(
            select(Answer.requirement_id, Answer.unit_id, Cycle.id)
            .join(Cycle, Cycle.id == Answer.cycle_id)
            .where(Cycle.is_current, Answer.unit_id.is_not(None))
        ).all()
        first = (db.session.scalar(select(Evidence.id).order_by(Evidence.id.desc()).limit(1)) or 0) + 1
        now = datetime.now(UTC)
        for start in range(0, count, PORTION):
            ids = range(first + start, first + min(start + PORTION, count))
            _pieces(ids, answers, now)
        db.session.flush()
    with app.app_context():
        settled()


def _pieces(ids: range, answers: list, now: datetime) -> None:
    place = _institution()
    chosen = [(n, *answers[n % len(answers)]) for n in ids]
    db.session.execute(
        insert(Evidence),
        [
            {
                "id": n,
                "institution_id": place,
                "title": f"Informe de actividades número {n}",
                "folded": fold(f"Informe de actividades número {n}"),
                "type": EvidenceType.REPORT,
                "unit_id": unit,
                "classification": Classification.PUBLIC,
                "state": EvidenceState.ACCEPTED if n % 10 else EvidenceState.SUBMITTED,
                "submitted_at": now,
                "accepted_at": now if n % 10 else None,
                "valid_until": (now + timedelta(days=n % 900)).date() if n % 4 else None,
                "created_at": now,
            }
            for n, _requirement, unit, _cycle in chosen
        ],
    )
    db.session.execute(
        insert(EvidenceVersion),
        [
            {
                "institution_id": place,
                "evidence_id": n,
                "number": 1,
                "filename": f"informe-{n}.pdf",
                "media_type": "application/pdf",
                "size": 40_000,
                "sha256": f"{n:064x}",
                "uploaded_at": now,
            }
            for n in ids
        ],
    )
    db.session.execute(
        insert(EvidenceLink),
        [
            {
                "institution_id": place,
                "evidence_id": n,
                "cycle_id": cycle,
                "requirement_id": requirement,
                "linked_at": now,
            }
            for n, requirement, _unit, cycle in chosen
        ],
    )


def tasks(count: int, due_on: date, place: int | None = None) -> None:
    """Add open tasks with one due date, dealt over the units of an institution, inside the context."""
    place, now = place or _institution(), datetime.now(UTC)
    with unit_of_work(place):
        units = db.session.scalars(select(Unit.id)).all()
        for start in range(0, count, PORTION):
            db.session.execute(
                insert(Task),
                [
                    {
                        "institution_id": place,
                        "title": f"Enviar el informe {n}",
                        "folded": f"enviar el informe {n}",
                        "unit_id": units[n % len(units)],
                        "due_on": due_on,
                        "due_kind": DueKind.DATE,
                        "priority": Priority.NORMAL,
                        "state": TaskState.PENDING,
                        "created_at": now,
                    }
                    for n in range(start, min(start + PORTION, count))
                ],
            )


def signed_in(app: Flask, role: str) -> FlaskClient:
    """A browser inside this process in which the demonstration's person of that role has signed in."""
    client = app.test_client()
    email, password = ROLES[role]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/entrar").text)
    client.post(
        "/entrar", data={"email": email, "password": password, "csrf_token": token.group(1) if token else ""}
    )
    return client


def settled() -> None:
    """Let the database know its sizes, as at night, and close it; inside the application's context."""
    db.session.commit()
    statistics.refresh(db.engine)
    db.engine.dispose()


def business_days(start: date, count: int) -> list[date]:
    """The next business days after a date."""
    calendar = Calendar()
    found: list[date] = []
    day = start
    while len(found) < count:
        day = calendar.next_business_day(day + timedelta(days=1))
        found.append(day)
    return found


def _institution() -> int:
    return int(db.session.scalars(select(Institution.id)).one())
