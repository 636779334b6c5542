"""A real Dovecot on loopback, with one mailbox: plain, STARTTLS and TLS."""

from __future__ import annotations

import getpass
import grp
import imaplib
import os
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sello.core.mail.imap import ImapSettings
from sello.core.mail.smtp import Security
from tests.machine import PATIENCE, program
from tests.processes import free_port

NOBODY, NO_GROUP = "nobody", "nogroup"

USER, PASSWORD = "respuestas@comuna.example", "clave-del-buzon"

CONFIG = """
base_dir = {place}/run
state_dir = {place}/run
log_path = {place}/log
protocols = imap
listen = 127.0.0.1
ssl = {ssl}
{certificate}
disable_plaintext_auth = no
mail_location = maildir:{place}/mail/%u
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 0
first_valid_gid = 0
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {place}/users
}}
userdb {{
  driver = static
  args = uid={owner} gid={owner_group} home={place}/mail/%u
}}
"""


@dataclass(frozen=True)
class MailServer:
    """A running server, and the folder in which its mail lies."""

    place: Path
    plain: int
    tls: int

    def settings(self, security: Security = Security.PLAIN, **values: object) -> ImapSettings:
        """How the product is told of it."""
        known: dict[str, object] = {
            "host": "localhost" if security is not Security.PLAIN else "127.0.0.1",
            "port": self.tls if security is Security.TLS else self.plain,
            "security": security,
            "user": USER,
            "folder": "INBOX",
            "done": "Sello",
            "password": PASSWORD,
            "timeout": 10.0,
        }
        return ImapSettings(**{**known, **values})  # type: ignore[arg-type]

    def environ(self) -> dict[str, str]:
        """The settings as a process is given them."""
        secret = self.place / "password"
        secret.write_text(PASSWORD + "\n", encoding="utf-8")
        return {
            "SELLO_IMAP_HOST": "127.0.0.1",
            "SELLO_IMAP_PORT": str(self.plain),
            "SELLO_IMAP_SECURITY": "none",
            "SELLO_IMAP_USER": USER,
            "SELLO_IMAP_PASSWORD_FILE": str(secret),
            "SELLO_REPLY_TRUST": "none",
            "SELLO_REPLY_TO": USER,
        }

    def put(self, *mails: bytes, folder: str = "INBOX") -> None:
        """Let mails arrive."""
        with self._own() as imap:
            for mail in mails:
                assert imap.append(folder, "", imaplib.Time2Internaldate(time.time()), mail)[0] == "OK"

    def count(self, folder: str) -> int:
        """How many mails lie in a folder; 0 for one that is not there."""
        with self._own() as imap:
            said, found = imap.select(folder, readonly=True)
            return int(found[0] or 0) if said == "OK" else 0

    def begin_anew(self) -> None:
        """Let the server forget under which numbers its mails lie: UIDVALIDITY changes."""
        home = self.place / "mail" / USER
        for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.cache", "dovecot.index.log"):
            (home / name).unlink(missing_ok=True)
        for mark in home.glob("dovecot-uidvalidity*"):
            mark.unlink()
        time.sleep(1.1)  # its numbers are seconds

    @contextmanager
    def _own(self) -> Iterator[imaplib.IMAP4]:
        imap = imaplib.IMAP4("127.0.0.1", self.plain, timeout=10)
        imap.login(USER, PASSWORD)
        try:
            yield imap
        finally:
            imap.logout()


@contextmanager
def mail_server(certificate: tuple[Path, Path] | None = None) -> Iterator[MailServer]:
    """Run a server in a folder of its own, with TLS if it is given a certificate and its key."""
    with tempfile.TemporaryDirectory(prefix="sello-dovecot-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        with _running(place, certificate) as server:
            yield server


@contextmanager
def _running(place: Path, certificate: tuple[Path, Path] | None) -> Iterator[MailServer]:
    path = program("dovecot")
    assert path is not None
    server = MailServer(place, free_port(), free_port())
    (place / "run").mkdir()
    (place / "mail").mkdir()
    (place / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    root = os.getuid() == 0
    if root:  # the server gives up being root, and has to reach its folder all the same
        shutil.chown(place / "mail", NOBODY, NO_GROUP)
    written = CONFIG.format(
        place=place,
        ssl="yes" if certificate else "no",
        certificate="ssl_cert = <{}\nssl_key = <{}".format(*certificate) if certificate else "",
        user=NOBODY if root else getpass.getuser(),
        group=NO_GROUP if root else grp.getgrgid(os.getgid()).gr_name,
        owner=NOBODY if root else os.getuid(),
        owner_group=NO_GROUP if root else os.getgid(),
        plain=server.plain,
        tls=server.tls if certificate else 0,
    )
    (place / "dovecot.conf").write_text(written, encoding="utf-8")
    running = subprocess.Popen([path, "-F", "-c", str(place / "dovecot.conf")])
    try:
        _await(server)
        yield server
    finally:
        running.terminate()
        running.wait(timeout=PATIENCE)


def _await(server: MailServer) -> None:
    for _ in range(100):
        try:
            imaplib.IMAP4("127.0.0.1", server.plain, timeout=5).logout()
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.1)
        else:
            return
    raise AssertionError((server.place / "log").read_text(encoding="utf-8"))


def trusting(certificate: Path) -> ssl.SSLContext:
    """A context that believes a certificate of a test."""
    return ssl.create_default_context(cafile=str(certificate))
