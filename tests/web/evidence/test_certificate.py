"""The certificate of a piece: for whoever may see the piece, and it proves the file that she downloads."""

import hashlib
import json
from base64 import b64decode
from dataclasses import replace

import pytest

from sello.core.db import db
from sello.core.jobs import Work
from sello.core.trail.ledger import jobs, queries, tree
from sello.core.trail.ledger.note import opened
from tests.builders import NOW
from tests.evidence import cast
from tests.files import samples

CONTENT = samples.pdf("Decreto N° 7")


@pytest.fixture
def piece(app, town, cycle):
    made = cast.handed_in(app, town.people.head, cycle, title="Decreto", content=CONTENT)
    db.session.commit()
    return made


@pytest.fixture
def sealed(settings, tmp_path, piece):
    db.session.rollback()
    jobs.seal_all(Work(replace(settings, data_dir=str(tmp_path)), NOW))


def address(piece: int) -> str:
    return f"/evidencia/{piece}/constancia.tlog-proof"


def test_it_proves_the_file_that_is_downloaded(town, client_for, piece, sealed):
    client = client_for(town.people.head)
    page = client.get(f"/evidencia/{piece}").text
    assert address(piece) in page
    answer = client.get(address(piece))
    assert answer.status_code == 200
    assert f'filename="constancia-{piece}.tlog-proof"' in answer.headers["Content-Disposition"]
    top, _, note = answer.text.partition("\n\n")
    kind, extra, index, *path = top.split("\n")
    assert kind == "c2sp.org/tlog-proof@v1"
    leaf = b64decode(extra.removeprefix("extra "))
    with client.application.app_context():
        db.session.info["institution_id"] = town.institution.id
        verifier = queries.checkpoints(1)[0].verifier
    head = opened(note, verifier)
    digest, place = tree.leaf_hash(leaf), int(index.removeprefix("index "))
    assert tree.holds(digest, place, head.size, [b64decode(each) for each in path], head.root)
    file = client.get(f"/evidencia/{piece}/v/1/archivo").data
    assert json.loads(leaf)["detail"] == {"sha256": hashlib.sha256(file).hexdigest()}


def test_before_a_head_is_signed_it_says_so(town, client_for, piece):
    answer = client_for(town.people.head).get(address(piece))
    assert answer.status_code == 409
    assert "se firma una vez al día" in answer.text


def test_whoever_may_not_see_the_piece_gets_none(town, client_for, piece, sealed):
    for person in (town.people.other_head, town.people.auditor):
        assert client_for(person).get(address(piece)).status_code == 404
    assert client_for(town.people.secretary).get("/evidencia/99999/constancia.tlog-proof").status_code == 404


def test_the_page_of_integrity(town, client_for, piece, sealed):
    client = client_for(town.people.secretary)
    page = client.get("/informes/integridad").text
    assert "Último punto de control" in page
    notes = client.get("/informes/integridad/puntos-de-control.txt").text
    assert notes.split("\n")[0] == f"localhost/sello/{town.institution.id}"
    assert client_for(town.people.auditor).get("/informes/integridad").status_code == 200
    assert client_for(town.people.head).get("/informes/integridad").status_code == 403


def test_without_a_signed_head_the_page_says_when(town, client_for):
    page = client_for(town.people.secretary).get("/informes/integridad").text
    assert "Todavía no hay puntos de control" in page
