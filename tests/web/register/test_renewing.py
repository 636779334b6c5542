"""The new end of an agreement: on its page once the renewed one is accepted, written down by one press."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest

from sello.accounts.domain.actor import Role
from sello.core.db import db
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.register.models import Initiative
from sello.register.parts.domain.renewing import RenewedSince
from sello.register.service import renewing
from tests.builders import NOW, person
from tests.evidence.conftest import own_store
from tests.register.test_renewing import ENDS, RENEWED, agreement, asked, bring, course
from tests.web.pages import form_of

__all__ = ["agreement", "bring", "course", "own_store"]  # fixtures

MANY = "/evidencia/aceptar-varias"
BEFORE = re.compile(r"Da un nuevo término a <a [^>]*>Centro de la Mujer</a>:\s+<span[^>]*>31-03-2029</span>")
AFTER = "«Centro de la Mujer» puede regir hasta el 31-03-2029, según la evidencia aceptada."
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


def test_whoever_accepts_it_is_told_before_and_after_what_it_renews(
    agreement, course, bring, client_for, town
):
    waiting = bring(asked(town, agreement, course), accept=False)
    db.session.commit()
    client = client_for(town.people.secretary)
    desk, accept = f"/revision/{waiting}", f"/revision/{waiting}/aceptar"
    page = client.get(desk).text
    assert BEFORE.search(page)
    assert client.post(accept, data=form_of(page, desk, accept)).status_code == 303
    said = unescape(client.get("/registro").text)
    assert AFTER in said
    assert f'<a href="/registro/{agreement}">Confirmarlo en su ficha</a>' in said
    assert ends(agreement) == ENDS


def test_many_accepted_at_once_tell_it_of_the_piece_that_renews(agreement, course, bring, client_for, town):
    renewing = bring(asked(town, agreement, course), accept=False)
    other = bring(accept=False, valid_until=None, document_number="7")
    db.session.commit()
    client = client_for(town.people.secretary)
    page = client.get(f"{MANY}?id={renewing}&id={other}").text
    assert len(BEFORE.findall(page)) == 1
    assert client.post(MANY, data=form_of(page, MANY, MANY)).status_code == 303
    assert AFTER in unescape(client.get("/registro").text)
    assert ends(agreement) == ENDS


def test_what_is_returned_or_gives_no_later_end_is_said_to_renew_nothing(
    agreement, course, bring, client_for, town
):
    waiting = bring(asked(town, agreement, course), accept=False)
    older = bring(accept=False, valid_until=ENDS)
    db.session.commit()
    client = client_for(town.people.secretary)
    assert "Da un nuevo término" not in client.get(f"/evidencia/devolver-varias?id={waiting}").text
    assert "Da un nuevo término" not in client.get(f"{MANY}?id={older}").text


def test_acceptances_taken_back_take_the_end_back_that_was_confirmed_since(
    agreement, course, bring, client_for, town
):
    waiting = bring(asked(town, agreement, course), accept=False)
    db.session.commit()
    client = client_for(town.people.secretary)
    client.post(MANY, data=form_of(client.get(f"{MANY}?id={waiting}").text, MANY, MANY))
    kept = undo_on(client, agreement)
    press(client, agreement, unescape(client.get(f"/registro/{agreement}").text))
    assert ends(agreement) == RENEWED
    assert client.post(kept).status_code == 303
    assert ends(agreement) == ENDS
    assert db.session.get_one(Evidence, waiting).state is EvidenceState.SUBMITTED
    assert "«Centro de la Mujer» volvió también al término" in unescape(client.get("/registro").text)
    assert SAID not in unescape(client.get(f"/registro/{agreement}").text)


@pytest.mark.parametrize("rewritten", [False, True], ids=["something else", "the end"])
def test_what_somebody_wrote_since_stays_when_the_acceptance_is_taken_back(
    agreement, course, bring, client_for, town, rewritten
):
    waiting = bring(asked(town, agreement, course), accept=False)
    db.session.commit()
    client = client_for(town.people.secretary)
    client.post(MANY, data=form_of(client.get(f"{MANY}?id={waiting}").text, MANY, MANY))
    kept = undo_on(client, agreement)
    press(client, agreement, unescape(client.get(f"/registro/{agreement}").text))
    edit = f"/registro/{agreement}/editar"
    other = client_for(town.people.head)
    said = form_of(other.get(edit).text, edit, edit) | {"aim": "Otro propósito"}
    said |= {"ends": "01-01-2031"} if rewritten else {}
    assert other.post(edit, data=said).status_code == 303
    version = db.session.get_one(Initiative, agreement).version
    assert client.post(kept).status_code == 303
    row = db.session.get_one(Initiative, agreement)
    assert (row.aim, state_of(waiting)) == ("Otro propósito", EvidenceState.SUBMITTED)
    assert row.ends_on == (date(2031, 1, 1) if rewritten else ENDS)
    assert row.version == (version if rewritten else version + 1)
    assert ("volvió también al término" in unescape(client.get("/registro").text)) is not rewritten


def test_an_end_that_somebody_else_confirmed_holds_the_acceptance(agreement, course, bring, client_for, town):
    waiting = bring(asked(town, agreement, course), accept=False)
    db.session.commit()
    client = client_for(town.people.secretary)
    client.post(MANY, data=form_of(client.get(f"{MANY}?id={waiting}").text, MANY, MANY))
    kept = undo_on(client, agreement)
    second = person(town.institution.id, "Sonia Secretaria", Role.SECRETARIAT, town.units.secretaria)
    db.session.commit()
    other = client_for(second)
    press(other, agreement, unescape(other.get(f"/registro/{agreement}").text))
    assert client.post(kept).status_code in (303, 409)
    assert "otra persona anotó en el registro el término" in unescape(client.get("/registro").text)
    assert ends(agreement) == RENEWED
    assert db.session.get_one(Evidence, waiting).state is EvidenceState.ACCEPTED


def test_an_end_below_a_later_one_stays_until_that_is_taken_back(agreement, course, bring, client_for, town):
    later = date(2031, 3, 31)
    client, undos, pieces = client_for(town.people.secretary), [], []
    for until in (RENEWED, later):
        waiting = bring(asked(town, agreement, course), accept=False, valid_until=until)
        db.session.commit()
        client.post(MANY, data=form_of(client.get(f"{MANY}?id={waiting}").text, MANY, MANY))
        undos.append(undo_on(client, agreement))
        pieces.append(waiting)
        press(client, agreement, unescape(client.get(f"/registro/{agreement}").text))
        client.get("/registro")
    assert ends(agreement) == later
    client.post(undos[0])
    assert "No se puede deshacer" in unescape(client.get("/registro").text)
    assert ends(agreement) == later
    with pytest.raises(RenewedSince):
        renewing.take_back(
            town.people.secretary.actor(), pieces[:1], since=NOW - timedelta(days=999), now=NOW
        )
    db.session.rollback()
    assert ends(agreement) == later
    client.post(undos[1])
    assert "volvió también al término" in unescape(client.get("/registro").text)
    assert ends(agreement) == RENEWED
    client.post(undos[0])
    assert "actuó después sobre lo mismo" in unescape(client.get("/registro").text)
    assert (ends(agreement), state_of(pieces[0])) == (RENEWED, EvidenceState.ACCEPTED), "as it says"


def state_of(evidence_id):
    return db.session.get_one(Evidence, evidence_id).state


def undo_on(client, agreement):
    (found,) = set(re.findall(r'action="(/deshacer/\d+)"', client.get(f"/registro/{agreement}").text))
    return found


def test_what_came_for_a_renewal_without_a_last_day_is_asked_for_it(
    agreement, course, bring, client_for, town
):
    waiting = bring(asked(town, agreement, course), accept=False, valid_until=None)
    db.session.commit()
    client = client_for(town.people.secretary)
    desk, accept = f"/revision/{waiting}", f"/revision/{waiting}/aceptar"
    page = client.get(desk).text
    assert re.search(r"Puede renovar\s+<a [^>]*>Centro de la Mujer</a>", unescape(page))
    form = form_of(page, desk, accept) | {"valid_until": RENEWED.isoformat()}
    assert client.post(accept, data=form).status_code == 303
    assert AFTER in unescape(client.get("/registro").text)
