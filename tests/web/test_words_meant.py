"""A search that finds nothing offers the nearest words, and only those that its reader may know of."""

import re
from urllib.parse import quote

import pytest

from sello.core.db import db
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from tests.builders import AT
from tests.cycles import builders as cycle_builders
from tests.evidence import cast
from tests.tasks.cast import Course, ask, course


@pytest.fixture
def asked(app, town, tmp_path, monkeypatch) -> Course:
    """A piece in the branch of the head, and one outside it."""
    from sello.files.store.disk import Store

    monkeypatch.setitem(app.extensions, "sello.store", Store(tmp_path / "evidence"))
    made = course({"1.1.1": town.units.personas})
    people = town.people
    cast.handed_in(app, people.head, made, title="Protocolo contra la violencia", unit_id=people.head.unit_id)
    cast.handed_in(app, people.other_head, made, title="Convenio interinstitucional", content=b"otro\n")
    db.session.commit()
    return made


def offered(page: str) -> str | None:
    found = re.search(r'<a href="([^"]+)">¿Quiso decir «([^»]+)»', page)
    return found and found[2]


def test_the_nearest_word_is_offered_and_leads_to_what_was_meant(town, client_for, asked):
    client = client_for(town.people.head)
    page = client.get("/evidencia?texto=violensia&estado=submitted").text
    found = re.search(r'<a href="([^"]+)">¿Quiso decir «violencia»', page)
    assert found
    assert "Protocolo contra la violencia" in client.get(found[1].replace("&amp;", "&")).text


def test_nothing_is_offered_that_the_reader_may_not_know(town, client_for, asked):
    assert offered(client_for(town.people.secretary).get("/evidencia?texto=interinstitusional").text)
    assert not offered(client_for(town.people.head).get("/evidencia?texto=interinstitusional").text)
    assert not offered(client_for(town.people.auditor).get("/evidencia?texto=violensia").text)


@pytest.mark.parametrize("path", ["/evidencia?texto=", "/tareas?q=", "/registro?q=", "/personas?q="])
@pytest.mark.parametrize("typed", ["", "zzzzzz", "%00", "a" * 400, "<b>"])
def test_what_is_found_or_far_offers_nothing(town, client_for, asked, path, typed):
    answer = client_for(town.people.secretary).get(path + typed)
    assert answer.status_code == 200
    assert offered(answer.text) is None


def test_the_checklist_offers_what_its_requirements_are_called(town, client_for):
    cycle_builders.cycle(town.people.secretary.actor())
    db.session.commit()
    client = client_for(town.people.secretary)
    assert offered(client.get("/requerimientos?q=requirimiento").text) == "requerimiento"
    assert offered(client.get("/requerimientos?q=zzzzzz").text) is None


def test_a_person_is_offered_by_her_name(town, client_for):
    client = client_for(town.people.secretary)
    assert offered(client.get("/personas?q=paulla").text) == "Paula"


@pytest.mark.parametrize("path", ["/evidencia?texto=", "/tareas?q=", "/registro?q="])
@pytest.mark.parametrize(
    "typed", ["brecha salarial", "SALARIAL brecha", "salarial  la de Bréchas", "sala bre"]
)
def test_the_order_of_the_words_does_not_matter(app, town, client_for, asked, path, typed):
    secretary = town.people.secretary.actor()
    title = "Informe de la brecha salarial: las brechas"
    cast.handed_in(
        app, town.people.head, asked, title=title, content=b"brecha\n", unit_id=town.units.personas
    )
    ask(secretary, town.units.personas, title=title, cycle_id=asked.cycle_id)
    draft = initiatives.InitiativeDraft(
        name=title, kind=InitiativeKind.STUDY, unit_ids=frozenset({town.units.personas})
    )
    initiatives.create(secretary, draft, at=AT)
    db.session.commit()
    client = client_for(town.people.secretary)
    assert f">{title}</a>" in client.get(path + quote(typed)).text
    assert f">{title}</a>" not in client.get(path + quote(f"{typed} inexistente")).text
