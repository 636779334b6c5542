"""The screens of duties: dates before saving, the year, proposals, coverage, and who may."""

import re
from html import unescape

import pytest
import time_machine
from sqlalchemy import func, select

from sello.core.db import db
from sello.duties.models import Duty, DutyDate
from sello.duties.service import writing
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.register.domain import InitiativeKind
from sello.register.models import InitiativeRequirement
from sello.register.service import initiatives, linking
from tests.builders import AT, NOW, TODAY
from tests.tasks import cast


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def course(town):
    return cast.course()


@pytest.fixture
def office(town, course):
    said = initiatives.InitiativeDraft(
        name="Oficina de Migrantes",
        kind=InitiativeKind.OFFICE,
        unit_ids=frozenset({town.units.migrantes}),
        feeds=((course.requirements["1.1.1"], ""),),
    )
    made = initiatives.create(town.people.secretary.actor(), said, at=AT)
    db.session.commit()
    return made


@pytest.fixture
def duty(town, office):
    said = writing.DutyDraft(
        "Informe mensual", "FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20281231", TODAY, town.units.migrantes
    )
    made = writing.create(town.people.secretary.actor(), office, said, at=AT)
    db.session.commit()
    return made


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


def filled(town, **changes):
    return {
        "title": "Informe de atenciones",
        "pattern": "mensual",
        "day": "5",
        "month": "1",
        "rule": "",
        "starts_on": "2026-11-20",
        "until": "2028-12-31",
        "shift": "forward",
        "lead_days": "5",
        "unit_id": str(town.units.migrantes),
        "evidence_type": "informe",
        "origin": "agreement",
        "source": "Convenio",
    } | changes


def seen(page):
    return unescape(re.search(r'name="seen"[^>]*value="([^"]*)"', page.text)[1])


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_dates_are_shown_before_a_duty_is_kept(town, secretary, office):
    address = f"/obligaciones/nueva?iniciativa={office}"
    shown = secretary.post(address, data=filled(town))
    assert shown.status_code == 200
    assert "Cada mes, el día 5" in shown.text
    for day in ("07-12-2026", "05-01-2027", "05-02-2027", "05-03-2027", "05-04-2027", "05-05-2027"):
        assert day in shown.text
    assert count(Duty) == 0
    saved = secretary.post(address, data=filled(town, seen=seen(shown)))
    assert saved.status_code == 303
    assert count(Duty) == 1
    assert "Informe de atenciones" in secretary.get(f"/registro/{office}").text


def test_other_dates_are_shown_first(town, secretary, office):
    address = f"/obligaciones/nueva?iniciativa={office}"
    mark = seen(secretary.post(address, data=filled(town)))
    again = secretary.post(address, data=filled(town, day="7", seen=mark))
    assert (again.status_code, count(Duty)) == (200, 0)
    assert "07-01-2027" in again.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": ""}, "La regla no termina nunca"),
        ({"until": "2099-12-31"}, "dura más de 10 años"),
        ({"pattern": "regla", "rule": "FREQ=MINUTELY;COUNT=9"}, "cada hora, minuto ni segundo"),
        ({"pattern": "regla", "rule": "FREQ=DAILY;INTERVAL=0;COUNT=9"}, "INTERVAL va de 1 a 99"),
        ({"pattern": "regla", "rule": "todos los martes"}, "No se entiende «TODOS LOS MARTES»"),
        ({"pattern": "regla", "rule": "FREQ=YEARLY", "until": ""}, "La regla no termina nunca"),
        (
            {"pattern": "regla", "rule": "FREQ=YEARLY;UNTIL=20200101", "until": ""},
            "El último día es anterior al primero",
        ),
        ({"pattern": "regla", "rule": "FREQ=YEARLY;COUNT=0", "until": ""}, "No se entiende «COUNT=0»"),
        ({"pattern": "regla", "rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"}, "no cae ningún día"),
        ({"lead_days": "40"}, "antes de que venza la anterior"),
        ({"lead_days": "−5"}, "«−5» es negativo"),
        ({"lead_days": "1e6"}, "Escriba un número entero"),
        ({"lead_days": "x"}, "Escriba un número entero"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(town, secretary, office, changes, words):
    answer = secretary.post(f"/obligaciones/nueva?iniciativa={office}", data=filled(town, **changes))
    assert answer.status_code == 422
    assert words in unescape(answer.text)
    assert "Informe de atenciones" in answer.text
    for name in ("rule", "lead_days"):
        assert f'value="{filled(town, **changes)[name]}"' in unescape(answer.text)
    assert count(Duty) == 0


def test_the_year_shows_each_month_in_words(secretary, duty):
    page = secretary.get("/obligaciones?anio=2027")
    assert page.status_code == 200
    assert page.text.count("Prevista") == 13  # twelve cells and their sum
    assert "Informe mensual" in page.text
    assert "Nada que se deba en 2035" in secretary.get("/obligaciones?anio=2035").text


def test_a_proposal_is_accepted_by_its_mark(secretary, office):
    page = secretary.get("/obligaciones/propuestas")
    mark = re.search(r'name="marca" value="([^"]*)"', page.text)[1]
    assert secretary.post("/obligaciones/propuestas", data={}).status_code == 422
    assert secretary.post("/obligaciones/propuestas", data={"marca": mark}).status_code == 303
    assert count(Duty) == 1
    assert "No quedan propuestas" in secretary.get("/obligaciones/propuestas").text


def test_coverage_feeds_a_requirement_in_one_act(secretary, course, office):
    page = secretary.get("/obligaciones/cobertura")
    assert "4 requerimientos sin fuente" in page.text
    said = {"requirement_id": str(course.requirements["1.2.2"]), "initiative_id": str(office)}
    assert secretary.post("/obligaciones/cobertura", data=said).status_code == 303
    assert count(InitiativeRequirement) == 2
    assert "3 requerimientos sin fuente" in secretary.get("/obligaciones/cobertura").text


def test_a_date_is_fulfilled_and_a_duty_ended(town, secretary, office, duty):
    piece = cast.evidence(town, town.units.migrantes, "Informe de noviembre")
    db.session.get_one(Evidence, piece).state = EvidenceState.ACCEPTED
    linking.link_evidence(town.people.secretary.actor(), office, piece, now=AT.now)
    db.session.commit()
    said = {"fell_on": "2026-12-05", "evidence_id": str(piece)}
    assert secretary.post(f"/obligaciones/{duty}/cumplida", data=said).status_code == 303
    assert count(DutyDate) == 1
    assert "Cumplida" in secretary.get(f"/obligaciones/{duty}").text
    assert secretary.post(f"/obligaciones/{duty}/terminar").status_code == 303
    assert "Dejó de deberse el" in secretary.get(f"/obligaciones/{duty}").text


def test_who_sees_and_who_writes(town, client_for, office, duty):
    for person, page, new in (
        (town.people.other_head, 200, 200),
        (town.people.contributor, 200, 403),
        (town.people.authority, 200, 403),
        (town.people.head, 404, 404),
        (town.people.auditor, 403, 403),
    ):
        client = client_for(person)
        assert client.get(f"/obligaciones/{duty}").status_code == page, person.name
        assert client.get(f"/obligaciones/nueva?iniciativa={office}").status_code == new, person.name
