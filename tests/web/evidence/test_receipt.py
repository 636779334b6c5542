"""From the link of a mail to the receipt: where it leads, what is asked, what is kept."""

import io
import re

import pypdfium2
import pytest

from sello.core.db import db
from sello.evidence.domain.review import Part
from sello.evidence.models import Evidence
from sello.tasks.domain.states import Step
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Receipt
from sello.tasks.service import asking, steps
from tests.builders import AT, NOW
from tests.evidence import cast
from tests.files import samples
from tests.tasks.cast import ask
from tests.web.evidence.test_hand_in import described, put

NAME = "Decreto_Alcaldicio_N_1200_46_que_aprueba_la_Politica_de_Igualdad_de_Genero_2021_FIRMADO.pdf"


@pytest.fixture
def task(town, cycle):
    made = ask(
        town.people.secretary.actor(),
        town.units.personas,
        title="Enviar el decreto de la política",
        description="Debe nombrar a la comisión.",
        cycle_id=cycle.cycle_id,
        requirement_ids=(cycle.requirements["1.1.1"],),
    )
    db.session.commit()
    return made


@pytest.fixture
def delivered(town, client_for, cycle, task):
    """The address of a receipt."""
    client = client_for(town.people.head)
    upload_id = put(client, name=NAME).json["id"]
    form = described(upload_id, cycle, town.units.personas, task=task, complete="y")
    return client.post(f"/evidencia/entregar?tarea={task}", data=form).location


class TestWhereAMailLeads:
    def test_straight_to_the_hand_in(self, town, client_for, task):
        answer = client_for(town.people.head).get(f"/tareas/{task}/entregar")
        assert (answer.status_code, answer.location) == (303, f"/evidencia/subir?tarea={task}")

    def test_to_the_correction_of_what_came_back(self, app, town, client_for, cycle, task):
        piece = cast.handed_in(app, town.people.head, cycle)
        steps.attach(town.people.head.actor(), task, piece, NOW)
        cast.returned(town.people.secretary, piece, Part.FILE)
        db.session.commit()
        answer = client_for(town.people.head).get(f"/tareas/{task}/entregar")
        assert answer.location == f"/evidencia/{piece}/corregir"

    @pytest.mark.parametrize("who", ["secretary", "authority"])
    def test_to_the_conversation_for_who_brings_nothing(self, town, client_for, task, who):
        assert (
            client_for(getattr(town.people, who)).get(f"/tareas/{task}/entregar").location
            == f"/tareas/{task}"
        )

    @pytest.mark.parametrize("what", ["closed", "asked", "handed in"])
    def test_to_the_conversation_where_there_is_nothing_to_bring(self, town, client_for, task, what):
        secretary, head = town.people.secretary.actor(), town.people.head.actor()
        if what == "closed":
            steps.take_step(secretary, task, Step.CANCEL, why="Ya no hace falta", now=NOW)
        elif what == "asked":
            asking.ask(secretary, task, "¿Es el de 2026?", to=Turn.UNIT, at=AT)
        else:
            steps.take_step(head, task, Step.DELIVER, why="En papel", now=NOW)
        db.session.commit()
        assert client_for(town.people.head).get(f"/tareas/{task}/entregar").location == f"/tareas/{task}"

    def test_nobody_is_led_to_what_is_not_hers(self, town, client_for, task):
        assert client_for(town.people.other_head).get(f"/tareas/{task}/entregar").status_code == 404
        assert client_for(town.people.auditor).get(f"/tareas/{task}/entregar").status_code == 403

    def test_a_stranger_comes_back_to_it_after_signing_in(self, app, task):
        answer = app.test_client().get(f"/tareas/{task}/entregar")
        assert answer.location == f"/entrar?next=/tareas/{task}/entregar"


class TestWhatIsAsked:
    def test_the_page_says_what_for(self, town, client_for, task):
        page = client_for(town.people.head).get(f"/evidencia/subir?tarea={task}").text
        assert "<h1>Enviar el decreto de la política</h1>" in page
        assert "Debe nombrar a la comisión." in page
        assert "Política institucional de igualdad" in page
        assert re.search(r"Vence el (lun|mar|mié|jue|vie|sáb|dom) \d\d-\d\d", page)
        assert 'capture="environment"' in page

    def test_two_questions_stand_in_sight(self, town, client_for, task):
        client = client_for(town.people.head)
        upload_id = put(client, name=NAME).json["id"]
        page = client.get(f"/evidencia/entregar?lote={upload_id}&tarea={task}").text
        in_sight = page[page.index("data-renewing") : page.index("Más detalles")]
        controls = re.findall(r"<(?:input|select|textarea)[^>]*>", in_sight)
        named = {re.findall(r'name="([^"]+)"', one)[0] for one in controls if 'type="hidden"' not in one}
        assert named == {"personal_data", "complete"}
        assert "1200/46" in in_sight, "what was guessed is told"

    def test_personal_data_make_it_reserved_by_themselves(self, town, client_for, cycle):
        client = client_for(town.people.head)
        form = described(put(client).json["id"], cycle, town.units.personas, personal_data="si")
        assert client.post("/evidencia/entregar", data=form).status_code == 303
        piece = db.session.query(Evidence).one()
        assert (piece.personal_data, piece.classification.value) == (True, "reservada")

    def test_a_camera_s_picture_is_called_what_was_asked(self, town, client_for, task):
        client = client_for(town.people.head)
        upload_id = put(client, samples.MAKERS["png"](), name="IMG_20261102_103000.png").json["id"]
        page = client.get(f"/evidencia/entregar?lote={upload_id}&tarea={task}").text
        assert 'value="Enviar el decreto de la política"' in page

    def test_what_was_uploaded_is_still_there_and_the_page_says_so(self, town, client_for, task):
        put(client_for(town.people.head), name=NAME)
        page = client_for(town.people.head).get(f"/evidencia/subir?tarea={task}").text
        assert "1 archivo que subió antes sigue aquí" in page
        assert NAME in page
        assert f"/evidencia/entregar?tarea={task}" in page


class TestReceipt:
    def test_it_tells_what_came_in_and_what_happens_next(self, town, client_for, delivered):
        page = client_for(town.people.head).get(delivered).text
        receipt = db.session.query(Receipt).one()
        assert delivered == f"/recibos/{receipt.id}"
        assert "Entregado el" in page
        assert NAME in page
        assert f"Recibo N° {AT.today.year}-{receipt.id:04}" in page
        assert re.search(r"\b[0-9a-f]{64}\b", page)
        assert "Ahora lo revisa la Secretaría Ejecutiva" in page
        assert "Dentro del plazo" in page
        assert "Suele tardar" not in page, "of too few reviews nothing is claimed"

    def test_the_next_thing_asked_follows(self, town, client_for, delivered):
        ask(town.people.secretary.actor(), town.units.personas, title="Mandar el acta de la mesa")
        db.session.commit()
        head = client_for(town.people.head).get(delivered).text
        assert "Lo siguiente que se le pide" in head
        assert "Mandar el acta de la mesa" in head
        assert "Lo siguiente" not in client_for(town.people.secretary).get(delivered).text

    def test_it_can_be_kept_as_pdf(self, town, client_for, delivered):
        answer = client_for(town.people.head).get(f"{delivered}/recibo.pdf")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        assert "recibo-" in answer.headers["Content-Disposition"]
        paper = pypdfium2.PdfDocument(io.BytesIO(answer.data))
        words = "".join("".join(page.get_textpage().get_text_range() for page in paper).split())
        (sha256,) = re.findall(r"\b[0-9a-f]{64}\b", client_for(town.people.head).get(delivered).text)
        assert len(paper) == 1
        assert sha256 in words
        assert NAME in words

    @pytest.mark.parametrize(
        ("who", "status"),
        [
            ("head", 200),
            ("secretary", 200),
            ("contributor", 404),
            ("other_head", 404),
            ("authority", 403),
            ("auditor", 403),
        ],
    )
    def test_whoever_delivered_and_the_secretariat_open_it(self, town, client_for, delivered, who, status):
        client = client_for(getattr(town.people, who))
        assert client.get(delivered).status_code == status
        assert client.get(f"{delivered}/recibo.pdf").status_code == status

    def test_the_task_and_the_piece_lead_to_it(self, town, client_for, task, delivered):
        piece = db.session.query(Evidence).one().id
        for path in (f"/tareas/{task}", f"/evidencia/{piece}"):
            assert f'href="{delivered}"' in client_for(town.people.head).get(path).text, path
            assert f'href="{delivered}"' not in client_for(town.people.contributor).get(path).text, path
