"""Taking a hand-in back from the page that followed it."""

from html import unescape

import pytest

from sello.core.db import db
from sello.evidence.domain.review import Part
from sello.evidence.models import Evidence
from tests.evidence import cast
from tests.files import samples
from tests.tasks.cast import ask
from tests.web.evidence.test_hand_in import described
from tests.web.pages import Forms


def undo_of(page: str) -> str:
    """Where the page's button to take the last act back leads."""
    return next(where for where, _ in Forms(page, "").found if where.startswith("/deshacer/"))


def hand_in(app, town, cycle, client, **named):
    upload = cast.received(app, town.people.head, samples.pdf("uno"), name="uno.pdf")
    db.session.commit()
    return client.post(
        "/evidencia/entregar",
        data=described(
            upload, cycle, town.units.personas, requirements=[cycle.requirements["1.1.1"]], **named
        ),
    )


def test_a_correction_leads_back_to_its_piece(app, town, cycle, client_for):
    piece = cast.handed_in(app, town.people.head, cycle, title="Acta")
    cast.returned(town.people.secretary, piece, Part.TITLE, remark="Falta la firma")
    db.session.commit()
    client, row = client_for(town.people.head), db.session.get_one(Evidence, piece)
    form = {"title": "Acta firmada", "type": row.type.value, "version": row.version, "reply": "Listo."}
    receipt = client.post(f"/evidencia/{piece}/corregir", data=form).location
    assert receipt.startswith("/recibos/")
    page = client.get(receipt).text
    back = client.post(undo_of(page), headers={"Referer": f"http://localhost{receipt}"})
    assert back.location == f"/evidencia/{piece}"
    assert "Falta la firma" in client.get(back.location).text
    assert client.get(receipt).status_code == 404


@pytest.mark.parametrize("tick", [{"complete": "y"}, {}], ids=["handed in with it", "still the unit's"])
def test_they_wait_for_the_task_that_asked_for_them(app, town, cycle, client_for, tick):
    task = ask(town.people.secretary.actor(), town.units.personas, cycle_id=cycle.cycle_id)
    client = client_for(town.people.head)
    answer = hand_in(app, town, cycle, client, task=task, **tick)
    back = client.post(undo_of(client.get(answer.location).text))
    assert back.location == f"/evidencia/entregar?tarea={task}"
    assert f'name="task" type="hidden" value="{task}"' in client.get(back.location).text


def test_the_files_wait_where_one_is_led(app, town, cycle, client_for):
    client = client_for(town.people.head)
    answer = hand_in(app, town, cycle, client)
    assert answer.status_code == 303, unescape(answer.text)
    piece = client.get(answer.location)
    back = client.post(undo_of(piece.text), headers={"Referer": f"http://localhost{answer.location}"})
    assert back.location == "/evidencia/entregar"
    page = unescape(client.get(back.location).text)
    assert "Deshecho: «Se entregó la evidencia»" in page
    assert "Sus archivos no se perdieron" in page
    assert "uno.pdf" in page
    assert db.session.query(Evidence).count() == 0
    assert client.get(answer.location).status_code == 404
