"""A link is evidence with a captured copy: its file, the day, the address; never the address alone."""

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.models import Evidence
from tests.evidence import cast
from tests.web.evidence.test_hand_in import described

PAGE = "https://www.muni.example/noticias/8-de-marzo?a=1&b=2"
SAID = {"files-0-source_url": PAGE, "files-0-captured_on": "20-11-2026"}


@pytest.fixture
def send(app, town, client_for, cycle):
    """Hands in a received file, described so."""

    def hand_in(**said):
        upload_id = cast.received(app, town.people.head)
        db.session.commit()
        form = described(upload_id, cycle, town.units.personas) | said
        return client_for(town.people.head).post("/evidencia/entregar", data=form)

    return hand_in


def test_a_copy_of_a_page_tells_its_address_and_its_day_beside_its_hash(town, client_for, send):
    assert send(**SAID).status_code == 303
    piece = db.session.scalars(select(Evidence)).one()
    assert (piece.source_url, piece.captured_on.isoformat()) == (PAGE, "2026-11-20")
    for address in (f"/evidencia/{piece.id}", f"/evidencia/{piece.id}/leer", f"/revision/{piece.id}"):
        shown = client_for(town.people.secretary).get(address).text
        assert f'href="{PAGE.replace("&", "&amp;")}"' in shown
        assert "noreferrer" in shown
        assert "20-11-2026" in shown
    assert "Huella SHA-256" in client_for(town.people.secretary).get(f"/evidencia/{piece.id}").text


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"files-0-captured_on": ""}, "Indique qué día se guardó la copia"),
        ({"files-0-source_url": ""}, "Escriba también la dirección"),
        ({"files-0-source_url": "javascript:alert(1)"}, "Escriba la dirección completa"),
        ({"files-0-source_url": "https://ana:clave@muni.example/"}, "Escriba la dirección completa"),
        ({"files-0-source_url": "https://a.example/" + "x" * 600}, "500"),
        ({"files-0-captured_on": "20-11-2027"}, "todavía no llega"),
    ],
)
def test_half_of_it_is_refused_in_words_and_stays_in_the_form(send, change, why):
    answer = send(**SAID | change)
    assert answer.status_code == 422
    assert why in answer.text
    kept = change.get("files-0-source_url", PAGE)
    assert kept[:40].replace("&", "&amp;") in answer.text
    assert db.session.scalars(select(Evidence)).all() == []


@pytest.mark.parametrize(
    "content", [b"[InternetShortcut]\r\nURL=https://a.example/\r\n", b"https://a.example/x\n"]
)
def test_a_bare_address_is_no_file_and_is_told_what_to_do(town, client_for, content):
    answer = client_for(town.people.head).put(
        "/evidencia/archivo", data=content, headers={"X-File-Name": "pagina.url"}
    )
    assert answer.status_code == 415
    assert "guarda como PDF" in answer.json["error"]


def test_it_is_corrected_with_number_and_date(town, client_for, send):
    send(**SAID)
    piece = db.session.scalars(select(Evidence)).one()
    shown = client_for(town.people.head).get(f"/evidencia/{piece.id}/corregir").text
    assert f'value="{PAGE.replace("&", "&amp;")}"' in shown
