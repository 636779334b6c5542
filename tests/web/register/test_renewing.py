"""The new end of an agreement: on its page once the renewed one is accepted, written down by one press."""

from __future__ import annotations

import re
from html import unescape

import pytest

from sello.core.db import db
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.register.models import Initiative
from tests.evidence.conftest import own_store
from tests.register.test_renewing import ENDS, RENEWED, agreement, asked, bring, course
from tests.web.pages import form_of

__all__ = ["agreement", "bring", "course", "own_store"]  # fixtures

SAID = "Anotar el 31-03-2029 como nuevo término"


@pytest.fixture
def piece(town, agreement, course, bring):
    found = bring(asked(town, agreement, course))
    db.session.commit()
    return found


def press(client, agreement, page):
    found = re.search(r'<form method="post" action="(/registro/\d+/renovar)">(.*?)</form>', page, re.DOTALL)
    assert found is not None, page
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', found[2]))
    return client.post(found[1], data=fields)


def ends(agreement):
    db.session.expire_all()
    return db.session.get_one(Initiative, agreement).ends_on


def test_one_press_writes_it_down_and_another_takes_it_back(piece, agreement, client_for, town):
    client = client_for(town.people.secretary)
    page = unescape(client.get(f"/registro/{agreement}").text)
    assert SAID in page
    assert "Renovación aceptada" in page
    assert press(client, agreement, page).status_code == 303
    assert ends(agreement) == RENEWED
    page = unescape(client.get(f"/registro/{agreement}").text)
    assert SAID not in page
    assert re.search(rf'Según\s+<a href="/evidencia/{piece}[^"]*">Convenio renovado</a>', page)
    (undo,) = set(re.findall(r'action="(/deshacer/\d+)"', page))
    assert client.post(undo).status_code == 303
    assert ends(agreement) == ENDS
    assert SAID in unescape(client.get(f"/registro/{agreement}").text)


def test_once_its_piece_is_not_accepted_any_more_the_page_says_so(piece, agreement, client_for, town):
    client = client_for(town.people.secretary)
    press(client, agreement, client.get(f"/registro/{agreement}").text)
    assert "ya no está aceptada" not in client.get(f"/registro/{agreement}").text
    found = db.session.get_one(Evidence, piece)
    found.state, found.version = EvidenceState.RETURNED, found.version + 1
    db.session.commit()
    assert "Esa evidencia ya no está aceptada" in client.get(f"/registro/{agreement}").text


def test_what_changed_meanwhile_is_said_and_nothing_is_written(piece, agreement, client_for, town):
    client = client_for(town.people.secretary)
    page = client.get(f"/registro/{agreement}").text
    db.session.get_one(Evidence, piece).valid_until = ENDS
    db.session.commit()
    answer = press(client, agreement, page)
    assert answer.status_code in (303, 409)
    assert "revise el término que se propone" in client.get(f"/registro/{agreement}").text
    assert ends(agreement) == ENDS


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"evidence_id": "1"},
        {"evidence_id": "x", "until": "2029-03-31"},
        {"evidence_id": "-1", "until": "2029-03-31"},
        {"evidence_id": str(2**70), "until": "2029-03-31"},
        {"evidence_id": "1", "until": "31-02-2029"},
        {"evidence_id": "1", "until": "99999-01-01"},
    ],
)
def test_what_no_page_offers_is_not_found(piece, agreement, client_for, town, sent):
    client = client_for(town.people.secretary)
    assert client.post(f"/registro/{agreement}/renovar", data=sent).status_code == 404
    assert ends(agreement) == ENDS


@pytest.mark.parametrize(
    ("who", "status"), [("other_head", 404), ("contributor", 403), ("authority", 403), ("auditor", 403)]
)
def test_nobody_else_writes_it_down(piece, agreement, client_for, town, who, status):
    client = client_for(getattr(town.people, who))
    sent = {"evidence_id": piece, "until": RENEWED.isoformat()}
    assert client.post(f"/registro/{agreement}/renovar", data=sent).status_code == status
    assert SAID not in client.get(f"/registro/{agreement}").text
    assert ends(agreement) == ENDS


def test_whoever_accepts_it_is_told_what_it_renews(agreement, course, bring, client_for, town):
    waiting = bring(asked(town, agreement, course), accept=False)
    db.session.commit()
    client = client_for(town.people.secretary)
    desk, accept = f"/revision/{waiting}", f"/revision/{waiting}/aceptar"
    assert client.post(accept, data=form_of(client.get(desk).text, desk, accept)).status_code == 303
    said = "Con ella, «Centro de la Mujer» puede regir hasta el 31-03-2029"
    assert said in unescape(client.get("/registro").text)
    assert ends(agreement) == ENDS
