"""The rows of the register's form: what is half filled is never left out, and the page says which row."""

import re
from html import unescape

import pytest
from sqlalchemy import func, select

from sello.core.db import db
from sello.register.models import Initiative
from sello.register.queries import initiative
from tests.builders import TODAY
from tests.tasks import cast


@pytest.fixture
def course(town):
    made = cast.course()
    db.session.commit()
    return made


@pytest.fixture
def client(town, client_for):
    return client_for(town.people.secretary)


def rows(**values):
    """The fields of rows, written as `feeds_1_contribution`."""
    return {name.replace("_", "-", 2): value for name, value in values.items()}


def sent(client, town, course, **values):
    requirements = {code: str(number) for code, number in course.requirements.items()}
    data = {
        "name": "SOS Mujer",
        "kind": "municipal-programme",
        "unit_ids": str(town.units.migrantes),
        "act_kind": "",
        "version": "0",
    }
    chosen = {name: requirements.get(value, value) for name, value in rows(**values).items()}
    return client.post("/registro/nueva", data=data | chosen)


def alert(page):
    found = re.search(r'role="alert".*?</div>', page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split()) if found else ""


@pytest.mark.parametrize(
    ("values", "says", "keeps"),
    [
        (
            {"feeds_0_requirement_id": "1.1.1", "feeds_1_contribution": "Da los contenidos"},
            "Fila 2, Requerimiento : Elija a qué requerimiento aporta",
            "Da los contenidos",
        ),
        (
            {"feeds_0_requirement_id": "999999", "feeds_0_contribution": "Fija las metas"},
            "Fila 1, Requerimiento : Ese requerimiento no es de la edición en uso",
            "Fija las metas",
        ),
        (
            {"feeds_0_requirement_id": "nave", "feeds_0_contribution": "Fija las metas"},
            "Fila 1, Requerimiento : Ese requerimiento no es",
            "Fija las metas",
        ),
        (
            {
                "feeds_0_requirement_id": "1.1.1",
                "feeds_0_contribution": "Lo primero",
                "feeds_1_requirement_id": "2.3.1",
                "feeds_2_requirement_id": "1.1.1",
                "feeds_2_contribution": "Lo segundo",
            },
            "Las filas 1, 3 dicen el mismo requerimiento",
            "Lo primero",
        ),
        (
            {
                "feeds_0_contribution": "",
                "feeds_1_requirement_id": "1.1.1",
                "feeds_1_contribution": "x" * 501,
            },
            "Fila 2, Cómo aporta",
            "x" * 501,
        ),
        ({"former_0_until": "2019"}, "Fila 1, Nombre anterior : Escriba el nombre", "2019"),
        ({"former_0_name": "Antes", "former_0_until": "ayer"}, "Fila 1, Hasta : «ayer» no es", "Antes"),
    ],
)
def test_a_half_filled_row_is_named_and_comes_back_as_it_was_typed(town, course, client, values, says, keeps):
    answer = sent(client, town, course, **values)
    assert answer.status_code == 422
    assert says in alert(answer.text)
    assert "{" not in alert(answer.text)
    assert f'value="{keeps}"' in answer.text
    assert db.session.scalar(select(func.count()).select_from(Initiative)) == 0


def test_empty_rows_between_full_ones_are_no_fault(town, course, client):
    values = {"feeds_0_contribution": "  ", "feeds_2_requirement_id": "1.1.1", "former_0_name": "Antes"}
    answer = sent(client, town, course, **values)
    assert answer.status_code == 303
    made = int(answer.location.rpartition("/")[2])
    saved = initiative.detail(made, town.people.secretary.actor(), today=TODAY)
    assert [one.code for one in saved.row.feeds] == ["1.1.1"]
    assert [one.name for one in saved.former] == ["Antes"]
