"""Two versions side by side: who sees them, what is told of them, and that both are noted."""

import re

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.domain.details import Classification
from sello.evidence.models import Download, Evidence, EvidenceVersion
from sello.evidence.service import releasing, submitting
from sello.files import texts
from tests.builders import AT, NOW
from tests.evidence import cast
from tests.files import samples
from tests.files.reading import papers

FIRST = papers.paper("El Comité sesiona cada mes", "Firma la alcaldesa")
SECOND = papers.paper("El Comité sesiona cada trimestre <b>", "Firma la alcaldesa")


def correct(app, town, piece, content, name="firmada.pdf"):
    """Hand in another version of a piece that was returned."""
    cast.returned(town.people.secretary, piece)
    submitting.correct(
        town.people.head.actor(), piece, cast.said(), None, version=cast.version_of(piece),
        upload_id=cast.received(app, town.people.head, content, name), store=cast.store(app), at=AT,
    )  # fmt: skip
    db.session.commit()
    return piece


@pytest.fixture
def piece(app, town, cycle):
    """A piece of Personas of which another version was handed in."""
    return correct(app, town, cast.handed_in(app, town.people.head, cycle, content=FIRST), SECOND)


def page(piece, **query):
    return f"/evidencia/{piece}/comparar?" + "&".join(f"{name}={value}" for name, value in query.items())


def told(shown):
    """The words that came and went."""
    return [
        (change, " ".join(re.sub("<span.*?</span>", "", text).split()))
        for change, text in re.findall(r"<(ins|del)>(.*?)</\1>", shown, re.DOTALL)
    ]


def test_what_changed_is_told_in_words_and_marks_beside_both_pages(town, client_for, piece):
    shown = client_for(town.people.head).get(page(piece)).text
    assert told(shown) == [("del", "mes"), ("ins", "trimestre &lt;b&gt;")]
    assert "2 palabras agregadas" in shown
    assert "1 palabra quitada" in shown
    for number in (1, 2):
        assert f"/evidencia/{piece}/v/{number}/pagina/1" in shown
    assert "<script>" not in shown
    assert "pagina=1#paginas" in shown


def test_a_page_faces_the_one_where_its_words_stood_or_the_one_that_is_asked_for(
    app, town, client_for, cycle
):
    made = cast.handed_in(app, town.people.head, cycle, content=FIRST)
    correct(
        app, town, made, papers.paper("Portada nueva", "El Comité sesiona cada mes", "Firma la alcaldesa")
    )
    client = client_for(town.people.head)
    shown = client.get(page(made, pagina=3)).text
    assert f"/evidencia/{made}/v/1/pagina/2" in shown
    assert f"/evidencia/{made}/v/2/pagina/3" in shown
    assert f"/evidencia/{made}/v/1/pagina/1" in client.get(page(made, pagina=3, frente=1)).text


@pytest.mark.parametrize(
    "query", [{"pagina": 99, "frente": 99}, {"pagina": "x"}, {"pagina": 0, "antes": 2**63}]
)
def test_a_page_that_there_is_not_is_the_nearest(town, client_for, piece, query):
    assert client_for(town.people.head).get(page(piece, **query)).status_code == 200


@pytest.mark.parametrize("query", [{"antes": 9}, {"despues": 9}, {"despues": 1}])
def test_versions_that_there_are_not_are_nothing(town, client_for, piece, query):
    assert client_for(town.people.head).get(page(piece, **query)).status_code == 404


def test_equal_words_are_said_to_be_equal(town, client_for, piece):
    shown = client_for(town.people.head).get(page(piece, antes=2, despues=2)).text
    assert "palabra por palabra" in shown
    assert told(shown) == []


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
def test_only_who_may_see_both_compares_and_both_are_noted(town, client_for, piece, who, status):
    assert client_for(getattr(town.people, who)).get(page(piece)).status_code == status
    noted = db.session.scalars(select(Download.version_number).where(Download.in_place)).all()
    assert sorted(noted) == ([1, 2] if status == 200 else [])


def test_an_auditor_never_sees_what_a_released_piece_was_before(town, client_for, piece):
    cast.accepted(town.people.secretary, piece)
    releasing.release(town.people.secretary.actor(), piece, now=NOW)
    db.session.commit()
    auditor = client_for(town.people.auditor)
    for query in ({}, {"antes": 1}, {"antes": 1, "despues": 2}):
        assert auditor.get(page(piece, **query)).status_code == 404


def test_a_restricted_piece_asks_why_first(town, client_for, piece):
    db.session.get_one(Evidence, piece).classification = Classification.RESERVED
    db.session.commit()
    client = client_for(town.people.secretary)
    answer = client.get(page(piece))
    assert answer.status_code == 303
    assert f"/evidencia/{piece}/abrir" in answer.location
    client.post(f"/evidencia/{piece}/abrir", data={"purpose": "revisar", "reason": "", "back": ""})
    assert "trimestre" in client.get(page(piece)).text


def replacing(app, town, cycle, *, secret=False):
    """A piece that replaces an accepted one, which may be secret."""
    old = cast.accepted(
        town.people.secretary, cast.handed_in(app, town.people.head, cycle, title="Acta vieja", content=FIRST)
    )
    new = cast.handed_in(app, town.people.head, cycle, title="Acta nueva", content=SECOND, replaces_id=old)
    if secret:
        db.session.get_one(Evidence, old).classification = Classification.SECRET
        db.session.get_one(Evidence, old).created_by = town.people.secretary.person_id
    db.session.commit()
    return old, new


def test_a_piece_is_compared_with_the_one_that_it_replaces(app, town, client_for, cycle):
    old, new = replacing(app, town, cycle)
    shown = client_for(town.people.head).get(page(new)).text
    assert told(shown) == [("del", "mes"), ("ins", "trimestre &lt;b&gt;")]
    assert f"/evidencia/{old}/v/1/pagina/1" in shown


def test_a_secret_piece_that_was_replaced_is_not_compared(app, town, client_for, cycle):
    _old, new = replacing(app, town, cycle, secret=True)
    client = client_for(town.people.authority)
    assert client.get(page(new)).status_code == 404
    assert "comparar" not in client.get(f"/evidencia/{new}").text


def test_a_file_that_does_not_open_is_said_and_the_other_is_shown(app, town, client_for, cycle):
    made = cast.handed_in(app, town.people.head, cycle, content=FIRST)
    correct(app, town, made, samples.wav(), "copia.wav")
    shown = client_for(town.people.head).get(page(made)).text
    assert f"/evidencia/{made}/v/1/pagina/1" in shown
    assert "Antes" in shown
    assert "Después" in shown


def test_a_lost_file_is_said(app, town, client_for, piece):
    digest = db.session.scalar(
        select(EvidenceVersion.sha256).where(
            EvidenceVersion.evidence_id == piece, EvidenceVersion.number == 1
        )
    )
    (path,) = [each for each in cast.store(app).root.rglob(digest) if each.is_file()]
    path.unlink()
    shown = client_for(town.people.head).get(page(piece)).text
    assert f"/evidencia/{piece}/v/2/pagina/1" in shown
    assert f"/evidencia/{piece}/v/1/pagina/1" not in shown


def test_what_was_recognised_on_scans_is_compared_and_a_silent_one_is_said(app, town, client_for, cycle):
    one, other = papers.scanned("Uno"), papers.scanned("Otro")
    made = correct(app, town, cast.handed_in(app, town.people.head, cycle, content=one), other)
    client = client_for(town.people.head)
    assert "no se ha leído texto" in client.get(page(made)).text
    rows = db.session.execute(
        select(EvidenceVersion.number, EvidenceVersion.sha256).where(EvidenceVersion.evidence_id == made)
    )
    for number, digest in rows.all():
        texts.keep(digest, [""], next_scan=1, now=NOW)
        texts.recognise(digest, 1, f"sesión {number}", next_scan=None)
    db.session.commit()
    assert told(client.get(page(made)).text) == [("del", "1"), ("ins", "2")]
