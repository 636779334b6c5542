"""«Ver como auditoría»: the auditor's pages to the letter, and nothing done in her name."""

import re

import pytest

from sello.accounts.permissions import OWN, Action
from sello.core.db import db
from sello.cycles.service.cycles import release
from sello.evidence.service import releasing
from tests.builders import NOW
from tests.cycles import builders
from tests.reports.rows import busy_cycle
from tests.web.test_routes import address, counts, guarded

START = "/ver-como-auditoria"
LEAVE = f"{START}/salir"


@pytest.fixture
def released(town):
    cycle = busy_cycle(town)
    secretary = town.people.secretary.actor()
    release(secretary, cycle.id, now=NOW)
    piece = builders.evidence(cycle, builders.ids(cycle)["1.1.1"], town.units.personas, title="Decreto 7")
    releasing.release(secretary, piece, now=NOW)
    db.session.commit()
    return cycle


@pytest.fixture
def looks(town, released, client_for):
    """The secretariat with an auditor's eyes."""
    client = client_for(town.people.secretary)
    assert client.post(START).location == "/evaluacion"
    return client


@pytest.fixture
def auditor(town, released, client_for):
    return client_for(town.people.auditor)


def plain(html: str, town) -> str:
    """A page without the band, the name at its top, whose drafts are kept, and the form's token."""
    html = re.sub(r'\s*<aside class="looks.*?</aside>', "", html, flags=re.DOTALL)
    html = re.sub(r'<a href="/(?:avisos|mi-cuenta)">[^<]*</a>\s*', "", html)
    html = re.sub(r'<div class="(\w+-me)">\s*<span>[^<]*</span>\s*', r'<div class="\1">', html)
    html = re.sub(r'( data-who=")\d+"', r"\1", html)  # whose drafts a window keeps
    html = re.sub(r'(name="[^"]*csrf_token"[^>]* value=")[^"]*', r"\1", html)
    for person in (town.people.secretary, town.people.auditor):
        html = html.replace(person.actor().name, "ella")
    return html


def links(html: str) -> set[str]:
    return {href for href in re.findall(r'href="(/[^"#]*)', html) if not href.startswith("/static")}


@pytest.mark.provokes("the piece's file is a row alone: both are told alike that it is missing")
def test_each_page_that_the_auditor_can_reach_is_the_same_to_the_letter(town, released, looks, auditor):
    waiting, seen = {"/evaluacion", *(f"/requerimientos/{n}" for n in builders.ids(released).values())}, set()
    while waiting and len(seen) < 150:
        path = waiting.pop().replace("&amp;", "&")
        if path in seen:
            continue
        seen.add(path)
        hers, mine = auditor.get(path), looks.get(path)
        if path.startswith(("/mi-cuenta", "/avisos")):
            assert (hers.status_code, mine.status_code) == (200, 403)
            continue
        assert hers.status_code == mine.status_code, path
        if hers.mimetype == "text/html":
            assert plain(mine.text, town) == plain(hers.text, town), path
            assert hers.status_code != 200 or 'class="looks' in mine.text
            waiting |= links(hers.text)
        hers.close()
        mine.close()
    assert len(seen) > 30


def test_the_pages_differ_from_the_secretariats_own(town, released, looks, client_for):
    """The test before can fail: with her own eyes the same addresses look otherwise."""
    mine = client_for(town.people.secretary)
    page = f"/requerimientos/{builders.ids(released)['1.1.2']}"
    assert plain(mine.get(page).text, town) != plain(looks.get(page).text, town)


def test_whoever_looks_opens_nothing_that_the_auditor_cannot(app, town, looks, auditor):
    for rule, action in guarded(app, "GET"):
        hers, mine = auditor.get(address(rule)), looks.get(address(rule))
        expected = 403 if action in OWN else hers.status_code
        assert mine.status_code == expected, rule.endpoint
        hers.close()
        mine.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_whoever_looks_does_nothing(app, looks, method):
    before = counts()
    for rule, action in guarded(app, method):
        if action is not Action.LEAVE:
            answer = looks.open(address(rule), method=method)
            assert answer.status_code == 403, rule.endpoint
    assert counts() == before


def test_a_decision_sent_while_looking_says_why_it_is_not_kept(released, looks):
    page = f"/requerimientos/{builders.ids(released)['1.1.1']}"
    answer = looks.post(f"{page}/decision", data={"d-decision": "yes", "d-version": 1})
    assert answer.status_code == 403
    assert "Está viendo como auditoría: puede mirar" in answer.text


def test_the_way_back_leads_to_ones_own_pages(looks):
    assert looks.get("/").location == "/evaluacion"
    assert looks.post(LEAVE).location == "/"
    home = looks.get("/")
    assert home.status_code == 200
    assert 'class="looks' not in home.text
    assert looks.get("/evaluacion").status_code == 403


@pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
def test_nobody_else_looks(town, client_for, who):
    client = client_for(getattr(town.people, who))
    assert client.get(START).status_code == 403
    assert client.post(START).status_code == 403
    with client.session_transaction() as session:
        session["looks_as_auditor"] = True
    assert ('class="looks' in client.get("/mi-cuenta").text) is False


def test_signing_in_anew_ends_it(town, looks):
    assert looks.post("/salir").status_code == 303
    with looks.session_transaction() as session:
        assert "looks_as_auditor" not in session
