"""Views by name: kept from a list, above it, its beginning, shared, renamed, forgotten."""

from urllib.parse import parse_qsl

import pytest
from sqlalchemy import select

from sello.accounts.domain.views import ListKind
from sello.accounts.models import FirstView, SavedView
from sello.accounts.service import views
from sello.core.db import db
from tests.builders import NOW
from tests.cycles import builders
from tests.tasks import cast
from tests.web.pages import form_of


@pytest.fixture
def secretary(town, client_for):
    builders.cycle(town.people.secretary.actor())
    cast.ask(town.people.secretary.actor(), town.units.personas, title="Mandar el acta")
    cast.ask(town.people.secretary.actor(), town.units.dideco, title="Mandar el informe")
    db.session.commit()
    return client_for(town.people.secretary)


def keep(client, page, name):
    form = form_of(client.get(page).text, page, "/vistas")
    return client.post("/vistas", data=form | {"name": [name]})


def kept():
    db.session.expire_all()
    return db.session.scalars(select(SavedView).order_by(SavedView.id)).all()


LISTS = [
    ("/tareas", "q=acta&orden=-unidad"),
    ("/requerimientos", "dimension=1&estado=unanswered"),
    ("/evidencia", "texto=acta&vigencia=vigente&orden=unidad"),
    ("/registro", "tipo=plan&q=igualdad"),
]


@pytest.mark.parametrize(("path", "query"), LISTS)
def test_what_a_list_asks_for_is_kept_and_found_above_it(secretary, path, query):
    answer = keep(secretary, f"{path}?{query}", "La mía")
    assert answer.status_code == 303
    (view,) = kept()
    assert set(parse_qsl(view.query)) == set(parse_qsl(query))
    page = secretary.get(answer.location).text
    assert "La mía</a>" in page
    assert "ya no existe" not in page
    assert "Guardar esta vista" not in secretary.get(path).text


@pytest.mark.parametrize("path", [path for path, _ in LISTS])
def test_what_a_view_asks_for_and_nobody_knows_is_said(secretary, path):
    page = secretary.get(f"{path}?vista=1&q=x&texto=x&estado=inventado&orden=-nada").text
    assert "estado=inventado" in page or path == "/registro"
    assert "orden=-nada" in page
    assert "ya no existe" in page


def test_a_list_begins_with_the_view_that_she_chose_and_can_still_be_seen_whole(secretary):
    keep(secretary, "/tareas?q=acta", "Actas")
    (view,) = kept()
    assert secretary.post(f"/vistas/{view.id}/inicio", data={"primera": "1"}).status_code == 303
    begun = secretary.get("/tareas", headers={"Referer": "http://localhost/"})
    assert (begun.status_code, begun.location) == (303, f"/tareas?q=acta&vista={view.id}")
    whole = secretary.get("/tareas", headers={"Referer": "http://localhost/tareas?q=acta"})
    assert whole.status_code == 200
    assert "Mandar el informe" in whole.text
    assert 'href="/tareas?vista=0">Lista completa</a>' in secretary.get(begun.location).text
    bare = secretary.get("/tareas?vista=0", headers={"Referer": "http://localhost/"})
    assert (bare.status_code, "ya no existe" in bare.text) == (200, False)
    assert "Mandar el informe" in bare.text
    assert secretary.get("/tareas?estado=todas").status_code == 200
    secretary.post(f"/vistas/{view.id}/inicio", data={"primera": "0"})
    assert secretary.get("/tareas").status_code == 200


def test_a_shared_view_is_found_by_the_staff_and_not_by_auditors(town, secretary, client_for):
    keep(secretary, "/evidencia?texto=acta", "Actas por pedir")
    (view,) = kept()
    assert client_for(town.people.head).get("/evidencia").text.count("Actas por pedir") == 0
    secretary.post(f"/vistas/{view.id}/compartir", data={"con": "todas"})
    head, auditor = client_for(town.people.head), client_for(town.people.auditor)
    assert "Actas por pedir" in head.get("/evidencia").text
    assert "Actas por pedir" not in auditor.get("/evidencia").text
    assert head.post(f"/vistas/{view.id}/inicio", data={"primera": "1"}).status_code == 303
    assert auditor.post(f"/vistas/{view.id}/inicio", data={"primera": "1"}).status_code == 404
    assert head.post(f"/vistas/{view.id}/borrar").status_code == 404
    assert head.post(f"/vistas/{view.id}", data={"name": "Otra", "version": "1"}).status_code == 404
    secretary.post(f"/vistas/{view.id}/compartir", data={"con": ""})
    assert db.session.scalars(select(FirstView)).all() == []


def test_a_view_for_one_role_is_found_by_that_role_alone(town, secretary, client_for):
    keep(secretary, "/tareas?q=plan", "Para las jefaturas")
    (view,) = kept()
    secretary.post(f"/vistas/{view.id}/compartir", data={"con": town.people.head.role.value})
    assert "Para las jefaturas" in client_for(town.people.head).get("/tareas").text
    contributor = client_for(town.people.contributor)
    assert "Para las jefaturas" not in contributor.get("/tareas").text
    assert contributor.post(f"/vistas/{view.id}/inicio", data={"primera": "1"}).status_code == 404


def test_only_the_secretariat_shares(town, secretary, client_for):
    view = views.keep(town.people.head.actor(), ListKind.TASKS, "Mías", "q=a")
    db.session.commit()
    assert (
        client_for(town.people.head).post(f"/vistas/{view}/compartir", data={"con": "todas"}).status_code
        == 403
    )


def test_a_view_is_renamed_but_not_over_another_window_and_not_like_its_sister(town, secretary):
    actor = town.people.secretary.actor()
    one = views.keep(actor, ListKind.TASKS, "Una", "q=a")
    views.keep(actor, ListKind.TASKS, "Otra", "q=b")
    db.session.commit()
    path = f"/vistas/{one}"
    form = form_of(secretary.get("/vistas").text, "/vistas", path)
    assert secretary.post(path, data=form | {"name": ["Tercera"]}).status_code == 303
    stale = secretary.post(path, data=form | {"name": ["Cuarta"]})
    assert stale.status_code == 409
    assert "Tercera" in stale.text
    assert 'value="Cuarta"' in stale.text
    taken = secretary.post(path, data=form_of(stale.text, path, path) | {"name": ["Otra"]})
    assert taken.status_code == 422
    assert "Ya tiene una vista" in taken.text
    assert [view.name for view in kept()] == ["Tercera", "Otra"]


@pytest.mark.parametrize("name", ["", "   ", "a" * 81, "Una"])
def test_a_name_that_will_not_do_is_refused_and_stays_to_be_mended(town, secretary, name):
    views.keep(town.people.secretary.actor(), ListKind.TASKS, "Una", "q=a")
    db.session.commit()
    answer = keep(secretary, "/tareas?q=acta", name)
    assert answer.status_code == 422
    assert 'value="q=acta"' in answer.text
    assert len(kept()) == 1


def test_a_forgotten_view_leaves_nothing(town, secretary):
    actor = town.people.secretary.actor()
    view = views.keep(actor, ListKind.TASKS, "Una", "q=a")
    views.begin_with(actor, view, True)
    views.share(actor, view, True, now=NOW)
    db.session.commit()
    assert secretary.post(f"/vistas/{view}/borrar").status_code == 303
    assert kept() == []
    assert db.session.scalars(select(FirstView)).all() == []
