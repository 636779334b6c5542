"""A mailbox that is away is told of once, tried ever more seldom, and read again when it is back."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from sello.cli.checkup.mail import away
from sello.config import Config
from sello.core import jobs, outages
from sello.core.db import db
from sello.core.jobs import Work, last_runs
from sello.core.outages import LONGEST, MAILBOX
from sello.replies.jobs import JOBS
from sello.replies.service import watching
from tests import machine
from tests.builders import NOW
from tests.replies.dovecot import mail_server

MINUTE = timedelta(minutes=1)
CLOSED = 1
"""A port on which nobody listens."""


@pytest.fixture
def nowhere(app: Flask, settings: Config) -> Config:
    return replace(settings, imap_host="127.0.0.1", imap_port=CLOSED, imap_security="none", imap_user="a")


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The lines of the log about mailboxes and failed jobs."""
    return [each.getMessage() for each in caplog.records if each.name in ("sello.mail", "sello.jobs")]


@pytest.fixture(autouse=True)
def everything(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="sello")


def minutes(config: Config, first: int, last: int) -> list[int]:
    """Run the job at each of some minutes, and return those at which the mailbox was asked."""
    asked = []
    for number in range(first, last):
        before = outages.trouble(MAILBOX)
        jobs.run(JOBS["replies"], Work(config, NOW + number * MINUTE))
        if outages.trouble(MAILBOX) != before:
            asked.append(number)
    return asked


def test_an_hour_without_it_is_one_line_and_few_tries(
    nowhere: Config, caplog: pytest.LogCaptureFixture
) -> None:
    assert minutes(nowhere, 0, 60) == [0, 2, 6, 14, 29, 44, 59]
    assert said(caplog) == ["the mailbox is not reached"]
    known = outages.trouble(MAILBOX)
    assert known is not None
    assert (known.since, known.tries) == (NOW, 7)
    assert known.next_at == NOW + 59 * MINUTE + LONGEST
    assert not last_runs()[0].failed


def test_when_it_is_back_that_is_said_once_and_it_is_read_each_minute(
    nowhere: Config, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes(nowhere, 0, 1)
    read = []
    monkeypatch.setattr(watching, "fetch", lambda *_: read.append(1) or {})
    assert minutes(nowhere, 1, 6) == [2]
    assert len(read) == 4
    assert said(caplog) == ["the mailbox is not reached", "the mailbox is reached again"]


def test_a_password_that_is_not_there_is_told_of_in_the_same_way(
    nowhere: Config, caplog: pytest.LogCaptureFixture
) -> None:
    lost = replace(nowhere, imap_password_file="/nowhere/at/all")
    assert minutes(lost, 0, 3) == [0, 2]
    known = outages.trouble(MAILBOX)
    assert known is not None
    assert "SELLO_IMAP_PASSWORD_FILE" in known.remedy
    assert said(caplog) == ["the mailbox is not reached"]


def test_without_a_mailbox_nothing_is_amiss_any_more(nowhere: Config) -> None:
    minutes(nowhere, 0, 1)
    assert minutes(replace(nowhere, imap_host=""), 1, 3) == [2]
    assert outages.trouble(MAILBOX) is None


@machine.needs("dovecot")
def test_who_is_refused_to_sign_in_is_told_what_to_look_at(asked, settings: Config) -> None:
    with mail_server() as server:
        where = server.settings(password="otra")
        config = replace(
            settings, imap_host=where.host, imap_port=where.port, imap_security="none", imap_user=where.user
        )
        assert minutes(config, 0, 2) == [0]
    known = outages.trouble(MAILBOX)
    assert known is not None
    assert known.why == "IMAP: NO"
    assert "SELLO_IMAP_USER" in known.remedy


def test_the_doctor_says_since_when(app, nowhere: Config) -> None:
    assert [*away(db.engine)] == []
    minutes(nowhere, 0, 3)
    (finding,) = away(db.engine)
    assert "desde el 23-11-2026" in finding.seen
    assert "intentos: 2" in finding.seen
