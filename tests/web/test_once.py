"""What is sent twice is done once; what was not saved, was corrected or was taken back can be sent again."""

import io
import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from sqlalchemy import func, select

from sello.core.db import db
from sello.files.models import Upload
from sello.indicators.domain.cuts import Axis
from sello.indicators.domain.indicators import IndicatorDraft
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Periodicity
from sello.indicators.service import writing
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from sello.register.service.initiatives import InitiativeDraft
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task, TaskComment
from sello.web.once import LONGEST, MOST, SETS, TAKES_BACK
from tests.builders import AT, NOW
from tests.files import samples
from tests.tasks import cast
from tests.web.pages import form_of
from tests.web.test_routes import methods_of, rules

OURS = "http://localhost"
AGAIN = "ya se había recibido"
KEPT_BY_BROWSERS = 4096
"""Bytes of a cookie, its name and its attributes."""


@pytest.fixture
def task(town):
    task = cast.ask(town.people.secretary.actor(), town.units.personas)
    db.session.commit()
    return task


@pytest.fixture
def client(town, client_for):
    return client_for(town.people.head)


def send(client, path, page="/mi-cola", token=None, **fields):
    """Press a button of a page that was opened a while ago."""
    sent = fields | {"csrf_token": token or client.token_of_a_page()}
    return client.post(path, data=sent, headers={"Origin": OURS, "Referer": OURS + page})


def offered(client, page="/mi-cola"):
    """The address that takes the last act back, if the page offers one."""
    found = re.search(r'class="undo" method="post" action="([^"]+)"', client.get(page).text)
    return found and found[1]


def take_step(client, task, step="start", **said):
    assert send(client, f"/tareas/{task}/paso", step=step, why="", **said).status_code == 303


def comments():
    return db.session.scalar(select(func.count()).select_from(TaskComment))


class TestWhereOneIsLed:
    @pytest.mark.parametrize("length", [20, LONGEST - 1, LONGEST, LONGEST + 1, 1500])
    def test_back_to_the_whole_address_of_a_filtered_list(self, client, task, length):
        page = "/tareas/?q=".ljust(length - 6, "a") + "%C3%B1"
        take_step(client, task)
        undo, token = offered(client), client.token_of_a_page()
        assert send(client, undo, page, token).location == page
        again = send(client, undo, page, token)
        assert (again.status_code, again.location) == (303, page)
        assert AGAIN in client.get("/mi-cola").text

    def test_from_anywhere_to_where_the_first_sending_led(self, client, task):
        sent = {"token": client.token_of_a_page(), "text": "Va el informe"}
        led_to = send(client, f"/tareas/{task}/comentar", **sent).location
        assert send(client, f"/tareas/{task}/comentar", "/ayuda", **sent).location == led_to

    def test_however_much_is_remembered_browsers_keep_the_cookie(self, client, task):
        take_step(client, task)
        with client.session_transaction() as session:
            session["sent"] = [(f"{n:016x}", f"/tareas/?q={n}".ljust(LONGEST, "ñ")) for n in range(MOST)]
        longest = f"/tareas/{task}/comentar"
        for number in range(MOST + 1):
            answer = send(client, longest, text=f"Va el informe {number}")
            assert answer.status_code == 303
            assert max(map(len, answer.headers.getlist("Set-Cookie"))) < KEPT_BY_BROWSERS
        with client.session_transaction() as session:
            assert len(session["sent"]) == MOST


class TestFiles:
    @pytest.fixture
    def upload(self, client):
        cast.course()
        db.session.commit()
        token = client.token_of_a_page()

        def upload(*contents):
            files = [(io.BytesIO(content), f"acta-{n}.pdf") for n, content in enumerate(contents)]
            return send(client, "/evidencia/subir", "/evidencia/subir", token, files=files)

        return upload

    @staticmethod
    def received():
        return db.session.scalar(select(func.count()).select_from(Upload))

    def test_the_same_file_is_received_once(self, upload):
        assert upload(samples.pdf("Uno")).location == upload(samples.pdf("Uno")).location
        assert self.received() == 1

    def test_a_corrected_file_of_the_same_length_is_another(self, upload):
        before, after = samples.pdf("Acta 1"), samples.pdf("Acta 2")
        assert len(before) == len(after)
        assert upload(before).location != upload(after).location
        assert self.received() == 2

    def test_what_was_received_beside_a_refused_file_is_received_once(self, upload):
        contents = samples.pdf("Uno"), b"MZ no es un documento"
        assert upload(*contents).location == upload(*contents).location
        assert self.received() == 1

    def test_a_file_that_was_let_go_can_be_sent_again(self, client, upload):
        upload(samples.pdf("Uno"))
        waiting = db.session.scalars(select(Upload.id)).one()
        assert send(client, f"/evidencia/archivo/{waiting}/descartar").status_code == 303
        assert self.received() == 0
        upload(samples.pdf("Uno"))
        assert self.received() == 1


class TestTakenBack:
    def test_what_was_taken_back_can_be_done_again_once(self, client, task):
        token = client.token_of_a_page()
        take_step(client, task, token=token)
        assert send(client, offered(client)).status_code == 303
        assert db.session.get(Task, task).state is TaskState.PENDING
        for _press in ("again", "once more"):
            take_step(client, task, token=token)
            assert db.session.get(Task, task).state is TaskState.IN_PROGRESS
        assert AGAIN in client.get("/mi-cola").text

    def test_undoing_itself_is_done_once(self, client, task):
        take_step(client, task)
        undo, token = offered(client), client.token_of_a_page()
        assert send(client, undo, token=token).status_code == 303
        assert send(client, undo, token=token).status_code == 303
        assert AGAIN in client.get("/mi-cola").text

    def test_a_second_press_of_undoing_forgets_nothing(self, client, task):
        take_step(client, task)
        undo, token = offered(client), client.token_of_a_page()
        send(client, undo, token=token)
        said = {"token": client.token_of_a_page(), "text": "Va el informe"}
        send(client, f"/tareas/{task}/comentar", **said)
        send(client, undo, token=token)
        send(client, f"/tareas/{task}/comentar", **said)
        assert comments() == 1

    def test_one_that_is_refused_stays_on_offer_and_forgets_nothing(self, client, client_for, town, task):
        said = {"token": client.token_of_a_page(), "text": "Va el informe"}
        send(client, f"/tareas/{task}/comentar", **said)
        take_step(client, task)
        undo = offered(client)
        send(client_for(town.people.secretary), f"/tareas/{task}/comentar", text="Lo espero")
        send(client, undo)
        assert offered(client) == undo
        send(client, f"/tareas/{task}/comentar", **said)
        assert comments() == 2

    def test_an_address_of_nothing_takes_no_offer_away(self, client, task):
        take_step(client, task)
        undo = offered(client)
        assert send(client, "/deshacer/999").status_code == 404
        assert offered(client) == undo

    def test_the_one_before_leaves_the_last_on_offer(self, client, town, task):
        other = cast.ask(town.people.secretary.actor(), town.units.personas, title="Otra")
        take_step(client, task)
        first = offered(client)
        take_step(client, other)
        last = offered(client)
        assert send(client, first).status_code == 303
        assert db.session.get(Task, task).state is TaskState.PENDING
        assert offered(client) == last != first


INVERSE = {"deshacer", "descartar", "quitar", "eliminar", "retirar", "desactivar", "reactivar"}
"""How the addresses end, or begin, of what takes something back."""


def test_whatever_takes_something_back_lets_it_be_sent_again(app):
    views = {rule.endpoint: rule for rule in rules(app) if "POST" in methods_of(rule)}
    marked = {name for name in views if hasattr(app.view_functions[name], TAKES_BACK)}
    assert marked == {name for name, rule in views.items() if INVERSE & set(rule.rule.split("/"))}


SETTING = {"editar", "ajustes", "respuesta", "validacion", "decision", "esfuerzo", "destinatarios"}
SETTING |= {"asignar", "inicio", "compartir", "dias", "feriados", "valores"}
"""What stands in the addresses of what is set, and not made."""

OWN = {"/planificacion/escenarios/<int:scenario_id>", "/mis-avisos"}
"""Pages on which a thing is shown and edited alike."""


def test_whatever_sets_something_lets_what_it_replaced_be_set_again(app):
    views = {rule.endpoint: rule.rule for rule in rules(app) if "POST" in methods_of(rule)}
    marked = {rule for name, rule in views.items() if hasattr(app.view_functions[name], SETS)}
    assert marked == {rule for rule in views.values() if SETTING & set(rule.split("/"))} | OWN


class TestSet:
    """X, then Y from another page, then X again by going back to the first."""

    def page(self, client, how):
        found = re.search(r'name="version"[^>]*value="([^"]*)"', client.get("/mis-avisos").text)
        ways = {"returned": "now", "asked": "now", "assigned": "now", "accepted": how}
        return {"token": client.token_of_a_page(), "version": unescape(found[1]), **ways}

    def test_a_second_press_is_one(self, client):
        first = self.page(client, "never")
        for _press in range(2):
            assert send(client, "/mis-avisos", "/mis-avisos", **first).status_code == 303
        assert AGAIN in client.get("/mis-avisos").text

    def test_what_was_replaced_is_no_second_press(self, client):
        first = self.page(client, "never")
        assert send(client, "/mis-avisos", "/mis-avisos", **first).status_code == 303
        assert send(client, "/mis-avisos", "/mis-avisos", **self.page(client, "digest")).status_code == 303
        client.get("/mis-avisos")
        answer = send(client, "/mis-avisos", "/mis-avisos", **first)
        assert answer.status_code == 409, "what stands now is shown beside what was meant"
        assert AGAIN not in client.get("/mis-avisos").text


class TestRefused:
    def test_what_was_refused_is_refused_again_in_its_own_words(self, client, task):
        token = client.token_of_a_page()
        take_step(client, task)
        undo = offered(client)
        with time_machine.travel(timedelta(minutes=11)):
            for _press in ("first", "second"):
                assert send(client, undo, token=token).status_code == 303
                words = client.get("/mi-cola").text
                assert "Ya pasaron los diez minutos" in words
                assert AGAIN not in words

    def test_a_refusal_that_nobody_has_read_yet_does_not_hinder(self, client, task):
        with client.session_transaction() as session:
            session["_flashes"] = [("error", "No se pudo.")]
        said = {"token": client.token_of_a_page(), "text": "Va el informe"}
        for _press in ("first", "second"):
            send(client, f"/tareas/{task}/comentar", **said)
        assert comments() == 1


TABLES = {
    "/comenzar/unidades": "Nombre\tSigla\nAseo\tAS",
    "/comenzar/personas": "Nombre\tCorreo\tUnidad\nAna Rojas\tana.rojas@penalolen.example\tPersonas",
    "values": "Período\tSexo\tValor\n2025\tMujeres\t12",
}


class TestTables:
    """A table is looked at, and the button of its preview is pressed twice."""

    @pytest.fixture(autouse=True)
    def _within_one_second(self):
        with time_machine.travel(NOW, tick=False):
            yield

    @staticmethod
    def values(town):
        """Where values of an indicator are brought to."""
        actor = town.people.secretary.actor()
        said = InitiativeDraft("Oficina", InitiativeKind.OFFICE, unit_ids=frozenset({town.units.migrantes}))
        office = initiatives.create(actor, said, at=AT)
        draft = IndicatorDraft("Personas", Measure.PEOPLE, Periodicity.YEAR, first_axis=Axis.SEX)
        made = writing.create(actor, office, draft, at=AT)
        db.session.commit()
        return f"/indicadores/{made}/planilla"

    @pytest.mark.parametrize("path", TABLES)
    @pytest.mark.parametrize("age", [0, 5], ids=["within a second", "a while after"])
    def test_what_the_first_press_kept_is_never_said_not_to_be_kept(self, town, client_for, path, age):
        secretary = client_for(town.people.secretary)
        page = self.values(town) if path == "values" else path
        seen = secretary.post(page, data={"pasted": TABLES[path]}, content_type="multipart/form-data")
        token = secretary.token_of_a_page(age)
        fields = form_of(seen.text, page, page) | {"keep": "1", "csrf_token": token}
        first, second = (
            secretary.post(page, data=fields, content_type="multipart/form-data") for _press in range(2)
        )
        assert (first.status_code, second.status_code) == (303, 303)
        assert second.location == first.location
        words = secretary.get(second.location).text
        assert (AGAIN if age else "No había nada que cambiar: ya estaba guardado.") in words
        assert "No se guardó" not in words
