"""Whether accepting validates: the institution's choice, which nobody saves over another's."""

from __future__ import annotations

from sqlalchemy import select

from sello.accounts.models import Institution
from sello.core.db import db

PATH = "/revision/ajustes"


def chosen() -> bool:
    return bool(db.session.scalar(select(Institution.accept_validates)))


def test_the_secretariat_chooses_and_a_stale_choice_is_refused(town, client_for):
    client = client_for(town.people.secretary)
    assert "Ajustes de la revisión" in client.get(PATH).text
    assert client.post(PATH, data={"validates": "y", "seen": "no"}).status_code == 303
    assert chosen()
    assert client.post(PATH, data={"seen": "no"}).status_code == 409
    assert chosen()
    assert client.post(PATH, data={"seen": "si"}).status_code == 303
    assert not chosen()


def test_nobody_else_opens_it(town, client_for):
    for person in (town.people.head, town.people.authority, town.people.auditor):
        assert client_for(person).get(PATH).status_code == 403
