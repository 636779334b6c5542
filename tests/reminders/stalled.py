"""A pass that stops for good between its ledger and its mail, for a test to kill it there."""

import os
import sys
import time
from datetime import datetime
from pathlib import Path

from sello.app import create_app
from sello.config import from_environment
from sello.core import jobs
from sello.reminders.service import sweeps
from sello.scheduler import JOBS


def stall(*_args: object, **_values: object) -> int:
    Path(sys.argv[1]).touch()
    time.sleep(600)
    raise AssertionError("nobody killed us")


sweeps.enqueue_all = stall
app = create_app(from_environment(os.environ))
with app.app_context():
    moment = datetime.fromisoformat(sys.argv[2])
    jobs.run(JOBS["reminders"], jobs.Work(app.extensions["sello"], moment))
