"""The box on a whole town: whatever it shows to somebody opens for her, whatever is typed is answered."""

import re
from html import unescape
from itertools import product

import pytest
import time_machine
from sqlalchemy import select

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person, Unit
from sello.core.db import db, everywhere
from sello.demo import loader
from sello.evidence.models import Evidence
from sello.files import texts
from sello.search.domain.deeds import VERBS
from sello.tasks.models import Task
from tests import builders
from tests.builders import NOW
from tests.cycles import builders as cycles
from tests.sql import visits
from tests.web.test_routes import no_writing

WORDS = (
    "a",
    "plan",
    "acta",
    "informe",
    "violensia",
    "genero",
    "unidad",
    "personas",
    "secpla",
    "mujeres",
    "decreto 915",
    "DA 1200/46",
    "1.1.2",
    "33",
    "cuenta",
    "calendario",
    "encuesta",
)
TO = (" 2.3.1 a SECPLA", " 1.1.2")
ROLES = [role.value for role in Role]


@pytest.fixture
def browsers(app, settings, browser):
    """Somebody of each role in the demonstration's town."""
    with time_machine.travel(builders.NOW, tick=False):
        loader.load(now=builders.NOW, config=settings)
        yield visits.visitors(app, type(browser))


def leads(page: str) -> list[str]:
    """Where what was found leads."""
    return [unescape(found) for found in re.findall(r'data-hit href="([^"]+)"', page)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # tests/search asks both databases
def test_the_box_of_a_town(browsers):
    """One load serves both: it plays a whole history, which takes seconds."""
    whatever_is_shown_to_somebody_opens_for_her(browsers)
    opened = [
        what_would_not_open_is_not_shown_by_its_own_title(browsers, role.value)
        for role in (Role.UNIT_HEAD, Role.CONTRIBUTOR, Role.AUDITOR)
    ]
    assert any(opened)


def whatever_is_shown_to_somebody_opens_for_her(browsers):
    verbs = [verbs[0] for _, verbs in VERBS.values()]
    asked = [*WORDS, *verbs, *(verb + rest for verb, rest in product(verbs, TO))]
    refused, shown = {}, {}
    for role in ROLES:
        client = browsers[role]
        found = {href.partition("#")[0] for words in asked for href in answered(client, words)}
        answers = {href: at_last(client, href) for href in sorted(found)}
        refused |= {(role, href): status for href, status in answers.items() if status != 200}
        shown[role] = len(found)
    assert not refused
    assert all(number > 10 for number in shown.values()), shown
    assert shown["secretariat"] > 60


def what_would_not_open_is_not_shown_by_its_own_title(browsers, role):
    client, secretary = browsers[role], browsers["secretariat"]
    with everywhere():
        pieces = db.session.execute(select(Evidence.id, Evidence.title).order_by(Evidence.id)).all()
        tasks = db.session.execute(select(Task.id, Task.title).order_by(Task.id)).all()
    things = [(f"/evidencia/{row.id}", row.title) for row in pieces]
    things += [(f"/tareas/{row.id}", row.title) for row in tasks]
    opened = 0
    for href, title in things[::4]:
        opens = client.get(href).status_code == 200
        assert (href in answered(client, title)) is opens, (role, href)
        assert href in answered(secretary, title), href
        opened += opens
    assert opened < len(things[::4])
    return opened


def at_last(client, href):
    """How an address answers; one that leads on, as the desk to a piece, where it leads."""
    answer = client.get(href)
    return client.get(answer.location).status_code if answer.status_code == 303 else answer.status_code


def answered(client, words):
    """Where the answers to some words lead."""
    return leads(client.get("/buscar", query_string={"q": words, "lista": "1"}).text)


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


HOSTILE = [
    "",
    " ",
    "%",
    "_",
    "\\",
    "\x00\x1b[31m",
    "x" * 300,
    "á" * 300,
    "1" * 300,
    "' or 1=1 --",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_answered_and_nothing_is_written(secretary, typed):
    for alone in ({}, {"lista": "1"}):
        with no_writing() as written:
            answer = secretary.get("/buscar", query_string={"q": typed, **alone})
        assert answer.status_code == 200
        assert not written
        assert "<script>alert" not in answer.text


def test_what_people_write_is_no_template(town, secretary):
    for words in ("Jornada 50% y %(más)s", "%d <b>"):
        db.session.get(Person, town.people.head.id).post = words
        db.session.get(Unit, town.units.dideco).short_name = words[:20]
        answer = secretary.get("/buscar?q=paula")
        assert answer.status_code == 200
        assert words in unescape(re.sub("</?mark>", "", answer.text))
        assert secretary.get("/buscar?q=dideco").status_code == 200


def test_it_is_only_asked_and_never_told(secretary):
    for method in ("post", "put", "delete"):
        assert getattr(secretary, method)("/buscar", data={"q": "plan"}).status_code == 405


def test_a_stranger_signs_in_first(browser):
    answer = browser.get("/buscar?q=plan")
    assert (answer.status_code, answer.location) == (303, "/entrar?next=/buscar?q%3Dplan")


def test_the_list_alone_is_what_the_page_shows(secretary):
    page = secretary.get("/buscar?q=dideco").text
    alone = secretary.get("/buscar?q=dideco&lista=1").text
    assert leads(alone) == leads(page)
    assert leads(page)
    assert "<html" in page
    assert "<html" not in alone
    assert "<h2" not in alone


def test_every_page_has_the_box_and_the_way_to_it(secretary, browser):
    for page in (secretary.get("/").text, secretary.get("/nada").text):
        assert 'action="/buscar" role="search"' in page
        assert '<a class="top-find" href="/buscar">' in page
    assert "/buscar" not in browser.get("/entrar").text


def test_it_says_how_far_the_texts_are_read(town, secretary):
    cycle = cycles.cycle(town.people.secretary.actor(), cycles.edition(4))
    made = [
        cycles.evidence(cycle, cycles.ids(cycle)["1.1.1"], town.units.personas, title="Plan") for _ in "abc"
    ]
    texts.keep(f"{made[0]:064x}", ["El protocolo de acoso"], now=NOW)
    texts.keep(f"{made[1]:064x}", [""], next_scan=1, now=NOW)
    db.session.commit()
    page = unescape(secretary.get("/buscar").text)
    assert "Documentos con su texto leído: 2 de 3." in page
    assert "1 documento es una imagen" in page
    assert "Texto:" not in secretary.get("/buscar?q=plan").text


def test_a_passage_leads_to_its_page_with_the_words_marked(town, secretary):
    cycle = cycles.cycle(town.people.secretary.actor(), cycles.edition(4))
    made = cycles.evidence(cycle, cycles.ids(cycle)["1.1.1"], town.units.personas, title="Plan")
    texts.keep(f"{made:064x}", ["Portada", "El <b>protocolo</b> de acoso"], now=NOW)
    db.session.commit()
    answer = secretary.get("/buscar?q=protocolos+de+acoso").text
    assert "El &lt;b&gt;<mark>protocolo</mark>&lt;/b&gt; de <mark>acoso</mark>" in answer
    assert f'href="/evidencia/{made}/leer?pagina=2&amp;q=protocolo#lector"' in answer
    db.session.get_one(Evidence, made).personal_data = True
    db.session.commit()
    answer = secretary.get("/buscar?q=protocolos+de+acoso").text
    assert "<mark>protocolo" not in answer
    assert f'href="/evidencia/{made}/leer?pagina=2#lector"' in answer
