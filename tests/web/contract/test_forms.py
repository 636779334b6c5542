"""Every form of every page keeps one contract, whatever is sent.

No 500 and no bare 400; a refusal says why in Spanish, writes nothing and leaves what was typed on the page.
"""

import html
import logging
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from sello.core.db import Base, db
from sello.core.text import clean
from tests.builders import NOW
from tests.conftest import Browser
from tests.web.contract.crawl import Found
from tests.web.contract.filling import CHOSEN, DAYS, TYPED, Values, filled, one_by_one, spoilt, texts
from tests.web.contract.instance import Instance
from tests.web.contract.reading import Page
from tests.web.contract.words import foreign
from tests.web.contract.world import PASSWORD
from tests.web.test_routes import methods_of, rules

UNREACHED = {
    "register.lens_annex": "stands only where a year has budgets, of which this town has none (test_lens)",
    "privacy.adopt": "stands only on an acta that the clock proposed (test_privacy)",
    "privacy.lift_order": "stands only beside an order to keep (test_privacy)",
    "privacy.propose": "stands only where the time of a piece is over (test_privacy)",
    "privacy.unblock": "stands only beside what was blocked for a request that was answered (test_privacy)",
    "accounts.revoke_calendar": "stands only where an address of a calendar was made",
    "accounts.stop_view_mail": "stands only where a view comes by mail",
    "evidence.begin_sending": "is no form: a script announces a file (test_resumed)",
    "evidence.do_accept_many": "stands behind pieces that somebody marked",
    "evidence.do_return_many": "stands behind pieces that somebody marked",
    "cycles.stop_looking": "stands on the pages of whoever looks with an auditor's eyes, in that browser",
    "evidence.unpin": "stands beside a remark on a page, of which this town's has none (test_pins)",
    "dashboard.undo": "stands for ten minutes on the pages of whoever has just acted, in that browser",
    "evidence.ask_session": "stands beside what is secret and released (test_closed)",
    "evidence.decide_class": "stands beside a proposal of somebody else (test_closed)",
    "evidence.open_piece": "stands before what is restricted, of which this town has nothing (test_closed)",
    "evidence.confirm_link": "stands on the desk only while nothing waits for review",
    "evidence.gather": "stands only where several files wait for their description",
    "evidence.give_up_sending": "stands only where a part of a file has come (test_resumed)",
    "evidence.take_details": "stands only where a text was read that tells what is missing (test_suggested)",
    "evidence.take_requirement": "stands only where a text was read (test_suggested)",
    "evidence.unpack": "stands only where a ZIP waits for its description (test_unpacked)",
    "evidence.refuse_link": "stands on the desk only while nothing waits for review",
    "start.send_invitations": "stands only while somebody waits for her first invitation",
    "register.renew": "stands only where an accepted piece gives a new end (test_renewing)",
    "register.open_thread": "stands only where a committee has agreed on something",
    "reminders.assign_mail": "stands on a mail that came in and waits (test_received)",
    "reminders.share_mail": "stands on an answer to several tasks that waits (test_received)",
    "reminders.discard_mail": "stands on a mail that came in and waits (test_received)",
    "reports.ask_account": "stands only where there is something to decide",
    "reports.annul_letter": "stands only on a letter that was issued",
    "reports.look_at_letter": "stands only where there is something to decide",
    "reports.reissue_letter": "stands only on a letter that was issued",
    "reports.instruct": "stands only where there is something to decide",
    "tasks.go_on": "stands only on a task whose reminders are paused (test_checklist)",
    "reminders.read_all": "stands only where somebody was told of something (test_told)",
    "reminders.read_one": "stands only where somebody was told of something (test_told)",
    "reminders.leave": "stands behind the signed address of a mail",
    "tasks.answer_by_link": "stands behind the signed address of a mail (test_by_link)",
    "tasks.ask_time_by_link": "stands behind the signed address of a mail (test_by_link)",
    "tasks.bring_by_link": "stands behind the signed address of a mail (test_by_link)",
    "tasks.comment_by_link": "stands behind the signed address of a mail (test_by_link)",
    "witness.add_checkpoint": "is no form: another town's program asks (tests/server/test_witnesses.py)",
    "tasks.revoke_link": "stands only where a mail's link opens a task",
}
"""Forms that no page of the town shows, each with why; they have tests of their own."""

NOT_TAKEN = {
    "accounts.end_unit": "met first on the page of the topmost unit, which no unit below continues",
    "accounts.write_to_person": "met first on the page of the writer herself",
    "accounts.write_to_unit": "met first on the page of the topmost unit, which nobody heads",
    "privacy.answer": "waits until each place where the person stands was decided on (tests/web/privacy)",
    "tasks.ask_for_time": "asks for a day after the task's own, which is not on the form",
}
"""Forms that no filling makes valid on the page where they are met first."""

HUGE = "9" * 20


def test_no_form_is_forgotten(town, found):
    with_forms = {rule.endpoint for rule in rules(town.app) if "POST" in methods_of(rule)}
    assert with_forms - {each.endpoint for each in found} == set(UNREACHED)
    assert town.state() == town.kept, "looking for forms wrote something"


def test_files_stand_behind_what_is_typed(found):
    """So that the beginning of a long form holds what somebody wrote, if her session has ended."""
    with_files = [each for each in found if each.form.named("file")]
    assert with_files
    for each in with_files:
        kinds = [control.kind for control in each.form.controls.values()]
        assert set(kinds[kinds.index("file") :]) <= {"file", "button"}, each.endpoint


class Trial:
    """One sending after another, each from the same state; what breaks the contract is gathered."""

    def __init__(self, town: Instance, log: pytest.LogCaptureFixture) -> None:
        self.town = town
        self.log = log
        self.broken: list[str] = []
        self.taken: set[str] = set()

    def send(self, each: Found, sent: Values, what: str, browser: Browser | None = None) -> TestResponse:
        """Send a form and hold its answer to the contract."""
        browser = browser or self.town.browser(each.role)
        answer = post(browser, each, sent)
        page = answer.text if answer.mimetype == "text/html" else ""
        refused = answer.status_code >= 400 or bool(_errors(browser))
        problems = []
        if answer.status_code >= 500 or answer.status_code == 400:
            problems.append(f"answers {answer.status_code}")
        problems += [f"says «{phrase}»" for phrase in foreign(page)]
        problems += [f"logs {record.message}" for record in self.log.records if record.exc_info]
        if not refused:
            self.taken.add(each.endpoint)
            self.town.put_back()
        else:
            kept = html.unescape(page).casefold()
            problems += [
                f"refuses with {answer.status_code} and loses {text[:20]!r}"
                for text in texts(each, sent)
                if text.strip() and clean(text).strip().casefold() not in kept
            ]
            if self.town.state() != self.town.kept:
                problems.append(f"refuses with {answer.status_code}, and has written")
                self.town.put_back()
        self.log.clear()
        name = f"{each.endpoint} of {each.form.page} ({each.role or 'nobody'}), {what}"
        self.broken += [f"{name}: {problem}" for problem in problems]
        return answer

    def check(self) -> None:
        """Fail with all that was broken."""
        assert not self.broken, "\n".join(self.broken)


def post(browser: Browser, each: Found, sent: Values) -> TestResponse:
    headers = {"Origin": "http://localhost", "Referer": f"http://localhost{each.form.page}"}
    options: dict[str, Any] = {"headers": headers, "data": sent}
    if each.form.encoding:
        options["content_type"] = each.form.encoding
    try:
        answer = browser.post(each.form.action, **options)
    except Exception as error:  # the testing application lets faults through
        db.session.rollback()
        logging.getLogger("sello").exception("%s", type(error).__name__)
        return browser.response_wrapper(status=500)  # type: ignore[arg-type]
    return answer


def _errors(browser: Browser) -> list[str]:
    with browser.session_transaction() as session:
        return [text for kind, text in session.get("_flashes", []) if kind == "error"]


@pytest.fixture
def trial(town: Instance, caplog: pytest.LogCaptureFixture) -> Trial:
    return Trial(town, caplog)


def test_filled_as_its_page_asks_a_form_is_taken(found, trial):
    for each in found:
        trial.send(each, filled(each), "filled as its page asks")
    trial.check()
    assert {each.endpoint for each in found} - trial.taken == set(NOT_TAKEN)


TEXTS = {
    "control characters": "\x00\x07\x0b\x1b\ufffeÑandú",
    "4,000 letters": "a" * 4000,
    "signs": "«%_\\'\"<script>{{ 7*7 }}» 🙂",
    "blanks": "   ",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_texts(found, trial, text):
    for each in found:
        if each.form.named(*TYPED):
            trial.send(each, spoilt(each, TYPED, text), repr(text[:10]))
    trial.check()


UNSEEN = " \u200b\u2060\u202e\u3164\u2800\ufe0f "


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)  # what is refused by the form
@pytest.mark.parametrize("text", ["   ", UNSEEN], ids=["blanks", "nothing seen"])
def test_what_nobody_sees_fills_no_field(town, found, trial, text):
    filled_so = []
    for each in found:
        for control in each.form.named(*TYPED):
            if control.required:
                trial.taken.clear()
                trial.send(each, filled(each) | {control.name: [text]}, f"{control.name} with nothing seen")
                filled_so += [f"{name}: {control.name}" for name in trial.taken]
    trial.check()
    assert filled_so == []


def send_ids(found, trial, value):
    for each in found:
        for name, sent in one_by_one(each, CHOSEN, value):
            trial.send(each, sent, f"{name}={value!r}")
    trial.check()


def test_ids_that_no_column_holds(found, trial):
    send_ids(found, trial, HUGE)


@pytest.mark.parametrize("value", ["-1", "x\x00", ""], ids=["negative", "no id", "empty"])
@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_ids_that_are_none(town, found, trial, value):
    send_ids(found, trial, value)


@pytest.mark.parametrize("day", ["0001-01-01", "0026-03-05", "9999-12-31", "2026-02-31", "mañana"])
@pytest.mark.parametrize("town", ["sqlite"], indirect=True)  # what is refused by the form
def test_hostile_days(town, found, trial, day):
    for each in found:
        if each.form.named(*DAYS):
            trial.send(each, spoilt(each, DAYS, day), day)
    trial.check()


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)  # nothing reaches the database
def test_nothing_but_the_token(found, trial):
    for each in found:
        trial.send(each, {}, "empty")
    trial.check()


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)  # the memory is the browser's
def test_a_second_send_makes_nothing_twice(town, found, trial):
    for each in found:
        if each.role is None:
            continue
        browser = town.browser(each.role)
        with browser.session_transaction() as session:
            session["csrf_token"] = "secret-of-the-page"
        signer = URLSafeTimedSerializer(town.app.secret_key, salt="wtf-csrf-token")
        token = {"csrf_token": [signer.dumps("secret-of-the-page")]}
        with time_machine.travel(NOW + timedelta(seconds=5), tick=False):
            first = post(browser, each, filled(each) | token)
            once = counts()
            again = post(browser, each, filled(each) | token)
        assert again.status_code < 500, each.endpoint
        assert counts() == once, f"{each.endpoint} did it twice"
        if first.status_code == 303 and browser.get("/mi-cuenta").status_code == 200:
            assert again.location == first.location, each.endpoint
        town.put_back()


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)  # the text is in the page
def test_what_was_typed_comes_back_after_signing_in(town, found, trial):
    for each in found:
        written = texts(each, filled(each))
        if each.role is None or not written:
            continue
        browser = town.browser(None)
        asked = post(browser, each, filled(each))
        assert asked.status_code == 401, each.endpoint
        (carried,) = Page(asked.text, "/entrar").forms
        sent = carried.untouched() | {"email": [town.person(each.role).email], "password": [PASSWORD]}
        shown = post(browser, Found("accounts.sign_in_now", carried, None), sent)
        again = [form for form in Page(shown.text, "").forms if form.action == each.form.action]
        assert shown.status_code == 200, each.endpoint
        assert again, f"{each.endpoint} is not offered again"
        kept = {value for values in again[0].untouched().values() for value in values}
        assert {clean(text) for text in written} <= kept, each.endpoint
        town.put_back()


def counts() -> dict[str, int]:
    """How many rows each table has."""
    with db.engine.connect() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in Base.metadata.tables.items()
        }
