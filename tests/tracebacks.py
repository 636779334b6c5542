"""No test leaves a traceback in a log, its own or that of a process it started, unless it says why."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

WATCHED = ("sello", "apscheduler", "gunicorn", "werkzeug", "alembic", "sqlalchemy", "flask_wtf")
"""Whose logs are looked at: our own, and those of what runs us."""

STARTS = re.compile(r"Traceback \(most recent call last\)")


class Watch(logging.Handler):
    """Gathers what is logged together with an error's traceback."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line of a record that carries a traceback."""
        if record.exc_info and record.exc_info[0] is not None:
            self.seen.append(f"{record.name}: {record.getMessage()}: {record.exc_info[1]!r}")
        elif STARTS.search(record.getMessage()):
            self.seen.append(f"{record.name}: {record.getMessage()[-300:]}")


@contextmanager
def watched() -> Iterator[list[str]]:
    """All that is logged with a traceback meanwhile, one line for each."""
    watch = Watch()
    # At the loggers themselves: some tests replace what hangs at the root, as the commands do.
    loggers = [logging.getLogger(name) for name in WATCHED]
    for logger in loggers:
        logger.addHandler(watch)
    try:
        yield watch.seen
    finally:
        for logger in loggers:
            logger.removeHandler(watch)


def check(seen: list[str]) -> None:
    """Fail over tracebacks that nobody announced."""
    assert seen == [], "a traceback in the log; provoke it on purpose (@pytest.mark.provokes) or mend it"


def check_output(output: str) -> None:
    """Fail over a traceback in all that a process wrote."""
    found = STARTS.search(output)
    assert found is None, (
        f"a traceback in the log of a process:\n{output[max(found.start() - 500, 0) :][:4000]}"
    )
