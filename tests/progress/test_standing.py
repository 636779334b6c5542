"""Where a cycle stands: read in a constant number of statements, whoever asks."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from sello.core.db import db, reading, scope_to
from sello.cycles.models import Answer
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.models import Evidence
from sello.level.state import HIDDEN_TITLE, Reading
from sello.level.verdict import Reason
from sello.progress.standing import Standing, standing, standing_ahead, standing_today
from sello.tasks.models import Task
from tests.builders import AT, NOW, TODAY, Town
from tests.conftest import Statements
from tests.cycles import builders

Counting = Callable[[], AbstractContextManager[Statements]]


def test_the_level_of_a_cycle_in_two_statements(cycle: CycleRow, statements: Counting) -> None:
    assert cycle.known.rules.code
    with statements() as seen:
        where = standing(cycle, at=AT)
        found = where.assessments(TODAY)
    assert len(seen) == 2
    assert {reading: a.score.met for reading, a in found.items()} == {
        Reading.SELF: 2,
        Reading.VALIDATED: 1,
        Reading.EXTERNAL: 0,
    }
    later = where.assess(Reading.VALIDATED, date(2027, 4, 1)).verdicts["1.1.1"]
    assert (later.reason, later.on) == (Reason.EXPIRED, date(2027, 4, 1))
    assert [m.on for m in where.timeline(Reading.VALIDATED, TODAY, date(2028, 1, 1))] == [
        TODAY,
        date(2027, 4, 1),
    ]


def test_hidden_pieces_count_but_are_not_named(cycle: CycleRow, town: Town, statements: Counting) -> None:
    with statements() as seen:
        where = standing(cycle, town.people.other_head.actor().visibility, at=AT)
    assert len(seen) <= 5
    verdict = where.assess(Reading.VALIDATED, TODAY).verdicts["1.1.1"]
    assert verdict.met
    assert verdict.evidence is not None
    assert verdict.evidence.title == HIDDEN_TITLE
    own = standing(cycle, town.people.head.actor().visibility, at=AT)
    fact = own.states["1.1.1"].evidence[0]
    assert fact.title == "Decreto 12"


@pytest.mark.parametrize("size", [4, 400])
def test_statements_do_not_grow_with_the_edition(town: Town, statements: Counting, size: int) -> None:
    cycle = builders.cycle(town.people.secretary.actor(), builders.edition(size))
    assert cycle.known.rules.code
    with statements() as seen:
        where = standing(cycle, at=AT)
        where.assessments(TODAY)
    assert len(seen) == 2
    assert len(where.answers) == size


@contextmanager
def looking(town: Town) -> Iterator[None]:
    """Somebody reads in a transaction of her own."""
    db.session.commit()
    token = reading.set(True)
    scope_to(db.session(), town.institution.id)
    try:
        yield
    finally:
        db.session.rollback()
        reading.reset(token)
        scope_to(db.session(), town.institution.id)


LATER = AT.then(NOW + timedelta(hours=2))
WAYS: dict[str, Callable[[CycleRow, Town], Standing]] = {
    "today": lambda cycle, _town: standing_today(cycle, at=LATER),
    "ahead": lambda cycle, town: standing_ahead(cycle, town.people.other_head.actor().visibility, at=LATER),
}


@pytest.mark.parametrize("way", WAYS)
def test_work_on_a_task_leaves_what_was_worked_out_of_it(cycle: CycleRow, town: Town, way: str) -> None:
    with looking(town):
        first = WAYS[way](cycle, town)
        judged = first.assess(Reading.VALIDATED, TODAY)
    db.session.execute(update(Task).values(title="Otro"))
    with looking(town):
        again = WAYS[way](cycle, town)
        assert again is first
        assert again.assess(Reading.VALIDATED, TODAY) is judged


@pytest.mark.parametrize("way", WAYS)
def test_whatever_moves_an_answer_or_its_evidence_is_judged_anew(
    cycle: CycleRow, town: Town, way: str
) -> None:
    with looking(town):
        assert WAYS[way](cycle, town).assess(Reading.VALIDATED, TODAY).score.met == 1
    db.session.execute(update(Evidence).values(valid_until=TODAY - timedelta(days=1)))
    with looking(town):
        moved = WAYS[way](cycle, town)
        assert moved.assess(Reading.VALIDATED, TODAY).verdicts["1.1.1"].reason is Reason.EXPIRED
        assert moved.assess(Reading.SELF, TODAY).score.met == 2
        assert [point.on for point in moved.timeline(Reading.VALIDATED, TODAY, date(2028, 1, 1))] == [TODAY]
    db.session.execute(update(Answer).where(Answer.unit_id == town.units.dideco).values(declared=None))
    with looking(town):
        assert WAYS[way](cycle, town).assess(Reading.SELF, TODAY).score.met == 1


def test_where_the_clocks_stand_is_not_taken_for_equal(cycle: CycleRow, town: Town) -> None:
    """At another place a decision of the same instant may fall on another day."""
    with looking(town):
        first = standing_today(cycle, at=AT)
        elsewhere = standing_today(cycle, at=AT.there("America/Punta_Arenas"))
    assert elsewhere.at.today == first.at.today
    assert elsewhere is not first


def test_only_what_is_asked_of_its_own_day_is_remembered(cycle: CycleRow) -> None:
    """An address may ask for any day to come: what it names does not stay in the memory."""
    stands, tomorrow = standing(cycle, at=AT), TODAY + timedelta(days=1)
    assert stands.assess(Reading.SELF, TODAY) is stands.assess(Reading.SELF, TODAY)
    assert stands.assess(Reading.SELF, tomorrow) is not stands.assess(Reading.SELF, tomorrow)
    assert stands.assess(Reading.SELF, tomorrow).as_of == tomorrow
    end = TODAY + timedelta(days=900)
    assert stands.timeline(Reading.VALIDATED, tomorrow, end)[0].on == tomorrow
    assert stands.timeline(Reading.VALIDATED, TODAY, end)[0].on == TODAY
