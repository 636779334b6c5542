"""One conversation with a mail server, with the instant of no return in the caller's hand.

`smtplib.SMTP.sendmail` hides the one moment that matters: a server may deliver a message as soon as it has
read the line with the single dot, and must not before. `Line.hand_over` therefore sends everything but that
line, asks the caller to commit that it is now or never, and only then sends it.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parseaddr
from enum import StrEnum
from types import TracebackType
from typing import Self

from sello.config import Config
from sello.core.labels import N_


class Security(StrEnum):
    """How the conversation is protected: the values of the setting."""

    STARTTLS = "starttls"
    TLS = "ssl"
    PLAIN = "none"


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where mail is handed over, and as whom."""

    host: str
    port: int
    sender: str
    security: Security = Security.STARTTLS
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 30.0
    """Seconds for each answer of the server …"""
    verdict_timeout: float = 120.0
    """… and for the one after the last line, when it may be scanning the message."""
    secret: str = field(default="", repr=False)
    """What signs, in a mail, the addresses that open something; without it they open nothing."""
    answers: str = ""
    """Where answers are taken in; empty where none is."""

    @property
    def address(self) -> str:
        """The bare address of the sender, for the envelope."""
        return parseaddr(self.sender)[1]


def smtp_settings(config: Config) -> SmtpSettings | None:
    """Return where this instance hands mail over, or None while no server is configured."""
    if not config.smtp_host:
        return None
    return SmtpSettings(
        host=config.smtp_host,
        port=config.smtp_port,
        sender=config.mail_from,
        security=Security(config.smtp_security.lower()),
        user=config.smtp_user or None,
        password=config.smtp_password or None,
        secret=config.secret_key,
        answers=answered_at(config),
    )


def answered_at(config: Config) -> str:
    """Where answers to mails are taken in; empty where no mailbox is read."""
    return parseaddr(config.reply_to or config.mail_from)[1] if config.imap_host else ""


class Unreachable(Exception):
    """The server cannot be talked to at all: no message is to blame."""


class RefusedForNow(Exception):
    """The server said 4xx: this message may be accepted later."""


class RefusedForGood(Exception):
    """The server said 5xx: this message will never be accepted as it is."""


class NoVerdict(Exception):
    """The last line went out and no answer came back: nobody knows whether the message was accepted."""


class ClaimLost(Exception):
    """The caller did not give leave for the last line, so the message was not sent."""


TROUBLES: tuple[tuple[type[Exception], str, str], ...] = (
    (
        smtplib.SMTPAuthenticationError,
        "",
        N_("Revise SELLO_SMTP_USER y SELLO_SMTP_PASSWORD; a veces es una clave de aplicación."),
    ),
    (smtplib.SMTPNotSupportedError, "AUTH", N_("El servidor no pide usuario: quite SELLO_SMTP_USER.")),
    (
        smtplib.SMTPNotSupportedError,
        "STARTTLS",
        N_("El servidor no ofrece STARTTLS: use SELLO_SMTP_SECURITY=ssl y SELLO_SMTP_PORT=465."),
    ),
    (
        ssl.SSLCertVerificationError,
        "",
        N_("Su certificado no vale para SELLO_SMTP_HOST: use el nombre que lleva, o instale su autoridad."),
    ),
    (ssl.SSLError, "", N_("SELLO_SMTP_SECURITY no calza con el puerto: ssl va con 465, starttls con 587.")),
    (
        smtplib.SMTPServerDisconnected,
        "",
        N_("SELLO_SMTP_SECURITY no calza con el puerto: ssl va con 465, starttls con 587."),
    ),
    (socket.gaierror, "", N_("Revise el nombre en SELLO_SMTP_HOST.")),
    (ConnectionRefusedError, "", N_("Nadie escucha ahí: revise SELLO_SMTP_HOST y SELLO_SMTP_PORT.")),
    (
        TimeoutError,
        "",
        N_("Revise SELLO_SMTP_PORT, y que el cortafuegos permita la salida."),
    ),
)
"""What went wrong, a word that its text has, and what helps; the first that fits."""

FAULTS = (OSError, ValueError, smtplib.SMTPException)
"""What a conversation with a mail server (or settings that make none) may raise."""


class Line:
    """An open conversation: connects when first needed, says goodbye, never raises while leaving."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._drop()

    def hand_over(self, recipient: str, sender: str, data: bytes, may_finish: Callable[[], bool]) -> None:
        """Hand one message over, asking `may_finish` right before the line that makes the server responsible.

        Raises Unreachable, RefusedForNow, RefusedForGood (nothing was delivered), ClaimLost (leave was not
        given, nothing was delivered) or NoVerdict (it may have been). Returning means that the server
        accepted it.
        """
        reused = self._smtp is not None
        try:
            smtp = self._announced(recipient, sender, data)
        except Unreachable:
            if not reused:
                raise
            smtp = self._announced(recipient, sender, data)  # it had only hung up after a pause or a quota
        self._finish(smtp, may_finish)

    def _announced(self, recipient: str, sender: str, data: bytes) -> smtplib.SMTP:
        smtp = self._connected()
        self._envelope(smtp, recipient, sender, data)
        return smtp

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = connect(self._settings)
            except (smtplib.SMTPException, OSError) as error:
                raise Unreachable(describe(error)) from error
        return self._smtp

    def _envelope(self, smtp: smtplib.SMTP, recipient: str, sender: str, data: bytes) -> None:
        try:
            options = _options(smtp, recipient, sender)
            self._welcome(smtp.mail(sender, options))
            self._expect(smtp.rcpt(recipient), 250, 251)
            self._expect(smtp.docmd("DATA"), 354)
            smtp.send(dot_stuffed(data))
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._drop()
            raise Unreachable(describe(error)) from error

    def _finish(self, smtp: smtplib.SMTP, may_finish: Callable[[], bool]) -> None:
        try:
            allowed = may_finish()
        except BaseException:
            self._drop()
            raise
        if not allowed:
            self._drop()  # without its last line a message must be forgotten: RFC 5321, 4.1.1.4
            raise ClaimLost
        try:
            smtp.send(b".\r\n")
            if smtp.sock is not None:
                smtp.sock.settimeout(self._settings.verdict_timeout)
            reply = smtp.getreply()
            if smtp.sock is not None:
                smtp.sock.settimeout(self._settings.timeout)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise NoVerdict(describe(error)) from error
        self._expect(reply, 250)

    def _welcome(self, reply: tuple[int, bytes]) -> None:
        """Take a refusal of the sender for what it is: a fault of the settings, not of this message."""
        if reply[0] != 250:
            self._drop()
            raise Unreachable(_said(reply))

    def _expect(self, reply: tuple[int, bytes], *codes: int) -> None:
        code = reply[0]
        if code in codes:
            return
        if code in (421, -1):  # it is hanging up: the whole service is going, not this message
            self._drop()
            raise Unreachable(_said(reply))
        self._reset()
        raise RefusedForGood(_said(reply)) if code >= 500 else RefusedForNow(_said(reply))

    def _reset(self) -> None:
        if self._smtp is None:
            return
        try:
            self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def connect(settings: SmtpSettings) -> smtplib.SMTP:
    """Open, protect and identify a conversation; raises what smtplib and the socket raise."""
    smtp: smtplib.SMTP
    if settings.security is Security.TLS:
        smtp = smtplib.SMTP_SSL(
            settings.host, settings.port, timeout=settings.timeout, context=ssl.create_default_context()
        )
    else:
        smtp = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout)
    try:
        if settings.security is Security.STARTTLS:
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if (
            smtp.sock is not None
        ):  # the last line is a small packet of its own: it must not wait for the big one
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if settings.user:
            smtp.login(settings.user, settings.password or "")
    except BaseException:
        smtp.close()
        raise
    return smtp


def describe(error: BaseException) -> str:
    """Say what went wrong in one line that carries no address and no password."""
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return _said((error.smtp_code, words if isinstance(words, bytes) else words.encode()))
    return f"{type(error).__name__}: {error}"


def remedy_for(error: BaseException) -> str:
    """Say which setting to look at when a conversation failed."""
    fitting = (
        remedy for kind, word, remedy in TROUBLES if isinstance(error, kind) and word in str(error).upper()
    )
    return next(fitting, N_("Revise SELLO_SMTP_HOST, SELLO_SMTP_PORT y SELLO_SMTP_SECURITY."))


def dot_stuffed(data: bytes) -> bytes:
    """Return the lines of a message as DATA wants them: CRLF at the end, a leading dot doubled."""
    lines = re.sub(rb"\r?\n", b"\r\n", data)
    closed = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", closed)


def _said(reply: tuple[int, bytes]) -> str:
    return f"{reply[0]} {reply[1].decode('utf-8', 'replace')}"


def _options(smtp: smtplib.SMTP, recipient: str, sender: str) -> list[str]:
    if recipient.isascii() and sender.isascii():
        return []
    if not smtp.has_extn("smtputf8"):
        raise RefusedForGood("SMTPUTF8")
    smtp.command_encoding = "utf-8"
    return ["SMTPUTF8"]
