"""What the library of the scheduler says is told, but for a job that is still at work."""

import logging
import threading

from apscheduler.events import EVENT_JOB_MAX_INSTANCES
from apscheduler.executors.base import BaseExecutor, MaxInstancesReachedError
from apscheduler.schedulers.background import BackgroundScheduler

from sello.core import clock
from sello.scheduler import is_news


class Busy(BaseExecutor):  # type: ignore[misc]  # the library has no types
    """Every job is still at work."""

    def submit_job(self, job: object, run_times: object) -> None:
        del run_times
        raise MaxInstancesReachedError(job)

    def _do_submit_job(self, job: object, run_times: object) -> None:
        del job, run_times


class Kept(logging.Handler):
    """Keeps what it was given."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def test_a_job_that_is_still_at_work_is_no_alarm() -> None:
    log, kept, skipped = logging.getLogger("apscheduler.scheduler"), Kept(), threading.Event()
    log.addHandler(kept)
    log.addFilter(is_news)
    scheduler = BackgroundScheduler(executors={"default": Busy()})
    scheduler.add_listener(lambda _: skipped.set(), EVENT_JOB_MAX_INSTANCES)
    try:
        scheduler.add_job(print, "interval", seconds=3600, next_run_time=clock.now())
        scheduler.start()
        assert skipped.wait(20)
        log.warning("the disk is full")
    finally:
        scheduler.shutdown(wait=False)
        log.removeHandler(kept)
        log.removeFilter(is_news)
    assert kept.said == ["the disk is full"]
