"""One conversation with the mailbox of answers: what lies there, its bytes, and moving it when it is safe."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sello.config import Config
from sello.core.labels import N_
from sello.core.mail import oauth
from sello.core.mail.oauth import Grant, NoToken
from sello.core.mail.smtp import Security

FAULTS = (OSError, ValueError, imaplib.IMAP4.error, NoToken)
"""What a conversation with a mailbox (or settings that make none) may raise."""

_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
_VALIDITY = re.compile(rb"\d{1,10}")
_ANY = 64 * 1024
"""Bytes of a mail that is too large: its headers, as far as they are read."""


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """Where answers lie, and as whom they are read."""

    host: str
    port: int
    security: Security
    user: str
    folder: str
    done: str
    password: str = field(default="", repr=False)
    grant: Grant | None = None
    timeout: float = 30.0


class Unusable(Exception):
    """The mailbox answered, and not as it must; says the command."""


class Unreachable(Exception):
    """The mailbox cannot be read now: no mail is to blame. Its cause says why."""


def imap_settings(config: Config) -> ImapSettings | None:
    """Where this instance reads answers, None without a mailbox; raises OSError, ValueError."""
    if not config.imap_host:
        return None
    return ImapSettings(
        host=config.imap_host,
        port=config.imap_port,
        security=Security(config.imap_security.lower()),
        user=config.imap_user,
        folder=config.imap_folder,
        done=config.imap_done,
        password="" if config.imap_oauth_url else _secret(config.imap_password_file),
        grant=_grant(config) if config.imap_oauth_url else None,
    )


def _grant(config: Config) -> Grant:
    return Grant(
        config.imap_oauth_url,
        config.imap_oauth_client,
        config.imap_oauth_scope,
        _secret(config.imap_oauth_secret_file),
        _secret(config.imap_oauth_refresh_file),
    )


def _secret(path: str) -> str:
    return Path(path).read_text(encoding="utf-8").strip() if path else ""


class Mailbox:
    """An open folder; places in it are UIDs, and hold while `uidvalidity` is the same."""

    def __init__(self, imap: imaplib.IMAP4, settings: ImapSettings) -> None:
        self._imap, self._settings = imap, settings
        self._done_is_there = False
        self._expect("SELECT", imap.select(_quoted(settings.folder)))
        said = imap.response("UIDVALIDITY")[1]
        found = _VALIDITY.fullmatch(said[0]) if said and isinstance(said[0], bytes) else None
        if found is None:
            raise Unusable("UIDVALIDITY")
        self.uidvalidity = int(found.group())

    def uids(self) -> tuple[int, ...]:
        """Every mail of the folder, the oldest first."""
        said = self._uid("SEARCH", "UNDELETED")
        return tuple(sorted(int(each) for line in said if line for each in line.split()))

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """How many bytes mails have; none for one that went meanwhile."""
        found = {}
        for uid in uids:
            for line in self._uid("FETCH", str(uid), "(RFC822.SIZE)"):
                size = _SIZE.search(line if isinstance(line, bytes) else b"")
                if size:
                    found[uid] = int(size.group(1))
        return found

    def read(self, uid: int, *, whole: bool) -> bytes | None:
        """The bytes of a mail, without marking it; its headers if not `whole`, None if it went meanwhile."""
        part = "(BODY.PEEK[])" if whole else f"(BODY.PEEK[HEADER]<0.{_ANY}>)"
        return next((each[1] for each in self._uid("FETCH", str(uid), part) if isinstance(each, tuple)), None)

    def file_away(self, uid: int) -> None:
        """Move a mail that was taken to its folder, which is made if it is missing."""
        self._make_done()
        if "MOVE" in self._imap.capabilities:
            self._uid("MOVE", str(uid), _quoted(self._settings.done))
            return
        self._uid("COPY", str(uid), _quoted(self._settings.done))
        self._uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in self._imap.capabilities:
            self._uid("EXPUNGE", str(uid))

    def _make_done(self) -> None:
        if not self._done_is_there:
            with _reaching():
                self._imap.create(_quoted(self._settings.done))  # NO where it is there
            self._done_is_there = True

    def _uid(self, command: str, *said: str) -> list[Any]:
        with _reaching():
            return self._expect(command, self._imap.uid(command, *said))

    def _expect(self, command: str, answer: tuple[str, list[Any]]) -> list[Any]:
        if answer[0] != "OK":
            raise Unusable(command)
        return answer[1]


@contextmanager
def opened(settings: ImapSettings) -> Iterator[Mailbox]:
    """Open the mailbox and say goodbye at the end; it raises Unreachable, now and whenever asked."""
    with _reaching():
        imap = _connected(settings)
    try:
        with _reaching():
            _enter(imap, settings)
            mailbox = Mailbox(imap, settings)
        yield mailbox
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            imap.logout()


@contextmanager
def _reaching() -> Iterator[None]:
    """Say of whatever goes wrong with the server that it is not reached."""
    try:
        yield
    except (*FAULTS, Unusable) as error:
        raise Unreachable(describe(error)) from error


def _connected(settings: ImapSettings) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if settings.security is Security.TLS:
        return imaplib.IMAP4_SSL(settings.host, settings.port, ssl_context=context, timeout=settings.timeout)
    imap = imaplib.IMAP4(settings.host, settings.port, timeout=settings.timeout)
    if settings.security is Security.STARTTLS:
        try:
            imap.starttls(ssl_context=context)
        except BaseException:
            with suppress(OSError):
                imap.shutdown()
            raise
    return imap


def _enter(imap: imaplib.IMAP4, settings: ImapSettings) -> None:
    """Sign in; what may be done there is asked again, since it changes with that."""
    if settings.grant is not None:
        access = oauth.token(settings.grant, timeout=settings.timeout)
        imap.authenticate("XOAUTH2", lambda _: oauth.bearer(settings.user, access))
    else:
        imap.login(settings.user, settings.password)
    said = imap.capability()[1]
    if said and isinstance(said[0], bytes):
        imap.capabilities = tuple(said[0].decode("ascii", "replace").upper().split())


def describe(error: BaseException) -> str:
    """Say what went wrong in one line that carries no address and no password."""
    if isinstance(error, NoToken):
        return f"OAuth 2: {error}"
    if isinstance(error, imaplib.IMAP4.error) and not isinstance(error, imaplib.IMAP4.abort):
        return "IMAP: NO"
    return type(error).__name__ if not isinstance(error, Unusable) else f"IMAP: {error}"


REMEDIES: tuple[tuple[type[Exception], str], ...] = (
    (NoToken, N_("Revise SELLO_IMAP_OAUTH_URL, _CLIENT, _SCOPE y los archivos del secreto.")),
    (
        imaplib.IMAP4.abort,
        N_("SELLO_IMAP_SECURITY no calza con el puerto: ssl va con 993, starttls con 143."),
    ),
    (imaplib.IMAP4.error, N_("Revise SELLO_IMAP_USER y SELLO_IMAP_PASSWORD_FILE, o el permiso de OAuth 2.")),
    (
        ssl.SSLCertVerificationError,
        N_("Su certificado no vale para SELLO_IMAP_HOST: use el nombre que lleva, o instale su autoridad."),
    ),
    (ssl.SSLError, N_("SELLO_IMAP_SECURITY no calza con el puerto: ssl va con 993, starttls con 143.")),
    (FileNotFoundError, N_("Falta el archivo de SELLO_IMAP_PASSWORD_FILE o de OAuth 2.")),
    (PermissionError, N_("El servicio no puede leer el archivo de la contraseña o de OAuth 2.")),
    (TimeoutError, N_("Revise SELLO_IMAP_PORT, y que el cortafuegos permita la salida.")),
    (Unusable, N_("Revise SELLO_IMAP_FOLDER: el buzón no tiene esa carpeta, o no deja leerla.")),
)
"""What went wrong and what helps; the first that fits."""


def remedy_for(error: BaseException) -> str:
    """Say which setting to look at when a conversation failed."""
    fitting = (remedy for kind, remedy in REMEDIES if isinstance(error, kind))
    return next(fitting, N_("Revise SELLO_IMAP_HOST, SELLO_IMAP_PORT y SELLO_IMAP_SECURITY."))


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
