"""Closed evidence on its pages: the reason to open it, its class between two persons, the attestation."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.evidence.domain.classing import Step
from sello.evidence.domain.details import Classification
from sello.evidence.models import Download, Evidence
from sello.evidence.models_closed import ClassChange, Opening
from sello.evidence.service import releasing
from tests.builders import NOW
from tests.evidence import cast
from tests.files.reading import papers

TITLE, WORDS = "Relato de la denuncia", "Palabras que nadie más lee"
CONTENT = papers.paper(WORDS)
OPENED = {"purpose": "evaluar", "reason": "Contraste con el requerimiento", "back": ""}
CLOSED = ("contributor", "authority", "auditor")


def made(app, town, cycle, classification):
    """An accepted and released piece of a class, which the head of its unit handed in."""
    piece = cast.handed_in(
        app, town.people.head, cycle, content=CONTENT, title=TITLE, classification=classification
    )
    cast.accepted(town.people.secretary, piece)
    releasing.release(town.people.secretary.actor(), piece, now=NOW)
    db.session.commit()
    return piece


@pytest.fixture
def reserved(app, town, cycle):
    """A reserved piece."""
    return made(app, town, cycle, Classification.RESERVED)


@pytest.fixture
def secret(app, town, cycle):
    """A secret one, whose class a second person has not confirmed yet."""
    return made(app, town, cycle, Classification.SECRET)


def ways(piece):
    """Every address at which the file of a piece comes out."""
    return (
        f"/evidencia/{piece}/leer",
        f"/evidencia/{piece}/v/1/archivo",
        f"/evidencia/{piece}/v/1/pagina/1?zoom=100",
        f"/evidencia/{piece}/v/1/pagina/1?zoom=25",
    )


def class_of(piece):
    db.session.expire_all()
    return db.session.get_one(Evidence, piece).classification


@pytest.mark.parametrize("who", ["head", "secretary", "authority", "auditor"])
def test_every_way_to_a_restricted_file_asks_why_and_leads_back(town, client_for, reserved, who):
    client = client_for(getattr(town.people, who))
    for way in ways(reserved):
        asked = client.get(way)
        assert asked.status_code == 303
        assert asked.location.startswith(f"/evidencia/{reserved}/abrir?volver=/evidencia/")
        assert WORDS.encode() not in asked.data
    assert db.session.scalars(select(Download)).all() == []
    page = client.get(client.get(ways(reserved)[0]).location).text
    assert f'value="/evidencia/{reserved}/leer"' in page
    led = client.post(f"/evidencia/{reserved}/abrir", data=OPENED | {"back": ways(reserved)[1]})
    assert led.location == ways(reserved)[1]
    assert [client.get(way).status_code for way in ways(reserved)] == [200] * 4


def test_a_reason_is_kept_and_in_the_trail_without_its_words(town, client_for, reserved):
    client = client_for(town.people.auditor)
    assert client.post(f"/evidencia/{reserved}/abrir", data=OPENED).status_code == 303
    row = db.session.scalars(select(Opening)).one()
    assert (row.evidence_id, row.person_id) == (reserved, town.people.auditor.id)
    assert row.reason == OPENED["reason"]
    (event,) = db.session.scalars(select(Event).where(Event.act == Act.EVIDENCE_OPENED)).all()
    assert event.detail == {"purpose": "evaluar", "opening_id": row.id}
    told = client_for(town.people.secretary).get(f"/evidencia/{reserved}").text
    assert OPENED["reason"] in told
    assert OPENED["reason"] not in client.get(f"/evidencia/{reserved}").text


def test_a_reason_holds_for_one_person_and_one_hour(town, client_for, reserved):
    client = client_for(town.people.auditor)
    client.post(f"/evidencia/{reserved}/abrir", data=OPENED)
    assert client.get(ways(reserved)[0]).status_code == 200
    assert client_for(town.people.head).get(ways(reserved)[0]).status_code == 303
    row = db.session.scalars(select(Opening)).one()
    row.at -= timedelta(hours=1)
    db.session.commit()
    assert client.get(ways(reserved)[0]).status_code == 303


@pytest.mark.parametrize("back", ["https://otra.example/x", "//otra.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(town, client_for, reserved, back):
    client = client_for(town.people.head)
    led = client.post(f"/evidencia/{reserved}/abrir", data=OPENED | {"back": back})
    assert led.location == f"/evidencia/{reserved}/leer"


def test_another_reason_has_to_be_said(town, client_for, reserved):
    client = client_for(town.people.head)
    answer = client.post(f"/evidencia/{reserved}/abrir", data={"purpose": "otro", "reason": " "})
    assert answer.status_code == 422
    assert "Escriba el motivo" in answer.text
    assert db.session.scalars(select(Opening)).all() == []


def addresses(app, piece):
    """Every address that names a piece, with its method."""
    values = {
        "number": 1,
        "page": 1,
        "pin_id": 1,
        "answer": "si",
        "requirement_id": 1,
        "cycle_id": 1,
        "link_id": 1,
    }
    for rule in app.url_map.iter_rules():
        if "evidence_id" in rule.arguments and rule.endpoint != "evidence.ask_session":
            asked = {name: values.get(name, 1) for name in rule.arguments} | {"evidence_id": piece}
            for method in rule.methods & {"GET", "POST"}:
                yield method, rule.build(asked)[1]


@pytest.mark.parametrize("who", CLOSED)
def test_what_is_secret_is_nowhere_for_whom_it_is_closed(app, town, client_for, secret, who):
    person = getattr(town.people, who)
    if who == "contributor":
        db.session.get_one(Evidence, secret).unit_id = person.unit_id
        db.session.commit()
    client = client_for(person)
    found = list(addresses(app, secret))
    assert len(found) >= 20
    for method, address in found:
        answer = client.open(address, method=method, data={} if method == "POST" else None)
        assert answer.status_code in {403, 404}, (method, address)
        assert TITLE not in answer.text
    for page in ("/evidencia", "/evidencia/lista.csv", f"/evidencia?texto={TITLE[:6]}"):
        assert TITLE not in client.get(page).text
    assert class_of(secret) is Classification.SECRET


def test_it_is_attested_and_a_session_is_asked_for_once(town, client_for, secret):
    auditor = client_for(town.people.auditor)
    shown = auditor.get("/evidencia/acreditadas").text
    assert f"Evidencia N° {secret}" in shown
    assert cast_sha(secret) in shown
    assert "Sara Secretaria" in shown
    assert TITLE not in shown
    assert auditor.post(f"/evidencia/{secret}/pedir-sesion").status_code == 303
    assert "Se pidió una sesión" in auditor.get("/evidencia/acreditadas").text
    assert "Se pidió una sesión" in client_for(town.people.secretary).get(f"/evidencia/{secret}").text
    assert client_for(town.people.secretary).get("/evidencia/acreditadas").status_code == 404


def cast_sha(piece):
    row = db.session.get_one(Evidence, piece)
    found = "select sha256 from evidence_version where evidence_id = :id"
    return db.session.execute(db.text(found), {"id": row.id}).scalar_one()


def test_a_session_is_asked_only_for_what_is_attested(town, client_for, reserved):
    assert client_for(town.people.auditor).post(f"/evidencia/{reserved}/pedir-sesion").status_code == 404


def decide(client, piece, answer="si"):
    return client.post(f"/evidencia/{piece}/clasificacion/decidir/{answer}")


@pytest.mark.parametrize(("answer", "left"), [("si", Classification.SECRET), ("no", Classification.RESERVED)])
def test_what_was_handed_in_as_secret_is_closed_at_once_and_decided_by_another(
    town, client_for, secret, answer, left
):
    assert class_of(secret) is Classification.SECRET
    decide(client_for(town.people.head), secret)
    assert db.session.scalars(select(ClassChange.agreed)).one() is None, "it is her own proposal"
    assert decide(client_for(town.people.secretary), secret, answer).status_code == 303
    assert class_of(secret) is left
    change = db.session.scalars(select(ClassChange)).one()
    assert (change.step, change.agreed) == (Step.CLOSE, answer == "si")
    assert change.decided_by == town.people.secretary.id
    decide(client_for(town.people.secretary), secret, "no" if answer == "si" else "si")
    assert class_of(secret) is left, "it was decided"


def test_it_is_opened_only_when_a_second_person_agrees(town, client_for, secret):
    secretary, head = client_for(town.people.secretary), client_for(town.people.head)
    decide(secretary, secret)
    answer = secretary.post(f"/evidencia/{secret}/clasificacion", data={"reason": " "})
    assert answer.status_code == 422
    said = {"reason": "Ya se publicó la resolución."}
    assert secretary.post(f"/evidencia/{secret}/clasificacion", data=said).status_code == 303
    assert class_of(secret) is Classification.SECRET, "it waits closed"
    assert secretary.post(f"/evidencia/{secret}/clasificacion", data=said).status_code == 422
    decide(secretary, secret)
    assert class_of(secret) is Classification.SECRET, "it is her own proposal"
    assert said["reason"] in head.get(f"/evidencia/{secret}").text
    assert decide(head, secret).status_code == 303
    assert class_of(secret) is Classification.RESERVED


def test_a_proposal_closes_at_once(town, client_for, reserved):
    head = client_for(town.people.head)
    assert Step.CLOSE.label in head.get(f"/evidencia/{reserved}/clasificacion").text
    head.post(f"/evidencia/{reserved}/clasificacion", data={"reason": "Nombra a una víctima."})
    assert class_of(reserved) is Classification.SECRET
    assert client_for(town.people.auditor).get(f"/evidencia/{reserved}").status_code == 404


def test_a_correction_opens_nothing_that_is_secret(app, town, client_for, cycle):
    piece = cast.handed_in(app, town.people.head, cycle, title=TITLE, classification=Classification.SECRET)
    db.session.commit()
    client = client_for(town.people.head)
    said = {
        "version": cast.version_of(piece), "title": TITLE, "type": "decreto", "personal_data": "no",
        "classification": "publica", "requirements": [str(cycle.requirements["1.1.1"])],
    }  # fmt: skip
    answer = client.post(f"/evidencia/{piece}/corregir", data=said)
    assert answer.status_code == 422
    assert "solo se abre entre dos personas" in answer.text
    assert class_of(piece) is Classification.SECRET


def struck(client, piece, **said):
    """Make a copy as the page proposes it."""
    page = client.get(f"/evidencia/{piece}/v/1/tarjar").text
    ticked = re.findall(r'name="box" value="([^"]*)" checked', page)
    sent = {"title": "Resolución (versión tarjada)", "boxes": "1 100 100 300 40", "box": ticked} | said
    return page, client.post(f"/evidencia/{piece}/v/1/tarjar", data=sent)


def test_a_struck_out_copy_is_handed_in_beside_its_original(app, town, client_for, cycle):
    content = papers.paper("Solicita Ana Soto Rojas, RUN 12.531.909-2")
    piece = cast.handed_in(
        app, town.people.head, cycle, content=content, title=TITLE, classification=Classification.SECRET
    )
    db.session.commit()
    head = client_for(town.people.head)
    assert head.get(f"/evidencia/{piece}/v/1/tarjar").status_code == 303, "it asks why"
    head.post(f"/evidencia/{piece}/abrir", data=OPENED)
    page, answer = struck(head, piece)
    assert "12.531.909-2" not in page
    assert "RUN" in page
    copy = int(answer.location.rpartition("/")[2])
    made = db.session.get_one(Evidence, copy)
    assert (made.title, made.classification) == ("Resolución (versión tarjada)", Classification.PUBLIC)
    assert not made.personal_data
    content = head.get(f"/evidencia/{copy}/v/1/archivo").data
    assert content.startswith(b"%PDF")
    assert b"12.531.909-2" not in content
    assert f"/evidencia/{piece}" in head.get(f"/evidencia/{copy}").text
    assert f'href="/evidencia/{copy}"' in head.get(f"/evidencia/{piece}").text
    cast.accepted(town.people.secretary, copy)
    releasing.release(town.people.secretary.actor(), copy, now=NOW)
    db.session.commit()
    seen = client_for(town.people.auditor).get(f"/evidencia/{copy}").text
    assert "Resolución (versión tarjada)" in seen
    assert TITLE not in seen


@pytest.mark.parametrize(
    ("said", "told"),
    [({"box": [], "boxes": ""}, "al menos un lugar"), ({"boxes": "9 1 1 1 1"}, "No se entiende")],
)
def test_boxes_that_are_none_are_refused(town, client_for, reserved, said, told):
    head = client_for(town.people.head)
    head.post(f"/evidencia/{reserved}/abrir", data=OPENED)
    _, answer = struck(head, reserved, **said)
    assert answer.status_code == 422
    assert told in answer.text


def test_of_a_lost_file_no_copy_is_made(app, town, client_for, cycle):
    piece = cast.handed_in(app, town.people.head, cycle, content=CONTENT)
    db.session.commit()
    store, head = cast.store(app), client_for(town.people.head)
    for digest in list(store.digests()):
        (store.root / digest[:2] / digest[2:4] / digest).unlink()
    page, answer = struck(head, piece)
    assert "no está disponible" in page
    assert answer.status_code == 503
    assert "no está disponible" in answer.text
