"""A day in an address is shown, or the page says why it shows another one."""

import ast
from datetime import date, timedelta

import pytest

from sello.core.dates import written
from sello.core.db import db
from sello.cycles.models import Cycle
from tests.builders import TODAY
from tests.house.source import modules
from tests.reports.rows import busy_cycle

PAGES = {
    "/nivel": "al",
    "/informes/preparacion": "fecha",
    "/informes/autoridad": "fecha",
    "/informes/historial": "hasta",
    "/unidades": "fecha",
    "/buscar/en": "desde",
}
"""The pages that take a day, with its name."""

OF_WHAT_WAS = {"/unidades", "/informes/historial", "/buscar/en"}
"""Those that tell nothing of days to come."""

LISTS = {"/informes/historial", "/buscar/en"}
"""Those that show every day where they are not narrowed."""

UNREADABLE = ("31-02-2026", "x", "2026", "9999-01-01", "20-11-26", "<b>", "%(typed)s")
LATER = date(2050, 1, 1)
READERS = {
    "sello.web.reports.chronicle",
    "sello.web.reports.mayor",
    "sello.web.cycles.which_cycle",
    "sello.web.reports.readiness",
    "sello.web.accounts.units",
    "sello.web.search.within",
}
"""Who reads a day from an address: a new one has its page in the table above."""


@pytest.fixture
def row(town):
    return busy_cycle(town)


def test_the_table_names_every_page_that_takes_a_day() -> None:
    found = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("asked_day") and node.args
    }
    assert found == READERS


@pytest.mark.parametrize("typed", UNREADABLE)
@pytest.mark.parametrize("address", PAGES)
def test_an_unreadable_day_is_told(town, row, client_for, address: str, typed: str) -> None:
    client = client_for(town.people.secretary)
    page = client.get(address, query_string={PAGES[address]: typed})
    assert page.status_code == 200
    assert "No entendimos la fecha «" in page.text
    assert "<b>" not in page.text
    assert ("se muestra hoy" in page.text) == (address not in LISTS)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("typed", ["", " ", TODAY.isoformat(), written(TODAY)])
def test_a_day_that_is_read_is_not_told(town, row, client_for, address: str, typed: str) -> None:
    page = client_for(town.people.secretary).get(address, query_string={PAGES[address]: typed})
    assert "No entendimos" not in page.text


@pytest.mark.parametrize("typed", ["2026-13", "x", "9999-01", "2026"])
def test_an_unreadable_month_is_told(town, row, client_for, typed: str) -> None:
    client = client_for(town.people.secretary)
    assert f"No entendimos el mes «{typed}»" in client.get(f"/tareas/calendario?mes={typed}").text
    assert "No entendimos" not in client.get("/tareas/calendario?mes=2026-12").text


@pytest.mark.parametrize(
    "address",
    ["/informes/preparacion.pdf?fecha=31-02-2026", "/informes/historial/lista.csv?desde=31-02-2026"],
)
def test_a_file_of_an_unreadable_day_is_refused(town, row, client_for, address: str) -> None:
    answer = client_for(town.people.secretary).get(address)
    assert answer.status_code == 422
    assert "Escriba la fecha como dd-mm-aaaa" in answer.text


def test_the_organisation_of_a_day_to_come_is_not_known(town, row, client_for) -> None:
    page = client_for(town.people.secretary).get(f"/unidades?fecha={LATER.isoformat()}").text
    assert f"El {written(LATER)} todavía no llega; se muestra hoy." in page


@pytest.mark.parametrize(
    "address", [f"{page}?{name}=" for page, name in PAGES.items() if page not in OF_WHAT_WAS]
)
def test_a_day_to_come_is_told_as_such(town, row, client_for, address: str) -> None:
    client = client_for(town.people.secretary)
    told = f"El {written(LATER)} todavía no llega: se muestra cómo estaría ese día si nada más cambia."
    assert told in client.get(address + LATER.isoformat()).text
    assert "todavía no llega" not in client.get(address + TODAY.isoformat()).text


@pytest.mark.parametrize(
    "address",
    [
        "/nivel?al={day}",
        "/informes/preparacion?fecha={day}",
        "/informes/preparacion.pdf?fecha={day}",
        "/informes/autoridad?fecha={day}",
        "/comparar?de=ciclo-{id}&de_al={day}&a=ciclo-{id}",
    ],
)
def test_before_there_was_a_cycle_there_are_no_numbers(town, row, client_for, address: str) -> None:
    kept = db.session.get_one(Cycle, row.id)
    begun = min(kept.starts_on, TODAY)
    client, before = client_for(town.people.secretary), begun - timedelta(days=400)
    answer = client.get(address.format(day=before.isoformat(), id=row.id))
    assert answer.status_code == 422
    assert "antes de ese día no hay nada que mostrar" in answer.text


def test_nothing_is_frozen_of_a_day_before_there_was_a_cycle(town, row, client_for) -> None:
    client = client_for(town.people.secretary)
    before = db.session.get_one(Cycle, row.id).starts_on - timedelta(days=400)
    sent = {"name": "Demasiado pronto", "as_of": before.isoformat()}
    answer = client.post(f"/ciclos/{row.id}/cortes", data=sent, headers={"Origin": "http://localhost"})
    assert answer.status_code == 422
    assert "antes de ese día no hay nada que mostrar" in answer.text
