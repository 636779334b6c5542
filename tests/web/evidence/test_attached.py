"""What came along with an e-mail, on its pages: who sees it, how it goes out, and that it is noted."""

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.domain.details import Classification
from sello.evidence.models import Download, Evidence
from sello.evidence.service import submitting
from sello.evidence.service.submitting import Submission, Target
from tests.builders import AT
from tests.evidence import cast
from tests.files.reading import papers
from tests.files.reading.letters import letter

INSIDE = letter("Anexo", ("nota.txt", b"la nota <b>\n"))
CONTENT = letter(
    "Acta", ("Acta Ñuñoa.pdf", papers.paper("El Comité")), ("x.exe", b"MZ\x90\x00" * 40), inside=INSIDE
).as_bytes()


@pytest.fixture
def piece(app, town, cycle):
    """An e-mail of Personas with a paper, a program and another mail."""
    head = town.people.head
    upload_id = cast.received(app, head, CONTENT, name="correo.eml")
    target = Target(head.unit_id, cycle.cycle_id, (cycle.requirements["1.1.1"],), None)
    submission = Submission(upload_id, cast.said("Correo"))
    (made,) = submitting.submit(head.actor(), [submission], target, store=cast.store(app), at=AT).created
    db.session.commit()
    return made


def address(piece, place="1", rest="", number=1):
    return f"/evidencia/{piece}/v/{number}/adjunto/{place}{rest}"


def noted():
    return [(each.version_number, each.in_place) for each in db.session.scalars(select(Download))]


def test_the_mail_lists_what_came_along_and_each_opens_in_place(town, client_for, piece):
    client = client_for(town.people.head)
    mail = client.get(f"/evidencia/{piece}/leer").text
    for place, name in (("1", "Acta Ñuñoa.pdf"), ("2", "x.exe"), ("3", "Anexo.eml")):
        assert f'href="{address(piece, place)}"' in mail
        assert name in mail
    shown = client.get(address(piece)).text
    assert 'alt="El Comité"' in shown
    assert address(piece, "1", "/pagina/1?zoom=100") in shown.replace("&amp;", "&")
    assert address(piece, "1", "/archivo") in shown
    assert f'href="{address(piece, "3.1")}"' in client.get(address(piece, "3")).text
    assert "la nota &lt;b&gt;" in client.get(address(piece, "3.1")).text
    assert noted() == [(1, True)]


def test_its_words_are_looked_for(town, client_for, piece):
    assert "<mark>Comité</mark>" in client_for(town.people.head).get(address(piece, "1", "?q=comite")).text


def test_it_goes_out_as_a_download_and_is_noted_as_one_of_its_mail(town, client_for, piece):
    client = client_for(town.people.head)
    answer = client.get(address(piece, "1", "/archivo"))
    assert answer.data == papers.paper("El Comité")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert noted() == [(1, False)]
    part = client.get(address(piece, "1", "/archivo"), headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.data) == (206, answer.data[5:10])
    assert noted() == [(1, False)]
    picture = client.get(address(piece, "1", "/pagina/1"))
    assert picture.headers["Content-Type"] == "image/jpeg"


def test_a_program_is_named_and_neither_shown_nor_given(town, client_for, piece):
    client = client_for(town.people.head)
    page = client.get(address(piece, "2"))
    assert "no se abre aquí ni se descarga por separado" in page.text
    assert "/archivo" not in page.text.partition('id="lector"')[2].partition("</section>")[0]
    for rest in ("/archivo", "/pagina/1"):
        assert client.get(address(piece, "2", rest)).status_code == 409
    assert noted() == []


@pytest.mark.parametrize("place", ["9", "0", "1.1", "3.2", "x", "..", "3.1.1", "1%0A"])
@pytest.mark.parametrize("rest", ["", "/archivo", "/pagina/1"])
def test_a_place_where_there_is_nothing_is_nothing(town, client_for, piece, place, rest):
    assert client_for(town.people.head).get(address(piece, place, rest)).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("head", 200), ("secretary", 200), ("other_head", 404), ("contributor", 404), ("auditor", 404)],
)
@pytest.mark.parametrize("rest", ["", "/archivo", "/pagina/1"])
def test_exactly_who_may_read_the_mail_may_read_what_came_along(town, client_for, piece, who, status, rest):
    client = client_for(getattr(town.people, who))
    assert client.get(address(piece, "1", rest)).status_code == status
    assert client.get(address(piece, "1", rest, number=2)).status_code == 404
    assert len(noted()) == (status == 200)


@pytest.mark.parametrize("rest", ["", "/archivo", "/pagina/1"])
def test_of_a_restricted_mail_it_is_asked_why_first(town, client_for, piece, rest):
    db.session.get_one(Evidence, piece).classification = Classification.RESERVED
    db.session.commit()
    client = client_for(town.people.secretary)
    answer = client.get(address(piece, "1", rest))
    assert answer.status_code == 303
    assert f"/evidencia/{piece}/abrir" in answer.location
    client.post(f"/evidencia/{piece}/abrir", data={"purpose": "revisar", "reason": "", "back": ""})
    assert client.get(address(piece, "1", rest)).status_code == 200
