"""What was told by mail is read here in the same words, by whom it was told alone."""

from datetime import timedelta

import pytest

from sello.core.db import db
from sello.core.mail.message import MailState, Message
from sello.core.mail.outbox import OutboxMail, enqueue
from sello.core.mail.sealing import new_mark, unsigned
from sello.core.undo import GRACE
from tests.builders import here_and_now


@pytest.fixture
def tell(town):
    """Queue a mail to somebody, and return its id."""

    def make(person, subject, **values):
        now = here_and_now().now
        to = (person.email, person.name)
        html = f"<p>Texto de {subject}</p>"
        mail = Message(*to, subject, f"Texto de {subject}", html, "due-soon", f"key:{subject}", person.id)
        enqueue(mail, now=now - timedelta(hours=1), institution_id=town.institution.id)
        row = db.session.query(OutboxMail).filter_by(subject=subject).one()
        for name, value in values.items():
            setattr(row, name, value)
        db.session.commit()
        return row.id

    return make


def test_each_reads_her_own_and_says_so(town, client_for, tell):
    mine, other = tell(town.people.head, "Vence el acta"), tell(town.people.other_head, "De otra unidad")
    client = client_for(town.people.head)
    page = client.get("/avisos").text
    assert "Vence el acta" in page
    assert "De otra unidad" not in page
    assert "1 aviso por leer." in page
    assert "Texto de Vence el acta" in client.get(f"/avisos/{mine}").text
    assert "1 aviso por leer." in client.get("/avisos").text, "a look changes nothing"
    assert client.get(f"/avisos/{other}").status_code == 404
    assert client.post(f"/avisos/{other}/leido").status_code == 303
    assert client.post(f"/avisos/{mine}/leido").location.endswith(f"/avisos/{mine}")
    assert "leído el" in client.get(f"/avisos/{mine}").text
    assert "Todos sus avisos están leídos." in client.get("/avisos").text
    assert "1 aviso por leer." in client_for(town.people.other_head).get("/avisos").text


def test_a_link_that_only_opens_from_the_mail_is_not_offered_here(town, client_for, tell):
    answer = f"https://sello.comuna.example/responder/{unsigned(new_mark())}"
    text = f"* Acta\n  https://x.example/tareas/3\n  Responder sin contraseña: {answer}\nHasta luego"
    page = client_for(town.people.head).get(f"/avisos/{tell(town.people.head, 'Vence', text=text)}").text
    assert "/tareas/3</a>" in page
    assert "Hasta luego" in page
    assert "sin contraseña" not in page


def test_all_that_the_page_showed_is_read_at_once_and_nothing_newer(town, client_for, tell):
    shown = [tell(town.people.head, f"Aviso {number}") for number in range(3)]
    client = client_for(town.people.head)
    newer = tell(town.people.head, "Llegó después")
    assert client.post("/avisos/leidos", data={"through": shown[-1]}).status_code == 303
    assert "1 aviso por leer." in client.get("/avisos").text
    assert db.session.get(OutboxMail, newer).read_at is None


def test_what_opens_an_account_or_may_still_be_taken_back_is_not_told_here(town, client_for, tell):
    later = here_and_now().now + GRACE
    hidden = (
        tell(town.people.head, "Clave", secret=True),
        tell(town.people.head, "Deshecho", state=MailState.WITHDRAWN),
        tell(town.people.head, "Espera", next_attempt_at=later),
    )
    client = client_for(town.people.head)
    page = client.get("/avisos").text
    assert "Todavía no hay avisos" in page
    for each in hidden:
        assert client.get(f"/avisos/{each}").status_code == 404
    tell(town.people.head, "Reintenta", next_attempt_at=later, attempts=1)
    assert "Reintenta" in client.get("/avisos").text


def test_every_page_says_how_many_are_unread_in_words_and_costs_no_more(town, client_for, tell, statements):
    client = client_for(town.people.head)
    with statements() as before:
        assert "por leer" not in client.get("/mi-cuenta").text
    shown = [tell(town.people.head, f"Aviso {number}") for number in range(3)]
    tell(town.people.other_head, "De otra")
    tell(town.people.head, "Deshecho", state=MailState.WITHDRAWN)
    with statements() as after:
        assert "3 por leer" in client.get("/mi-cuenta").text
    assert len(after) == len(before)
    client.post(f"/avisos/{shown[0]}/leido")
    assert "2 por leer" in client.get("/mi-cuenta").text
    for number in range(99):
        tell(town.people.head, f"Más {number}")
    assert "100 o más por leer" in client.get("/mi-cuenta").text


def test_an_unread_notice_is_opened_from_the_list_as_a_form(town, client_for, tell):
    mine = tell(town.people.head, "Vence el acta")
    client = client_for(town.people.head)
    assert f'action="/avisos/{mine}/leido"' in client.get("/avisos").text
    client.post(f"/avisos/{mine}/leido")
    assert f'href="/avisos/{mine}"' in client.get("/avisos").text
