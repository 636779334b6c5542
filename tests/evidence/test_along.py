"""What came along with a mail is read, found on its page, looked through for persons, and goes with it."""

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.jobs import Work
from sello.evidence.jobs import read_texts
from sello.evidence.models import EvidenceVersion
from sello.files import texts
from sello.files.jail import warden
from sello.files.models import TextPage, TextRead
from sello.files.places import page_of
from sello.files.queries import personal_of
from sello.files.reading import room
from sello.search.domain.question import parse
from sello.search.queries.documents import documents
from tests.builders import AT
from tests.evidence.cast import handed_in, store
from tests.files.reading import papers
from tests.files.reading.letters import letter
from tests.machine import needs

INSIDE = letter("Reenviado", ("hondo.txt", "Nómina: Rosa Huenchumilla, RUN 12.531.909-2\n".encode()))
MAIL = letter(
    "Acta",
    ("acta.pdf", papers.paper("Portada", "El Comité acordó un protocolo de teletrabajo")),
    ("programa.exe", b"MZ\x90\x00" * 40),
    inside=INSIDE,
)


@pytest.fixture
def piece(app, settings, town, cycle, monkeypatch):
    """A mail with a paper, a program and a mail with a list of persons in it, read."""
    monkeypatch.setattr("sello.evidence.jobs.store_of", lambda _config: store(app))
    content = MAIL.as_bytes()
    made = handed_in(app, town.people.head, cycle, title="Correo", content=content)
    db.session.commit()
    read_texts(Work(settings, AT.now))
    db.session.rollback()
    return made


def sha_of(piece):
    return db.session.scalars(
        select(EvidenceVersion.sha256).where(EvidenceVersion.evidence_id == piece)
    ).one()


def test_each_page_is_kept_under_its_own_number(piece):
    pages = db.session.scalars(select(TextPage.page).order_by(TextPage.page)).all()
    assert page_of("1", 2) in pages
    assert page_of("3.1", 1) in pages
    assert page_of("2", 1) not in pages, "a program says nothing"
    assert db.session.scalars(select(TextRead.pages)).one() == 1, "the mail itself has one"


def test_persons_are_found_in_it_with_their_page(piece):
    found = personal_of(sha_of(piece))
    assert {each.page for each in found or () if "12.531" in each.quoted or each.kind.value == "run"} == {
        page_of("3.1", 1)
    }


def test_it_is_found_by_the_box_and_leads_to_the_attachment(town, piece, client_for):
    client = client_for(town.people.secretary)
    (hit,) = documents(parse("teletrabajo"), town.people.secretary.actor().visibility)
    number = page_of("1", 2)
    assert hit.passage is not None
    assert hit.passage.page == number
    answer = client.get(f"/evidencia/{piece}/leer?pagina={number}&q=teletrabajo")
    assert answer.status_code == 303
    assert answer.location.startswith(f"/evidencia/{piece}/v/1/adjunto/1?pagina=2&q=teletrabajo")
    assert "teletrabajo" in client.get(answer.location).text
    detail = client.get(f"/evidencia/{piece}").text
    assert "adjunto 3.1, página 1" in detail


def test_it_goes_with_its_mail(piece):
    texts.forget(sha_of(piece))
    db.session.commit()
    assert db.session.scalars(select(TextPage)).all() == []


SCANS = letter(
    "Escaneos",
    ("decreto.pdf", papers.scanned("Decreto 915", "", "Protocolo de cuidados")),
    ("nota.txt", b"Nada dibujado"),
    inside=letter("Dentro", ("acta.pdf", papers.scanned("Acta del comité"))),
)


@pytest.fixture
def scans(app, settings, town, cycle, monkeypatch):
    """A mail with a scan, and another one in a mail inside it; letters are told by a stand-in."""
    monkeypatch.setattr("sello.evidence.jobs.store_of", lambda _config: store(app))
    monkeypatch.setattr(warden, "recogniser", lambda: "/usr/bin/tesseract")
    made = handed_in(app, town.people.head, cycle, title="Correo", content=SCANS.as_bytes())
    handed_in(app, town.people.head, cycle, title="Escaneo", content=papers.scanned("Informe"))
    db.session.commit()
    return made


def drawn_pages(sha256):
    asked = select(TextPage.page, TextPage.text).where(TextPage.sha256 == sha256, TextPage.recognised)
    return {row.page: row.text for row in db.session.execute(asked)}


SCANNED = [page_of("1", 1), page_of("1", 2), page_of("1", 3), page_of("3.1", 1)]


def test_letters_of_what_came_along_are_recognised_page_by_page(settings, scans, monkeypatch):
    monkeypatch.setattr("sello.evidence.jobs.PAGES", 1)
    monkeypatch.setattr(warden, "recognise", lambda *_: "Acta de teletrabajo")
    assert read_texts(Work(settings, AT.now))["recognised"] == 1
    assert drawn_pages(sha_of(scans)) == {}, "a document of its own before what is in a mail"
    done = [read_texts(Work(settings, AT.now))["recognised"] for _ in range(5)]
    assert done == [1, 1, 1, 1, 0]
    assert drawn_pages(sha_of(scans)) == dict.fromkeys(SCANNED, "Acta de teletrabajo")


def test_what_does_not_open_keeps_no_other_waiting(settings, scans, monkeypatch):
    def recognise(document, page, program):
        if getattr(document, "place", "") == "1":
            raise room.BrokenHere
        return "Acta"

    monkeypatch.setattr(room.Document, "recognised", recognise)
    read_texts(Work(settings, AT.now))
    assert drawn_pages(sha_of(scans)) == {page_of("3.1", 1): "Acta"}
    assert db.session.scalars(select(TextRead.next_scan)).all() == [None, None]


@needs("tesseract")
def test_a_decree_that_was_scanned_and_mailed_is_found_by_its_number(settings, town, scans):
    read_texts(Work(settings, AT.now))
    (hit,) = documents(parse("decreto 915"), town.people.secretary.actor().visibility)
    assert hit.passage is not None
    assert hit.passage.page == page_of("1", 1)
