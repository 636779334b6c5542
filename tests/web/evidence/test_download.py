"""Downloads: who, under which headers, in which ranges, and that it is written down."""

import hashlib

import pytest

from sello.core.db import db
from sello.evidence.models import Download
from sello.evidence.service import releasing, submitting
from sello.files.serving import disposition
from tests.builders import AT, NOW
from tests.evidence import cast
from tests.files import samples

CONTENT = samples.pdf("Acta N° 3")


@pytest.fixture
def piece(app, town, cycle):
    """A piece of Personas whose file has a name with accents."""
    made = cast.handed_in(app, town.people.head, cycle, title="Acta año «2026»", content=CONTENT)
    db.session.commit()
    return made


def address(piece, number=1):
    return f"/evidencia/{piece}/v/{number}/archivo"


def test_the_bytes_come_back_under_safe_headers(town, client_for, piece):
    answer = client_for(town.people.head).get(address(piece))
    assert answer.status_code == 200
    assert answer.data == CONTENT
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(len(CONTENT))
    assert headers["Content-Disposition"].startswith("attachment; filename=")
    assert "filename*=UTF-8''Acta%20a%C3%B1o" in headers["Content-Disposition"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Accept-Ranges"] == "bytes"
    assert headers["ETag"].strip('"') == hashlib.sha256(CONTENT).hexdigest()


@pytest.mark.parametrize(
    ("ranges", "expected", "said"),
    [
        ("bytes=0-9", CONTENT[:10], f"bytes 0-9/{len(CONTENT)}"),
        ("bytes=10-", CONTENT[10:], f"bytes 10-{len(CONTENT) - 1}/{len(CONTENT)}"),
        ("bytes=-5", CONTENT[-5:], f"bytes {len(CONTENT) - 5}-{len(CONTENT) - 1}/{len(CONTENT)}"),
    ],
)
def test_a_range_is_a_part(town, client_for, piece, ranges, expected, said):
    answer = client_for(town.people.head).get(address(piece), headers={"Range": ranges})
    assert answer.status_code == 206
    assert answer.data == expected
    assert answer.headers["Content-Range"] == said


def test_a_suffix_longer_than_the_file_is_all_of_it(town, client_for, piece):
    answer = client_for(town.people.head).get(address(piece), headers={"Range": "bytes=-999999"})
    assert answer.status_code == 206
    assert answer.data == CONTENT


@pytest.mark.parametrize("ranges", ["bytes=999999-", "bytes=-0"])
def test_a_range_beyond_the_end(town, client_for, piece, ranges):
    answer = client_for(town.people.head).get(address(piece), headers={"Range": ranges})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(CONTENT)}"


@pytest.mark.parametrize(
    "ranges", ["bytes=abc", "bytes=", "bytes", "bytes=9-5", "lines=0-1", "bytes=0-1,5-6", "bytes=0-,1-"]
)
def test_a_range_that_makes_no_sense_or_several_are_the_whole_file(town, client_for, piece, ranges):
    answer = client_for(town.people.head).get(address(piece), headers={"Range": ranges})
    assert answer.status_code == 200
    assert answer.data == CONTENT
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert "Content-Range" not in answer.headers


@pytest.mark.parametrize(
    ("headers", "notes"),
    [
        ({}, 1),
        ({"Range": "bytes=0-9"}, 1),
        ({"Range": "bytes=1-"}, 1),
        ({"Range": "bytes=-999999"}, 1),
        ({"Range": "bytes=0-0,1-"}, 1),
        ({"Range": "bytes=abc"}, 1),
        ({"Range": "bytes=999999-"}, 0),
        ({"If-None-Match": f'"{hashlib.sha256(CONTENT).hexdigest()}"'}, 0),
    ],
)
def test_whoever_takes_a_byte_is_written_down(town, client_for, piece, headers, notes):
    client_for(town.people.head).get(address(piece), headers=headers)
    assert db.session.query(Download).count() == notes


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("head", 200),
        ("secretary", 200),
        ("authority", 200),
        ("other_head", 404),
        ("contributor", 404),
        ("auditor", 404),
    ],
)
def test_who_may_take_it(town, client_for, piece, who, status):
    assert client_for(getattr(town.people, who)).get(address(piece)).status_code == status


def test_nobody_without_signing_in(app, piece):
    assert app.test_client().get(address(piece)).status_code == 303


@pytest.mark.parametrize("number", [0, 2, 99])
def test_versions_that_do_not_exist(town, client_for, piece, number):
    assert client_for(town.people.head).get(address(piece, number)).status_code == 404


def test_an_auditor_gets_only_the_released_version(app, town, client_for, piece):
    cast.returned(town.people.secretary, piece)
    upload_id = cast.received(app, town.people.head, samples.pdf("firmada"))
    version = cast.version_of(piece)
    submitting.correct(
        town.people.head.actor(),
        piece,
        cast.said("Acta año «2026»"),
        None,
        version=version,
        upload_id=upload_id,
        store=cast.store(app),
        at=AT,
    )
    cast.accepted(town.people.secretary, piece)
    releasing.release(town.people.secretary.actor(), piece, now=NOW)
    db.session.commit()
    client = client_for(town.people.auditor)
    assert client.get(address(piece, 2)).status_code == 200
    assert client.get(address(piece, 1)).status_code == 404
    assert "Versiones anteriores" not in client.get(f"/evidencia/{piece}").text


def test_every_download_is_written_down_once(town, client_for, piece):
    client = client_for(town.people.head)
    client.get(address(piece))
    client.get(address(piece), headers={"Range": "bytes=10-"})
    client.head(address(piece))
    (note,) = db.session.query(Download).all()
    assert (note.evidence_id, note.version_number, note.person_id) == (piece, 1, town.people.head.id)
    assert "Paula Personas" in client_for(town.people.secretary).get(f"/evidencia/{piece}").text
    assert "Quién la descargó" not in client.get(f"/evidencia/{piece}").text


def test_a_refused_download_is_not(town, client_for, piece):
    client_for(town.people.other_head).get(address(piece))
    assert db.session.query(Download).count() == 0


@pytest.mark.provokes("a kept file is taken from the store")
def test_a_lost_file_is_said_without_losing_its_record(app, town, client_for, piece):
    store = cast.store(app)
    for digest in list(store.digests()):
        (store.root / digest[:2] / digest[2:4] / digest).unlink()
    answer = client_for(town.people.head).get(address(piece))
    assert answer.status_code == 503
    assert "no está disponible" in answer.text


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("acta.pdf", "attachment; filename=\"acta.pdf\"; filename*=UTF-8''acta.pdf"),
        ("año.pdf", "attachment; filename=\"ano.pdf\"; filename*=UTF-8''a%C3%B1o.pdf"),
        ('a"b.pdf', "attachment; filename=\"a_b.pdf\"; filename*=UTF-8''a%22b.pdf"),
        ("日本", "attachment; filename=\"archivo\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC"),
    ],
)
def test_names_in_the_header(name, header):
    assert disposition(name) == header
