"""Telling whoever answered by mail what became of it: one mail, at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Institution, Person
from sello.core.db import db
from sello.core.mail.message import Message
from sello.core.mail.outbox import enqueue
from sello.core.mail.render import render
from sello.core.moment import Moment
from sello.reminders import links
from sello.replies.domain.held import TOLD, ReplyMail, Why
from sello.replies.queries.received import Whose
from sello.replies.service.bundle import Bundle
from sello.replies.service.landing import Landed
from sello.replies.service.tools import Tools
from sello.tasks.domain.receipt import number_of

_WHO = select(Person.name, Person.email, Institution.name.label("institution")).join(
    Institution, Institution.id == Person.institution_id
)


def tell_taken(
    actor: Actor, key: str, landed: Sequence[Landed], bundle: Bundle, tools: Tools, *, at: Moment
) -> None:
    """Say what is in the conversation now, or in each of several, with the receipt, and what was not taken.

    It is the receipt's mail too: the one that `reports` would write later has the same key.
    """
    first, alone = landed[0], len(landed) == 1
    _queue(
        actor.person_id,
        ReplyMail.REFUSED if all(each.is_nothing for each in landed) else ReplyMail.TAKEN,
        _said(first, bundle, at) if alone else [_shared(each) for each in landed],
        tools,
        dedupe=f"receipt:{first.receipt_id}" if alone and first.receipt_id else f"reply:{key}",
        landed=first if alone else None,
        titles=bundle.names(),
        now=at.now,
    )


def _shared(landed: Landed) -> str:
    """What is in one of several conversations now."""
    said = (
        gettext("«%(task)s»: su respuesta quedó en la conversación.", task=landed.task)
        if landed.answered
        else gettext("«%(task)s»: lo que escribió quedó en la tarea.", task=landed.task)
    )
    return str(said)


def tell(person_id: int, key: str, said: str, tools: Tools, *, now: datetime) -> None:
    """Say why an answer is not in the conversation, and what to do."""
    _queue(person_id, ReplyMail.REFUSED, [said], tools, dedupe=f"reply:{key}", now=now)


def tell_held(whose: Whose, key: str, why: Why, tools: Tools, *, now: datetime) -> None:
    """Say why an answer waits; where several tasks may be meant, how each of them is named."""
    lines = [gettext(TOLD[why])]
    if why is Why.SEVERAL:
        opens = [each for each in whose.asked if each.door is not None]
        lines += [gettext("Tarea %(n)s: %(title)s", n=each.number, title=each.title) for each in opens]
    _queue(whose.person_id, ReplyMail.REFUSED, lines, tools, dedupe=f"reply:{key}", now=now)


def _said(landed: Landed, bundle: Bundle, at: Moment) -> list[str]:
    lines = []
    if landed.receipt_id is not None:
        number = number_of(landed.receipt_id, at.today)
        lines.append(gettext("Quedó entregado, con el recibo N° %(number)s.", number=number))
        if landed.corrected:
            lines.append(gettext("El archivo quedó como versión nueva de la evidencia devuelta."))
        lines.append(
            gettext(
                "Como un correo no dice si los archivos traen datos personales, quedaron como reservados y "
                "con datos personales, hasta que alguien los revise. Si no los traen, dígalo en la tarea."
            )
        )
    if landed.answered:
        lines.append(gettext("Su respuesta quedó en la conversación."))
    elif landed.commented:
        lines.append(gettext("Lo que escribió quedó en la tarea, sin el correo que respondía."))
    if landed.is_nothing and not bundle.refused:
        lines.append(gettext("Su correo no traía texto propio ni archivos, y no se anotó nada de él."))
    lines.extend(bundle.refused)
    if bundle.letter.skipped:
        lines.append(gettext("Las imágenes pequeñas del texto, como los logos de una firma, no se tomaron."))
    return lines


def _queue(
    person_id: int,
    kind: ReplyMail,
    lines: Sequence[str],
    tools: Tools,
    *,
    dedupe: str,
    landed: Landed | None = None,
    titles: Sequence[str] = (),
    now: datetime,
) -> None:
    person = db.session.execute(_WHO.where(Person.id == person_id)).one()
    path = links.TASK.format(id=landed.task_id) if landed is not None else links.QUEUE
    written = render(
        "answered",
        name=person.name,
        institution=person.institution,
        taken=kind is ReplyMail.TAKEN,
        task=landed.task if landed is not None else "",
        lines=lines,
        titles=titles,
        link=links.absolute(tools.base_url, path),
    )
    enqueue(
        Message(
            recipient=person.email,
            recipient_name=person.name,
            subject=written.subject,
            text=written.text,
            html=written.html,
            kind=kind.value,
            dedupe_key=dedupe,
            person_id=person_id,
            urgent=True,
            thread=f"task.{landed.task_id}" if landed is not None else None,
        ),
        now=now,
    )
