"""The page of the budget with a gender lens: tagged, executed, its share of the town's, by year."""

import io
import re
from dataclasses import replace
from html import unescape

import pytest
import time_machine
from openpyxl import load_workbook
from sqlalchemy import select

from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.duties.jobs import Clockwork
from sello.duties.proposals import of_budget
from sello.duties.service import asking, writing
from sello.files.store.disk import Store
from sello.register.domain import InitiativeKind
from sello.register.parts.domain.lens import year_sum
from sello.register.queries import lens as queries
from sello.register.service import initiatives
from sello.reports.annex import budget
from sello.tasks.models import Task
from tests.builders import AT, NOW, TODAY
from tests.tasks import cast

PAGE = "/registro/presupuesto-de-genero"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _own_store(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.extensions, "sello.store", Store(tmp_path / "evidence"))


@pytest.fixture
def course(town):
    """A cycle whose edition asks for the budget."""
    made = cast.course()
    row = db.session.get_one(Requirement, made.requirements["1.1.2"])
    row.code = "1.3.1"
    db.session.commit()
    return replace(made, requirements={**made.requirements, "1.3.1": row.id})


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


def test_year_by_year_stands_below(secretary, office):
    assert whole(secretary).status_code == 303
    shown = text_of(secretary.get(f"{PAGE}?anio=2025")).replace("\u00a0", " ")
    assert "2026 $30.000.000 $20.000.000 50,0 %" in shown, "also on the page of a year without budgets"


def test_the_annex_lands_where_the_budget_is_asked_for_and_answers_its_duty(
    town, client_for, office, course, secretary
):
    assert whole(secretary).status_code == 303
    made = secretary.post(f"{PAGE}/anexo?anio=2026", data={"tarea": ""})
    assert made.status_code == 303
    landing = f"requerimiento={course.requirements['1.3.1']}"
    assert landing in made.location
    page = unescape(secretary.get(made.location).text)
    assert f"presupuesto-de-genero-2026-{TODAY.isoformat()}.pdf" in page
    key = next(one.key for one in of_budget())
    said = writing.DutyDraft(
        "Presupuesto del año", "FREQ=YEARLY;COUNT=2", TODAY, town.units.personas, proposal=key
    )
    actor = town.people.secretary.actor()
    duty_id = writing.create(actor, office, said, at=AT)
    words = lambda text, **told: text % told  # noqa: E731
    assert asking.wake(Clockwork(town.institution.id), duty_id, at=AT, translate=words) == 1
    db.session.commit()
    task = db.session.scalars(select(Task.id)).one()
    shown = unescape(secretary.get(f"{PAGE}?anio=2026").text)
    assert f'<option value="{task}">Presupuesto del año' in shown
    answered = secretary.post(f"{PAGE}/anexo?anio=2026", data={"tarea": str(task)})
    assert f"tarea={task}" in answered.location


def test_the_annex_says_what_the_page_says_and_whose_it_is(town, client_for, secretary, office):
    assert whole(secretary).status_code == 303
    lines = queries.lines(2026, town.people.secretary.actor().visibility)
    found = budget.YearBudgets(lines, year_sum(2026, lines, 60_000_000), "Decreto de presupuesto")
    lead = " ".join(budget.document(found, "Municipalidad", AT).sections[0].lead)
    assert "Con la igualdad de género como objetivo: $30.000.000. Ejecutado de eso: $20.000.000." in lead
    assert "Es el 50,0 % del presupuesto municipal ($60.000.000)." in lead.replace("\u00a0", " ")
    assert "Presupuestos que no dicen su monto o cuánto sirven a la igualdad: 1." in lead
    partial = budget.document(replace(found, partial=True), "Municipalidad", AT).sections[0].lead
    assert any("solo las iniciativas de la unidad" in each for each in partial)
    assert not any("presupuesto municipal" in each for each in partial), "a part says nothing of the whole"
    assert client_for(town.people.authority).post(f"{PAGE}/anexo?anio=2026").status_code == 403
