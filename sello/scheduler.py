"""The scheduler: the only place that starts APScheduler, in a process of its own.

The schedule only wakes jobs up; what is due, the database knows. Several processes may run: a lease makes one
of them lead and another take over when it dies. It goes by UTC, which skips and repeats no hour; what time it
is where an institution works, and whether that is an hour for mail, each job asks for itself.
"""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import cast

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from flask import Flask

from sello.accounts.jobs import JOBS as ACCOUNTS
from sello.config import Config
from sello.core import clock, jobs, lease
from sello.core.jobs import Job, Work
from sello.core.statistics import JOBS as STATISTICS
from sello.core.trail.ledger.jobs import JOBS as LEDGER
from sello.duties.jobs import JOBS as DUTIES
from sello.evidence.jobs import JOBS as SUMS
from sello.files.jobs import JOBS as EVIDENCE
from sello.privacy.jobs import JOBS as PRIVACY
from sello.reminders.jobs import JOBS as REMINDERS
from sello.replies.jobs import JOBS as REPLIES
from sello.reports.jobs import JOBS as REPORTS
from sello.tasks.jobs import JOBS as TASKS
from sello.web.view_mails import JOBS as VIEWS

JOBS: Mapping[str, Job] = {
    **ACCOUNTS,
    **DUTIES,
    **EVIDENCE,
    **LEDGER,
    **PRIVACY,
    **REMINDERS,
    **REPLIES,
    **REPORTS,
    **STATISTICS,
    **SUMS,
    **TASKS,
    **VIEWS,
}
"""Every job of the product by its name."""

LASTING = timedelta(seconds=15)
BEAT = timedelta(seconds=5)
"""The leader renews its lease three times before it would run out."""

DELIVERY = timedelta(seconds=10)
"""How often the outbox is looked at: somebody may be waiting for a link to a new password."""

log = logging.getLogger("sello.scheduler")


def schedule() -> dict[str, BaseTrigger]:
    """When each job is woken: around the clock, as it is office hour now here and now there."""
    return {
        "deliver": IntervalTrigger(seconds=int(DELIVERY.total_seconds()), timezone=UTC),
        "news": CronTrigger(minute="*", timezone=UTC),
        "replies": CronTrigger(minute="*", timezone=UTC),
        "reminders": CronTrigger(minute="*/10", timezone=UTC),
        "receipts": CronTrigger(minute="*", timezone=UTC),
        "monthly-report": CronTrigger(minute=5, timezone=UTC),
        "authority-page": CronTrigger(minute="*/10", timezone=UTC),
        "saved-views": CronTrigger(minute="*/10", timezone=UTC),
        "access": CronTrigger(hour=8, minute=20, timezone=UTC),
        "task-links": CronTrigger(hour=8, minute=25, timezone=UTC),
        "duties": CronTrigger(minute=15, timezone=UTC),
        "ledger": CronTrigger(minute="*/5", timezone=UTC),
        "retention": CronTrigger(hour=8, minute=40, timezone=UTC),
        "privacy-mails": CronTrigger(minute=25, timezone=UTC),
        "purges": CronTrigger(minute="*", timezone=UTC),
        "scan": CronTrigger(minute="*", timezone=UTC),
        "examine": CronTrigger(minute="*", timezone=UTC),
        "uploads": CronTrigger(minute=35, timezone=UTC),
        "sums": CronTrigger(minute=1, timezone=UTC),
        "texts": CronTrigger(minute="*", timezone=UTC),
        "statistics": CronTrigger(hour=7, minute=50, timezone=UTC),
    }


def run(app: Flask, now: Callable[[], datetime] = clock.now) -> None:
    """Lead, or wait to lead, until SIGTERM or Ctrl-C; a run in progress ends between two of its steps.

    `now` is the clock that jobs go by; a rehearsal may set another one.
    """
    clockwork = Clockwork(app, now)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, clockwork.ask_to_stop)
    clockwork.run()


def is_news(record: logging.LogRecord) -> bool:
    """Whether a line of the library tells anything: a job that is still at work goes on, and is not late."""
    return "maximum number of running instances reached" not in str(record.msg)


class Clockwork:
    """One scheduler process: beats its lease and runs the jobs while it leads."""

    def __init__(self, app: Flask, now: Callable[[], datetime]) -> None:
        self._app = app
        self._now = now
        self._config = cast(Config, app.extensions["sello"])
        self._holder = f"{socket.gethostname()}:{os.getpid()}"
        self._stopping = threading.Event()
        self._leading = threading.Event()
        self._clock: BackgroundScheduler | None = None

    def ask_to_stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Stop soon."""
        self._stopping.set()

    def run(self) -> None:
        """Beat until asked to stop, then let the run in progress finish its step and give the lease up."""
        log.info("scheduler started", extra={"holder": self._holder})
        try:
            while not self._stopping.is_set():
                self._beat()
                self._stopping.wait(BEAT.total_seconds())
        finally:
            self._follow()
            with self._app.app_context():
                for role in (lease.SCHEDULER, lease.WAITING):
                    lease.let_go(role, self._holder, now=clock.now())
            log.info("scheduler stopped", extra={"holder": self._holder})

    def _beat(self) -> None:
        try:
            with self._app.app_context():
                leads = lease.hold(lease.SCHEDULER, self._holder, now=clock.now(), lasting=LASTING)
                self._tell_of_waiting(leads=leads)
        except Exception:
            log.exception("no heartbeat")  # the database is away: whoever has it may lead
            leads = False
        if leads and self._clock is None:
            self._lead()
        elif not leads:
            self._follow()

    def _tell_of_waiting(self, *, leads: bool) -> None:
        """Hold the role of who waits while another leads, so that a second process does not go unseen."""
        if not leads:
            lease.hold(lease.WAITING, self._holder, now=clock.now(), lasting=LASTING)
        elif self._clock is None:
            lease.let_go(lease.WAITING, self._holder, now=clock.now())

    def _lead(self) -> None:
        logging.getLogger("apscheduler.scheduler").addFilter(is_news)
        log.info("leading", extra={"holder": self._holder})
        self._leading.set()
        self._clock = BackgroundScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": 3600, "coalesce": True, "max_instances": 1},
        )
        for name, trigger in schedule().items():
            self._clock.add_job(self._work, trigger, [name], id=name, next_run_time=clock.now())
        self._clock.start()

    def _follow(self) -> None:
        if self._clock is None:
            return
        self._leading.clear()
        self._clock.shutdown(wait=True)
        self._clock = None
        log.info("no longer leading", extra={"holder": self._holder})

    def _work(self, name: str) -> None:
        work = Work(self._config, self._now(), stop=self._is_over)
        try:
            with self._app.app_context():
                jobs.run(JOBS[name], work)
        except Exception:
            log.debug("the job said why", exc_info=True)  # logged and remembered where it happened

    def _is_over(self) -> bool:
        return self._stopping.is_set() or not self._leading.is_set()
