"""A form that could not be saved says so, nothing tells of it as done, and the same button saves it later."""

import html
import sqlite3
from datetime import timedelta

import pytest
import time_machine
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from tests.builders import NOW
from tests.conftest import Browser
from tests.web.contract.crawl import Found
from tests.web.contract.filling import Values, filled
from tests.web.contract.instance import Instance
from tests.web.contract.test_forms import post
from tests.web.test_bad_days import broken_database

LATER = NOW + timedelta(seconds=5)
"""When the form is sent: its page is some seconds old, as people's are."""

FULL = 507


@pytest.fixture(params=["at a row", "at commit"])
def when(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.provokes("the disk is full on purpose")
@pytest.mark.parametrize("town", ["sqlite"], indirect=True)  # PostgreSQL: tests/web/test_bad_days.py
def test_what_could_not_be_saved_is_saved_by_the_same_button_later(town, found, when):
    broken = [
        f"{each.endpoint} ({each.role or 'nobody'}): {what}"
        for each in found
        for what in tried(town, each, when)
    ]
    assert not broken, "\n".join(broken)


def tried(town: Instance, each: Found, when: str) -> list[str]:
    """What a form does wrong that is sent on a bad day and once more on the day after."""
    browser = town.browser(each.role)
    sent = filled(each) | {"csrf_token": [token(town, browser)]}
    with time_machine.travel(LATER, tick=False):
        before = told(browser)
        with broken_database(sqlite3.SQLITE_FULL, when):
            failed = post(browser, each, anew(each, sent))
        after, kept = told(browser), town.state() == town.kept
        post(browser, each, anew(each, sent))
        flashes, saved = said(browser), town.state() != town.kept
    if not saved:
        swallowed = failed.status_code >= 400 and "ya se había recibido" in flashes
        return ["is told of as received"] if swallowed else []
    town.put_back()
    return [what for what, is_so in faults(failed, before == after, kept).items() if is_so]


def faults(failed: TestResponse, quiet: bool, kept: bool) -> dict[str, bool]:
    """What may be wrong with an answer on a bad day."""
    words = html.unescape(failed.text)
    return {
        f"answers {failed.status_code}": failed.status_code != FULL,
        "does not say why": "no se guardó" not in words and "o ya guardado no se perdió" not in words,
        "tells of something done": '<div class="notice notice-success"' in words,
        "leaves something in the cookie": not quiet,
        "has written": not kept,
    }


def anew(each: Found, sent: Values) -> Values:
    """The same fields and files, to be read from their beginning."""
    return filled(each) | {"csrf_token": sent["csrf_token"]}


def token(town: Instance, browser: Browser) -> str:
    """The token of a page that this browser was shown."""
    with browser.session_transaction() as session:
        session["csrf_token"] = "secret-of-the-page"
    return str(URLSafeTimedSerializer(town.app.secret_key, salt="wtf-csrf-token").dumps("secret-of-the-page"))


def told(browser: Browser) -> dict[str, object]:
    """What the cookie says, but for messages: those are read on the page."""
    with browser.session_transaction() as session:
        return {name: value for name, value in session.items() if name != "_flashes"}


def said(browser: Browser) -> str:
    """The messages that wait for the next page."""
    with browser.session_transaction() as session:
        return " ".join(text for _, text in session.get("_flashes", []))
