"""Evidence for a task or a piece that takes none: said before a file is chosen, and again when it is sent.

What was sent meanwhile waits, what was typed stays, and the way on without it is offered.
"""

import io

import pytest

from sello.core.db import db
from sello.evidence.models import Evidence
from sello.files import queries
from sello.tasks.domain.states import Step
from sello.tasks.service import steps
from tests.builders import NOW
from tests.evidence import cast
from tests.files import samples
from tests.tasks.cast import ask
from tests.web.evidence.test_hand_in import described, put

CLOSED = "está cerrada y no recibe más evidencia"
NO_TASK = "no existe o no está a su alcance. Puede seguir sin ella: la evidencia quedará entregada sin tarea"
NO_PIECE = "La evidencia que quería reemplazar no existe o no está a su alcance"

CASES = {
    "closed": ("tarea", "task", 409, CLOSED),
    "of another unit": ("tarea", "task", 404, NO_TASK),
    "of nobody": ("tarea", "task", 404, NO_TASK),
    "a hidden piece": ("reemplaza", "replaces", 404, NO_PIECE),
    "no piece": ("reemplaza", "replaces", 404, NO_PIECE),
}


@pytest.fixture
def named(app, town, cycle):
    """The id that each case names."""
    secretary = town.people.secretary.actor()
    closed = ask(secretary, town.units.personas, cycle_id=cycle.cycle_id)
    steps.take_step(secretary, closed, Step.CANCEL, why="Ya no hace falta", now=NOW)
    other = ask(secretary, town.units.dideco, cycle_id=cycle.cycle_id)
    hidden = cast.handed_in(
        app, town.people.other_head, cycle, content=b"de otra\n", unit_id=town.units.dideco
    )
    db.session.commit()
    ids = (closed, other, 99_999, hidden, 99_999)
    return dict(zip(CASES, ids, strict=True))


@pytest.mark.parametrize("case", CASES)
class TestRefused:
    def test_before_a_file_is_chosen(self, town, client_for, named, case):
        parameter, _, status, says = CASES[case]
        page = client_for(town.people.head).get(f"/evidencia/subir?{parameter}={named[case]}&requerimiento=1")
        assert page.status_code == status
        assert says in page.text
        assert 'type="file"' not in page.text
        assert 'href="/evidencia/subir?requerimiento=1">Seguir sin ella' in page.text

    def test_when_files_are_sent_all_the_same_they_wait(self, town, client_for, named, case):
        parameter, _, _, says = CASES[case]
        client = client_for(town.people.head)
        files = [(io.BytesIO(samples.pdf()), "decreto.pdf")]
        page = client.post(f"/evidencia/subir?{parameter}={named[case]}", data={"files": files})
        assert page.status_code == 200
        assert says in page.text
        assert [each.filename for each in queries.pending(town.people.head.id)] == ["decreto.pdf"]
        assert "decreto.pdf" in page.text
        assert 'href="/evidencia/entregar">Seguir con lo que subió' in page.text

    def test_before_anything_is_described(self, town, client_for, named, case):
        parameter, _, status, says = CASES[case]
        client = client_for(town.people.head)
        put(client)
        page = client.get(f"/evidencia/entregar?{parameter}={named[case]}")
        assert page.status_code == status
        assert says in page.text
        assert 'name="files-0-title"' not in page.text

    def test_when_it_is_handed_in_and_goes_on_without_it(self, town, client_for, cycle, named, case):
        parameter, field, _, says = CASES[case]
        client = client_for(town.people.head)
        before = db.session.query(Evidence).count()
        form = described(put(client).json["id"], cycle, town.units.personas, **{field: named[case]})
        page = client.post(f"/evidencia/entregar?{parameter}={named[case]}", data=form)
        assert page.status_code == 422
        assert says in page.text
        assert "Decreto que aprueba la política" in page.text
        assert f'name="{field}" type="hidden" value=""' in page.text
        assert f"{parameter}=" not in page.text
        assert db.session.query(Evidence).count() == before
        assert client.post("/evidencia/entregar", data=form | {field: ""}).status_code == 303
        assert db.session.query(Evidence).count() == before + 1


def test_without_a_cycle_nothing_is_chosen_in_vain(town, client_for, monkeypatch):
    monkeypatch.setattr("sello.cycles.queries.cycles.current_id", lambda: None)
    page = client_for(town.people.head).get("/evidencia/subir")
    assert page.status_code == 409
    assert "Todavía no hay un ciclo en curso" in page.text
    assert 'type="file"' not in page.text
    assert "Seguir sin ella" not in page.text


def test_an_open_task_is_named_on_to_the_end(town, client_for, cycle):
    task = ask(town.people.secretary.actor(), town.units.personas, cycle_id=cycle.cycle_id)
    db.session.commit()
    client = client_for(town.people.head)
    assert f'action="/evidencia/subir?tarea={task}"' in client.get(f"/evidencia/subir?tarea={task}").text
    put(client)
    page = client.get(f"/evidencia/entregar?tarea={task}")
    assert page.status_code == 200
    assert f'name="task" type="hidden" value="{task}"' in page.text
