"""A table from a file that is refused whole is shown back, in every form that reads files into a table."""

import io

import pytest
import time_machine

from sello.core.db import db
from sello.indicators.domain.cuts import Axis
from sello.indicators.domain.indicators import IndicatorDraft
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Periodicity
from sello.indicators.service import writing
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from tests.builders import AT, NOW
from tests.tasks import cast

VALUES = "/indicadores/1/planilla"
UNITS, PEOPLE = "/comenzar/unidades", "/comenzar/personas"
TYPED = "Lo que ya estaba pegado"

REFUSED = {
    "no column of values": (VALUES, "Período;Sexo;Fuente\n2025;Mujeres;Un registro\n", "Un registro"),
    "only titles": (VALUES, "Período;Sexo;Valor\n", "Valor"),
    "too many values": (VALUES, "Período;Sexo;Valor\n" + "2025;Mujeres;12\n" * 10_000, "Mujeres;12"),
    "too many units": (UNITS, "Nombre;Sigla\n" + "SECPLA;SEC\n" * 2_000, "SECPLA;SEC"),
    "too many people": (PEOPLE, "Nombre;Correo\n" + "Una;una@prueba.example\n" * 2_000, "una@prueba.example"),
}


@pytest.fixture
def secretary(town, client_for):
    cast.course()
    actor = town.people.secretary.actor()
    said = initiatives.InitiativeDraft(
        name="Oficina", kind=InitiativeKind.OFFICE, unit_ids=frozenset({town.units.migrantes})
    )
    office = initiatives.create(actor, said, at=AT)
    people = IndicatorDraft("Personas", Measure.PEOPLE, Periodicity.YEAR, first_axis=Axis.SEX)
    assert writing.create(actor, office, people, at=AT) == 1
    db.session.commit()
    with time_machine.travel(NOW, tick=False):
        yield client_for(town.people.secretary)


def sent(client, page: str, table: str, typed: str = ""):
    data = {"pasted": typed, "sheet": (io.BytesIO(table.encode()), "tabla.csv")}
    return client.post(page, data=data, content_type="multipart/form-data")


@pytest.mark.parametrize(("page", "table", "shown"), REFUSED.values(), ids=REFUSED)
def test_it_is_shown_as_it_was_read(secretary, page, table, shown) -> None:
    answer = sent(secretary, page, table)
    assert answer.status_code == 422
    assert shown in answer.text.partition("<textarea")[2].partition("</textarea>")[0]


@pytest.mark.parametrize(("page", "table", "shown"), REFUSED.values(), ids=REFUSED)
def test_what_was_typed_beside_it_stays(secretary, page, table, shown) -> None:
    answer = sent(secretary, page, table, TYPED)
    assert answer.status_code == 422
    assert TYPED in answer.text.partition("<textarea")[2].partition("</textarea>")[0]


def test_more_than_the_form_takes_is_not_put_into_it(secretary) -> None:
    answer = sent(secretary, UNITS, "Nombre;Sigla\n" + "Una dirección con nombre largo;SEC\n" * 8_000)
    assert answer.status_code == 422
    assert len(answer.text) < 100_000
