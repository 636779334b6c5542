"""Texts around what is destroyed: offered with names masked, chosen, cleared with the files, told so."""

from pathlib import Path

import pytest
from sqlalchemy import select

from sello.core import destroyed
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.evidence.domain.around import Around, Spot, TextChanged
from sello.evidence.domain.details import Classification
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion, Review
from sello.evidence.queries.around import around
from sello.evidence.service import pinning
from sello.privacy.domain.purging import PurgeState
from sello.privacy.domain.requests import Decision, Place, Right
from sello.privacy.models import Purge, PurgeText
from sello.privacy.queries import purges
from sello.privacy.queries.around import offers
from sello.privacy.service import purging
from tests.builders import NOW
from tests.evidence import cast
from tests.files import samples
from tests.privacy.conftest import ended
from tests.privacy.test_purging import LATER, THEN, config_of, proposed, run
from tests.privacy.test_requests import decided, looked, registered

WHO = "Juana Pérez Soto"
SAYS = {
    Spot.TITLE: f"Denuncia de {WHO}",
    Spot.FILE: "denuncia_juana_perez_soto.pdf",
    Spot.NOTE: "Sirve al protocolo.",
    Spot.REMARK: f"Falta la firma de {WHO}, 12.345.678-5.",
    Spot.REPLY: "",
    Spot.PIN: f"Aquí dice {WHO}",
}


@pytest.fixture
def piece(app, town, cycle):
    """A returned and then accepted piece around which she is named four times."""
    head, secretary = town.people.head, town.people.secretary
    made = cast.handed_in(
        app,
        head,
        cycle,
        content=samples.pdf("x"),
        title=SAYS[Spot.TITLE],
        classification=Classification.SECRET,
    )
    pinning.pin(secretary.actor(), made, 1, SAYS[Spot.PIN], page=1, across=0, down=0, now=NOW)
    cast.accepted(secretary, made)
    db.session.scalars(select(EvidenceVersion)).one().filename = SAYS[Spot.FILE]
    db.session.scalars(select(Review)).one().remark = SAYS[Spot.REMARK]
    db.session.scalars(select(EvidenceLink)).first().note = SAYS[Spot.NOTE]
    db.session.commit()
    return made


def texts(piece):
    return {each.spot: each.text for each in around([piece])}


def of(offered, *spots):
    return [each.key for each in (*offered.naming, *offered.others) if each.spot in spots]


def acted(town, purge, keys):
    purging.confirm(town.people.authority.actor(), purge, "", at=THEN, texts=keys)
    db.session.commit()


def test_those_that_name_her_are_offered_and_none_of_them_says_who(town, cycle, piece):
    ended(cycle)
    found = offers(purges.acta(proposed(town, piece)))
    assert {each.spot for each in found.naming} == {Spot.TITLE, Spot.FILE, Spot.REMARK, Spot.PIN}
    assert [(each.spot, each.shown) for each in found.others] == [(Spot.NOTE, SAYS[Spot.NOTE])]
    said = " ".join(each.shown for each in found.naming).lower()
    assert not [word for word in ("juana", "pérez", "perez", "12.345", "678") if word in said]


def test_what_was_chosen_goes_with_the_files_and_the_rest_stays(app, town, cycle, piece, own_store):
    ended(cycle)
    purge = proposed(town, piece)
    acted(town, purge, of(offers(purges.acta(purge)), Spot.TITLE, Spot.FILE, Spot.REMARK))
    assert texts(piece)[Spot.TITLE] == SAYS[Spot.TITLE], "nothing before its files"
    assert run(app, town, purge) == 1
    assert texts(piece) == {Spot.NOTE: SAYS[Spot.NOTE], Spot.PIN: SAYS[Spot.PIN]}
    row = db.session.get_one(Evidence, piece)
    assert row.title == f"Evidencia N° {piece} (título borrado)"
    assert "juana" not in row.folded
    assert db.session.scalars(select(EvidenceVersion.filename)).one() == "nombre-borrado.pdf"
    (item,) = purges.acta(purge).items
    assert set(item.texts) == {Spot.REMARK, Spot.FILE, Spot.TITLE}
    assert {row.cleared_at for row in db.session.scalars(select(PurgeText))} == {LATER}
    assert run(app, town, purge) == 0


def test_the_trail_says_that_and_not_what(app, town, cycle, piece, own_store):
    ended(cycle)
    purge = proposed(town, piece)
    acted(town, purge, of(offers(purges.acta(purge)), *Spot))
    run(app, town, purge)
    event = db.session.scalars(select(Event).where(Event.act == Act.EVIDENCE_CLEARED)).one()
    assert event.detail == {"count": 5, "spots": ["archivo", "marca", "nota", "observacion", "titulo"]}
    told = " ".join(str(each.detail) for each in db.session.scalars(select(Event)))
    assert "Juana" not in told


def test_nothing_is_cleared_where_nobody_chose(app, town, cycle, piece, own_store):
    ended(cycle)
    before = texts(piece)
    purge = proposed(town, piece)
    acted(town, purge, [])
    assert run(app, town, purge) == 1
    assert texts(piece) == before
    assert not db.session.scalars(select(Event).where(Event.act == Act.EVIDENCE_CLEARED)).all()


def test_a_text_that_was_written_anew_is_not_cleared_unread(town, cycle, piece):
    ended(cycle)
    purge = proposed(town, piece)
    keys = of(offers(purges.acta(purge)), Spot.REMARK)
    db.session.scalars(select(Review)).one().remark = "Otra cosa"
    db.session.commit()
    with pytest.raises(TextChanged):
        acted(town, purge, keys)
    db.session.rollback()
    assert db.session.get_one(Purge, purge).state is PurgeState.PROPOSED
    for key in ("titulo-1", "", "x-1-0", f"titulo-{piece}-{'0' * 16}"):
        with pytest.raises(TextChanged):
            purging.confirm(town.people.authority.actor(), purge, "", at=THEN, texts=[key])
        db.session.rollback()


def test_the_texts_of_a_piece_outside_the_acta_are_not_cleared_by_it(app, town, cycle, piece):
    other = cast.handed_in(app, town.people.head, cycle, content=samples.pdf("y"), title=f"Sobre {WHO}")
    db.session.commit()
    ended(cycle)
    purge = proposed(town, piece)
    with pytest.raises(TextChanged):
        acted(town, purge, [each.key for each in around([other])][:1])
    db.session.rollback()


def test_a_piece_that_stays_keeps_its_texts(app, town, cycle, piece, own_store, monkeypatch):
    ended(cycle)
    before = texts(piece)
    purge = proposed(town, piece)
    acted(town, purge, of(offers(purges.acta(purge)), Spot.TITLE))
    monkeypatch.setattr("sello.privacy.service.removing.elsewhere", lambda *_args, **_values: True)
    run(app, town, purge)
    assert texts(piece) == before
    assert db.session.scalars(select(PurgeText.cleared_at)).one() is None


def test_the_register_tells_where_they_stood_and_no_word(app, town, cycle, piece, own_store):
    ended(cycle)
    purge = proposed(town, piece)
    acted(town, purge, of(offers(purges.acta(purge)), Spot.TITLE))
    run(app, town, purge)
    data = Path(config_of(app).data_dir)
    (noted,) = destroyed.noted(data)
    assert noted.texts == (("titulo", piece),)
    assert "Juana" not in (data / destroyed.NAME).read_text(encoding="utf-8")


def test_for_a_request_her_own_texts_are_cleared_and_those_of_others_stay(town, piece):
    pinning.pin(town.people.secretary.actor(), piece, 1, "Rosa Díaz firma", page=1, across=0, down=0, now=NOW)
    db.session.commit()
    request = registered(town, Right.SUPPRESSION)
    hits = {hit.place: hit for hit in looked(town, request)}
    decided(town, request, hits[Place.REVIEW], Decision.CLEAR)
    assert Spot.REMARK not in texts(piece)
    assert texts(piece)[Spot.PIN] == "Rosa Díaz firma"
    assert texts(piece)[Spot.TITLE] == SAYS[Spot.TITLE]
    decided(town, request, hits[Place.TITLE], Decision.CLEAR)
    assert set(texts(piece)) == {Spot.NOTE, Spot.PIN}
    assert {hit.place for hit in looked(town, request) if hit.decision is None} == set()


def test_a_key_is_of_the_words_that_were_read():
    one = Around(1, Spot.PIN, 2, "a")
    assert one.key != Around(1, Spot.PIN, 2, "b").key
    assert one.key == Around(9, Spot.PIN, 2, "a").key
