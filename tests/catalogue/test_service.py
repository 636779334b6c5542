"""Loading editions: recognised when equal, refused when changed under their version, kept when in use."""

import pytest
from sqlalchemy import select

from sello.catalogue import editions, models
from sello.catalogue.domain.refusals import EditionInUse, UnknownEdition, VersionTaken
from sello.catalogue.queries import editions as editions_queries
from sello.catalogue.schema.edition import read_edition
from sello.catalogue.schema.problems import InvalidEdition
from sello.catalogue.service import editions as editions_service
from sello.core.db import db, everywhere, scope_to
from sello.core.trail.events import Event
from sello.cycles.models import Cycle
from tests import builders
from tests.builders import NOW, TODAY
from tests.catalogue.documents import GOOD, spoiled


def load(town, document: bytes = GOOD.encode()) -> editions_service.Loaded:
    return editions_service.load_document(
        document, town.people.secretary.actor(), now=NOW, file="prueba.yaml"
    )


def test_loading_writes_the_tree_in_order_and_says_so(town):
    document = editions.document(editions.WORKING)
    loaded = load(town, document)
    rows = db.session.scalars(select(models.Requirement).order_by(models.Requirement.position)).all()
    edition = read_edition(document, "x")
    assert [row.code for row in rows] == [part.code for part in edition.requirements]
    assert rows[0].mandatory == ["bronce", "oro", "plata"]
    assert rows[0].texts["es"]["sources"][0].startswith("Decreto")
    assert rows[0].provenance == "publicado"
    event = db.session.scalars(select(Event)).one()
    assert (event.act, event.entity_id) == ("edition.loaded", loaded.edition_id)


def test_the_same_content_is_recognised(town):
    first = load(town)
    again = load(town, GOOD.replace("titulo: Marco", 'titulo: "Marco"').encode())
    assert (first.is_new, again.is_new) == (True, False)
    assert again.edition_id == first.edition_id
    assert len(editions_queries.editions()) == 1


def test_other_content_under_the_same_version_is_refused_and_nothing_changes(town):
    first = load(town)
    with pytest.raises(VersionTaken):
        load(town, spoiled("titulo: Marco", "titulo: Otro"))
    assert editions_queries.edition(first.edition_id).edition == read_edition(GOOD.encode(), "x")
    newer = load(town, spoiled('version: "1"', 'version: "2"'))
    assert newer.is_new
    assert editions_queries.find("prueba").id == newer.edition_id
    assert editions_queries.find("prueba", "1").id == first.edition_id


def test_a_faulty_file_writes_nothing(town):
    with pytest.raises(InvalidEdition):
        load(town, spoiled("codigo: prueba", "codgo: prueba"))
    assert editions_queries.editions() == ()


def test_an_edition_nothing_rests_on_can_be_taken_away(town):
    edition_id = load(town).edition_id
    editions_service.remove_edition(edition_id, town.people.secretary.actor(), now=NOW)
    assert editions_queries.editions() == ()
    assert db.session.scalars(select(models.Requirement)).all() == []
    with pytest.raises(UnknownEdition):
        editions_service.remove_edition(edition_id, town.people.secretary.actor(), now=NOW)


def test_an_edition_in_use_stays_whole(town):
    edition_id = load(town).edition_id
    db.session.add(
        Cycle(edition_id=edition_id, name="Ciclo", target_level="oro", starts_on=TODAY, created_at=NOW)
    )
    db.session.flush()
    with pytest.raises(EditionInUse):
        editions_service.remove_edition(edition_id, town.people.secretary.actor(), now=NOW)
    assert len(editions_queries.requirement_ids(edition_id)) == 2


def test_each_institution_has_its_own_catalogue(town):
    mine = load(town)
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    scope_to(db.session(), other.institution.id)
    assert editions_queries.editions() == ()
    with pytest.raises(UnknownEdition):
        editions_queries.edition(mine.edition_id)
    with pytest.raises(UnknownEdition):
        editions_queries.rules(mine.edition_id)
    assert load(other).is_new


def test_reads_take_a_constant_number_of_statements(town, statements):
    edition_id = load(town, editions.document(editions.WORKING)).edition_id
    load(town)
    db.session.flush()
    with statements() as seen:
        assert [row.requirements for row in editions_queries.editions()] == [2, 40]
    assert len(seen) == 1
    editions_queries.edition(edition_id)
    with statements() as seen:
        page = editions_queries.edition(edition_id)
    assert len(seen) == 1
    with statements() as seen:
        assert editions_queries.rules(edition_id) == page.edition.rules
    assert len(seen) == 1
    with statements() as seen:
        assert list(editions_queries.requirement_ids(edition_id)) == [
            part.code for part in page.edition.requirements
        ]
    assert len(seen) == 1
