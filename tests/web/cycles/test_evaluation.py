"""The evaluator's start page, her way from one decision to the next, and what she is not told."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from sello.accounts.permissions import TABLE, Action
from sello.core.db import db
from sello.cycles.models import Answer
from sello.cycles.service.cycles import release
from sello.evidence.service import releasing
from sello.level.status import Status, Turn
from tests.builders import NOW
from tests.cycles import builders
from tests.reports.rows import busy_cycle
from tests.web.cycles.conftest import follow
from tests.web.pages import form_of
from tests.web.test_routes import address, guarded

LIST = "/evaluacion"

KITCHEN = (
    Status.RETURNED.label,
    Status.IN_REVIEW.label,
    Status.TO_VALIDATE.label,
    Turn.UNIT.label,
    Turn.SECRETARIAT.label,
    "devuelta",
    "en revisión",
    "por validar",
    "atrasad",
    "sin movimiento",
    "Último movimiento",
    "Quién tiene algo pendiente",
    "aún no lo valida",
    "usted no puede ver",
    "publicada",
    "Falta la lista",
    "Historia</h2>",
)
"""Words of the town's own work, that no page of hers may say."""


@pytest.fixture
def released(town):
    """A released cycle of four: one validated, one in review, one returned, one empty and late."""
    cycle = busy_cycle(town)
    secretary = town.people.secretary.actor()
    release(secretary, cycle.id, now=NOW)
    piece = builders.evidence(cycle, builders.ids(cycle)["1.1.1"], town.units.personas, title="Decreto 7")
    releasing.release(secretary, piece, now=NOW)
    db.session.commit()
    return cycle


@pytest.fixture
def auditor(town, released, client_for):
    return client_for(town.people.auditor)


def said(html: str) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<(?!/h2)[^>]+>", " ", html)))


def codes(html: str) -> list[str]:
    return re.findall(r'<td class="code">([^<]+)</td>', html)


def decide(client, page: str, decision: str):
    action = f"{page}/decision"
    data = form_of(client.get(page).text, page, action) | {"d-decision": [decision]}
    return client.post(action, data=data)


def test_she_lands_on_her_list_and_has_no_dashboard(auditor):
    assert auditor.get("/").location == LIST
    page = auditor.get(LIST)
    assert page.status_code == 200
    assert codes(page.text) == ["1.1.1", "1.1.2", "2.1.1", "2.1.2"]
    assert "Decididos: 0 de 4" in page.text
    assert "Tablero" not in page.text


def test_before_the_release_there_is_nothing_to_evaluate(town, client_for):
    busy_cycle(town)
    assert codes(client_for(town.people.auditor).get(LIST).text) == []


def test_deciding_goes_on_to_the_next_one_until_none_is_left(auditor, released):
    ids = builders.ids(released)
    where = f"/requerimientos/{ids['1.1.2']}"
    met = []
    for decision in ("yes", "no", "yes", "yes"):
        met.append(where)
        answer = decide(auditor, where, decision)
        assert answer.status_code == 303
        where = answer.location
    assert met == [f"/requerimientos/{ids[code]}" for code in ("1.1.2", "2.1.1", "2.1.2", "1.1.1")]
    assert where == LIST
    assert "Decidió los 4 requerimientos" in auditor.get(LIST).text


def test_the_undecided_come_first_and_the_list_narrows_to_a_decision(auditor, released):
    ids = builders.ids(released)
    page = follow(auditor, decide(auditor, f"/requerimientos/{ids['1.1.1']}", "no"))
    assert "Decididos: 1 de 4" in page.text
    assert "Siguiente sin decidir: 2.1.1" in page.text
    assert codes(auditor.get(LIST).text) == ["1.1.2", "2.1.1", "2.1.2", "1.1.1"]
    assert codes(auditor.get(f"{LIST}?decision=no").text) == ["1.1.1"]
    assert codes(auditor.get(f"{LIST}?decision=sin-decidir").text) == ["1.1.2", "2.1.1", "2.1.2"]
    assert len(codes(auditor.get(f"{LIST}?decision=otra").text)) == 4


def test_the_secretariat_that_writes_a_decision_down_stays_where_it_is(town, released, client_for):
    secretary = client_for(town.people.secretary)
    page = f"/requerimientos/{builders.ids(released)['1.1.1']}"
    assert decide(secretary, page, "yes").location == page


def test_no_page_that_she_can_open_tells_of_the_kitchen(app, auditor, released):
    """Every page of hers, with every requirement: the rows behind them are there to be told."""
    pages = {address(rule) for rule, action in guarded(app, "GET") if action in HERS}
    pages |= {f"/requerimientos/{one}" for one in builders.ids(released).values()}
    pages |= {f"/nivel?lectura={reading}" for reading in ("self", "validated", "external")}
    pages |= {f"/ciclos/comparar?de=corte-1&a=ciclo-{released.id}"}
    told, read = {}, 0
    for path in sorted(pages):
        answer = auditor.get(path)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            read += 1
            words = said(answer.text)
            if found := [word for word in KITCHEN if word in words]:
                told[path] = found
        answer.close()
    assert not told
    assert read > 15


HERS = {action for action, roles in TABLE.items() if "auditor" in {role.value for role in roles}} - {
    Action.ACCOUNT_SELF
}


def test_the_same_pages_tell_the_secretariat(town, released, client_for):
    """The test before can fail."""
    secretary = client_for(town.people.secretary)
    answers = db.session.scalars(select(Answer.requirement_id).where(Answer.cycle_id == released.id))
    pages = ["/nivel", "/informes/preparacion", *(f"/requerimientos/{one}" for one in answers)]
    words = " ".join(said(secretary.get(path).text) for path in pages)
    assert {word for word in KITCHEN if word in words} >= {"Devuelto", "devuelta", "en revisión"}
