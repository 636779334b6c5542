"""A page of results: what it counts, what narrows it, and that no address makes it say something false."""

import re
from datetime import date
from html import unescape
from types import SimpleNamespace

import pytest

from sello.core.db import db
from sello.core.text import fold
from sello.evidence.domain.details import EvidenceType
from sello.evidence.models import Evidence
from sello.files import texts
from sello.register.domain import InitiativeKind
from sello.register.models import Initiative, InitiativeUnit
from sello.search.domain.narrowing import Where
from sello.search.queries import documents
from sello.search.queries.results import SIZE
from sello.tasks.models import TaskComment
from tests import builders as town_builders
from tests.builders import NOW
from tests.cycles import builders
from tests.tasks.cast import ask
from tests.web.test_routes import no_writing

PLACES = [where.value for where in Where]
ODD = (
    "9" * 20,
    "a" * 4000,
    'AND "',
    "NEAR(acta acta)",
    "acta AND NOT plan*",
    '"',
    "-acta",
    "*",
    "^acta",
    "col:acta",
    "' or 1=1 --",
    "%_\\",
    "\x00\x1b[31m",
    "🟣 acta 🟣",
    "<script>alert(1)</script>",
    "zzzz",
)


@pytest.fixture
def hall(town):
    """Pieces that say it in their title and text, conversations and initiatives, of two units."""
    secretary = town.people.secretary.actor()
    cycle = builders.cycle(secretary, builders.edition(4))
    codes = builders.ids(cycle)
    units = (town.units.personas, town.units.dideco)
    for n in range(SIZE + 3):
        unit = units[n % 2]
        made = builders.evidence(cycle, codes["1.1.1" if n % 2 else "2.1.1"], unit, title=f"Acta {n}")
        piece = db.session.get_one(Evidence, made)
        piece.folded, piece.document_date = fold(piece.title), date(2026, 1, 1 + n)
        piece.type = EvidenceType.DECREE if n < 5 else EvidenceType.OTHER
        texts.keep(f"{made:064x}", ["Portada", "El acta del concejo"], now=NOW)
        task = ask(secretary, unit, title=f"Tarea {n}")
        db.session.add(TaskComment(task_id=task, text=f"Falta el acta {n}", at=NOW))
        name = f"Acta {n}"
        row = Initiative(
            name=name, kind=InitiativeKind.PLAN, folded=fold(name), aim="Un acta", created_at=NOW
        )
        db.session.add(row)
        db.session.flush()
        db.session.add(InitiativeUnit(initiative_id=row.id, unit_id=unit))
    db.session.commit()
    return SimpleNamespace(codes=codes, units=units)


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


def looked(client, **asked):
    answer = client.get("/buscar/en", query_string={"q": "acta", **asked})
    assert answer.status_code == 200
    return unescape(answer.text)


def counted(page: str) -> int:
    found = re.search(r'role="status">\s*(\d+) resultado', page)
    return int(found[1]) if found else 0


def leads(page: str) -> list[str]:
    return re.findall(r'data-hit href="([^"]+)"', page)


MANY = [place for place in PLACES if place != "requerimientos"]


@pytest.mark.parametrize("place", MANY)
def test_pages_hold_all_once_and_the_count_is_true(town, hall, secretary, client_for, place):
    pages = [looked(secretary, en=place, pagina=number) for number in (1, 2)]
    found = [lead for page in pages for lead in leads(page)]
    assert {counted(page) for page in pages} == {SIZE + 3} == {len(found)}
    assert len(set(found)) == SIZE + 3
    assert leads(looked(secretary, en=place, pagina=99)) == leads(pages[1])
    hers = looked(client_for(town.people.head), en=place)
    assert counted(hers) == (SIZE + 3 + 1) // 2
    assert not leads(looked(client_for(town.people.auditor), en=place))


@pytest.mark.parametrize("place", MANY)
def test_a_unit_narrows_and_stays_while_paging(town, hall, secretary, place):
    page = looked(secretary, en=place, unidad=town.units.personas)
    assert counted(page) == (SIZE + 3 + 1) // 2
    assert "Unidad: " in page
    whole = looked(secretary, en=place, tipo="ninguno", unidad="")
    (following,) = re.findall(r'rel="next" href="([^"]+)"', whole)
    assert f"en={place}" in following
    assert "q=acta" in following


def test_what_narrows_each_kind(hall, secretary):
    for place in ("documentos", "evidencias"):
        assert counted(looked(secretary, en=place, tipo=EvidenceType.DECREE.value)) == 5
        assert counted(looked(secretary, en=place, desde="2026-01-03", hasta="2026-01-04")) == 2
        assert counted(looked(secretary, en=place, dimension="1")) == (SIZE + 3) // 2
        assert counted(looked(secretary, en=place, estado="returned")) == 0
    talk = "conversaciones"
    assert counted(looked(secretary, en=talk, tipo="comment")) == SIZE + 3
    assert counted(looked(secretary, en=talk, tipo="answer")) == 0
    assert counted(looked(secretary, en=talk, estado="abierta")) == SIZE + 3
    assert counted(looked(secretary, en=talk, estado="cerrada")) == 0
    assert counted(looked(secretary, en=talk, desde=NOW.date().isoformat())) == SIZE + 3
    assert counted(looked(secretary, en=talk, hasta="2001-01-01")) == 0
    for place in ("registro", "fichas"):
        assert counted(looked(secretary, en=place, tipo="plan")) == SIZE + 3
        assert counted(looked(secretary, en=place, tipo="office")) == 0


def test_requirements_are_narrowed_too(hall, secretary):
    asked = {"q": "11", "en": "requerimientos"}
    assert counted(looked(secretary, **asked)) == 2
    assert counted(looked(secretary, **asked, dimension="2")) == 0
    assert counted(looked(secretary, **asked, estado="validated")) == 0


def test_nothing_found_names_the_filter_and_how_to_take_it_off(hall, secretary):
    page = looked(secretary, en="conversaciones", tipo="answer", unidad=hall.units[0])
    assert "con estos filtros" in page
    assert "Tipo: Respuesta" in page
    (without,) = re.findall(r'href="([^"]+)">Tipo: Respuesta', page)
    assert counted(unescape(secretary.get(without).text)) == (SIZE + 3 + 1) // 2
    assert "unidad=" in without


@pytest.mark.parametrize("place", [*PLACES, "nada", "9" * 20])
def test_whatever_is_typed_is_answered_and_nothing_is_written(hall, secretary, place):
    for typed in ODD:
        with no_writing() as written:
            page = secretary.get("/buscar/en", query_string={"q": typed, "en": place})
        assert page.status_code == 200, typed
        assert not written
        assert "<script>alert" not in page.text


@pytest.mark.parametrize("value", ["9" * 20, "-1", "x", "%", "1;drop", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", ["unidad", "dimension", "tipo", "estado", "pagina"])
def test_what_is_no_filter_of_ours_narrows_nothing(hall, secretary, name, value):
    assert counted(looked(secretary, en="evidencias", **{name: value})) == SIZE + 3


@pytest.mark.parametrize("value", ["0001-01-01", "9999-12-31", "31-02-2026", "9" * 20])
def test_a_day_out_of_reach_is_told_and_narrows_nothing(hall, secretary, value):
    for name in ("desde", "hasta"):
        page = looked(secretary, en="conversaciones", **{name: value})
        assert "no se filtró por ella" in page
        assert counted(page) == SIZE + 3


def test_a_unit_of_another_town_narrows_nothing(town, hall, secretary):
    other = town_builders.town("Municipalidad Vecina")
    db.session.commit()
    assert counted(looked(secretary, en="evidencias", unidad=other.units.dideco)) == SIZE + 3


def test_too_many_pages_to_be_ranked_come_newest_first(hall, secretary, monkeypatch):
    monkeypatch.setattr(documents, "BOUND", 5)
    pages = [looked(secretary, en="documentos", pagina=number) for number in (1, 2)]
    assert "van primero las evidencias más recientes" in pages[0]
    found = [int(re.search(r"/evidencia/(\d+)/", lead)[1]) for page in pages for lead in leads(page)]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == SIZE + 3 == counted(pages[0])
    assert "pagina=2&q=acta" in leads(pages[0])[0]


@pytest.mark.parametrize("place", PLACES)
def test_it_asks_no_more_however_much_there_is(town, hall, secretary, statements, place):
    secretary.get("/buscar/en", query_string={"q": "acta", "en": place})
    with statements() as few:
        looked(secretary, en=place)
    for n in range(60):
        task = ask(town.people.secretary.actor(), town.units.personas, title=f"Acta {n}")
        db.session.add(TaskComment(task_id=task, text="acta", at=NOW))
    db.session.commit()
    secretary.get("/buscar/en", query_string={"q": "acta", "en": place})
    with statements() as more:
        looked(secretary, en=place)
    assert len(more) <= len(few)
    assert len(few) <= 16


def test_the_box_leads_to_the_rest(hall, secretary):
    page = unescape(secretary.get("/buscar?q=acta").text)
    for place in ("documentos", "conversaciones", "fichas"):
        assert f"/buscar/en?q=acta&en={place}" in leads(page)


def test_a_stranger_signs_in_first_and_nobody_writes_there(browser, secretary):
    assert browser.get("/buscar/en?q=plan").status_code == 303
    assert secretary.post("/buscar/en").status_code == 405
