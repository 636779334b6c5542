"""The page of the budget with a gender lens: tagged, executed, its share of the town's, by year."""

import io
import re
from html import unescape

import pytest
import time_machine
from openpyxl import load_workbook

from sello.core.db import db
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from tests.builders import AT, NOW

PAGE = "/registro/presupuesto-de-genero"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


@pytest.fixture
def office(town, secretary):
    said = initiatives.InitiativeDraft(
        name="Oficina de Migrantes",
        kind=InitiativeKind.OFFICE,
        unit_ids=frozenset({town.units.migrantes}),
    )
    made = initiatives.create(town.people.secretary.actor(), said, at=AT)
    db.session.commit()
    budget = {
        "rows-0-year": "2026",
        "rows-0-funder": "Municipal",
        "rows-0-own": "M$ 30.000",
        "rows-0-executed": "20.000.000",
        "rows-0-lens": "principal",
        "rows-1-year": "2026",
        "rows-1-funder": "SernamEG",
        "rows-1-transferred": "5.000.000",
        "version": "1",
    }
    assert secretary.post(f"/registro/{made}/presupuesto/editar", data=budget).status_code == 303
    return made


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", unescape(answer.get_data(as_text=True))))


def whole(client, **changes):
    said = {"total": "M$ 60.000", "source": "Decreto de presupuesto", "version": "0"}
    return client.post(f"{PAGE}/editar?anio=2026", data=said | changes)


def test_a_year_says_what_serves_equality_and_what_lacks(secretary, office):
    shown = text_of(secretary.get(f"{PAGE}?anio=2026"))
    assert "Con la igualdad como objetivo: $30.000.000." in shown
    assert "Falta: el presupuesto municipal del año" in shown
    assert "Objetivo principal 1 $30.000.000 $20.000.000" in shown
    assert "Falta decirlo 1 $5.000.000 —" in shown
    assert "SernamEG Falta: cuánto sirve a la igualdad Falta: ejecutado" in shown
    assert "Un presupuesto no dice su monto o cuánto sirve a la igualdad: puede ser más." in shown
    empty = text_of(secretary.get(f"{PAGE}?anio=2025"))
    assert "Falta: ningún presupuesto del año dice un monto con la igualdad como objetivo." in empty
    assert "$0" not in empty
    assert "Falta: el presupuesto de 2025" in text_of(secretary.get(f"{PAGE}?anio=2025"))


def test_the_share_is_told_once_the_whole_is_known(secretary, office):
    assert whole(secretary).status_code == 303
    shown = text_of(secretary.get(f"{PAGE}?anio=2026"))
    assert "Es el 50,0 % del presupuesto municipal ($60.000.000)" in shown.replace("\u00a0", " ")
    assert "Decreto de presupuesto" in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"total": "1.000.000,00"}, "¿Quiso decir 1.000.000?"),
        ({"total": ""}, "Escriba el presupuesto de todo el municipio"),
        ({"source": ""}, "Diga de dónde sale la cifra"),
    ],
)
def test_what_will_not_do_is_said(secretary, changes, said):
    answer = whole(secretary, **changes)
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_the_spreadsheet_holds_the_year(secretary, office):
    sheet = load_workbook(io.BytesIO(secretary.get(f"{PAGE}.xlsx?anio=2026").get_data())).active
    _titles, first, second = list(sheet.values)
    assert first[:6] == (
        "Oficina de Migrantes",
        "Municipal",
        30_000_000,
        None,
        20_000_000,
        "Objetivo principal",
    )
    assert second[6] == "Falta: cuánto sirve a la igualdad. Falta: ejecutado"


def test_others_read_it_within_their_units_and_set_nothing(town, office, client_for):
    other = client_for(town.people.head)
    assert "Oficina de Migrantes" not in text_of(other.get(f"{PAGE}?anio=2026"))
    assert whole(other).status_code == 403
    assert "Oficina de Migrantes" in text_of(client_for(town.people.authority).get(f"{PAGE}?anio=2026"))
