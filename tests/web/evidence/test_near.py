"""What says nearly the same is told beside a file: at upload, on its page and on the desk."""

import pytest

from sello.core.db import db
from sello.files import kinds, service, texts
from sello.files.examining.findings import Examination
from sello.files.likeness import marks
from tests.builders import NOW
from tests.evidence import cast
from tests.evidence.test_near import ACTA, LIKE, digest_of
from tests.files import samples
from tests.files.reading import papers

SAID = "casi igual al de «Decreto 12» (en revisión)"


@pytest.fixture
def piece(app, town, cycle):
    """A piece of Personas whose text is kept."""
    made = cast.handed_in(app, town.people.head, cycle, content=papers.paper(ACTA))
    texts.keep(digest_of(made), [ACTA], now=NOW)
    db.session.commit()
    return made


@pytest.fixture
def near(app, town, cycle, piece):
    """Another that says nearly the same."""
    made = cast.handed_in(app, town.people.head, cycle, content=papers.paper(LIKE), title="Acta nueva")
    texts.keep(digest_of(made), [LIKE], now=NOW)
    db.session.commit()
    return made


def test_at_upload_whoever_may_know_of_the_other_is_told(app, town, client_for, piece):
    for person, is_told in ((town.people.head, True), (town.people.other_head, False)):
        upload_id = cast.received(app, person, papers.paper(LIKE))
        (waiting,) = service.queries.pending(person.person_id, [upload_id])
        service.note_examination(waiting.received.sha256, Examination(marks=marks([LIKE])), now=NOW)
        db.session.commit()
        shown = client_for(person).get("/evidencia/entregar").text
        assert (SAID in shown) == is_told
        assert (f"/evidencia/{piece}" in shown) == is_told


def test_an_examination_marks_what_a_paper_says(app, town, piece):
    received = service.take_in(
        cast.store(app),
        samples.opened(papers.paper(LIKE)),
        name="a.pdf",
        limit=1 << 20,
        allowed=kinds.allowed(""),
        patience=20,
    )
    assert received.examination is not None
    assert received.examination.marks == marks([LIKE])


@pytest.mark.parametrize("address", ["/evidencia/{}", "/revision/{}"])
def test_beside_a_kept_file_it_is_told_and_can_be_compared(town, client_for, piece, near, address):
    shown = client_for(town.people.secretary).get(address.format(near)).text
    assert SAID in shown
    assert f"/evidencia/{near}/comparar?con={piece}" in shown
    page = client_for(town.people.secretary).get(f"/evidencia/{near}/comparar?con={piece}").text
    assert "mediodía" in page
    assert "Decreto 12" in page


def test_a_piece_that_is_hidden_is_not_compared(town, client_for, piece, near):
    for person in (town.people.other_head, town.people.contributor, town.people.auditor):
        assert client_for(person).get(f"/evidencia/{near}/comparar?con={piece}").status_code == 404
    assert client_for(town.people.head).get(f"/evidencia/{near}/comparar?con=999").status_code == 404
