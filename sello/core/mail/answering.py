"""Answers to our mails: which mails may be answered, and how an answer says which one it answers.

What every mail program sends back is the Message-ID of what it answers (In-Reply-To, References). The one of
a mail that may be answered is sealed for that mail and its reader while it leaves; nothing that is kept here
holds the seal, so that who reads the outbox or a backup can answer in nobody's name.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from flask_babel import gettext
from markupsafe import escape

from sello.core.mail.letter import Named
from sello.core.mail.message import Envelope, stamp_of
from sello.core.mail.sealing import LENGTH, marks, numbered
from sello.core.mail.smtp import SmtpSettings

PLACE = "<!-- answer -->"
"""Where the HTML of a mail has room for the sentence that invites to answer it."""

_FOOT = "\n-- \n"


def answerable(envelope: Envelope, settings: SmtpSettings) -> bool:
    """Whether answers are taken in here, and it is known of what: the mail asks something of one person."""
    ours = bool(settings.answers and settings.secret and envelope.person_id)
    return ours and bool(marks(envelope.text))


def inviting(envelope: Envelope, address: str) -> Envelope:
    """The same mail, saying that it can be answered, and whereto an answer goes."""
    count = len(marks(envelope.text))
    said = _invitation(count)
    body, foot, rest = envelope.text.rpartition(_FOOT)
    told = f"{body}\n{said}\n{foot}{rest}" if foot else f"{rest}\n{said}\n"
    html = envelope.html.replace(PLACE, f"<p>{escape(said)}</p>")
    if count > 1:
        told, html = numbered(told, html, _numbered)
    return replace(envelope, text=told, html=html, reply_to=address)


def _numbered(number: int) -> str:
    return str(gettext("Por correo: empiece su respuesta con «Tarea %(n)s»", n=number))


def _invitation(count: int) -> str:
    if count == 1:
        said = gettext(
            "Puede responder este correo: lo que escriba y los archivos que adjunte llegan a la tarea."
        )
    else:
        said = gettext(
            "Puede responder este correo, una vez por cada tarea: si empieza con el número que está bajo "
            "ella, por ejemplo «Tarea 1», lo que escriba y los archivos que adjunte llegan a esa tarea."
        )
    return str(said)


def seal_of(envelope: Envelope, secret: str) -> str:
    """What proves that an answer is to this mail, by whom it was for."""
    return _seal(secret, envelope.mail_id, stamp_of(envelope.created_at), envelope.person_id or 0)


def proven(keys: Iterable[str], mail: Named, person_id: int) -> bool:
    """Whether one of the instance's keys sealed that mail for that person."""
    return any(
        hmac.compare_digest(_seal(key, mail.mail_id, mail.stamp, person_id), mail.seal)
        for key in keys
        if key and mail.seal
    )


def _seal(key: str, mail_id: int, stamp: str, person_id: int) -> str:
    said = f"reply:{mail_id}:{stamp}:{person_id}"
    return hmac.new(key.encode(), said.encode(), sha256).hexdigest()[:LENGTH]
