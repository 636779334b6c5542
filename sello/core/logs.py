"""Logs: one JSON object a line on standard error, each with the id of the request or job that caused it.

No line carries personal data: people, units and files appear as the ids of their rows, and never as names,
addresses or search words.
"""

import json
import logging
import re
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TextIO

from sello.core.context import request_id

ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,36}")
"""A request id that a proxy may hand us; anything else could forge a line or overflow its column."""

OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""What the standard library puts on a record; the rest was given by us with `extra=`."""

QUIET = ("alembic", "apscheduler", "fontTools", "PIL", "werkzeug")
"""Libraries whose ordinary news nobody needs; their warnings are kept."""


class JsonLines(logging.Formatter):
    """Turns a record into one line of JSON, accents as they are."""

    def format(self, record: logging.LogRecord) -> str:
        """Write time (UTC), level, logger, message and request first, then what was given with `extra=`."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := request_id.get():
            line["request"] = request
        line.update({name: value for name, value in vars(record).items() if name not in OWN})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def configure(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send every library's and our own messages to one place as JSON lines."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def new_id() -> str:
    """A fresh request id."""
    return uuid.uuid4().hex


def trusted_id(offered: str | None) -> str | None:
    """The id that a trusted proxy offers, if it has the shape of one."""
    return offered if offered and ACCEPTABLE.fullmatch(offered) else None


@contextmanager
def work(identifier: str | None = None) -> Iterator[str]:
    """Give a request, a command or a run of a job the id under which it logs, audits and writes mails.

    Work inside work keeps the outer id, so that a job caused by a request can be followed back to it.
    """
    held = identifier or request_id.get() or new_id()
    token = request_id.set(held)
    try:
        yield held
    finally:
        request_id.reset(token)
