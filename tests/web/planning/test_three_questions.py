"""Planning answers three questions on one page: a requirement once, a day for each column, no dead end."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs

import pytest
import time_machine

from sello.cycles.queries.answers import answers
from sello.cycles.queries.cycles import CycleRow
from tests.builders import NOW, TODAY, Town
from tests.cycles import builders
from tests.tasks.cast import ask
from tests.web.cycles.conftest import ClientFor

LINK = re.compile(r'href="/tareas/por-dimension\?([^"]*)"')


@pytest.fixture(autouse=True)
def _a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cycle(town: Town) -> CycleRow:
    """Personas has 1.1.1, whose evidence ends before the evaluation."""
    return builders.half_answered(town, TODAY + timedelta(20))


def table(page: str) -> str:
    """The one table of requirements."""
    begun = page.split('<caption class="visually-hidden">Qué falta y de quién')[1]
    return begun[: begun.index("</table>")]


def offered(page: str) -> list[set[int]]:
    """Of which requirements each link to the preview asks."""
    asked = [parse_qs(unescape(query))["only"][0] for query in LINK.findall(page)]
    return [set(map(int, each.split(","))) for each in asked]


def test_each_requirement_stands_once(town: Town, cycle: CycleRow, client_for: ClientFor) -> None:
    page = client_for(town.people.secretary).get("/planificacion/").text
    said = table(page)
    asked = set().union(*offered(page))
    assert asked
    for row in answers(cycle.id):
        assert said.count(f'href="/requerimientos/{row.requirement_id}"') == (row.requirement_id in asked)


def test_each_column_says_its_day_and_today_is_today(
    town: Town, cycle: CycleRow, client_for: ClientFor
) -> None:
    said = table(client_for(town.people.secretary).get("/planificacion/").text)
    assert f">Hoy, {TODAY:%d-%m-%Y}</th>" in said
    assert ">Al 01-03-2027</th>" in said
    mine = said.split('<td class="code">1.1.1</td>')[1].split("</tr>")[0]
    assert "Por vencer" in mine
    assert mine.index("Por vencer") < mine.index("evidencia vencida")


def test_what_is_asked_already_is_not_offered_again(
    town: Town, cycle: CycleRow, client_for: ClientFor
) -> None:
    client, ids = client_for(town.people.secretary), builders.ids(cycle)
    assert any(ids["1.1.1"] in each for each in offered(client.get("/planificacion/").text))
    task_id = ask(
        town.people.secretary.actor(), town.units.personas, cycle_id=cycle.id, requirement_ids=(ids["1.1.1"],)
    )
    page = client.get("/planificacion/").text
    assert all(ids["1.1.1"] not in each for each in offered(page))
    assert f'href="/tareas/{task_id}"' in table(page)
    assert "ya tiene una tarea abierta" in page


def test_where_all_is_asked_it_says_so_and_leads_there(
    town: Town, cycle: CycleRow, client_for: ClientFor
) -> None:
    ids = tuple(builders.ids(cycle).values())
    task_id = ask(town.people.secretary.actor(), town.units.personas, cycle_id=cycle.id, requirement_ids=ids)
    page = client_for(town.people.secretary).get("/planificacion/").text
    assert "Convertir en tareas" not in page
    assert "ya está pedido en tareas abiertas" in page
    assert f'href="/tareas/{task_id}"' in page


def test_what_ends_before_is_asked_to_be_renewed(town: Town, cycle: CycleRow, client_for: ClientFor) -> None:
    page = client_for(town.people.secretary).get("/planificacion/").text
    ends = page.split("¿Qué vence antes?")[1].split("</section>")[0]
    assert "Vence 1.1.1" in ends
    assert "Pedir la renovación" in ends


def test_a_unit_head_is_offered_no_tasks(town: Town, cycle: CycleRow, client_for: ClientFor) -> None:
    page = client_for(town.people.head).get("/planificacion/").text
    assert "Convertir en tareas" not in page
    assert "Pedir la renovación" not in page


def test_a_unit_reads_no_other_units_work_on_any_page_of_the_cycle(
    town: Town, cycle: CycleRow, client_for: ClientFor
) -> None:
    own = {row.requirement_id for row in answers(cycle.id) if row.unit_id == town.units.personas}
    client = client_for(town.people.head)
    for address in ("/planificacion/", f"/ciclos/{cycle.id}", "/nivel", "/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        found = set(map(int, re.findall(r'href="/requerimientos/(\d+)"', answer.text)))
        assert found <= own, address
        for row in answers(cycle.id):
            assert row.requirement_id in own or row.title not in answer.text, (address, row.code)
