"""The reading room on its pages: what is shown, to whom, and that it is noted as a download is."""

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.evidence.domain.details import Classification
from sello.evidence.models import Download
from sello.evidence.service import releasing, submitting
from tests.builders import AT, NOW
from tests.evidence import cast
from tests.files import samples
from tests.files.reading import papers
from tests.web.pages import form_of

CONTENT = papers.paper("Decreto Ñandú", "El Comité de género", "Fin <b>")


@pytest.fixture
def piece(app, town, cycle):
    """A piece of Personas with three pages."""
    made = cast.handed_in(app, town.people.head, cycle, content=CONTENT)
    db.session.commit()
    return made


@pytest.fixture
def secret(app, town, cycle):
    """A reserved one."""
    made = cast.handed_in(
        app,
        town.people.head,
        cycle,
        content=CONTENT,
        classification=Classification.RESERVED,
        personal_data=True,
    )
    db.session.commit()
    return made


def page(piece, **query):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/evidencia/{piece}/leer?{asked}"


def picture(piece, number=1, leaf=1, zoom=100):
    return f"/evidencia/{piece}/v/{number}/pagina/{leaf}?zoom={zoom}"


def give_reason(client, piece):
    """Say why a restricted piece is opened, as the page asks."""
    said = {"purpose": "revisar", "reason": "", "back": ""}
    assert client.post(f"/evidencia/{piece}/abrir", data=said).status_code == 303


def readings():
    return db.session.scalars(select(Download).where(Download.in_place)).all()


def test_a_page_is_a_picture_whose_words_are_its_alternative(town, client_for, piece):
    shown = client_for(town.people.head).get(page(piece, pagina=2, zoom=150)).text
    assert 'alt="El Comité de género"' in shown
    assert f"/evidencia/{piece}/v/1/pagina/2?zoom=150" in shown
    assert "Página 2 de 3" in shown
    for other in ("pagina=3&amp;zoom=150", "pagina=2&amp;zoom=200"):
        assert other in shown
    assert "Ver texto" in shown


def test_what_the_file_says_is_text_and_nothing_else(town, client_for, piece):
    shown = client_for(town.people.head).get(page(piece, pagina=3)).text
    assert "Fin &lt;b&gt;" in shown
    assert "Fin <b>" not in shown


@pytest.mark.parametrize(("asked", "is_shown"), [(0, 1), (99, 3), ("x", 1)])
def test_a_page_that_there_is_not_is_the_nearest(town, client_for, piece, asked, is_shown):
    assert f"Página {is_shown} de 3" in client_for(town.people.head).get(page(piece, pagina=asked)).text


def test_words_are_found_listed_and_marked(town, client_for, piece):
    shown = client_for(town.people.head).get(page(piece, q="COMITE", pagina=2)).text
    assert "<mark>Comité</mark>" in shown
    assert shown.count("<rect ") >= 1
    assert "1 vez" in shown
    assert "no está en el texto" in client_for(town.people.head).get(page(piece, q="alcalde")).text


def test_the_picture_is_a_jpeg_under_safe_headers(town, client_for, piece):
    answer = client_for(town.people.head).get(picture(piece))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.data.startswith(b"\xff\xd8\xff")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


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
@pytest.mark.parametrize("address", [page, picture])
def test_exactly_who_may_download_may_read(town, client_for, piece, who, status, address):
    client = client_for(getattr(town.people, who))
    assert client.get(address(piece)).status_code == status
    assert client.get(f"/evidencia/{piece}/v/1/archivo").status_code == status
    assert len(readings()) == (status == 200)


@pytest.mark.parametrize("address", [page, picture])
def test_nobody_reads_without_signing_in(app, piece, address):
    assert app.test_client().get(address(piece)).status_code == 303


def test_an_auditor_reads_only_the_released_version(app, town, client_for, piece):
    cast.returned(town.people.secretary, piece)
    upload_id = cast.received(app, town.people.head, samples.pdf("firmada"))
    submitting.correct(
        town.people.head.actor(),
        piece,
        cast.said(),
        None,
        version=cast.version_of(piece),
        upload_id=upload_id,
        store=cast.store(app),
        at=AT,
    )
    cast.accepted(town.people.secretary, piece)
    auditor = client_for(town.people.auditor)
    assert auditor.get(page(piece)).status_code == 404
    releasing.release(town.people.secretary.actor(), piece, now=NOW)
    db.session.commit()
    assert 'alt="firmada"' in auditor.get(page(piece)).text
    for address in (page(piece, version=1), picture(piece, 1)):
        assert auditor.get(address).status_code == 404
    assert client_for(town.people.head).get(page(piece, version=1)).status_code == 200


def test_a_day_of_reading_is_noted_once_and_is_told(town, client_for, piece):
    client = client_for(town.people.head)
    for address in (page(piece), page(piece, pagina=2), picture(piece), picture(piece, leaf=2)):
        assert client.get(address).status_code == 200
    (note,) = readings()
    assert (note.evidence_id, note.version_number, note.person_id) == (piece, 1, town.people.head.id)
    acts = db.session.scalars(select(Event.act).where(Event.act == Act.EVIDENCE_READ)).all()
    assert len(acts) == 1
    client.get(f"/evidencia/{piece}/v/1/archivo")
    assert db.session.query(Download).count() == 2, "taking it away is another act"
    said = " ".join(client_for(town.people.secretary).get(f"/evidencia/{piece}").text.split())
    assert "Paula Personas · leyó aquí la versión 1" in said
    assert "Paula Personas · descargó la versión 1" in said


def test_whoever_only_asks_whether_she_might_is_not_noted(town, client_for, piece):
    for address in (page(piece), picture(piece)):
        assert client_for(town.people.head).head(address).status_code == 200
    assert readings() == []


def test_the_small_first_page_is_noted_only_of_what_is_opened_on_purpose(town, client_for, piece, secret):
    client = client_for(town.people.head)
    address = picture(piece, zoom=25).replace("&", "&amp;")
    assert address in client.get(f"/evidencia/{piece}").text
    assert picture(secret, zoom=25) not in client.get(f"/evidencia/{secret}").text
    assert client.get(picture(piece, zoom=25)).status_code == 200
    assert readings() == []
    assert client.get(picture(secret, zoom=25)).status_code == 303, "it asks why"
    assert readings() == []
    give_reason(client, secret)
    assert client.get(picture(secret, zoom=25)).status_code == 200
    assert [note.evidence_id for note in readings()] == [secret]


@pytest.mark.parametrize("address", [picture(1, zoom=77), picture(1, leaf=0), picture(1, number=9)])
def test_pictures_that_there_are_not(town, client_for, piece, address):
    assert client_for(town.people.head).get(address).status_code == 404


def test_a_page_beyond_the_end_has_no_picture(town, client_for, piece):
    assert client_for(town.people.head).get(picture(piece, leaf=9)).status_code == 409
    assert readings() == []


def test_a_sheet_is_a_table_of_its_words(app, town, client_for, cycle):
    piece = cast.handed_in(app, town.people.head, cycle, content=papers.workbook())
    db.session.commit()
    shown = client_for(town.people.head).get(page(piece)).text
    rows = "".join(line.strip() for line in shown.splitlines())
    assert '<td>Persona Ñ0</td><td><span class="nowrap">09-03-2026</span></td>' in rows
    assert "oculta" in shown
    other = client_for(town.people.head).get(page(piece, pagina=2)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in other
    assert "<script>alert" not in other
    assert client_for(town.people.head).get(picture(piece)).status_code == 409


def test_a_sound_is_played_from_its_download(app, town, client_for, cycle):
    piece = cast.handed_in(app, town.people.head, cycle, content=samples.MAKERS["wav"]())
    db.session.commit()
    client = client_for(town.people.head)
    shown = client.get(page(piece)).text
    assert f'<audio class="player" controls preload="metadata" src="/evidencia/{piece}/v/1/archivo"' in shown
    assert readings() == [], "hearing it is taking it"
    assert client.get(f"/evidencia/{piece}/v/1/archivo", headers={"Range": "bytes=0-3"}).status_code == 206


def test_what_cannot_be_shown_says_why_and_offers_the_download(app, town, client_for, cycle):
    piece = cast.handed_in(app, town.people.head, cycle, content=samples.MAKERS["doc"]())
    db.session.commit()
    client = client_for(town.people.head)
    shown = client.get(page(piece)).text
    assert "No se puede mostrar aquí; descárguelo" in shown
    assert f"/evidencia/{piece}/v/1/archivo" in shown
    assert readings() == []
    assert f"/evidencia/{piece}/leer" not in client.get(f"/evidencia/{piece}").text


def test_a_lost_file_is_said(app, town, client_for, piece):
    client = client_for(town.people.head)
    client.get(picture(piece))
    store = cast.store(app)
    for digest in list(store.digests()):
        (store.root / digest[:2] / digest[2:4] / digest).unlink()
    assert "no está disponible" in client.get(page(piece)).text
    assert client.get(picture(piece)).status_code == 503


def test_the_desk_shows_the_file_beside_the_criterion_and_keeps_its_place(town, client_for, piece):
    client = client_for(town.people.secretary)
    shown = client.get(f"/revision/{piece}?pagina=2&q=comite").text
    assert 'alt="El Comité de género"' in shown
    assert f"/revision/{piece}?pagina=3&amp;q=comite#lector" in shown
    assert 'id="asks-' in shown
    assert len(readings()) == 1
    sent = form_of(shown, "", f"/revision/{piece}/aceptar")
    assert "q" not in sent, "the search is no part of the decision"


def test_on_the_desk_what_is_reserved_waits_until_it_is_asked_for(town, client_for, secret):
    client = client_for(town.people.secretary)
    shown = client.get(f"/revision/{secret}").text
    assert "Decreto Ñandú" not in shown
    assert readings() == []
    assert f"/revision/{secret}?leer={secret}#lector" in shown
    give_reason(client, secret)
    opened = client.get(f"/revision/{secret}?leer={secret}").text
    assert 'alt="Decreto Ñandú"' in opened
    assert "Queda anotado quién lo lee" in opened
    assert f"leer={secret}&amp;pagina=2" in opened
    assert len(readings()) == 1
