"""A message as a value, and the bytes that travel."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr
from typing import cast

from sello.core.labels import N_, LabelledEnum
from sello.core.logo import PLACE
from sello.core.text import clean


class MailState(LabelledEnum):
    """How far a message of the outbox is."""

    WAITING = "waiting", N_("En espera")
    CLAIMED = "claimed", N_("En preparación")
    HANDED = "handed", N_("Entregándose")
    SENT = "sent", N_("Enviado")
    UNCONFIRMED = "unconfirmed", N_("Sin confirmar")
    REFUSED = "refused", N_("Rechazado")
    GIVEN_UP = "given_up", N_("Abandonado")
    WITHDRAWN = "withdrawn", N_("Retirado")


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF that travels with a mail."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody is told by mail; the same `dedupe_key` is queued at most once in an institution."""

    recipient: str
    recipient_name: str
    subject: str
    text: str
    html: str
    kind: str
    """What it is about (`invitation`, `due_soon` …): the outbox shows it, nothing decides by it."""
    dedupe_key: str
    person_id: int | None = None
    secret: bool = False
    """The bodies carry a link that opens an account: they are erased as soon as they are not needed."""
    urgent: bool = False
    """Goes first, and on days of rest too: somebody is waiting for it in front of a screen."""
    not_after: datetime | None = None
    """From this instant on nobody should read it any more; a message still waiting then is withdrawn."""
    reply_to: str | None = None
    """Whom an answer reaches; None: whoever reads the sender's mail."""
    thread: str | None = None
    """The conversation that it belongs to, as a word: the mails of one stand together where they are read."""
    leave: str | None = None
    """The address under which its reader says that she wants no more of its kind, without signing in."""
    paper: Paper | None = None
    """What it says, to be printed or kept."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A claimed row of the outbox with all that its transport needs."""

    mail_id: int
    institution_id: int
    recipient: str
    recipient_name: str
    subject: str
    text: str
    html: str
    kind: str
    attempts: int
    created_at: datetime
    request_id: str | None
    reply_to: str | None = None
    thread: str | None = None
    leave: str | None = None
    person_id: int | None = None
    paper_name: str | None = None
    paper: bytes | None = None


def message_id(mail_id: int, created_at: datetime, domain: str, *, seal: str = "") -> str:
    """Return the Message-ID of a row: the same at every attempt, so that a double is recognisable.

    A mail that may be answered carries a `seal` (`core.mail.answering`).
    """
    sealed = f".{seal}" if seal else ""
    return f"<sello.{mail_id}.{stamp_of(created_at)}{sealed}@{domain}>"


def stamp_of(created_at: datetime) -> str:
    """The instant of a row as its Message-ID says it: twenty digits that nobody guesses."""
    return f"{created_at:%Y%m%d%H%M%S%f}"


def thread_id(thread: str, institution_id: int, domain: str) -> str:
    """Return the Message-ID that all mails of a conversation refer to; it is of no mail that was ever sent.

    So the first mail that a person gets need not be the first of the conversation.
    """
    return f"<sello.{institution_id}.{thread}@{domain}>"


def shows_logo(html: str) -> bool:
    """Whether a mail's HTML shows the picture that has to travel with it."""
    return f"cid:{PLACE}" in html


def as_bytes(
    envelope: Envelope, *, sender: str, now: datetime, logo: bytes | None = None, seal: str = ""
) -> bytes:
    """Build the message of an envelope: text and HTML in UTF-8, CRLF lines, 7-bit clean for plain addresses.

    A logo travels beside the HTML that shows it; gone meanwhile, the mail is read without it. `seal` is of
    a mail whose answer is taken in.

    Raises ValueError if the recipient's address is none.
    """
    mail = EmailMessage(policy=SMTP if envelope.recipient.isascii() else SMTPUTF8)
    mail["From"] = _address(*parseaddr(sender))
    mail["To"] = _address(envelope.recipient_name, envelope.recipient)
    mail["Subject"] = _one_line(envelope.subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id(envelope.mail_id, envelope.created_at, domain_of(sender), seal=seal)
    if envelope.reply_to:
        with suppress(ValueError):  # an answer that reaches the sender is better than no mail
            mail["Reply-To"] = _address("", envelope.reply_to)
    if envelope.thread:
        root = thread_id(envelope.thread, envelope.institution_id, domain_of(sender))
        mail["In-Reply-To"] = mail["References"] = root
    if envelope.leave:
        mail["List-Unsubscribe"] = f"<{envelope.leave}>"
        if envelope.leave.startswith("https://"):  # RFC 8058 knows no other
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notices in answer
    mail["X-Auto-Response-Suppress"] = "All"  # the same, in the dialect of Exchange
    mail["Content-Language"] = "es-CL"
    mail.set_content(clean(envelope.text), cte="quoted-printable")
    mail.add_alternative(clean(envelope.html), subtype="html", cte="quoted-printable")
    if logo is not None:
        shown = cast(EmailMessage, mail.get_payload(1))
        shown.add_related(logo, "image", "png", cid=f"<{PLACE}>", filename="logo.png", disposition="inline")
    if envelope.paper is not None:
        name = _one_line(envelope.paper_name or "")
        mail.add_attachment(envelope.paper, "application", "pdf", filename=name)
    return mail.as_bytes()


def domain_of(address: str) -> str:
    """Return the domain of an address such as `Sello <avisos@comuna.example>`."""
    return parseaddr(address)[1].rpartition("@")[2] or "localhost"


def _address(name: str, address: str) -> Address:
    user, _, domain = address.rpartition("@")
    if not user or not domain or clean(address) != address or len(address.split()) > 1:
        raise ValueError("no mail address")
    return Address(display_name=_one_line(name), username=user, domain=domain)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
