"""Where a cycle stands: read in a constant number of statements, whoever asks."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from sello.cycles.queries.cycles import CycleRow
from sello.level.state import HIDDEN_TITLE, Reading
from sello.level.verdict import Reason
from sello.progress.standing import standing
from tests.builders import AT, TODAY, Town
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
