"""A list as a file holds what the list shows: in its order, of every page, and nothing that is not shown."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select

from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.cycles.service.cycles import release
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.evidence.service import releasing
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from sello.reports import lists
from tests.builders import AT, NOW, TODAY
from tests.cycles import builders
from tests.tasks import cast
from tests.web.cycles.conftest import ClientFor, Ground, ground

__all__ = ["ground"]

LISTS = {
    "/requerimientos": {
        "dimension": ["1", "2", "9"],
        "estado": ["to_validate", "unanswered", "nada"],
        "unidad": ["0", "1", "2", "3"],
        "q": ["1.1", "requerimiento 2", "ninguno de estos"],
        "orden": ["-codigo", "requerimiento", "-estado", "unidad", "-unidad", "evidencia", "movimiento", "x"],
    },
    "/tareas": {
        "estado": ["abiertas", "cerrada", "todas"],
        "espera": ["atrasadas", "mas-adelante"],
        "unidad": ["1", "2", "3"],
        "q": ["tarea", "1", "zzz"],
        "orden": [
            "-plazo",
            "titulo",
            "-requerimientos",
            "unidad",
            "persona",
            "-estado",
            "estado",
            "evidencias",
        ],
    },
    "/evidencia": {
        "estado": ["entregada", "aceptada"],
        "vigencia": ["vigente", "vencida"],
        "texto": ["decreto", "acta 1"],
        "orden": ["entregada", "evidencia", "-estado", "requerimientos", "unidad", "vigencia", "-vigencia"],
    },
    "/registro": {
        "tipo": ["plan", "office"],
        "q": ["iniciativa"],
        "orden": ["iniciativa", "-tipo", "unidades", "vigencia", "aporta", "-evidencias", "tareas"],
    },
}
"""The lists, and values that their addresses may hold; some that they do not know."""

PEOPLE = ("secretary", "head", "contributor", "authority", "auditor")


@pytest.fixture(autouse=True)
def _a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def full(ground: Ground) -> Ground:
    """More tasks and pieces than a page shows, and a register."""
    secretary, units = ground.town.people.secretary.actor(), ground.town.units
    hers = (units.personas, units.dideco, units.migrantes)
    for number in range(55):
        requirement = list(ground.ids.values())[number % 4]
        cast.ask(
            secretary,
            hers[number % 3],
            title=f"Tarea {number * 7 % 55}",
            due_on=TODAY + timedelta(days=number % 9 - 3),
            cycle_id=ground.cycle.id,
            requirement_ids=(requirement,),
        )
        builders.evidence(
            ground.cycle,
            requirement,
            hers[number % 3],
            title=f"=Acta {number * 7 % 55}",
            state=EvidenceState.SUBMITTED if number % 2 else EvidenceState.ACCEPTED,
            valid_until=TODAY + timedelta(days=number % 5 - 2) if number % 3 else None,
        )
    release(secretary, ground.cycle.id, now=NOW)
    accepted = select(Evidence.id).where(Evidence.state == EvidenceState.ACCEPTED).limit(5)
    for piece in list(db.session.scalars(accepted)):
        releasing.release(secretary, piece, now=NOW)
    for kind in InitiativeKind:
        said = initiatives.InitiativeDraft(name=f"Iniciativa {kind}", kind=kind, unit_ids=frozenset(hers[:2]))
        initiatives.create(secretary, said, at=AT)
    db.session.commit()
    return ground


def shown(client: FlaskClient, address: str) -> list[str]:
    """What the rows of a list are about, from its first page to its last."""
    found: list[str] = []
    while address:
        page = client.get(address)
        assert page.status_code == 200, address
        rows = re.findall(r'<th scope="row">\s*<a[^>]*>(.*?)</a>', page.text, re.DOTALL)
        found += [row.replace("&#39;", "'").strip() for row in rows]
        further = re.search(r'rel="next" href="([^"]+)"', page.text)
        address = further[1].replace("&amp;", "&") if further else ""
    return found


def titles(client: FlaskClient, path: str, query: str, form: str) -> list[str]:
    """The same column of the file."""
    answer = client.get(f"{path}/lista.{form}{query}")
    assert answer.status_code == 200, answer.text
    column = 1 if path == "/requerimientos" else 0
    if form == "xlsx":
        _, *below = load_workbook(io.BytesIO(answer.data)).active.values
        return [str(row[column]) for row in below]
    _, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";")
    return [row[column].removeprefix("'") for row in rows]


@st.composite
def addresses(draw: st.DrawFn) -> tuple[str, str]:
    path = draw(st.sampled_from(sorted(LISTS)))
    chosen = {name: draw(st.none() | st.sampled_from(values)) for name, values in LISTS[path].items()}
    pairs = [f"{name}={value}" for name, value in chosen.items() if value is not None]
    return path, f"?{'&'.join(pairs)}" if pairs else ""


def test_a_file_holds_what_its_list_shows(full: Ground, client_for: ClientFor) -> None:
    clients = {who: client_for(getattr(full.town.people, who)) for who in PEOPLE}

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(addresses(), st.sampled_from(PEOPLE), st.sampled_from(["xlsx", "csv"]))
    def same(address: tuple[str, str], who: str, form: str) -> None:
        path, query = address
        answer = clients[who].get(path)
        if answer.status_code == 403:
            assert clients[who].get(f"{path}/lista.{form}").status_code == 403
            return
        assert titles(clients[who], path, query, form) == shown(clients[who], path + query)

    same()


@pytest.mark.parametrize(("path", "count"), [("/tareas", 55), ("/evidencia", 56), ("/requerimientos", 4)])
def test_a_file_is_not_limited_to_a_page_and_is_noted(
    full: Ground, client_for: ClientFor, path: str, count: int
) -> None:
    secretary = full.town.people.secretary
    assert len(titles(client_for(secretary), path, "", "csv")) == count
    assert client_for(secretary).head(f"{path}/lista.csv").status_code == 200
    (noted,) = db.session.scalars(select(Event).where(Event.act == Act.INSTITUTION_LIST_DOWNLOADED))
    assert noted.person_id == secretary.id
    assert (noted.detail["rows"], noted.detail["form"]) == (count, "csv")


def test_a_list_that_is_too_long_is_refused_with_what_to_do(
    full: Ground, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST", 20)
    client = client_for(full.town.people.secretary)
    answer = client.get("/tareas/lista.xlsx")
    assert answer.status_code == 422
    assert "descárguela por partes" in answer.text
    assert client.get(f"/tareas/lista.xlsx?unidad={full.town.units.migrantes}").status_code == 200


def test_the_order_stays_in_links_and_forms(full: Ground, client_for: ClientFor) -> None:
    client = client_for(full.town.people.secretary)
    for path, column in (("/tareas", "unidad"), ("/evidencia", "unidad"), ("/requerimientos", "unidad")):
        page = client.get(f"{path}?orden=-{column}").text
        assert 'aria-sort="descending"' in page
        assert f'name="orden" value="-{column}"' in page
        assert re.search(rf"{path}/lista\.xlsx\?[^\"]*orden=-{column}", page), path
        assert path == "/requerimientos" or re.search(rf'rel="next" href="[^"]*orden=-{column}', page)
