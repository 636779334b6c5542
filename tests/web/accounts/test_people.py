"""People on screen: list, invite, edit, close; the secrets that are shown once."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from sello.accounts import hashing
from sello.accounts.domain.actor import Role
from sello.accounts.domain.people import EmailTaken
from sello.accounts.models import Appointment, Person
from sello.accounts.queries import identity, people
from sello.accounts.service import links
from sello.accounts.service import people as people_service
from sello.core.db import db, everywhere, scope_to
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OutboxMail
from sello.core.trail.events import Event
from tests import builders
from tests.builders import here_and_now

TODAY = here_and_now().today
DAY = timedelta(days=1)
NEW = "el puerto despierta temprano"


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


def record(town, **values):
    return {
        "name": "Nora Nueva",
        "email": "Nora.Nueva@prueba.example",
        "post": "Encargada",
        "role": "contributor",
        "unit_id": town.units.daf,
        "access_until": "",
        "version": "1",
        **values,
    }


def row_of(person):
    return db.session.get(Person, person.id)


def test_the_list_shows_who_what_and_how_the_account_stands(town, secretary):
    page = secretary.get("/personas").text.split("<tbody>")[1]
    assert page.index("Alma Alcaldesa") < page.index("Sara Secretaria")
    assert "Oficina de Migrantes" in page
    assert "Invitación vencida" in page


def test_the_list_costs_one_statement(town, statements):
    scope_to(db.session(), town.institution.id)
    with statements() as seen:
        assert len(people.people(now=builders.NOW)) == 6
    assert len(seen) == 1


@pytest.mark.parametrize(
    "words", ["migrantes", "MARIO", "ofiçina migrant", "mario.migrantes@", "colaboración"]
)
def test_the_list_is_searched_by_name_mail_post_and_unit(town, secretary, words):
    page = secretary.get("/personas", query_string={"q": words}).text.split("<tbody>")[1]
    assert "Mario Migrantes" in page
    assert "Paula Personas" not in page


def test_a_search_without_finds_says_what_to_do(town, secretary):
    assert "Nadie coincide con «nadie»" in secretary.get("/personas?q=nadie").text


def test_who_was_faster_keeps_the_e_mail(town, monkeypatch):
    scope_to(db.session(), town.institution.id)
    monkeypatch.setattr(identity, "credentials", lambda _email: None)  # neither saw the other
    data = people_service.PersonData("Nora", town.people.head.email, "", Role.UNIT_HEAD, town.units.daf)
    delivery = links.Delivery(address=str, hours=1)
    actor = town.people.secretary.actor()
    with pytest.raises(EmailTaken):
        people_service.invite(actor, data, delivery, at=builders.AT)


def test_a_link_sent_to_the_address_of_before_opens_nothing(town, secretary, browser):
    answer = secretary.post("/personas/nueva", data=record(town))
    link = re.search(r"/enlace/[\w-]+", secretary.get(answer.location).text).group()
    secretary.post(f"{answer.location}/editar", data=record(town, email="otra@prueba.example"))
    assert browser.get(link).status_code == 410


def test_an_invitation_is_accepted_once(town, secretary, browser):
    answer = secretary.post("/personas/nueva", data=record(town))
    row = db.session.scalars(select(Person).where(Person.email == "nora.nueva@prueba.example")).one()
    assert answer.location == f"/personas/{row.id}"
    page = secretary.get(answer.location).text
    link = re.search(r"http://localhost(/enlace/[\w-]+)", page).group(1)
    assert "/enlace/" not in secretary.get(answer.location).text  # shown only once
    mail = db.session.scalars(select(OutboxMail)).one()
    assert mail.recipient == row.email
    assert link in mail.text
    assert "Municipalidad de Prueba le invita" in mail.text
    assert "Hola, Nora Nueva" in browser.get(link).text
    assert browser.post(link, data={"password": NEW, "repeat": NEW}).location == "/mi-cola"
    assert browser.get("/mi-cuenta").status_code == 200
    assert browser.get(link).status_code == 410


def test_with_mail_the_link_goes_only_by_mail(town, secretary, app, settings, monkeypatch):
    monkeypatch.setitem(app.extensions, "sello", replace(settings, smtp_host="127.0.0.1"))
    answer = secretary.post("/personas/nueva", data=record(town))
    page = secretary.get(answer.location).text
    assert "/enlace/" not in page
    assert "Enviamos la invitación" in page


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"name": ""}, "Este campo es obligatorio"),
        ({"email": "nora"}, "Escriba un correo completo"),
        ({"role": "alcalde"}, "Elija una opción de la lista"),
        ({"unit_id": ""}, "Elija la unidad"),
        ({"unit_id": "999"}, "Elija una opción de la lista"),
        ({"role": "auditor", "unit_id": ""}, "último día de acceso"),
        ({"role": "auditor", "unit_id": "", "access_until": "2020-01-01"}, "anterior a hoy"),
        ({"email": "PAULA.personas@prueba1.example"}, "ya está en uso"),
    ],
)
def test_an_invitation_is_refused_and_what_was_typed_stays(town, secretary, values, text):
    answer = secretary.post("/personas/nueva", data=record(town, **values))
    assert answer.status_code == 422
    assert text in answer.text
    assert "Encargada" in answer.text
    assert db.session.scalars(select(OutboxMail)).all() == []


def test_an_e_mail_names_one_account_on_the_whole_instance(town, secretary):
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    answer = secretary.post("/personas/nueva", data=record(town, email=other.people.head.email))
    assert answer.status_code == 422
    assert "Vecina" not in answer.text


def test_nobody_is_invited_to_administer_by_oversight(town, secretary):
    page = secretary.get("/personas/nueva").text
    assert 'selected value="contributor"' in page


def test_an_auditor_is_invited_with_her_last_day(town, secretary):
    until = TODAY + 30 * DAY
    form = record(town, role="auditor", unit_id="", access_until=until.isoformat())
    secretary.post("/personas/nueva", data=form)
    row = db.session.scalars(select(Person).where(Person.name == "Nora Nueva")).one()
    assert (row.role, row.access_until) == (Role.AUDITOR, until)


def test_inviting_again_makes_the_first_link_void(town, secretary, browser):
    answer = secretary.post("/personas/nueva", data=record(town))
    first = re.search(r"/enlace/[\w-]+", secretary.get(answer.location).text).group()
    secretary.post(f"{answer.location}/invitar")
    second = re.search(r"/enlace/[\w-]+", secretary.get(answer.location).text).group()
    assert browser.get(first).status_code == 410
    assert browser.get(second).status_code == 200


def test_whoever_has_a_password_is_not_invited_again(town, secretary):
    give_password(town.people.head)
    answer = secretary.post(f"/personas/{town.people.head.id}/invitar")
    assert answer.status_code == 303
    assert "no necesita invitación" in secretary.get(answer.location).text
    assert db.session.scalars(select(OutboxMail)).all() == []


def test_a_new_post_begins_today_and_the_old_one_stays_on_record(town, secretary):
    person = town.people.head
    scope_to(db.session(), town.institution.id)
    db.session.add(
        Appointment(person_id=person.id, unit_id=person.unit_id, post="Jefa", valid_from=builders.FOUNDED)
    )
    form = record(town, name=person.name, email=person.email, post="Directora", role="unit_head")
    assert secretary.post(f"/personas/{person.id}/editar", data=form).status_code == 303
    assert [
        (held.post, held.unit_name, held.valid_from, held.valid_until)
        for held in people.appointments(person.id)
    ] == [("Directora", "DAF", TODAY, None), ("Jefa", "Personas", builders.FOUNDED, TODAY)]
    page = secretary.get(f"/personas/{person.id}").text
    assert "Jefa" in page
    event = db.session.scalars(select(Event).where(Event.act == "person.edited")).one()
    assert event.detail == {"fields": ["post", "unit_id"]}
    assert (event.before, event.after) == ({"unit_id": town.units.personas}, {"unit_id": town.units.daf})


def test_another_persons_change_is_not_overwritten(town, secretary):
    """Two opened the same form: the second is shown both versions, and saves by deciding again."""
    person = town.people.contributor
    url = f"/personas/{person.id}/editar"
    own = {"name": person.name, "email": person.email, "unit_id": person.unit_id}
    assert secretary.post(url, data=record(town, **own, post="Analista")).status_code == 303
    answer = secretary.post(url, data=record(town, **own, post="Abogada"))
    assert answer.status_code == 409
    assert "Analista" in answer.text
    assert "Abogada" in answer.text
    assert row_of(person).post == "Analista"
    assert secretary.post(url, data=record(town, **own, post="Abogada", version="2")).status_code == 303
    assert row_of(person).post == "Abogada"


def test_an_edit_takes_effect_at_the_next_request(town, secretary, client_for):
    person = town.people.contributor
    client = client_for(person)
    assert client.get("/personas").status_code == 403
    form = record(town, name=person.name, email=person.email, role="authority", unit_id="")
    secretary.post(f"/personas/{person.id}/editar", data=form)
    assert client.get("/personas").status_code == 200


def test_somebody_always_administers(town, secretary):
    person = town.people.secretary
    form = record(town, name=person.name, email=person.email, role="authority", unit_id="")
    answer = secretary.post(f"/personas/{person.id}/editar", data=form)
    assert answer.status_code == 422
    assert "única cuenta activa de la Secretaría" in answer.text
    assert row_of(person).role is Role.SECRETARIAT


def test_another_secretariat_counts_only_if_she_can_enter(town, secretary):
    scope_to(db.session(), town.institution.id)
    second = builders.person(town.institution.id, "Silvia Segunda", Role.SECRETARIAT, None)
    person = town.people.secretary
    form = record(town, name=person.name, email=person.email, role="authority", unit_id="")
    url = f"/personas/{person.id}/editar"
    assert secretary.post(url, data=form).status_code == 422
    give_password(second)
    assert secretary.post(url, data=form).status_code == 303


def test_a_closed_account_is_out_at_once_and_comes_back_when_opened(town, secretary, client_for):
    person = town.people.head
    give_password(person)
    client = client_for(person)
    secretary.post(f"/personas/{person.id}/contrasena-temporal")
    secretary.get(f"/personas/{person.id}")
    give_password(person)
    assert secretary.post(f"/personas/{person.id}/desactivar").status_code == 303
    assert client.get("/").location.startswith("/entrar")
    assert person.name not in secretary.get("/personas").text.split("</table>")[0]
    assert person.name in secretary.get("/personas?ver=desactivadas").text
    assert secretary.post(f"/personas/{person.id}/reactivar").status_code == 303
    answer = client.post("/entrar", data={"email": person.email, "password": NEW})
    assert answer.status_code == 303


def test_what_waits_for_a_closed_account_is_not_sent(town, secretary):
    answer = secretary.post("/personas/nueva", data=record(town))
    secretary.post(f"{answer.location}/desactivar")
    mail = db.session.scalars(select(OutboxMail)).one()
    assert (mail.state, mail.text) == (MailState.WITHDRAWN, "")


def test_nobody_closes_her_own_account(town, secretary):
    for act in ("desactivar", "contrasena-temporal"):
        secretary.post(f"/personas/{town.people.secretary.id}/{act}")
    assert row_of(town.people.secretary).active
    assert row_of(town.people.secretary).password is None


def test_a_temporary_password_is_shown_once_and_must_be_changed(town, secretary, browser):
    person = town.people.head
    answer = secretary.post(f"/personas/{person.id}/contrasena-temporal")
    page = secretary.get(answer.location).text
    password = re.search(r'<p class="hash">([0-9a-f-]+)</p>', page).group(1)
    assert password not in secretary.get(answer.location).text
    browser.post("/entrar", data={"email": person.email, "password": password})
    assert browser.get("/").location == "/mi-cuenta/contrasena"


def test_a_secret_is_shown_only_on_the_page_it_belongs_to(town, secretary):
    secretary.post(f"/personas/{town.people.head.id}/contrasena-temporal")
    assert 'class="hash"' not in secretary.get(f"/personas/{town.people.auditor.id}").text


ACTS = ("editar", "subrogancia", "invitar", "contrasena-temporal", "desactivar", "reactivar")


@pytest.mark.parametrize("who", ["head", "contributor", "auditor", "authority"])
def test_only_the_secretariat_manages_people(town, client_for, who):
    client = client_for(getattr(town.people, who))
    for act in ACTS:
        assert client.post(f"/personas/{town.people.head.id}/{act}").status_code == 403
    assert client.post("/personas/nueva", data=record(town)).status_code == 403
    assert client.get("/personas").status_code == (200 if who == "authority" else 403)


def test_people_of_another_institution_do_not_exist(town, secretary):
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    person = other.people.head
    assert secretary.get(f"/personas/{person.id}").status_code == 404
    assert person.email not in secretary.get("/personas").text
    for act in ACTS:
        assert secretary.post(f"/personas/{person.id}/{act}").status_code == 404
    form = {
        "substitute_id": person.id,
        "substitute_from": TODAY.isoformat(),
        "substitute_until": TODAY.isoformat(),
        "version": "1",
    }
    assert secretary.post(f"/personas/{town.people.head.id}/subrogancia", data=form).status_code == 422


@pytest.mark.parametrize("path", ["/personas", "/personas/nueva", "/personas/1", "/personas/1/editar"])
def test_what_the_page_cannot_do_is_said_so(town, secretary, path):
    assert secretary.delete(path).status_code == 405


def test_acting_by_address_is_refused(town, secretary):
    for act in ("invitar", "contrasena-temporal", "desactivar", "reactivar"):
        assert secretary.get(f"/personas/{town.people.head.id}/{act}").status_code == 405


def give_password(person, password=NEW):
    with everywhere():
        db.session.execute(
            update(Person)
            .where(Person.id == person.id)
            .values(password=hashing.hashed(password), password_temporary=False)
        )
    db.session.commit()


def test_an_invitation_that_no_server_took_is_told_where_one_looks_for_her(town, secretary):
    address = secretary.post("/personas/nueva", data=record(town)).location
    assert "no le llegó" not in secretary.get("/personas").text
    mail = db.session.scalars(select(OutboxMail)).one()
    mail.state = MailState.REFUSED
    db.session.commit()
    assert "Invitada, y el correo no le llegó" in secretary.get("/personas").text
    page = secretary.get(address).text
    assert "fue rechazado y no llegará" in page
    assert "/recordatorios?ver=con-problemas" in page
    secretary.post(f"{address}/invitar")
    assert "no le llegó" not in secretary.get("/personas").text, "another one is on its way"


def test_whoever_deactivates_the_last_head_of_a_unit_is_warned(town, secretary):
    warning = "Es la única jefatura activa de Personas"
    assert warning in secretary.get(f"/personas/{town.people.head.id}").text
    assert "única jefatura" not in secretary.get(f"/personas/{town.people.contributor.id}").text
    builders.person(town.institution.id, "Pablo Segundo", Role.UNIT_HEAD, town.units.personas)
    db.session.commit()
    assert warning not in secretary.get(f"/personas/{town.people.head.id}").text
