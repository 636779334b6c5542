"""What other rooms ask of evidence: facts, counts, expiry, twins; each held to what its reader may see."""

import hashlib
from datetime import date, timedelta

import pytest
from sqlalchemy import true

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.evidence.queries import (
    desk,
    duplicates,
    listing,
    sums,
)
from sello.evidence.queries import (
    facts as facts_queries,
)
from sello.evidence.service import links, releasing, reviewing
from sello.level.state import EvidenceFact, ReviewState
from tests.builders import AT, NOW, TODAY
from tests.evidence import cast
from tests.evidence.bulk import many
from tests.files import samples

ALL = Visibility(units=None)
RELEASED = Visibility(units=None, released_only=True)


@pytest.fixture
def three(app, town, cycle):
    """For 1.1.1: an accepted piece that expires in 30 days, a returned one, and one of DIDECO in review."""
    people = town.people
    made = {
        "soon": cast.handed_in(
            app, people.head, cycle, title="Por vencer", valid_until=TODAY + timedelta(30)
        ),
        "returned": cast.handed_in(app, people.head, cycle, title="Devuelta"),
        "other": cast.handed_in(app, people.other_head, cycle, title="De DIDECO"),
    }
    cast.accepted(people.secretary, made["soon"])
    cast.returned(people.secretary, made["returned"])
    db.session.commit()
    return made


def own(town):
    return Visibility(units=frozenset({town.units.personas}))


def test_facts_are_what_the_level_engine_asks_for(cycle, three):
    facts = facts_queries.facts_for_cycle(cycle.cycle_id, at=AT)
    assert set(facts) == {cycle.requirements["1.1.1"]}
    soon, returned, other = facts[cycle.requirements["1.1.1"]]
    assert soon == EvidenceFact(
        id=three["soon"],
        title="Por vencer",
        review=ReviewState.ACCEPTED,
        accepted_on=TODAY,
        valid_until=TODAY + timedelta(30),
    )
    assert soon.counts_on(TODAY)
    assert not soon.counts_on(TODAY + timedelta(31))
    assert (returned.review, other.review) == (ReviewState.RETURNED, ReviewState.SUBMITTED)


def test_an_acceptance_late_at_night_belongs_to_the_local_day(app, town, cycle):
    piece = cast.handed_in(app, town.people.head, cycle)
    late = NOW.replace(day=24, hour=2)
    reviewing.accept(town.people.secretary.actor(), piece, version=1, at=AT.then(late))
    db.session.commit()
    (fact,) = facts_queries.facts_for_cycle(cycle.cycle_id, at=AT)[cycle.requirements["1.1.1"]]
    assert fact.accepted_on == date(2026, 11, 23)


def test_how_many_a_reader_may_know_of(town, cycle, three):
    requirement, head = cycle.requirements["1.1.1"], town.people.head.actor()
    cycle_id, secretary = cycle.cycle_id, town.people.secretary.actor()
    told = {
        who: (sums.counts_seen(cycle_id, circle), sums.accepted_seen(cycle_id, circle))
        for who, circle in (("all", ALL), ("own", own(town)), ("outside", RELEASED))
    }
    assert told == {
        "all": ({requirement: 3}, {requirement: 1}),
        "own": ({requirement: 2}, {requirement: 1}),
        "outside": ({}, {}),
    }
    links.link(head, three["soon"], cycle_id, (cycle.requirements["1.1.2"],), now=NOW)
    releasing.release(secretary, three["soon"], now=NOW)
    for _ in ("asked before the commit", "and after it"):
        assert sums.counts_seen(cycle_id, RELEASED) == {requirement: 1}, (
            "the other waits for its confirmation"
        )
        assert sums.accepted_seen(cycle_id, RELEASED) == {requirement: 1, cycle.requirements["1.1.2"]: 1}
        db.session.commit()


def test_the_pieces_of_a_requirement(town, cycle, three):
    requirement = cycle.requirements["1.1.1"]
    seen = facts_queries.for_requirement(cycle.cycle_id, requirement, ALL, today=TODAY)
    assert [row.details.title for row in seen] == ["De DIDECO", "Devuelta", "Por vencer"]
    mine = facts_queries.for_requirement(cycle.cycle_id, requirement, own(town), today=TODAY)
    assert [row.details.title for row in mine] == ["Devuelta", "Por vencer"]


@pytest.mark.parametrize(
    ("after", "expiring", "expired"), [(0, True, False), (30, True, False), (31, False, True)]
)
def test_what_ends(town, three, after, expiring, expired):
    today = TODAY + timedelta(after)
    near = facts_queries.expiring(ALL, today=today)
    gone = facts_queries.expired(ALL, today=today)
    assert [row.title for row in near] == ["Por vencer"] * expiring
    assert [row.title for row in gone] == ["Por vencer"] * expired
    assert all(row.codes == ("1.1.1",) for row in near + gone)
    assert facts_queries.endings(ALL, today=today) == (int(expired), int(expiring))
    assert facts_queries.expiring(Visibility(units=frozenset({town.units.dideco})), today=today) == ()


def test_what_was_replaced_is_missed_no_more(app, town, cycle, three):
    new = cast.handed_in(app, town.people.head, cycle, title="Nueva", replaces_id=three["soon"])
    cast.accepted(town.people.secretary, new)
    assert facts_queries.expired(ALL, today=TODAY + timedelta(31)) == ()


def test_twins_are_told_only_to_who_may_see_them(app, town, cycle):
    content = samples.pdf("gemela")
    cast.handed_in(app, town.people.head, cycle, content=content, title="La primera")
    cast.handed_in(app, town.people.head, cycle, content=content, title="La segunda")
    db.session.commit()
    sha256 = hashlib.sha256(content).hexdigest()
    assert duplicates.twins([sha256], own(town))[sha256].title == "La primera"
    assert duplicates.twins([sha256], Visibility(units=frozenset({town.units.dideco}))) == {}


@pytest.mark.parametrize("count", [120, 300])
def test_every_read_takes_the_same_number_of_statements(town, cycle, statements, count):
    many(town, cycle, count)
    reads = (
        (1, lambda: facts_queries.facts_for_cycle(cycle.cycle_id, at=AT)),
        (1, lambda: facts_queries.expiring(ALL, today=TODAY)),
        (2, lambda: listing.evidence_page(listing.Filters(), ALL, alone=true(), today=TODAY)),
    )
    for expected, read in reads:
        with statements() as seen:
            read()
        assert len(seen) == expected
    with statements() as seen:
        sums.counts_seen(cycle.cycle_id, ALL)
        desk.queue()
        desk.queue_size()
    assert len(seen) == 3
