"""Files that are sent in pieces: by the tus protocol, hers alone, once, and in the end like any other."""

import hashlib
from base64 import b64encode
from datetime import timedelta

import pytest
from sqlalchemy import select

from sello.core.db import db, everywhere
from sello.files import queries, service
from sello.files.models import Begun, Upload
from sello.files.store.disk import Received, Store
from sello.files.store.growing import OPEN, Growing
from sello.web.uploads import STORE
from tests.files import samples
from tests.tus import ADDRESS, VERSION, beginning, piece

PDF = samples.pdf("a medias")
HALF = len(PDF) // 2


@pytest.fixture
def head(town, client_for):
    return client_for(town.people.head)


def begin(client, content=PDF, name="Acta ñandú.pdf", mark=None, **more):
    return client.post(ADDRESS, headers=beginning(name, len(content), mark) | more)


def send(client, address, content, offset=0, **more):
    return client.patch(address, data=content, headers=piece(offset, **more))


def offset_of(client, address):
    return int(client.head(address, headers=VERSION).headers["Upload-Offset"])


def notes():
    return [(each.filename, each.sha256) for each in db.session.query(Upload).order_by(Upload.id)]


def test_it_says_what_it_understands(head, app):
    with app.app_context():
        limit = str(app.extensions["sello"].upload_limit)
    answer = head.options(ADDRESS)
    assert answer.status_code == 204
    assert {name: value for name, value in answer.headers.items() if name.startswith("Tus-")} == {
        "Tus-Resumable": "1.0.0",
        "Tus-Version": "1.0.0",
        "Tus-Extension": "creation,termination,expiration,checksum",
        "Tus-Max-Size": limit,
        "Tus-Checksum-Algorithm": "sha256,sha1,md5",
    }


def test_a_file_in_two_pieces_is_one_that_waits(head, town):
    begun = begin(head)
    assert (begun.status_code, begun.headers["Upload-Offset"]) == (201, "0")
    assert begun.headers["Upload-Expires"].endswith("GMT")
    address = begun.headers["Location"]
    first = send(head, address, PDF[:HALF])
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, str(HALF))
    assert notes() == []
    state = head.head(address, headers=VERSION)
    assert (state.headers["Upload-Offset"], state.headers["Upload-Length"]) == (str(HALF), str(len(PDF)))
    assert state.headers["Cache-Control"] == "no-store"
    last = send(head, address, PDF[HALF:], HALF)
    assert (last.status_code, last.headers["Upload-Offset"]) == (204, str(len(PDF)))
    assert notes() == [("Acta ñandú.pdf", hashlib.sha256(PDF).hexdigest())]
    (waiting,) = queries.pending(town.people.head.id)
    assert last.headers["X-Upload-Id"] == str(waiting.id)
    assert head.get(address).json == {"id": waiting.id, "name": "Acta ñandú.pdf", "offset": len(PDF)}
    assert "Acta ñandú.pdf" in head.get("/evidencia/subir").text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412),
        ({"Upload-Offset": "7"}, 409),
        ({"Upload-Offset": "-1"}, 400),
        ({"Upload-Offset": "٣"}, 400),
        ({"Content-Type": "application/pdf"}, 415),
        ({"Upload-Checksum": "crc32 AAAA"}, 400),
        ({"Upload-Checksum": "sha1 %%%"}, 400),
        ({"Upload-Checksum": "sha1 " + b64encode(bytes(20)).decode()}, 460),
    ],
)
def test_a_piece_that_is_none_leaves_what_came(head, headers, status):
    address = begin(head).headers["Location"]
    send(head, address, PDF[:HALF])
    answer = head.patch(address, data=PDF[HALF:], headers=piece(HALF) | headers)
    assert (answer.status_code, answer.headers["Tus-Resumable"]) == (status, "1.0.0")
    assert answer.json["error"]
    assert offset_of(head, address) == HALF
    right = "sha1 " + b64encode(hashlib.sha1(PDF[HALF:], usedforsecurity=False).digest()).decode()
    assert send(head, address, PDF[HALF:], HALF, Upload_Checksum=right).status_code == 204


def test_more_than_was_announced_is_refused(head):
    address = begin(head).headers["Location"]
    assert send(head, address, PDF + b"x").status_code == 413
    assert offset_of(head, address) == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "0"}, 422),
        ({"Upload-Length": str(10**12)}, 413),
        ({"Upload-Length": "muchos"}, 400),
        ({"Upload-Length": "9" * 400}, 400),
        ({"Upload-Metadata": "filename ¿qué?".encode().decode("latin-1")}, 400),
        ({"Tus-Resumable": ""}, 412),
    ],
)
def test_a_file_that_cannot_be_begun_is_not(head, headers, status):
    assert begin(head, **headers).status_code == status
    assert db.session.query(Begun).count() == 0


def test_another_persons_file_is_not_there(head, town, client_for):
    address = begin(head, mark="m").headers["Location"]
    send(head, address, PDF[:HALF])
    other = client_for(town.people.other_head)
    answers = [
        other.head(address, headers=VERSION),
        other.get(address),
        send(other, address, PDF[HALF:], HALF),
        other.delete(address, headers=VERSION),
        other.post(f"{address}/descartar"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 5
    assert begin(other, mark="m").headers["Location"] != address
    assert offset_of(head, address) == HALF


def test_whoever_begins_the_same_file_again_goes_on_with_it(head):
    """The page was closed, or two tabs send the same file: it is one."""
    address = begin(head, mark="acta-1").headers["Location"]
    send(head, address, PDF[:HALF])
    again = begin(head, mark="acta-1")
    assert (again.headers["Location"], again.headers["Upload-Offset"]) == (address, str(HALF))
    last = send(head, address, PDF[HALF:], HALF)
    late = begin(head, mark="acta-1")
    assert late.headers["X-Upload-Id"] == last.headers["X-Upload-Id"]
    assert send(head, address, PDF[HALF:], HALF).status_code == 409
    assert send(head, address, b"", len(PDF)).headers["X-Upload-Id"] == last.headers["X-Upload-Id"]
    assert len(notes()) == 1
    assert begin(head, PDF + b"\n", mark="acta-1").headers["Location"] != address


def test_a_file_whose_end_was_not_told_is_finished_by_an_empty_piece(head, app):
    """The server was gone between the last byte and its note."""
    address = begin(head).headers["Location"]
    send(head, address, PDF[:HALF])
    ticket = address.rpartition("/")[2]
    (path,) = (app.extensions["sello.store"].root / "incoming").glob(f"{ticket}*")
    path.write_bytes(PDF)
    assert offset_of(head, address) == len(PDF)
    assert notes() == []
    assert send(head, address, b"", len(PDF)).headers["X-Upload-Id"]
    assert notes() == [("Acta ñandú.pdf", hashlib.sha256(PDF).hexdigest())]


@pytest.mark.parametrize("when", ["append", "finish", "peek"])
@pytest.mark.parametrize("how", ["finished", "given up"])
def test_whoever_comes_second_with_the_last_piece_is_told_where_it_ends(head, app, monkeypatch, when, how):
    """Two tabs, or a link that broke and its successor: the other one comes between two steps of this one."""
    address = begin(head).headers["Location"]
    send(head, address, PDF[:HALF])
    of = Growing if when != "peek" else Store
    step, begun, met = getattr(of, when), [], []

    def overtaken(*said, **more):
        if not begun:
            begun.append(True)
            met.append(head.delete(address, headers=VERSION) if how == "given up" else other_tab())
        return step(*said, **more)

    def other_tab():
        answer = send(
            head, address, PDF[HALF:] if when == "append" else b"", HALF if when == "append" else len(PDF)
        )
        with app.app_context(), everywhere():
            upload = db.session.query(Upload).one()
            app.extensions[STORE].keep(Received(upload.sha256, upload.size, upload.ticket), name="a")
        return answer

    monkeypatch.setattr(of, when, overtaken)
    second = send(head, address, PDF[HALF:], HALF)
    assert met[0].status_code == 204
    assert second.status_code == 409
    assert second.json["error"].strip()
    assert head.head(address, headers=VERSION).status_code == (404 if how == "given up" else 200)


def test_what_is_refused_for_its_content_leaves_nothing(head, app):
    page = b"<!doctype html><html><body>hola</body></html>"
    address = begin(head, page, "malo.pdf").headers["Location"]
    answer = send(head, address, page)
    assert answer.status_code == 415
    assert "es una página web" in answer.json["error"]
    assert head.head(address, headers=VERSION).status_code == 404
    assert list((app.extensions["sello.store"].root / "incoming").iterdir()) == []
    assert notes() == []


@pytest.mark.parametrize("way", ["delete", "form"])
@pytest.mark.parametrize("sent", [HALF, len(PDF)])
def test_what_is_given_up_is_gone(head, app, way, sent):
    address = begin(head).headers["Location"]
    send(head, address, PDF[:sent])
    if way == "delete":
        assert head.delete(address, headers=VERSION).status_code == 204
    else:
        assert head.post(f"{address}/descartar").status_code == 303
    assert head.head(address, headers=VERSION).status_code == 404
    assert (notes(), db.session.query(Begun).count()) == ([], 0)
    assert list((app.extensions["sello.store"].root / "incoming").iterdir()) == []


def test_what_was_left_half_sent_is_told_on_the_page(head):
    address = begin(head).headers["Location"]
    send(head, address, PDF[:HALF])
    page = head.get("/evidencia/subir").text
    assert "Acta ñandú.pdf" in page
    assert f"{address}/descartar" in page
    send(head, address, PDF[HALF:], HALF)
    assert f"{address}/descartar" not in head.get("/evidencia/subir").text


def test_what_is_on_its_way_counts_as_what_waits(head, town, monkeypatch):
    monkeypatch.setattr(service, "MOST_WAITING", 1)
    first = begin(head)
    assert begin(head).status_code == 409
    assert begin(head).json["error"].startswith("No se recibió «Acta ñandú.pdf»: ya esperan 1 archivos")
    head.delete(first.headers["Location"], headers=VERSION)
    assert begin(head).status_code == 201


def test_after_a_weekend_it_has_to_be_begun_anew(head, app):
    address = begin(head, mark="acta").headers["Location"]
    send(head, address, PDF[:HALF])
    db.session.scalars(select(Begun)).one().begun_at -= OPEN
    assert head.head(address, headers=VERSION).status_code == 404
    assert address not in head.get("/evidencia/subir").text
    again = begin(head, mark="acta").headers["Location"]
    assert again != address
    with app.app_context(), everywhere():
        kept = db.session.scalars(select(Begun)).one()
        assert kept.ticket == again.rpartition("/")[2]
        service.sweep(app.extensions["sello.store"], now=kept.begun_at + OPEN)
        assert db.session.scalars(select(Begun)).all() == [kept]
        service.sweep(app.extensions["sello.store"], now=kept.begun_at + OPEN + timedelta(seconds=1))
        assert db.session.scalars(select(Begun)).all() == []
