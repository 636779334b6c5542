"""Views by mail: on the chosen weekdays, once, with the rows that each reader sees, until stopped."""

import csv
import io
import re
from datetime import UTC, date, datetime, time

import pytest
from flask import current_app, url_for

from sello.accounts.domain.views import ListKind, NoWeekday, checked_weekdays
from sello.accounts.queries import identity
from sello.accounts.service import views
from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.core.mail.outbox import OutboxMail
from sello.core.moment import Moment
from sello.web.saved_views import ENDPOINTS
from sello.web.view_mails import PATHS, TOLD, due_day, mail_views
from sello.web.view_rows import sheet_of
from tests.builders import AT, NOW, TODAY
from tests.cycles import builders
from tests.tasks import cast
from tests.web.pages import form_of

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def asked(town):
    """A cycle, and a task for each of two units."""
    secretary = town.people.secretary.actor()
    builders.cycle(secretary)
    cast.ask(secretary, town.units.personas, title="Mandar el acta")
    cast.ask(secretary, town.units.dideco, title="Mandar el informe")
    db.session.commit()
    return town


def keep(person, query="q=mandar", *, kind=ListKind.TASKS, name="La mía", shared=False):
    view = views.keep(person.actor(), kind, name, query)
    if shared:
        views.share(person.actor(), view, True, now=NOW)
    db.session.commit()
    return view


def subscribe(person, view, days="0", *, when_empty=False, since=LONG_AGO):
    views.subscribe(person.actor(), view, days, when_empty=when_empty, today=since)
    db.session.commit()


def work(day: int, month: int = 11) -> int:
    """A run at noon; the 23rd of November 2026 is a Monday."""
    at = datetime(2026, month, day, 15, tzinfo=UTC)
    return mail_views(Work(current_app.extensions["sello"], at))["views"]


def mails(town):
    scope_to(db.session(), town.institution.id)
    db.session.expire_all()
    return db.session.query(OutboxMail).order_by(OutboxMail.id).all()


@pytest.mark.parametrize("kind", ListKind)
def test_each_list_is_where_its_mail_leads_and_tells_columns_that_it_has(asked, kind, app):
    with app.test_request_context():
        assert PATHS[kind] == url_for(ENDPOINTS[kind])
    sheet = sheet_of(kind, "", asked.people.secretary.actor(), AT)
    assert sheet is not None
    assert max(TOLD[kind]) < len(sheet.titles)


QUERIES = [
    (ListKind.TASKS, "q=acta&orden=-unidad"),
    (ListKind.TASKS, "estado=todas"),
    (ListKind.REQUIREMENTS, "dimension=1&estado=unanswered&orden=-requerimiento"),
    (ListKind.EVIDENCE, "vigencia=vigente&orden=unidad"),
    (ListKind.REGISTER, "tipo=plan"),
]


@pytest.mark.parametrize("role", ["secretary", "head", "contributor", "authority", "auditor"])
@pytest.mark.parametrize(("kind", "query"), QUERIES)
def test_the_rows_are_those_of_the_lists_own_file(asked, client_for, role, kind, query):
    person = getattr(asked.people, role)
    file = client_for(person).get(f"{PATHS[kind]}/lista.csv?{query}")
    scope_to(db.session(), asked.institution.id)
    actor = identity.actor(person.id, today=TODAY)
    assert actor is not None
    sheet = sheet_of(kind, query, actor, AT)
    if file.status_code != 200:
        assert sheet is None
        return
    assert sheet is not None
    told = list(csv.reader(io.StringIO(file.text.lstrip("\ufeff")), delimiter=";"))
    assert [row[0] for row in told[1:]] == [str(row[0]) for row in sheet.rows]


@pytest.mark.parametrize(
    ("days", "at", "due"),
    [
        ("0", datetime(2026, 11, 23, 12, tzinfo=UTC), date(2026, 11, 23)),
        ("02", datetime(2026, 11, 25, 12, tzinfo=UTC), date(2026, 11, 25)),
        ("02", datetime(2026, 11, 24, 12, tzinfo=UTC), date(2026, 11, 23)),
        ("02", datetime(2026, 11, 28, 12, tzinfo=UTC), None),  # a Saturday
        ("0", datetime(2026, 11, 23, 11, tzinfo=UTC), None),  # before half past eight
    ],
)
def test_the_last_of_the_chosen_days_is_due(days, at, due):
    found = due_day(days, Moment(at, "America/Santiago"), since=LONG_AGO, send_at=time(8, 30))
    assert found == due


@pytest.mark.parametrize(("raw", "days"), [(["4", "0"], "04"), (["0", "0", "6", "x"], "0"), ("231", "123")])
def test_days_are_kept_once_and_in_order(raw, days):
    assert checked_weekdays(raw) == days


def test_no_day_is_refused():
    with pytest.raises(NoWeekday):
        checked_weekdays(["5", ""])


def test_it_goes_once_on_each_of_its_days(asked):
    subscribe(asked.people.secretary, keep(asked.people.secretary), "02")
    assert [work(23), work(23), work(24), work(25), work(27), work(30)] == [1, 0, 0, 1, 0, 1]
    sent = mails(asked)
    assert [mail.recipient for mail in sent] == [asked.people.secretary.email] * 3
    assert sent[0].subject == "Vista «La mía»: 2 filas"
    assert "Mandar el acta" in sent[0].text
    assert "/tareas?q=mandar&vista=" in sent[0].text
    assert sent[0].leave


def test_each_reader_gets_the_rows_that_she_sees(asked):
    view = keep(asked.people.secretary, shared=True)
    subscribe(asked.people.secretary, view)
    subscribe(asked.people.head, view)
    assert work(23) == 2
    whole, own = mails(asked)
    assert "Mandar el informe" in whole.text
    assert "Mandar el acta" in own.text
    assert "Mandar el informe" not in own.text


def test_an_empty_one_comes_only_to_whoever_wants_it(asked):
    view = keep(asked.people.secretary, "q=nada", shared=True)
    subscribe(asked.people.secretary, view)
    subscribe(asked.people.head, view, when_empty=True)
    assert work(23) == 1
    (mail,) = mails(asked)
    assert mail.recipient == asked.people.head.email
    assert "Hoy no tiene ninguna fila." in mail.text
    cast.ask(asked.people.secretary.actor(), asked.units.personas, title="nada más")
    db.session.commit()
    assert work(24) == 0, "what Monday had is told on Monday"


def test_what_is_not_shared_any_more_does_not_come(asked):
    secretary, head = asked.people.secretary, asked.people.head
    view = keep(secretary, shared=True)
    subscribe(head, view)
    views.share(secretary.actor(), view, True, role=asked.people.contributor.role, now=NOW)
    db.session.commit()
    assert work(23) == 0
    views.share(secretary.actor(), view, True, role=head.role, now=NOW)
    db.session.commit()
    assert work(30) == 0, "she has to ask for it again"
    subscribe(head, view)
    assert work(30) == 1


def test_what_was_chosen_today_does_not_catch_up(asked):
    subscribe(asked.people.secretary, keep(asked.people.secretary), since=date(2026, 11, 24))
    assert [work(25), work(30)] == [0, 1]


def test_its_page_takes_the_days_and_stops_it(asked, client_for):
    client, view = client_for(asked.people.head), keep(asked.people.head)
    address = f"/vistas/{view}/dias"
    form = form_of(client.get("/vistas").text, "/vistas", address)
    answer = client.post(address, data=form)
    assert answer.status_code == 422
    assert "Elija al menos un día" in answer.text
    assert client.post(address, data=form | {"weekdays": ["1", "3"]}).status_code == 303
    assert "Por correo: martes, jueves" in re.sub(r"\s+", " ", client.get("/vistas").text)
    page = client.get("/mis-avisos").text
    assert "Vistas que le llegan por correo" in page
    stop = f"/vistas/{view}/correo/quitar"
    assert client.post(stop, data=form_of(page, "/mis-avisos", stop)).status_code == 303
    assert "Vistas que le llegan por correo" not in client.get("/mis-avisos").text


def test_the_mail_itself_stops_them(asked, client_for, app):
    subscribe(asked.people.secretary, keep(asked.people.secretary))
    assert work(23) == 1
    (mail,) = mails(asked)
    assert mail.leave is not None
    leave = mail.leave.removeprefix("http://localhost")
    page = app.test_client().get(leave).text
    assert "Vistas guardadas que pedí por correo" in page
    assert app.test_client().post(leave).status_code == 200
    assert work(30) == 0


def test_nobody_subscribes_to_what_she_may_not_use(asked, client_for):
    view = keep(asked.people.secretary)
    client = client_for(asked.people.head)
    own = keep(asked.people.head, name="Otra")
    form = form_of(client.get("/vistas").text, "/vistas", f"/vistas/{own}/dias")
    assert client.post(f"/vistas/{view}/dias", data=form | {"weekdays": ["1"]}).status_code == 404
