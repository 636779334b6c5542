"""The checklist on screen: who sees what, the filters of the address, the assigning."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from sello.cycles.service.answers import assign
from sello.web.paging import SIZE
from tests.builders import NOW, Town
from tests.conftest import Statements
from tests.cycles import builders
from tests.web.cycles.conftest import ClientFor, Ground, follow
from tests.web.pages import form_of

URL = "/requerimientos"


def codes(page: str) -> list[str]:
    return [code for code in ("1.1.1", "1.1.2", "2.1.1", "2.1.2") if f">Requerimiento {code}<" in page]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("secretary", ["1.1.1", "1.1.2", "2.1.1", "2.1.2"]),
        ("authority", ["1.1.1", "1.1.2", "2.1.1", "2.1.2"]),
        ("head", ["1.1.1"]),
        ("other_head", ["1.1.2"]),
        ("contributor", []),
    ],
)
def test_each_sees_what_her_units_own(
    ground: Ground, client_for: ClientFor, who: str, seen: list[str]
) -> None:
    page = client_for(getattr(ground.town.people, who)).get(URL)
    assert page.status_code == 200
    assert codes(page.text) == seen


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("?dimension=2", ["2.1.1", "2.1.2"]),
        ("?estado=to_validate", ["1.1.1"]),
        ("?estado=nada", ["1.1.1", "1.1.2", "2.1.1", "2.1.2"]),
        ("?unidad=0", ["2.1.1", "2.1.2"]),
        ("?obligatorio=Bronce", ["1.1.1"]),
        ("?q=dideco", ["1.1.2"]),
        ("?turno=secretariat", ["1.1.1"]),
        ("?turno=unit&unidad=0", ["2.1.1", "2.1.2"]),
        ("?q=dideco&estado=validated", []),
    ],
)
def test_the_address_filters(ground: Ground, client_for: ClientFor, query: str, seen: list[str]) -> None:
    assert codes(client_for(ground.town.people.secretary).get(URL + query).text) == seen


def test_a_state_is_a_word_and_a_shape(ground: Ground, client_for: ClientFor) -> None:
    page = client_for(ground.town.people.secretary).get(URL).text
    assert "Por validar" in page
    assert "light-amber" in page
    assert "obligatorio: Bronce, Plata, Oro" in page
    assert "1 de 1 vale" in page


def test_before_the_first_cycle_it_says_what_to_do(town: Town, client_for: ClientFor) -> None:
    assert "Abrir un ciclo" in client_for(town.people.secretary).get(URL).text
    assert "Abrir un ciclo" not in client_for(town.people.head).get(URL).text


def test_the_secretariat_gives_the_marked_ones_to_a_unit(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    data = {
        "cycle_id": ground.cycle.id,
        "requirements": [ground.ids["2.1.1"], ground.ids["2.1.2"]],
        "unit_id": ground.town.units.personas,
    }
    preview = client.post(f"{URL}/asignar", data=data)
    assert "Todavía no cambia nada" in preview.text
    assert codes(client_for(ground.town.people.head).get(URL).text) == ["1.1.1"]
    confirmed = form_of(preview.text, URL, f"{URL}/asignar")
    answer = follow(client, client.post(f"{URL}/asignar", data=confirmed))
    assert "2 requerimientos cambiaron de unidad." in answer.text
    assert codes(client_for(ground.town.people.head).get(URL).text) == ["1.1.1", "2.1.1", "2.1.2"]


def test_nobody_is_stripped_of_a_requirement_by_leaving_the_form_alone(
    ground: Ground, client_for: ClientFor
) -> None:
    client = client_for(ground.town.people.secretary)
    data = {"cycle_id": ground.cycle.id, "requirements": [ground.ids["1.1.1"]], "unit_id": ""}
    for said in ("", "nada", "9" * 30):
        answer = client.post(f"{URL}/asignar", data=data | {"unit_id": said})
        assert answer.status_code == 303
        assert ground.detail("1.1.1").row.unit_id == ground.town.units.personas
    left = client.post(f"{URL}/asignar", data=data | {"back": f"{URL}?marcar=todas"})
    again = client.get(left.location).text
    marks = re.findall(r'name="requirements" value="(\d+)" checked', again)
    assert marks == [str(ground.ids["1.1.1"])], "what was marked is still marked"
    preview = client.post(f"{URL}/asignar", data=data | {"unit_id": "nadie"})
    assert "Quedarían sin unidad" in preview.text
    confirmed = form_of(preview.text, URL, f"{URL}/asignar")
    assert client.post(f"{URL}/asignar", data=confirmed).status_code == 303
    assert ground.detail("1.1.1").row.unit_id is None


def test_an_assignment_that_somebody_changed_meanwhile_is_looked_at_again(
    ground: Ground, client_for: ClientFor
) -> None:
    client = client_for(ground.town.people.secretary)
    data = {"cycle_id": ground.cycle.id, "requirements": [ground.ids["1.1.1"]], "unit_id": "nadie"}
    confirmed = form_of(client.post(f"{URL}/asignar", data=data).text, URL, f"{URL}/asignar")
    actor = ground.town.people.secretary.actor()
    assign(actor, ground.cycle.id, [ground.ids["1.1.1"]], ground.town.units.dideco, now=NOW)
    answer = client.post(f"{URL}/asignar", data=confirmed)
    assert answer.status_code == 409
    assert "DIDECO" in answer.text
    assert ground.detail("1.1.1").row.unit_id == ground.town.units.dideco


def test_assigning_nothing_says_so(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    answer = follow(
        client,
        client.post(
            f"{URL}/asignar",
            data={"cycle_id": ground.cycle.id, "unit_id": ground.town.units.personas},
            headers={"Referer": f"http://localhost{URL}"},
        ),
    )
    assert "Marque al menos un requerimiento" in answer.text


def test_only_the_secretariat_assigns_and_only_by_form(ground: Ground, client_for: ClientFor) -> None:
    assert client_for(ground.town.people.head).post(f"{URL}/asignar").status_code == 403
    assert client_for(ground.town.people.secretary).get(f"{URL}/asignar").status_code == 405
    assert client_for(ground.town.people.secretary).post(URL).status_code == 405
    assert 'name="requirements"' not in client_for(ground.town.people.head).get(URL).text


@pytest.mark.parametrize("size", [4, 400])
def test_the_page_costs_the_same_statements_whatever_it_shows(
    town: Town, client_for: ClientFor, statements: Callable[[], AbstractContextManager[Statements]], size: int
) -> None:
    cycle = builders.cycle(town.people.secretary.actor(), builders.edition(size))
    client = client_for(town.people.secretary)
    client.get(URL)
    with statements() as seen:
        assert client.get(URL).text.count("data-row") == min(size, SIZE)
    assert len(seen) <= 12
    assert cycle.id


def test_a_mass_assignment_is_taken_back_as_one_and_warns_of_what_is_mandatory(
    ground: Ground, client_for: ClientFor
) -> None:
    client = client_for(ground.town.people.secretary)
    owners = {code: ground.detail(code).row.unit_id for code in ground.ids}
    data = {"cycle_id": ground.cycle.id, "requirements": list(ground.ids.values()), "unit_id": "nadie"}
    preview = client.post(f"{URL}/asignar", data=data)
    assert "nadie respondería por ellos: 1.1.1, 2.1.1" in preview.text
    done = client.post(f"{URL}/asignar", data=form_of(preview.text, URL, f"{URL}/asignar"))
    page = follow(client, done).text
    assert {ground.detail(code).row.unit_id for code in ground.ids} == {None}
    (action,) = set(re.findall(r'action="(/deshacer/\d+)"', page))
    assert client.post(action).status_code == 303
    assert {code: ground.detail(code).row.unit_id for code in ground.ids} == owners


def test_all_are_marked_by_a_link_and_evidence_is_asked_for(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    assert 'requirements" value="1" checked' not in client.get(URL).text
    page = client.get(f"{URL}?dimension=2&marcar=todas").text
    assert page.count(" checked") == 2
    chosen = [ground.ids["2.1.1"], ground.ids["2.1.2"]]
    data = {"cycle_id": ground.cycle.id, "requirements": chosen, "unit_id": "", "pedir": "1"}
    proposal = follow(client, client.post(f"{URL}/asignar", data=data)).text
    assert [code for code in ("1.1.1", "2.1.1", "2.1.2") if f">{code}<" in proposal] == ["2.1.1", "2.1.2"]
