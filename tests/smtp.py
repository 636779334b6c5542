"""A real SMTP server on loopback: remembers what it accepted, and can be made to refuse or to wait."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from sello.core.mail.smtp import Security, SmtpSettings
from tests.processes import free_port

OK = "250 OK"
HANG_UP = "hang up"
"""A hook's reply that is none: the line is cut, and what was about to be accepted is not …"""
TAKE_AND_HANG_UP = "take it and hang up"
"""… or was."""
SENDER = "Sello <avisos@comuna.example>"

Hook = Callable[[str], str]


def welcome(_recipient: str) -> str:
    return OK


@dataclass
class Postbox:
    """What arrived, and how the server behaves: each hook is told the recipient and gives the reply."""

    port: int = 0
    received: list[EmailMessage] = field(default_factory=list)
    at_sender: Hook = welcome
    at_recipient: Hook = welcome
    before_verdict: Hook = welcome
    """Runs when the whole message has arrived; what it accepts is remembered first."""
    connections: int = 0
    users: list[tuple[bytes, bytes]] = field(default_factory=list)

    def settings(self, **values: Any) -> SmtpSettings:
        known = {"host": "127.0.0.1", "port": self.port, "sender": SENDER, "security": Security.PLAIN}
        return SmtpSettings(**{**known, "timeout": 10.0, "verdict_timeout": 10.0, **values})

    def environ(self) -> dict[str, str]:
        """The settings as a process is given them."""
        return {
            "SELLO_SMTP_HOST": "127.0.0.1",
            "SELLO_SMTP_PORT": str(self.port),
            "SELLO_SMTP_SECURITY": "none",
            "SELLO_MAIL_FROM": SENDER,
        }

    def recipients(self) -> list[str]:
        return sorted(message["To"].addresses[0].addr_spec for message in self.received)

    def message_ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.received]


class Barrier:
    """A hook that stops the server where it stands until the test lets it go on."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.gone_on = threading.Event()

    def __call__(self, _recipient: str) -> str:
        self.reached.set()
        self.gone_on.wait(30)
        return OK

    def wait(self) -> None:
        assert self.reached.wait(30), "the server was never asked"


class _Handler:
    def __init__(self, box: Postbox) -> None:
        self.box = box

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):  # noqa: N802
        session.host_name = hostname
        self.box.connections += 1
        return responses

    async def handle_MAIL(self, server, _session, envelope, address, _options):  # noqa: N802
        reply = await self._ask(server, self.box.at_sender, address)
        if reply == OK:
            envelope.mail_from = address
        return reply

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802
        reply = await self._ask(server, self.box.at_recipient, address)
        if reply == OK:
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        message = message_from_bytes(envelope.content, policy=default)
        self.box.received.append(message)
        reply = await self._ask(server, self.box.before_verdict, envelope.rcpt_tos[0])
        if reply not in (OK, TAKE_AND_HANG_UP):
            self.box.received.remove(message)
        return reply

    @staticmethod
    async def _ask(server: SMTP, hook: Hook, address: str) -> str:
        reply = await asyncio.get_running_loop().run_in_executor(None, hook, address)
        if reply in (HANG_UP, TAKE_AND_HANG_UP):
            server.transport.abort()
        return reply


class _Server(Controller):
    def __init__(self, box: Postbox, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__(_Handler(box), hostname="127.0.0.1", port=free_port(), ready_timeout=30)

    def factory(self) -> SMTP:
        return SMTP(self.handler, enable_SMTPUTF8=False, **self.options)


@contextmanager
def postbox(**options: Any) -> Iterator[Postbox]:
    """A server that listens while the block runs; options go to aiosmtpd (TLS, users)."""
    box = Postbox()
    server = _Server(box, options)
    server.start()
    box.port = server.port
    try:
        yield box
    finally:
        server.stop()
