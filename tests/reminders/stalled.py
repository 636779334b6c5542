"""A pass that stops for good between its ledger and its mail, for a test to kill it there.

A third word says how many portions it writes before that, of seven people each.
"""

import os
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from sello.app import create_app
from sello.config import from_environment
from sello.core import jobs
from sello.reminders.service import day
from sello.scheduler import JOBS

written = [day.queue] * int(sys.argv[3]) if len(sys.argv) > 3 else []


def stall(*args: Any, **values: Any) -> Any:
    if written:
        return written.pop()(*args, **values)
    Path(sys.argv[1]).touch()
    time.sleep(600)
    raise AssertionError("nobody killed us")


day.queue, day.PORTION = stall, 7
app = create_app(from_environment(os.environ))
with app.app_context():
    moment = datetime.fromisoformat(sys.argv[2])
    jobs.run(JOBS["reminders"], jobs.Work(app.extensions["sello"], moment))
