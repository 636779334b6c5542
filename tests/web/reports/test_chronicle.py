"""The history of the institution: every act once, a page at a time, narrowed, and on somebody's disk."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.core.trail import chronicle
from sello.core.trail.acts import Act
from sello.core.trail.chronicle import PAGE, Narrowing
from sello.core.trail.ledger import jobs
from sello.core.trail.recording import record
from sello.reports.chronicle.queries import NAMED, NOUNS
from sello.web.reports.chronicle import PLACES
from tests import builders
from tests.builders import AT, NOW
from tests.evidence import cast
from tests.files import samples
from tests.web.evidence.conftest import _own_store, cycle

__all__ = ["_own_store", "cycle"]

MANY = 2 * PAGE + 7


@pytest.fixture
def busy(town):
    """So many downloads of lists, an hour apart, the last one now; by turns of two people."""
    doers = [town.people.secretary.actor(), town.people.authority.actor()]
    for number in range(MANY):
        at = NOW - timedelta(hours=MANY - 1 - number)
        detail = {"list": "tareas", "rows": number, "form": "csv"}
        record(doers[number % 2], Act.INSTITUTION_LIST_DOWNLOADED, town.institution.id, now=at, **detail)
    db.session.commit()
    return town


def counted(page: str) -> list[int]:
    return [int(found) for found in re.findall(r"una lista \(filas: (\d+)\)", page)]


def test_every_kind_of_thing_has_a_name() -> None:
    assert set(NOUNS) == {act.entity for act in Act}
    assert set(NAMED) | set(PLACES) <= set(NOUNS)


def test_each_act_stands_on_one_page_and_both_ways_agree(busy, client_for) -> None:
    client, down, address = client_for(busy.people.secretary), [], "/informes/historial"
    pages = []
    while address:
        page = client.get(address).text
        down += counted(page)
        pages.append(address)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = older[1].replace("&amp;", "&") if older else ""
    assert down == list(reversed(range(MANY)))
    assert len(pages) == 3
    newer = re.search(r'rel="prev" href="([^"]+)"', client.get(pages[2]).text)
    assert counted(client.get(newer[1].replace("&amp;", "&")).text) == counted(client.get(pages[1]).text)
    back = re.search(r'rel="prev" href="([^"]+)"', client.get(pages[1]).text)
    first = client.get(back[1].replace("&amp;", "&")).text
    assert counted(first) == counted(client.get(pages[0]).text)
    assert 'rel="prev"' not in first


ALL, NONE = range(MANY), range(0)
DAY = AT.today - timedelta(days=2)
AN_HOUR = timedelta(hours=1)
AFTER = (AT.now - AT.end_of(DAY)) // AN_HOUR
"""How many of the downloads, but the last one, came after that day."""


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"quien": "SECRETARIA sara"}, range(0, MANY, 2)),
        ({"quien": "sistema"}, NONE),
        ({"quien": "nadie así"}, NONE),
        ({"cosa": "institution"}, ALL),
        ({"cosa": "task"}, NONE),
        ({"cosa": "x'--"}, ALL),
        ({"hasta": DAY.isoformat()}, range(MANY - 1 - AFTER)),
        ({"desde": (DAY + timedelta(days=1)).isoformat()}, range(MANY - 1 - AFTER, MANY)),
        ({"desde": "01-01-2016"}, ALL),
    ],
)
def test_it_is_narrowed_on_the_page_and_in_the_file(busy, client_for, asked, kept) -> None:
    client = client_for(busy.people.secretary)
    on_page = counted(client.get("/informes/historial", query_string=asked).text)
    text = client.get("/informes/historial/lista.csv", query_string=asked).data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    told = [int(found) for row in rows for found in re.findall(r"filas: (\d+)", row[2])]
    assert told == list(reversed(kept))
    assert on_page == told[:PAGE]


def test_a_thing_is_called_by_its_name_and_leads_to_its_page(app, town, cycle, client_for) -> None:
    piece = cast.handed_in(app, town.people.head, cycle, title="Decreto 7", content=samples.pdf("x"))
    db.session.commit()
    client = client_for(town.people.secretary)
    page = client.get("/informes/historial").text
    assert f'<a href="/evidencia/{piece}">Decreto 7</a>' in page
    client.get(f"/evidencia/{piece}/v/1/archivo")
    assert "Se descargó la versión 1" not in client.get("/informes/historial").text
    assert "Se descargó la versión 1" in client.get("/informes/historial?lecturas=1").text


def test_it_says_what_is_signed(app, town, cycle, client_for, settings, tmp_path) -> None:
    cast.handed_in(app, town.people.head, cycle, title="Decreto", content=samples.pdf("x"))
    db.session.commit()
    client = client_for(town.people.secretary)
    assert "sin firmar todavía" in client.get("/informes/historial").text
    jobs.seal_all(Work(replace(settings, data_dir=str(tmp_path)), NOW))
    page = client.get("/informes/historial?cosa=evidence").text
    assert ", firmado" in page
    assert "sin firmar todavía" not in page


def test_nobody_else_reads_it_and_nothing_of_another_town_is_in_it(busy, client_for) -> None:
    people = busy.people
    for person in (people.head, people.contributor, people.authority, people.auditor):
        for address in ("/informes/historial", "/informes/historial/lista.xlsx"):
            assert client_for(person).get(address).status_code == 403
    other = builders.town("Municipalidad de Al Lado")
    db.session.commit()
    assert not counted(client_for(other.people.secretary).get("/informes/historial").text)
    scope_to(db.session(), other.institution.id)
    assert not chronicle.entries(Narrowing(), 10)
