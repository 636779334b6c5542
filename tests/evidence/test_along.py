"""What came along with a mail is read, found on its page, looked through for persons, and goes with it."""

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.jobs import Work
from sello.evidence.jobs import read_texts
from sello.evidence.models import EvidenceVersion
from sello.files import texts
from sello.files.models import TextPage, TextRead
from sello.files.places import page_of
from sello.files.queries import personal_of
from sello.search.domain.question import parse
from sello.search.queries.documents import documents
from tests.builders import AT
from tests.evidence.cast import handed_in, store
from tests.files.reading import papers
from tests.files.reading.letters import letter

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
