"""The reads of cycles: what they tell, to whom, in how many statements."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from sello.accounts.domain.actor import Visibility
from sello.core.refusal import NotFound
from sello.cycles.queries import cycles as cycle_queries
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.requirement import find_answer, neighbours
from sello.cycles.service.cycles import release
from tests.builders import NOW, Town
from tests.conftest import Statements
from tests.cycles import builders

Counting = Callable[[], AbstractContextManager[Statements]]
ALL = Visibility(units=None)


@pytest.fixture
def cycle(town: Town) -> CycleRow:
    """A cycle half answered."""
    return builders.half_answered(town)


def test_a_requirements_page_reads_little(cycle: CycleRow, town: Town, statements: Counting) -> None:
    requirement_id = builders.ids(cycle)["1.1.2"]
    with statements() as seen:
        found_cycle, found = find_answer(requirement_id, None, ALL)
        before, after = neighbours(cycle, found.position, ALL)
    assert len(seen) == 2
    assert found_cycle == cycle
    assert before is not None
    assert after is not None
    assert (before.code, found.row.code, after.code) == ("1.1.1", "1.1.2", "2.1.1")
    assert after.requirement_id == builders.ids(cycle)["2.1.1"]


def test_a_unit_head_finds_her_own_requirements_and_those_she_has_a_task_for(
    cycle: CycleRow, town: Town
) -> None:
    head = town.people.head.actor().visibility
    mine, other = builders.ids(cycle)["1.1.1"], builders.ids(cycle)["1.1.2"]
    with pytest.raises(NotFound):
        find_answer(other, cycle.id, head)
    assert find_answer(other, cycle.id, head, also={other})[1].row.code == "1.1.2"
    own = find_answer(mine, cycle.id, head)[1]
    assert own.row.code == "1.1.1"
    assert neighbours(cycle, own.position, head) == (None, None)


def test_a_requirement_is_read_in_the_current_cycle_first(cycle: CycleRow, town: Town) -> None:
    second = builders.cycle(town.people.secretary.actor(), name="Segundo")
    requirement_id = builders.ids(cycle)["1.1.1"]
    assert second.edition_id == cycle.edition_id
    assert find_answer(requirement_id, None, ALL)[0].id == cycle.id
    assert find_answer(requirement_id, second.id, ALL)[0].id == second.id
    with pytest.raises(NotFound):
        find_answer(999999, None, ALL)
    with pytest.raises(NotFound):
        find_answer(requirement_id, None, town.people.auditor.actor().visibility)


def test_the_list_of_cycles(cycle: CycleRow, town: Town, statements: Counting) -> None:
    actor = town.people.secretary.actor()
    builders.cycle(actor, name="Segundo")
    with statements() as seen:
        rows = cycle_queries.all_cycles()
    assert len(seen) == 3
    assert [(row.cycle.name, row.requirements, row.answered, row.validated) for row in rows] == [
        ("Sello 2026", 4, 2, 1),
        ("Segundo", 4, 0, 0),
    ]
    assert cycle_queries.all_cycles(town.people.auditor.actor().visibility) == ()
    release(actor, cycle.id, now=NOW)
    assert len(cycle_queries.all_cycles(town.people.auditor.actor().visibility)) == 1
