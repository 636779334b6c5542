"""Deciding on a mail that is held: it belongs to a task, or to nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import undefer

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import NotFound, Refusal
from sello.core.text import shortened
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.files import letters
from sello.files.poured import CutShort
from sello.replies.domain.held import Outcome
from sello.replies.domain.quoting import written
from sello.replies.models import ReceivedMail
from sello.replies.queries.received import OPEN
from sello.replies.service import landing
from sello.replies.service.bundle import Bundle
from sello.replies.service.sharing import KEPT
from sello.replies.service.tools import Tools


class DecidedBefore(Refusal):
    """Somebody decided on it meanwhile."""

    message = N_("Otra persona ya decidió sobre este correo. No se hizo nada dos veces.")
    status = 409


class DoesNotOpen(Refusal):
    """A mail of which nothing can be put anywhere."""

    message = N_("Este correo no se puede abrir: está dañado. Pida a quien lo envió que lo envíe otra vez.")
    status = 409


class RefusedInside(Refusal):
    """A file of it is not taken, so that none is."""

    message = N_("No se asignó: %(why)s")


class NothingShared(Refusal):
    """A mail that is shared out goes to some task, and its files to one of those."""

    message = N_(
        "Escriba qué parte va a cada tarea, al menos a una, y deje los archivos en una de ellas. No se "
        "repartió nada."
    )
    field = "files_to"


def opened(mail_id: int, tools: Tools) -> tuple[str, Bundle]:
    """Open a held mail and receive its files, without a transaction; its words come with it.

    Refuses with DecidedBefore, DoesNotOpen, or RefusedInside for the first file that is not taken.
    """
    raw = _held(mail_id).raw or b""
    db.session.rollback()
    try:
        with letters.opened(BytesIO(raw), limit=tools.limit) as (letter, files):
            bundle = Bundle(letter, files)
            bundle.take(tools)
    except CutShort:
        raise DoesNotOpen from None
    if bundle.refused:
        bundle.let_go(tools)
        raise RefusedInside(why=bundle.refused[0])
    return shortened(written(bundle.letter.text), KEPT), bundle


def assign(
    actor: Actor,
    mail_id: int,
    shares: Mapping[int, str | None],
    content: tuple[str, Bundle],
    tools: Tools,
    *,
    files_to: int,
    at: Moment,
) -> None:
    """Put a held mail into the conversations of tasks, in the name of whoever assigns it.

    `shares` says by task what of it goes there, None for all it says; its files go to `files_to`.
    Refuses with NothingShared where no task is named, or the files would go to none of them.
    """
    row, (text, bundle) = _held(mail_id, lock=True), content
    if files_to not in shares:
        raise NothingShared
    said = gettext("Correo de %(sender)s:", sender=row.sender or gettext("un remitente que no se lee"))
    for task_id, part in sorted(shares.items(), key=lambda each: each[0] != files_to):
        words = f"{said}\n\n{text if part is None else part}".strip()
        came = bundle if task_id == files_to else Bundle(bundle.letter, iter(()))
        landing.put(actor, task_id, words, came, tools, at=at)
        record(actor, Act.RECEIVED_MAIL_ASSIGNED, row.id, now=at.now, task_id=task_id)
    _decide(row, actor, Outcome.ASSIGNED, at.now)
    row.task_id, row.others = files_to, [each for each in shares if each != files_to]


def discard(actor: Actor, mail_id: int, *, now: datetime) -> None:
    """Let a held mail go: its words and files are not kept."""
    row = _held(mail_id, lock=True)
    _decide(row, actor, Outcome.DISCARDED, now)
    record(actor, Act.RECEIVED_MAIL_DISCARDED, row.id, now=now)


def _decide(row: ReceivedMail, actor: Actor, outcome: Outcome, now: datetime) -> None:
    row.outcome, row.decided_at, row.decided_by = outcome, now, actor.person_id
    row.raw, row.text = None, ""


def _held(mail_id: int, *, lock: bool = False) -> ReceivedMail:
    found = select(ReceivedMail).where(ReceivedMail.id == mail_id).options(undefer(ReceivedMail.raw))
    row = db.session.scalars(found.with_for_update() if lock else found).one_or_none()
    if row is None:
        raise NotFound
    if row.outcome not in OPEN:
        raise DecidedBefore
    return row
