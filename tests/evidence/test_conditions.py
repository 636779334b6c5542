"""The conditions on rows and their twins on values say the same of every piece, on both databases."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.domain.units import UnitSpan
from sello.accounts.models import Unit
from sello.accounts.queries import units as unit_queries
from sello.core.db import db
from sello.evidence.domain import conditions as of_values
from sello.evidence.domain.details import Classification, EvidenceType, Validity
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.evidence.queries import conditions as of_rows
from sello.level.state import EvidenceFact, ReviewState
from tests.builders import NOW, TODAY

FAR = [date.min + timedelta(days=366), date(1900, 1, 1), date(9999, 12, 30), date.max]
NEAR = [TODAY + timedelta(days) for days in (-400, -61, -60, -1, 0, 1, 59, 60, 61, 400)]
DAYS = st.sampled_from([*NEAR, *FAR])
MIDNIGHT = datetime.combine(TODAY + timedelta(days=1), time.min, UTC)
INSTANTS = st.sampled_from([MIDNIGHT + timedelta(seconds=seconds) for seconds in (-90000, -1, 0, 1, 90000)])
SPANS = st.tuples(DAYS, st.none() | DAYS).filter(lambda span: span[1] is None or span[0] < span[1])
STATES = st.sampled_from(list(EvidenceState))


@dataclass(frozen=True)
class Values:
    """What is generated of a piece; the unit is one of three."""

    unit: int
    state: EvidenceState
    accepted_at: datetime | None
    released_at: datetime | None
    valid_until: date | None
    superseded_on: date | None
    classification: Classification = Classification.PUBLIC
    blocked_at: datetime | None = None
    mine: bool = False
    """Whether the reader handed it in."""


@st.composite
def pieces(draw: st.DrawFn) -> Values:
    state = draw(STATES)
    accepted = state is EvidenceState.ACCEPTED
    return Values(
        unit=draw(st.integers(0, 2)),
        state=state,
        accepted_at=draw(st.none() | INSTANTS) if accepted else None,
        released_at=draw(st.none() | INSTANTS) if accepted else None,
        valid_until=draw(st.none() | DAYS),
        superseded_on=draw(st.none() | DAYS),
        classification=draw(st.sampled_from(list(Classification))),
        blocked_at=draw(st.sampled_from([None, None, NOW])),
        mine=draw(st.booleans()),
    )


def written(rows, units, reader_id=None):
    """The generated pieces as rows, by id."""
    db.session.execute(delete(Evidence))
    common = {
        "title": "Acta",
        "type": EvidenceType.MINUTES,
        "submitted_at": NOW,
        "created_at": NOW,
        "unlocked": [],
        "folded": "acta",
    }
    made = dict(enumerate(rows, 1))
    institution = db.session.info["institution_id"]
    db.session.execute(
        insert(Evidence),
        [
            {
                **{
                    name: getattr(one, name)
                    for name in one.__dataclass_fields__
                    if name not in {"unit", "mine"}
                },
                **common,
                "id": number,
                "institution_id": institution,
                "unit_id": units[one.unit],
                "created_by": reader_id if one.mine else None,
            }
            for number, one in made.items()
        ],
    )
    return made


def fulfilled(condition):
    return set(db.session.scalars(select(Evidence.id).where(condition)))


COUNTING = {
    "blocked": (lambda _: of_rows.blocked(), lambda one, _: one.blocked_at is not None),
    "secret": (lambda _: of_rows.secret(), lambda one, _: one.classification is Classification.SECRET),
    "accepted": (lambda _: of_rows.accepted(), lambda one, _: one.state is EvidenceState.ACCEPTED),
    "waiting": (lambda _: of_rows.waiting(), lambda one, _: one.state is EvidenceState.SUBMITTED),
    "returned": (lambda _: of_rows.returned(), lambda one, _: one.state is EvidenceState.RETURNED),
    "released": (lambda _: of_rows.released(), lambda one, _: one.released_at is not None),
    "releasable": (
        lambda _: of_rows.releasable(),
        lambda one, _: one.state is EvidenceState.ACCEPTED and one.released_at is None,
    ),
    "replaced": (of_rows.replaced, lambda one, day: of_values.replaced(one.superseded_on, day=day)),
    "unreplaced": (of_rows.unreplaced, lambda one, day: not of_values.replaced(one.superseded_on, day=day)),
    "has_successor": (lambda _: of_rows.has_successor(), lambda one, _: one.superseded_on is not None),
    "cut_short": (
        lambda _: of_rows.cut_short(),
        lambda one, _: of_values.cut_short(one.valid_until, one.superseded_on),
    ),
    "past": (of_rows.past, lambda one, day: of_values.past(one.valid_until, day=day)),
    "unexpired": (
        of_rows.unexpired,
        lambda one, day: of_values.unexpired(one.valid_until, one.superseded_on, day=day),
    ),
    "in_force": (
        of_rows.in_force,
        lambda one, day: of_values.in_force(one.state, one.valid_until, one.superseded_on, day=day),
    ),
    "accepted_before": (
        lambda _: of_rows.accepted_before(MIDNIGHT),
        lambda one, _: of_values.accepted_before(one.accepted_at, MIDNIGHT),
    ),
    "ends_between": (
        lambda day: of_rows.ends_between(day, TODAY + timedelta(60)),
        lambda one, day: one.valid_until is not None and day <= one.valid_until <= TODAY + timedelta(60),
    ),
    "ends_by": (
        of_rows.ends_by,
        lambda one, day: one.valid_until is not None and one.valid_until <= day,
    ),
    "ends_on": (lambda day: of_rows.ends_on([day]), lambda one, day: one.valid_until == day),
    **{
        f"in_validity {word.name} {by_index}": (
            lambda day, word=word, by_index=by_index: of_rows.in_validity(
                word, min(day, date(9999, 1, 1)), by_index=by_index
            ),
            lambda one, day, word=word: (
                of_values.validity(one.valid_until, one.superseded_on, today=min(day, date(9999, 1, 1)))
                is word
            ),
        )
        for word in Validity
        for by_index in (True, False)
    },
}

on_rows = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(rows=st.lists(pieces(), min_size=10, max_size=40), day=DAYS)
@on_rows
def test_rows_and_values_say_the_same(town, rows, day):
    made = written(rows, [town.units.personas, town.units.dideco, town.units.daf])
    for name, (on_rows, on_values) in COUNTING.items():
        expected = {number for number, one in made.items() if on_values(one, day)}
        assert fulfilled(on_rows(day)) == expected, name
    db.session.rollback()


@given(
    rows=st.lists(pieces(), min_size=10, max_size=40),
    seen=st.none() | st.sets(st.integers(0, 2)),
    released_only=st.booleans(),
    withheld=st.booleans(),
    hers=st.booleans(),
)
@on_rows
def test_rows_and_values_are_seen_by_the_same(town, rows, seen, released_only, withheld, hers):
    units = [town.units.personas, town.units.dideco, town.units.daf]
    me = town.people.contributor.id
    made = written(rows, units, me)
    among = None if seen is None else frozenset(units[one] for one in seen)
    reader = Visibility(among, released_only, withheld, me if hers else None)
    known = {
        number for number, one in made.items() if of_values.known_to(reader, units[one.unit], one.released_at)
    }
    opened = {
        number
        for number, one in made.items()
        if of_values.opened_to(
            reader, one.classification, me if one.mine else None, blocked=one.blocked_at is not None
        )
    }
    assert fulfilled(of_rows.known_to(reader)) == known
    assert fulfilled(of_rows.opened_to(reader)) == opened
    assert fulfilled(of_rows.closed_to(reader)) == known - opened
    assert fulfilled(of_rows.seen_by(reader)) == known & opened
    assert all(one.blocked_at is None for number, one in made.items() if number in opened)
    db.session.rollback()


@given(one=pieces(), day=DAYS)
def test_the_level_counts_the_same(one, day):
    """A confirmed link of a piece counts for the level just when the piece is in force and was accepted."""
    fact = EvidenceFact(
        1,
        "",
        ReviewState[one.state.name],
        accepted_on=one.accepted_at.date() if one.accepted_at else None,
        valid_until=one.valid_until,
        superseded_on=one.superseded_on,
    )
    end = datetime.combine(day, time.max, UTC)
    in_force = of_values.in_force(one.state, one.valid_until, one.superseded_on, day=day)
    assert fact.counts_on(day) is (in_force and of_values.accepted_before(one.accepted_at, end))


@given(
    spans=st.lists(
        st.tuples(DAYS, st.none() | DAYS).filter(lambda span: span[1] is None or span[0] < span[1]),
        max_size=9,
    ),
    day=DAYS,
)
@on_rows
def test_units_exist_on_the_same_days(town, spans, day):
    ids = []
    for number, (first, end) in enumerate(spans):
        row = Unit(
            institution_id=town.institution.id, name=f"Unidad {number}", valid_from=first, valid_until=end
        )
        db.session.add(row)
        db.session.flush()
        ids.append(row.id)
    expected = {
        unit
        for unit, (first, end) in zip(ids, spans, strict=True)
        if UnitSpan(unit, None, "Unidad", "", False, first, end).stands(day)
    }
    found = db.session.scalars(select(Unit.id).where(Unit.id.in_(ids), unit_queries.in_force(day)))
    assert set(found) == expected
    db.session.rollback()


@pytest.mark.parametrize("today", [TODAY, date(2024, 2, 29)])
def test_a_last_day_still_counts_and_the_day_of_a_replacement_does_not(today):
    accepted = EvidenceState.ACCEPTED
    assert of_values.in_force(accepted, today, None, day=today)
    assert not of_values.in_force(accepted, today - timedelta(1), None, day=today)
    assert not of_values.in_force(accepted, None, today, day=today)
    assert of_values.in_force(accepted, None, today + timedelta(1), day=today)
