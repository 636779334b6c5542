"""What a request did to the cookie stays only if its work was saved and its page was shown."""

import pytest

from sello.accounts.queries import people
from sello.core.db import db
from sello.core.faults import Busy
from sello.web.accounts.people import SHOWN_ONCE
from tests.web.accounts.test_sign_in import sign_in, with_password
from tests.web.test_bad_days import DATABASE, broken_database

pytestmark = pytest.mark.provokes("the database fails on purpose")


def kept(browser):
    with browser.session_transaction() as session:
        return dict(session)


def test_a_password_that_is_shown_once_outlives_a_page_that_failed(town, client_for, monkeypatch):
    secretary, page = client_for(town.people.secretary), f"/personas/{town.people.head.id}"
    secretary.post(f"{page}/contrasena-temporal")
    password = kept(secretary)[SHOWN_ONCE]["text"]
    with monkeypatch.context() as patch:
        patch.setattr(people, "appointments", failing)
        answer = secretary.get(page)
    assert answer.status_code == 503
    assert password not in answer.text
    assert password in secretary.get(page).text
    assert password not in secretary.get(page).text


def failing(_person_id):
    raise Busy


@pytest.mark.parametrize("when", ["at once", "at a row", "at commit"])
def test_nobody_is_signed_in_or_out_by_what_was_not_saved(town, browser, when):
    with_password(town.people.head)
    full, status = DATABASE[db.engine.dialect.name]["full"]
    for act in (lambda: sign_in(browser, town.people.head.email), lambda: browser.post("/salir")):
        browser.token_of_a_page()  # a browser that was shown a form
        before = kept(browser)
        with broken_database(full, when):
            assert act().status_code == status
        assert kept(browser) == before
        assert act().status_code == 303
        assert kept(browser) != before
