"""The path on the dashboard: the sentence first, the picture with its table, and what each drop opens."""

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import Mock

import pytest
import time_machine
from flask import Flask

from sello.core import house
from sello.core.db import db
from sello.core.house import House, Word
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.cycles import release
from sello.planning.queries.path import PathPage
from sello.web import path as way
from tests.builders import NOW, TODAY, Town
from tests.cycles import builders
from tests.planning.test_path import path
from tests.tasks.cast import ask
from tests.web.cycles.conftest import ClientFor

ASK = "Pedir la renovación"
OPEN = "Ver la tarea abierta"


@pytest.fixture(autouse=True)
def _a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cycle(town: Town) -> CycleRow:
    """Personas has 1.1.1, whose evidence ends in March, after the evaluation."""
    return builders.half_answered(town)


def asked(town: Town, cycle: CycleRow) -> int:
    """A task of Personas about 1.1.1."""
    requirement_id = builders.ids(cycle)["1.1.1"]
    secretary = town.people.secretary.actor()
    task_id = ask(secretary, town.units.personas, cycle_id=cycle.id, requirement_ids=(requirement_id,))
    db.session.commit()
    return task_id


def test_it_says_what_matters_first_and_draws_it_with_its_table(
    town: Town, cycle: CycleRow, client_for: ClientFor
) -> None:
    page = client_for(town.people.secretary).get("/").text
    assert page.index('class="path-first"') < page.index("Nivel hoy")
    assert page.count('role="img"') == 2, "for a desk and for a phone"
    assert "Ver el camino en una tabla" in page
    assert page.count('<td data-label="Nivel desde ese día">') == 4, "today, evaluation, 1.1.1, end"


def test_a_drop_asks_for_its_renewal_and_then_opens_its_thread(
    town: Town, cycle: CycleRow, client_for: ClientFor
) -> None:
    client = client_for(town.people.secretary)
    page = client.get("/").text
    assert ASK in page
    link = page.split('href="/tareas/nueva?')[1].split('"')[0].replace("&amp;", "&")
    form = client.get("/tareas/nueva?" + link)
    assert form.status_code == 200
    assert 'value="Renovar la evidencia de 1.1.1"' in form.text
    task_id = asked(town, cycle)
    page = client.get("/").text
    assert f'href="/tareas/{task_id}"' in page
    assert ASK not in page


@pytest.mark.parametrize(
    ("who", "opens"),
    [("head", True), ("other_head", False), ("contributor", False), ("authority", True)],
)
def test_nobody_is_offered_what_she_may_not_do(
    town: Town, cycle: CycleRow, client_for: ClientFor, who: str, opens: bool
) -> None:
    asked(town, cycle)
    release(town.people.secretary.actor(), cycle.id, now=NOW)
    db.session.commit()
    page = client_for(getattr(town.people, who)).get("/").text
    assert 'class="path-first"' in page
    assert ASK not in page
    assert (OPEN in page) == opens


def test_the_authority_reads_names_where_others_read_codes(
    town: Town, cycle: CycleRow, client_for: ClientFor
) -> None:
    def marked(page: str) -> str:
        return page[page.index('class="path-first"') : page.index("Ver el camino en una tabla")]

    hers, others = (
        marked(client_for(person).get("/").text) for person in (town.people.authority, town.people.secretary)
    )
    assert "vence 1.1.1" in others
    assert "vence 1.1.1" not in hers
    assert "vence «Requerimiento 1.1.1»" in hers


def test_a_requirement_of_another_unit_is_a_code_and_no_more(
    town: Town, cycle: CycleRow, client_for: ClientFor
) -> None:
    href = f'href="/requerimientos/{builders.ids(cycle)["1.1.1"]}"'
    assert href in client_for(town.people.head).get("/").text
    assert href not in client_for(town.people.other_head).get("/").text


def test_the_number_of_statements_does_not_grow(
    town: Town, cycle: CycleRow, client_for: ClientFor, statements
) -> None:
    client = client_for(town.people.secretary)
    client.get("/")
    with statements() as few:
        client.get("/")
    for n in range(12):
        day = TODAY + timedelta(200 + n)
        builders.evidence(cycle, builders.ids(cycle)["1.1.1"], town.units.personas, valid_until=day)
    with statements() as many:
        client.get("/")
    assert len(many) == len(few)


def test_equal_paths_are_drawn_in_the_words_of_each_house(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was drawn for one town is kept, and another calls what is asked by another word."""
    monkeypatch.setattr(way, "reads_names", lambda: False)
    page = PathPage(path(10, ends=(30,)), None, {}, {})
    with app.test_request_context():
        for word in Word:
            with house.at(House(word=word)):
                view = way.path_view(page, Mock(is_current=True))
            assert {f"venza 1 {word}." in drawing.title for _, drawing in view.drawings} == {True}, word
