"""Schedulers for a year: a nursery that gives birth to one for each connection, at the instants it is told.

`python worker.py SOCKET`: everything is loaded once, and each scheduler is a fork that does what
`sello.scheduler` does at its hours: a line `{"now": …, "jobs": […]}` comes in, and one goes out when they are
over. Whoever connects is told its process first, so that it can be killed.
"""

import json
import os
import signal
import socket
import sys
import traceback
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from flask import Flask

from sello.app import create_app
from sello.config import Config, from_environment
from sello.core import jobs, logs
from sello.core.db import db
from sello.core.mail.smtp import SmtpSettings, smtp_settings
from sello.reminders import jobs as reminders
from sello.scheduler import JOBS

PATIENCE = 1.0
"""Seconds for an answer of the mail server: a year cannot wait for minutes."""


def impatient(config: Config) -> SmtpSettings | None:
    found = smtp_settings(config)
    return replace(found, timeout=PATIENCE, verdict_timeout=PATIENCE) if found else None


def serve(app: Flask, lines: IO[str], answers: IO[str]) -> None:
    config = cast(Config, app.extensions["sello"])
    print(os.getpid(), file=answers, flush=True)
    for line in lines:
        asked = json.loads(line)
        done = {}
        with app.app_context():
            for name in asked["jobs"]:
                try:
                    done[name] = jobs.run(JOBS[name], jobs.Work(config, datetime.fromisoformat(asked["now"])))
                except Exception:  # as in the scheduler: tried again at its next hour
                    traceback.print_exc()
        print(json.dumps(done), file=answers, flush=True)


def main(path: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    reminders.smtp_settings = impatient  # type: ignore[assignment]
    app = create_app(from_environment(os.environ))
    with app.app_context():
        db.engine.dispose()
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(f"{path}.new")
        door.listen()
        Path(f"{path}.new").rename(path)  # whoever finds it is heard
        while True:
            line, _ = door.accept()
            if os.fork() == 0:
                door.close()
                with line, line.makefile("r") as lines, line.makefile("w") as answers:
                    serve(app, lines, answers)
                os._exit(0)
            line.close()


logs.configure()
main(sys.argv[1])
