"""Writing to a unit or a person: to whoever reads it, once a day, held while it can be taken back."""

import pytest
from sqlalchemy import select, update

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person
from sello.core.db import db, scope_to
from sello.core.mail.outbox import OutboxMail
from sello.core.undo import GRACE
from tests import builders
from tests.builders import here_and_now


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


@pytest.fixture
def paths(town):
    """The page of each that can be written to, and the page on which it is told."""
    unit, person = town.units.personas, town.people.head.id
    return {"unit": f"/unidades/{unit}", "person": f"/personas/{person}"}


SAID = {"subject": "Reunión del lunes", "text": "¿Puede a las diez?\nTraiga el acta."}


def mails(town):
    scope_to(db.session(), town.institution.id)
    db.session.expire_all()
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "message")))


@pytest.mark.parametrize("to", ["unit", "person"])
def test_a_message_reaches_its_reader_and_stands_among_the_contacts(town, secretary, paths, to):
    page = secretary.get(f"{paths[to]}/mensaje").text
    assert "Lo recibe Paula Personas" in page
    answer = secretary.post(f"{paths[to]}/mensaje", data=SAID)
    assert (answer.status_code, answer.location) == (303, paths[to])
    (mail,) = mails(town)
    assert (mail.recipient, mail.subject) == (town.people.head.email, "Reunión del lunes")
    assert mail.reply_to == town.people.secretary.email
    assert "¿Puede a las diez?\nTraiga el acta." in mail.text
    assert mail.next_attempt_at >= here_and_now().now + GRACE - (here_and_now().now - mail.created_at)
    page = secretary.get(paths[to]).text
    for told in ("Reunión del lunes", "Deshacer", "sale cuando ya no pueda deshacerse"):
        assert told in page
    assert "Mensaje de la Secretaría Ejecutiva" in secretary.get("/recordatorios").text


@pytest.mark.parametrize("to", ["unit", "person"])
def test_each_is_written_to_once_a_day(town, secretary, paths, to):
    secretary.post(f"{paths[to]}/mensaje", data=SAID)
    again = secretary.post(f"{paths[to]}/mensaje", data=SAID | {"subject": "Otra cosa"})
    assert again.status_code == 422
    assert "Ya se le envió un mensaje hoy" in again.text
    assert "Traiga el acta." in again.text  # what was typed stays
    assert len(mails(town)) == 1
    other = next(path for name, path in paths.items() if name != to)
    assert secretary.post(f"{other}/mensaje", data=SAID).status_code == 303


@pytest.mark.parametrize("to", ["unit", "person"])
def test_what_is_taken_back_is_not_sent_and_can_be_written_again(town, secretary, paths, to):
    secretary.post(f"{paths[to]}/mensaje", data=SAID)
    with secretary.session_transaction() as session:
        undo_id = session["undo"][0]
    assert secretary.post(f"/deshacer/{undo_id}").status_code == 303
    assert mails(town) == []
    assert secretary.post(f"{paths[to]}/mensaje", data=SAID | {"subject": "Mejor"}).status_code == 303


@pytest.mark.parametrize("to", ["unit", "person"])
def test_a_message_that_nobody_would_get_is_refused(town, secretary, paths, to):
    scope_to(db.session(), town.institution.id)
    db.session.execute(update(Person).where(Person.role == Role.UNIT_HEAD).values(active=False))
    db.session.commit()
    assert "nadie lo recibiría" in secretary.get(f"{paths[to]}/mensaje").text
    answer = secretary.post(f"{paths[to]}/mensaje", data=SAID)
    assert answer.status_code == 422
    assert "Nadie recibiría el mensaje" in answer.text
    assert mails(town) == []


def test_nobody_writes_to_herself(town, secretary):
    answer = secretary.post(f"/personas/{town.people.secretary.id}/mensaje", data=SAID)
    assert answer.status_code == 422
    assert "le llegaría a usted" in answer.text


@pytest.mark.parametrize(
    ("field", "value"), [("subject", ""), ("text", " "), ("subject", "x" * 201), ("text", "x" * 5001)]
)
def test_an_empty_or_endless_message_is_refused(town, secretary, paths, field, value):
    assert secretary.post(f"{paths['unit']}/mensaje", data=SAID | {field: value}).status_code == 422
    assert mails(town) == []


@pytest.mark.parametrize("person", ["head", "contributor", "authority", "auditor"])
def test_only_the_secretariat_writes(town, client_for, paths, person):
    client = client_for(getattr(town.people, person))
    for path in paths.values():
        assert client.get(f"{path}/mensaje").status_code == 403
        assert client.post(f"{path}/mensaje", data=SAID).status_code == 403


def test_another_institution_finds_nobody_to_write_to(town, client_for, paths):
    other = builders.town("Municipalidad Vecina")
    db.session.commit()
    neighbour = client_for(other.people.secretary)
    for path in paths.values():
        assert neighbour.get(f"{path}/mensaje").status_code == 404
        assert neighbour.post(f"{path}/mensaje", data=SAID).status_code == 404
