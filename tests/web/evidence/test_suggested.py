"""What a piece's text proposes stands on its page, and one press takes it over."""

import pytest

from sello.core.db import db
from sello.evidence.domain.details import Classification, EvidenceType
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion
from sello.files import texts
from tests.builders import NOW
from tests.evidence import cast

TEXT = (
    "ACTA N° 7. Comité de Género. 26 de mayo de 2026. Primer semestre. Se revisa el plan de capacitación del "
    "personal: cuántas personas terminaron el curso, con jefaturas incluidas."
)


@pytest.fixture
def read(app, town, cycle):
    """Hand a piece in and let its text be read."""

    def make(text=TEXT, title="scan 1", **details):
        piece = cast.handed_in(
            app, town.people.head, cycle, title=title, **({"type": EvidenceType.OTHER} | details)
        )
        version = db.session.query(EvidenceVersion).filter_by(evidence_id=piece).one()
        texts.keep(version.sha256, [text], now=NOW)
        db.session.commit()
        return piece

    return make


def links(piece):
    return {link.requirement_id for link in db.session.query(EvidenceLink).filter_by(evidence_id=piece)}


def test_it_proposes_and_one_press_completes(read, town, client_for):
    piece, client = read(), client_for(town.people.head)
    page = client.get(f"/evidencia/{piece}").text
    assert "Lo que el documento sugiere" in page
    assert "Completar los datos" in page
    version = db.session.get(Evidence, piece).version
    assert client.post(f"/evidencia/{piece}/propuesto/datos", data={"version": version}).status_code == 303
    row = db.session.get(Evidence, piece)
    assert (row.type, row.document_number) == (EvidenceType.MINUTES, "7")
    assert row.document_date.isoformat() == "2026-05-26"
    assert "Completar los datos" not in client.get(f"/evidencia/{piece}").text


def test_it_is_linked_with_one_press_and_once(read, town, client_for, cycle):
    piece, client = read(), client_for(town.people.head)
    wanted = cycle.requirements["2.3.1"]
    page = client.get(f"/evidencia/{piece}").text
    assert f'name="requerimiento" value="{wanted}"' in page
    assert "«capacitación»" in page
    address = f"/evidencia/{piece}/propuesto/requerimiento"
    assert client.post(address, data={"requerimiento": wanted}).status_code == 303
    assert wanted in links(piece)
    assert f'name="requerimiento" value="{wanted}"' not in client.get(f"/evidencia/{piece}").text
    client.post(address, data={"requerimiento": wanted})
    assert len(links(piece)) == 2


@pytest.mark.parametrize("sent", [{}, {"requerimiento": "no"}, {"requerimiento": "999999"}])
def test_what_is_no_requirement_is_not_linked(read, town, client_for, sent):
    piece = read()
    before = links(piece)
    client_for(town.people.head).post(f"/evidencia/{piece}/propuesto/requerimiento", data=sent)
    assert links(piece) == before


@pytest.mark.parametrize("who", ["other_head", "auditor", "authority"])
def test_nobody_else_takes_anything_over(read, town, client_for, cycle, who):
    piece, client = read(), client_for(getattr(town.people, who))
    before = links(piece)
    sent = {"requerimiento": cycle.requirements["2.3.1"], "version": 1}
    for what in ("requerimiento", "datos"):
        assert client.post(f"/evidencia/{piece}/propuesto/{what}", data=sent).status_code in (403, 404)
    assert links(piece) == before


def test_somebody_elses_change_is_not_written_over(read, town, client_for):
    piece, client = read(), client_for(town.people.head)
    client.post(f"/evidencia/{piece}/propuesto/datos", data={"version": 99})
    assert db.session.get(Evidence, piece).document_number == ""


def test_nothing_of_a_reserved_piece_is_quoted(read, town, client_for):
    piece = read(classification=Classification.RESERVED)
    page = client_for(town.people.head).get(f"/evidencia/{piece}").text
    assert "Lo que el documento sugiere" not in page


def test_before_its_text_is_read_nothing_is_proposed(app, town, cycle, client_for):
    piece = cast.handed_in(app, town.people.head, cycle)
    db.session.commit()
    assert "Lo que el documento sugiere" not in client_for(town.people.head).get(f"/evidencia/{piece}").text
