"""The last day of a document: what its text says, and what the desk asks where nobody said one."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from sello.core.db import db
from sello.evidence.domain import said
from sello.evidence.domain.details import EvidenceType
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceVersion
from sello.files import texts
from tests.builders import NOW, TODAY
from tests.evidence import cast
from tests.web.pages import form_of

TEXT = "CONVENIO. El presente convenio regirá desde el 1 de enero de 2027 y hasta el 31 de diciembre de 2029."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TEXT, date(2029, 12, 31)),
        ("Tendrá vigencia hasta el día 30-06-2028, renovable.", date(2028, 6, 30)),
        ("El plazo de ejecución se extiende\nhasta el 1° de marzo del 2027.", date(2027, 3, 1)),
        ("Certificado válido hasta 15/05/2028", date(2028, 5, 15)),
        ("La certificación vence el 15.05.2028.", date(2028, 5, 15)),
        ("Fecha de vencimiento: 15-05-2028", date(2028, 5, 15)),
        ("Vigente hasta el 31-12-2027; se prorroga hasta el 31-12-2029.", date(2029, 12, 31)),
        ("Vigente hasta el 31-12-2019.", None),
        ("Vigente hasta el 31-02-2029.", None),
        ("El plazo para postular se extiende hasta el 31-12-2029.", None),
        ("Plazo de postulación: hasta el 15-01-2027. Vigencia indefinida.", None),
        ("El presente convenio rige desde 2025. Las bases se recibirán hasta el 30-06-2027.", None),
        ("No vigente hasta el 31-12-2029.", None),
        ("Vigente hasta el 31-12-9999.", None),
        (
            "La cédula vence el 05-05-2031. Convenio vigente hasta el 31-12-2027.",
            date(2027, 12, 31),
        ),
        ("El plazo del convenio se extiende hasta el 31-12-2028.", date(2028, 12, 31)),
        ("Rige desde el 1 de enero de 2027 al 31 de diciembre de 2029.", date(2029, 12, 31)),
        ("Vigencia: del 01-01-2027 al 31-12-2029.", date(2029, 12, 31)),
        ("Se reciben antecedentes hasta el 31-12-2029.", None),
        ("Reunión del 31-12-2029.", None),
        ("Vigente hasta diciembre.", None),
        ("", None),
    ],
)
def test_a_text_says_until_when_it_is_in_force(text, found):
    assert said.until(text, today=date(2026, 11, 27)) == found


@pytest.fixture
def piece(app, town, cycle):
    """A document that came without a last day, and whose text was read."""

    def make(text=TEXT, **details):
        made = cast.handed_in(app, town.people.head, cycle, **({"type": EvidenceType.AGREEMENT} | details))
        version = db.session.query(EvidenceVersion).filter_by(evidence_id=made).one()
        texts.keep(version.sha256, [text], now=NOW)
        db.session.commit()
        return made

    return make


def accept(client, piece, **said_of_it):
    desk, path = f"/revision/{piece}", f"/revision/{piece}/aceptar"
    form = form_of(client.get(desk).text, desk, path)
    return client.post(path, data=form | said_of_it)


def row(piece):
    db.session.expire_all()
    return db.session.get_one(Evidence, piece)


def test_what_its_text_says_is_proposed_and_taken_with_a_tick_alone(piece, client_for, town):
    client, made = client_for(town.people.secretary), piece()
    page = unescape(client.get(f"/revision/{made}").text)
    assert re.search(r"Vigente hasta el <span[^>]*>31-12-2029</span>, como se lee en su texto", page)
    assert 'value="2029-12-31" checked' not in page
    assert accept(client, made).status_code == 303
    assert (row(made).state, row(made).valid_until) == (EvidenceState.ACCEPTED, None)


def test_a_tick_dates_it_and_one_press_takes_both_back(piece, client_for, town):
    client, made = client_for(town.people.secretary), piece()
    assert accept(client, made, as_read="2029-12-31").status_code == 303
    assert (row(made).state, row(made).valid_until) == (EvidenceState.ACCEPTED, date(2029, 12, 31))
    (undo,) = set(re.findall(r'action="(/deshacer/\d+)"', client.get("/evidencia").text))
    assert client.post(undo).status_code == 303
    assert (row(made).state, row(made).valid_until) == (EvidenceState.SUBMITTED, None)


def test_what_is_typed_goes_before_what_was_read(piece, client_for, town):
    client, made = client_for(town.people.secretary), piece()
    assert accept(client, made, as_read="2029-12-31", valid_until="2028-01-31").status_code == 303
    assert row(made).valid_until == date(2028, 1, 31)


@pytest.mark.parametrize(
    ("typed", "told"),
    [(TODAY.replace(year=TODAY.year - 1).isoformat(), "ya pasó"), ("31-02-2029", "fecha"), ("x", "fecha")],
)
def test_a_day_that_is_none_or_over_is_said_and_nothing_is_accepted(piece, client_for, town, typed, told):
    client, made = client_for(town.people.secretary), piece()
    answer = accept(client, made, valid_until=typed)
    assert answer.status_code == 422
    assert told in unescape(answer.text)
    assert f'value="{typed}"' in answer.text, "what was typed stays"
    assert (row(made).state, row(made).valid_until) == (EvidenceState.SUBMITTED, None)


@pytest.mark.parametrize(
    "details", [{"type": EvidenceType.MINUTES}, {"valid_until": date(2030, 1, 1)}], ids=["record", "dated"]
)
def test_what_is_not_renewed_or_has_its_day_is_not_asked(piece, client_for, town, details):
    page = client_for(town.people.secretary).get(f"/revision/{piece(**details)}").text
    assert 'name="valid_until"' not in page
    assert 'name="as_read"' not in page
