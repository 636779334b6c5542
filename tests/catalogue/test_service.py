"""Loading editions: recognised when equal, refused when changed under their version, kept when in use."""

import pytest
from sqlalchemy import select

from sello.catalogue import editions, models, queries, service
from sello.catalogue.domain import EditionInUse, UnknownEdition, VersionTaken
from sello.catalogue.schema import InvalidEdition, read_edition
from sello.core.audit import AuditEvent
from sello.core.db import db, everywhere, scope_to
from sello.cycles.models import Cycle
from tests import builders
from tests.builders import NOW, TODAY
from tests.catalogue.documents import GOOD, spoiled


def load(town, document: bytes = GOOD.encode()) -> service.Loaded:
    return service.load_document(document, town.people.secretary.actor(), now=NOW, file="prueba.yaml")


def test_loading_writes_the_tree_in_order_and_says_so(town):
    document = editions.document(editions.WORKING)
    loaded = load(town, document)
    rows = db.session.scalars(select(models.Requirement).order_by(models.Requirement.position)).all()
    edition = read_edition(document, "x")
    assert [row.code for row in rows] == [part.code for part in edition.requirements]
    assert rows[0].mandatory == ["bronce", "oro", "plata"]
    assert rows[0].texts["es"]["sources"][0].startswith("Decreto")
    assert rows[0].provenance == "publicado"
    event = db.session.scalars(select(AuditEvent)).one()
    assert (event.action, event.entity_id) == ("edition.loaded", loaded.edition_id)


def test_the_same_content_is_recognised(town):
    first = load(town)
    again = load(town, GOOD.replace("titulo: Marco", 'titulo: "Marco"').encode())
    assert (first.is_new, again.is_new) == (True, False)
    assert again.edition_id == first.edition_id
    assert len(queries.editions()) == 1


def test_other_content_under_the_same_version_is_refused_and_nothing_changes(town):
    first = load(town)
    with pytest.raises(VersionTaken):
        load(town, spoiled("titulo: Marco", "titulo: Otro"))
    assert queries.edition(first.edition_id).edition == read_edition(GOOD.encode(), "x")
    newer = load(town, spoiled('version: "1"', 'version: "2"'))
    assert newer.is_new
    assert queries.find("prueba").id == newer.edition_id
    assert queries.find("prueba", "1").id == first.edition_id


def test_a_faulty_file_writes_nothing(town):
    with pytest.raises(InvalidEdition):
        load(town, spoiled("codigo: prueba", "codgo: prueba"))
    assert queries.editions() == ()


def test_an_edition_nothing_rests_on_can_be_taken_away(town):
    edition_id = load(town).edition_id
    service.remove_edition(edition_id, town.people.secretary.actor(), now=NOW)
    assert queries.editions() == ()
    assert db.session.scalars(select(models.Requirement)).all() == []
    with pytest.raises(UnknownEdition):
        service.remove_edition(edition_id, town.people.secretary.actor(), now=NOW)


def test_an_edition_in_use_stays_whole(town):
    edition_id = load(town).edition_id
    db.session.add(
        Cycle(edition_id=edition_id, name="Ciclo", target_level="oro", starts_on=TODAY, created_at=NOW)
    )
    db.session.flush()
    with pytest.raises(EditionInUse):
        service.remove_edition(edition_id, town.people.secretary.actor(), now=NOW)
    assert len(queries.requirement_ids(edition_id)) == 2


def test_each_institution_has_its_own_catalogue(town):
    mine = load(town)
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    scope_to(db.session(), other.institution.id)
    assert queries.editions() == ()
    with pytest.raises(UnknownEdition):
        queries.edition(mine.edition_id)
    with pytest.raises(UnknownEdition):
        queries.rules(mine.edition_id)
    assert load(other).is_new


def test_reads_take_a_constant_number_of_statements(town, statements):
    edition_id = load(town, editions.document(editions.WORKING)).edition_id
    load(town)
    db.session.flush()
    with statements() as seen:
        assert [row.requirements for row in queries.editions()] == [2, 40]
    assert len(seen) == 1
    queries.edition(edition_id)
    with statements() as seen:
        page = queries.edition(edition_id)
    assert len(seen) == 1
    with statements() as seen:
        assert queries.rules(edition_id) == page.edition.rules
    assert len(seen) == 1
    with statements() as seen:
        assert list(queries.requirement_ids(edition_id)) == [part.code for part in page.edition.requirements]
    assert len(seen) == 1
