"""A ZIP that waits becomes the files in it, each as if it had been sent alone."""

import re
from html import unescape

import pytest

from sello.core.db import db
from sello.files import queries, unpacking
from sello.files.models import Upload
from tests.files import samples
from tests.web.evidence.test_hand_in import put


@pytest.fixture
def head(town, client_for):
    return client_for(town.people.head)


def sent(client, entries):
    return put(client, samples.zipped(entries), name="entrega.zip").json["id"]


def names():
    return [each.filename for each in db.session.query(Upload).order_by(Upload.id)]


def test_its_files_take_its_place(head, town, app):
    entries = {
        "acta/Acta ñandú.pdf": samples.pdf("acta"),
        "lista/Acta ñandú.pdf": samples.pdf("lista"),
        "fotos/": "",
        "fotos/taller.png": samples.image("PNG"),
        "__MACOSX/._taller.png": "left by the system",
        "Thumbs.db": "left by the system",
    }
    upload_id = sent(head, entries)
    assert "Separarlos" in head.get(f"/evidencia/entregar?lote={upload_id}").text
    answer = head.post(f"/evidencia/archivo/{upload_id}/separar?requerimiento=1")
    assert answer.status_code == 303
    assert "requerimiento=1" in answer.location
    assert names() == ["Acta ñandú.pdf", "Acta ñandú.pdf", "taller.png"]
    waiting = queries.pending(town.people.head.id)
    assert len(list((app.extensions["sello.store"].root / "incoming").iterdir())) == len(waiting) == 3
    assert "taller.png" in head.get(answer.location).text


def test_what_was_sent_with_it_is_still_described(head):
    before = put(head, samples.pdf("antes"), name="antes.pdf").json["id"]
    upload_id = sent(head, {"uno.pdf": samples.pdf("uno"), "dos.pdf": samples.pdf("dos")})
    after = put(head, samples.pdf("despues"), name="despues.pdf").json["id"]
    page = head.get(f"/evidencia/entregar?lote={before}-{after}").text
    address = re.search(rf'action="(/evidencia/archivo/{upload_id}/separar[^"]*)"', page).group(1)
    shown = head.get(head.post(unescape(address)).location).text
    assert re.findall(r"(\w+\.pdf) <span", shown) == ["antes.pdf", "despues.pdf", "uno.pdf", "dos.pdf"]


def test_what_is_refused_of_it_is_said_and_it_stays(head):
    upload_id = sent(head, {"bueno.pdf": samples.pdf("bueno"), "malo.pdf": b"%PDF-1.7 nothing more"})
    answer = head.post(f"/evidencia/archivo/{upload_id}/separar")
    assert names() == ["entrega.zip", "bueno.pdf"]
    assert "malo.pdf" in head.get(answer.location).text


def test_where_nothing_can_be_taken_it_waits_as_before(head, app):
    upload_id = sent(head, {"malo.pdf": b"%PDF-1.7 nothing more"})
    answer = head.post(f"/evidencia/archivo/{upload_id}/separar")
    assert answer.location.endswith(f"lote={upload_id}-{upload_id}")
    assert names() == ["entrega.zip"]
    assert len(list((app.extensions["sello.store"].root / "incoming").iterdir())) == 1


def test_an_album_of_very_many_stays_one(head, monkeypatch):
    monkeypatch.setattr(unpacking, "MOST", 1)
    upload_id = sent(head, {"1.pdf": samples.pdf("1"), "2.pdf": samples.pdf("2")})
    head.post(f"/evidencia/archivo/{upload_id}/separar")
    assert names() == ["entrega.zip"]


def test_only_ones_own_zip_is_taken_apart(head, town, client_for):
    upload_id = sent(head, {"1.pdf": samples.pdf("1")})
    assert (
        client_for(town.people.other_head).post(f"/evidencia/archivo/{upload_id}/separar").status_code == 404
    )
    paper = put(head).json["id"]
    assert head.post(f"/evidencia/archivo/{paper}/separar").status_code == 404
    assert len(names()) == 2
