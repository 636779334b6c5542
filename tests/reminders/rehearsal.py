"""A scheduler process whose day is chosen: `python rehearsal.py 2026-11-23T12:00+00:00`. Started by tests."""

import os
import sys
from datetime import datetime, timedelta

from sello import scheduler
from sello.app import create_app
from sello.config import from_environment
from sello.core import logs
from sello.core.clock import running_from

scheduler.LASTING = timedelta(seconds=10)
scheduler.BEAT = timedelta(seconds=1)
scheduler.DELIVERY = timedelta(seconds=1)

logs.configure()
scheduler.run(create_app(from_environment(os.environ)), running_from(datetime.fromisoformat(sys.argv[1])))
