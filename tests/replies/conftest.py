"""A unit that was reminded of its task by a mail that it may answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from email.message import EmailMessage
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from sello.config import Config
from sello.core.db import db
from sello.core.jobs import Work
from sello.core.mail.delivery import deliver_due
from sello.core.mail.outbox import OutboxMail
from sello.core.undo import GRACE
from sello.files.store.disk import Store
from sello.reminders.jobs import remind
from sello.reminders.service.by_hand import remind_now
from sello.replies.domain.held import Outcome
from sello.replies.service import taking
from sello.replies.service.taking import Mail, Place
from sello.replies.service.tools import Tools, tools_of
from sello.tasks.models import Task
from tests.evidence.conftest import own_store
from tests.progress.loop import Loop
from tests.reminders.conftest import loop
from tests.smtp import postbox

__all__ = ["loop", "own_store"]  # fixtures

BASE = "https://sello.comuna.example"
ANSWERS = "respuestas@comuna.example"
PROVEN = "mx.comuna.example; dmarc=pass header.from=prueba1.example"


@dataclass
class Asked:
    """A mail as its reader got it, and how the product takes what she answers."""

    loop: Loop
    task_id: int
    mail: EmailMessage
    config: Config
    tools: Tools
    uid: int = 0

    @property
    def address(self) -> str:
        """Where she reads it."""
        return str(self.mail["To"].addresses[0].addr_spec)

    def work(self) -> Work:
        """A run of the job, while the mail is fresh."""
        return Work(self.config, self.loop.at.now + GRACE)

    def reply(self, text: str = "Va en camino", **headers: str | None) -> EmailMessage:
        """What a program sends when she answers; a header that is None is left out."""
        mail = EmailMessage()
        known: dict[str, str | None] = {
            "Authentication-Results": PROVEN,
            "From": f"Jefatura <{self.address}>",
            "To": ANSWERS,
            "Subject": f"RE: {self.mail['Subject']}",
            "Message-ID": "<una-respuesta@prueba.example>",
            "In-Reply-To": str(self.mail["Message-ID"]),
            "References": f"{self.mail['References']} {self.mail['Message-ID']}",
        }
        for name, value in {
            **known,
            **{name.replace("_", "-"): each for name, each in headers.items()},
        }.items():
            if value is not None:
                mail[name] = value
        mail.set_content(text)
        return mail

    def take(self, mail: EmailMessage | bytes, **tools: Any) -> Outcome | None:
        """Take a mail in, as the job does."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes()
        self.uid += 1
        lying = Mail(Place(7, self.uid), raw, len(raw))
        outcome = taking.take(lying, replace(self.tools, **tools), self.work())
        db.session.expire_all()
        return outcome


@pytest.fixture
def asked(app: Flask, loop: Loop, own_store: Store) -> Asked:
    """The mail of a reminder, handed over by SMTP."""
    task_id = loop.ask("1.1.1")
    remind_now(loop.secretary.actor(), task_id, base_url=BASE, at=loop.at)
    db.session.commit()
    return handed_over(app, loop, task_id, own_store)


TITLES = ("Enviar el decreto", "Acta del comité", "Nómina de la jornada")


@pytest.fixture
def several(app: Flask, loop: Loop, own_store: Store) -> Asked:
    """The mail of a day that asks for three tasks, handed over by SMTP."""
    ids = [loop.ask("1.1.1") for _ in TITLES]
    for number, task_id in enumerate(ids):
        task = db.session.get_one(Task, task_id)
        task.title, task.due_on = TITLES[number], loop.at.today - timedelta(days=5 - number)
    db.session.commit()
    remind(Work(replace(app.extensions["sello"], base_url=BASE), loop.at.now))
    db.session.execute(
        update(OutboxMail).where(OutboxMail.person_id != loop.unit.id).values(state="withdrawn")
    )
    db.session.commit()
    return handed_over(app, loop, ids[0], own_store)


def handed_over(app: Flask, loop: Loop, task_id: int, own_store: Store) -> Asked:
    """The one mail that waits, as its reader gets it."""
    config = replace(
        app.extensions["sello"],
        imap_host="127.0.0.1",
        reply_to=ANSWERS,
        reply_trust="mx.comuna.example",
        base_url=BASE,
    )
    with postbox() as box:
        settings = box.settings(secret=config.secret_key, answers=ANSWERS)
        assert deliver_due(settings, now=loop.at.now + GRACE).sent == 1
        (mail,) = box.received
    return Asked(loop, task_id, mail, config, replace(tools_of(config), store=own_store))


def attached(mail: EmailMessage, name: str, data: bytes, kind: str = "application/pdf") -> EmailMessage:
    """The same mail with a file."""
    main, _, sub = kind.partition("/")
    mail.add_attachment(BytesIO(data).read(), maintype=main, subtype=sub, filename=name)
    return mail
