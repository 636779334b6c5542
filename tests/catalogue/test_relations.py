"""Crosswalks and mappings in the database: loaded with their editions, read in few statements."""

import pytest

from sello.catalogue import editions
from sello.catalogue.changes import BadMapping, Change
from sello.catalogue.crosswalk import Coverage, LinkKind
from sello.catalogue.domain.refusals import StrangeLink, UnknownEdition
from sello.catalogue.queries import changes, crosswalk
from sello.catalogue.queries import editions as editions_queries
from sello.catalogue.service import editions as editions_service
from sello.catalogue.service import relations
from sello.core.db import db, everywhere, scope_to
from tests import builders
from tests.builders import NOW
from tests.catalogue.documents import GOOD, spoiled

LINKS = """\
formato: 1
correspondencia: {desde: prueba, hasta: trabajo-40}
vinculos:
  - {desde: 1.1.1, hasta: 1.1.1, tipo: igual}
"""


@pytest.fixture
def secretary(town):
    return town.people.secretary.actor()


def load(secretary, name: str) -> int:
    return editions_service.load_edition(editions.edition(name), secretary, now=NOW).edition_id


def test_shipped_crosswalks_come_with_the_second_of_their_editions(secretary):
    working = load(secretary, "trabajo-40")
    assert crosswalk.pairs(editions_queries.editions()) == ()
    norm = load(secretary, "nch-3262")
    (pair,) = crosswalk.pairs(editions_queries.editions())
    assert (pair.origin.id, pair.target.id, pair.links) == (working, norm, 25)
    load(secretary, "piloto-2018")
    assert len(crosswalk.pairs(editions_queries.editions())) == 2


def test_a_requirement_knows_its_relatives_both_ways(secretary, statements):
    for name in editions.shipped():
        load(secretary, name)
    db.session.flush()
    with statements() as seen:
        found = crosswalk.related("trabajo-40", "3.1.3")
    assert len(seen) == 2
    assert [(one.code, one.kind, one.outward) for one in found] == [
        ("7.A.3", LinkKind.PARTLY, True),
        ("3.1.3", LinkKind.PARTLY, False),
    ]


def test_only_the_newest_version_of_a_relative_is_named(secretary):
    load(secretary, "trabajo-40")
    load(secretary, "nch-3262")
    document = editions.document("nch-3262").replace(b'version: "2026.1"', b'version: "2027.1"')
    newer = editions_service.load_document(document, secretary, now=NOW, file="x").edition_id
    assert {one.edition_id for one in crosswalk.related("trabajo-40", "3.1.1")} == {newer}


def test_coverage_counts_what_each_requirement_receives(secretary, statements):
    working, norm = load(secretary, "trabajo-40"), load(secretary, "nch-3262")
    crosswalk.coverage_page(working, norm)
    with statements() as seen:
        page = crosswalk.coverage_page(working, norm)
    assert len(seen) == 3
    assert {kind: page.count(kind) for kind in Coverage} == {
        Coverage.FULL: 4,
        Coverage.PARTIAL: 9,
        Coverage.HELPED: 3,
        Coverage.NONE: 8,
    }
    rows = {row.requirement.code: row for group in page.groups for row in group.rows}
    assert [link.origin.code for link in rows["7.B.1"].links] == ["3.2.1", "3.2.2"]


def test_a_crosswalk_of_ones_own_replaces_what_was_there(secretary):
    load(secretary, "trabajo-40")
    editions_service.load_document(GOOD.encode(), secretary, now=NOW, file="x")
    relations.load_crosswalk(LINKS.encode(), secretary, now=NOW, file="x")
    relations.load_crosswalk(LINKS.replace("igual", "apoya").encode(), secretary, now=NOW, file="x")
    (one,) = crosswalk.related("prueba", "1.1.1")
    assert one.kind is LinkKind.SUPPORTS


def test_a_crosswalk_needs_its_editions_and_their_requirements(secretary):
    load(secretary, "trabajo-40")
    with pytest.raises(UnknownEdition):
        relations.load_crosswalk(LINKS.encode(), secretary, now=NOW, file="x")
    editions_service.load_document(GOOD.encode(), secretary, now=NOW, file="x")
    strange = LINKS.replace("hasta: 1.1.1", "hasta: 9.9.9")
    with pytest.raises(StrangeLink) as refused:
        relations.load_crosswalk(strange.encode(), secretary, now=NOW, file="x")
    assert "1.1.1 → 9.9.9" in str(refused.value)
    assert crosswalk.related("prueba", "1.1.1") == ()


def test_a_mapping_by_hand_is_kept_and_used(secretary, statements):
    before = editions_service.load_document(GOOD.encode(), secretary, now=NOW, file="x").edition_id
    document = spoiled("codigo: 1.1.2", "codigo: 1.1.3").replace(b'version: "1"', b'version: "2"')
    after = editions_service.load_document(document, secretary, now=NOW, file="x").edition_id
    page = changes.comparison(before, after)
    assert [part.code for part in page.unmatched] == ["1.1.2"]
    assert [part.code for part in page.free] == ["1.1.3"]
    assert page.suggested == {"1.1.2": "1.1.3"}
    relations.map_editions(before, after, {"1.1.2": "1.1.3"}, secretary, version=0, now=NOW)
    db.session.flush()
    with statements() as seen:
        page = changes.comparison(before, after)
    assert len(seen) == 3
    assert page.diff.counts[Change.RECODED] == 1
    assert changes.mapping(before, after) == {"1.1.2": "1.1.3"}
    assert changes.mapping(after, before) == {}
    relations.map_editions(before, after, {}, secretary, version=1, now=NOW)
    assert changes.comparison(before, after).diff.counts[Change.REMOVED] == 1


def test_a_mapping_names_what_exists(secretary):
    before = editions_service.load_document(GOOD.encode(), secretary, now=NOW, file="x").edition_id
    with pytest.raises(BadMapping):
        relations.map_editions(before, before, {"1.1.1": "9.9.9"}, secretary, version=0, now=NOW)
    with pytest.raises(UnknownEdition):
        relations.map_editions(before, 999, {}, secretary, version=0, now=NOW)


def test_a_mapping_does_not_keep_an_edition_in_use(secretary):
    before = editions_service.load_document(GOOD.encode(), secretary, now=NOW, file="x").edition_id
    after = load(secretary, "trabajo-40")
    relations.map_editions(before, after, {"1.1.1": "1.1.2"}, secretary, version=0, now=NOW)
    editions_service.remove_edition(before, secretary, now=NOW)
    assert [row.id for row in editions_queries.editions()] == [after]


def test_relations_stay_inside_the_institution(secretary):
    working, norm = load(secretary, "trabajo-40"), load(secretary, "nch-3262")
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    scope_to(db.session(), other.institution.id)
    assert crosswalk.related("trabajo-40", "3.1.1") == ()
    for read in (changes.comparison, crosswalk.coverage_page):
        with pytest.raises(UnknownEdition):
            read(working, norm)
